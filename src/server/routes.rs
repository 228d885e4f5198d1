//! The addresses of the account and how requests get from them to the rooms behind.

use std::error::Error;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};

use super::call::{self, Call};
use super::companies::COMPANIES;
use super::customers::CUSTOMERS;
use super::door::{self, Door};
use super::leads::LEADS;
use super::listen::{Serving, TooSlow};
use super::peer::Peer;
use super::pipelines::{self, PIPELINES};
use super::reply::{self, Refusal, Reply};
use super::shape::{self, Shapes};
use super::{Account, account, auth, calls, contacts, fields, notes, removal, tasks};

/// What answers a request: reads and writes the database, so it runs where blocking is allowed.
type Work = fn(&Account, &Call) -> Result<Reply, Refusal>;

impl Account {
    /// The account as an HTTP service that answers as the documentation's page prints.
    pub fn router(&self) -> Router {
        self.router_in(Shapes::Page)
    }

    /// The account as an HTTP service whose answers have these shapes.
    pub fn router_in(&self, shapes: Shapes) -> Router {
        self.router_for(&shapes.into())
    }

    /// The account as the HTTP service behind a listener.
    pub(super) fn router_for(&self, serving: &Serving) -> Router {
        let mut router = Router::new();
        for (path, methods) in [
            (
                "/private/api/auth.php",
                reading(auth::sign_in).merge(writing(auth::sign_in)),
            ),
            ("/api/v2/account", reading(account::show)),
            (
                "/api/v2/contacts",
                reading(contacts::list).merge(writing(contacts::post)),
            ),
            ("/ajax/contacts/multiple/delete", writing(removal::contacts)),
            ("/ajax/leads/multiple/delete", writing(removal::leads)),
            (
                "/ajax/companies/multiple/delete",
                writing(removal::companies),
            ),
            ("/ajax/v1/multiactions/set", writing(removal::multiactions)),
            (
                LEADS.path,
                reading(|account, call| LEADS.list(account, call))
                    .merge(writing(|account, call| LEADS.post(account, call))),
            ),
            (
                COMPANIES.path,
                reading(|account, call| COMPANIES.list(account, call))
                    .merge(writing(|account, call| COMPANIES.post(account, call))),
            ),
            (
                CUSTOMERS.path,
                reading(|account, call| CUSTOMERS.list(account, call))
                    .merge(writing(|account, call| CUSTOMERS.post(account, call))),
            ),
            (PIPELINES, reading(pipelines::list)),
            (
                "/api/v2/tasks",
                reading(tasks::list).merge(writing(tasks::post)),
            ),
            (
                "/api/v2/notes",
                reading(notes::list).merge(writing(notes::post)),
            ),
            ("/api/v2/calls", writing(calls::post)),
            ("/api/v2/fields", writing(fields::post)),
        ] {
            router = router
                .route(path, methods.clone())
                .route(&format!("{path}/"), methods);
        }
        let router = router
            .method_not_allowed_fallback(not_allowed)
            .fallback(not_found)
            .layer(DefaultBodyLimit::max(serving.limits.body_bytes))
            .layer(middleware::from_fn_with_state(
                Door::new(self, &serving.hosts),
                door::guard,
            ));
        // Outside of everything, so that every answer is converted, also one that a room is still to learn.
        let router = match serving.shapes {
            Shapes::Page => router,
            Shapes::Live => router.layer(middleware::from_fn_with_state(
                self.clone(),
                shape::live::convert,
            )),
        };
        router.with_state(self.clone())
    }
}

fn reading(work: Work) -> MethodRouter<Account> {
    get(move |State(account), peer, uri, headers, body| {
        answer(account, work, peer, uri, headers, body)
    })
}

fn writing(work: Work) -> MethodRouter<Account> {
    post(move |State(account), peer, uri, headers, body| {
        answer(account, work, peer, uri, headers, body)
    })
}

async fn answer(
    account: Account,
    work: Work,
    peer: Option<Extension<Peer>>,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) if is_too_slow(&rejection) => {
            return reply::problem(StatusCode::REQUEST_TIMEOUT, "The body came too slowly.");
        }
        Err(rejection) => {
            return reply::problem(rejection.status(), "The body is too large or was cut.");
        }
    };
    let worked = tokio::task::spawn_blocking(move || {
        let domain = call::host(&headers).to_owned();
        Call::new(peer.map(|Extension(peer)| peer), &uri, headers, body)
            .and_then(|call| work(&account, &call))
            .map_or_else(
                |refusal| refusal.into_response(account.now(), &domain),
                Reply::into_response,
            )
    });
    worked.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a request was not answered");
        Refusal::Broken.into_response(0, "")
    })
}

async fn not_found(method: Method, uri: Uri) -> Response {
    reply::problem(
        StatusCode::NOT_FOUND,
        &format!("There is no {method} {}.", uri.path()),
    )
}

async fn not_allowed(method: Method, uri: Uri) -> Response {
    reply::problem(
        StatusCode::METHOD_NOT_ALLOWED,
        &format!("{method} is not understood by {}.", uri.path()),
    )
}

fn is_too_slow(rejection: &BytesRejection) -> bool {
    std::iter::successors(rejection.source(), |cause| (*cause).source())
        .any(<dyn Error>::is::<TooSlow>)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn a_request_that_panics_costs_itself_only() {
        let account = Account::in_memory(Arc::new(|| 0)).unwrap();
        account.seed_demo(2, 1).unwrap();
        let router = Router::new()
            .route(
                "/",
                reading(|account, _| account.write(|_| panic!("a defect"))),
            )
            .with_state(account.clone());
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(account.contact_count().unwrap(), 2);
    }
}
