//! One connection from its first byte to its last: requests in, answers out.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use super::bodies::{Arriving, Leaving};
use super::pace::Pace;
use super::watched::Watched;
use crate::server::limits::Limits;
use crate::server::peer::Peer;

/// Answers the requests of a connection, one after the other, until the client has no more, breaks a limit, or `stop`: then
/// the request under way is answered still.
pub(super) async fn attend(
    io: impl AsyncRead + AsyncWrite + Unpin,
    peer: Peer,
    router: Router,
    limits: Limits,
    stop: CancellationToken,
) {
    let pace = Arc::new(Pace::default());
    let io = TokioIo::new(Watched::new(io, limits, Arc::clone(&pace)));
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request: Request<Incoming>| {
        let answering = pace.begin();
        let (mut head, body) = request.into_parts();
        head.extensions.insert(peer);
        let body = Body::new(Arriving::new(body, &limits, Arc::clone(&pace)));
        let answer = router.call(Request::from_parts(head, body));
        async move {
            let answer = answer.await?;
            Ok::<Response<Leaving>, std::convert::Infallible>(answer.map(|inner| Leaving {
                inner,
                _answering: answering,
            }))
        }
    });
    let connection = http1::Builder::new()
        // The connection watches itself.
        .header_read_timeout(None)
        // Who has sent all he has to say and closes that direction still waits for the answer.
        .half_close(true)
        .max_header_size(limits.head_bytes)
        .serve_connection(io, service);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(
            error = &error as &dyn std::error::Error,
            "a connection broke off"
        );
    }
}
