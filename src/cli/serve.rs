//! `rolo serve`: an account alone, for other programs on this machine.

mod administration;

use std::io::{self, Write as _};

use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

use super::{
    arguments::Serve,
    filling::{self, Filling},
    interface, log,
    refusal::Refusal,
    settings::Settings,
};
use crate::{server, words::Words};

pub(super) use administration::run as administer;

pub(super) fn run(serve: Serve, settings: &Settings) -> Result<u8, Refusal> {
    let address = serve.listen;
    if !address.ip().is_loopback() {
        return Err(Refusal::Exposed(address));
    }
    log::to_stderr(settings.log_levels.as_deref());
    let filling = match (serve.demo, serve.import) {
        (Some(contacts), _) => Some(Filling::Invented {
            contacts,
            seed: serve.seed,
        }),
        (None, Some(file)) => Some(Filling::Imported(file)),
        (None, None) => None,
    };
    let shapes = serve.shapes.into();
    let words = Words::new(settings.language);
    let folder = serve.data.expect("required where there is no command");
    let opened = filling::open(&folder, filling.as_ref(), false, &words)?;
    interface::in_runtime(async {
        let failed = |source| Refusal::Listen { address, source };
        // Caught before anybody is told that it is ready.
        let stop = on_signal().map_err(Refusal::System)?;
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let got = listener.local_addr().map_err(failed)?;
        // Connections wait in the listener's queue until they are served, so it is ready now.
        announce(&format!("listening on http://{got}")).map_err(Refusal::System)?;
        server::serve(opened.account.clone(), shapes, listener, stop)
            .await
            .map_err(failed)?;
        Ok(0)
    })
}

/// The one line on standard output, for whoever started the account and waits for it.
fn announce(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn on_signal() -> io::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = CancellationToken::new();
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        told.cancel();
    });
    Ok(stop)
}
