//! `rolo serve`: an account alone, for other programs on this machine, or on others when that is asked for.

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
    tell,
};
use crate::{
    server::{self, Limits, Serving, Tls},
    words::{Word, Words},
};

pub(super) use administration::run as administer;

pub(super) fn run(serve: Serve, settings: &Settings) -> Result<u8, Refusal> {
    let folder = serve
        .data
        .clone()
        .expect("required where there is no command");
    let address = serve.listen;
    let is_exposed = !address.ip().is_loopback();
    let tls = reach(&serve)?;
    if is_exposed && serve.demo.is_some() {
        return Err(Refusal::PublicKeys(folder));
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
    let words = Words::new(settings.language);
    let opened = filling::open(&folder, filling.as_ref(), false, &words)?;
    if is_exposed {
        let has_public_keys = opened.account.has_public_keys();
        if has_public_keys.map_err(|source| Refusal::Account {
            folder: folder.clone(),
            source,
        })? {
            return Err(Refusal::PublicKeys(folder));
        }
        if tls.is_none() {
            tell(&words.say(Word::CliReadAlong));
        }
    }
    let scheme = if tls.is_some() { "https" } else { "http" };
    let serving = Serving {
        shapes: serve.shapes.into(),
        hosts: serve.network.host,
        tls,
        limits: Limits::default(),
    };
    interface::in_runtime(async {
        let failed = |source| Refusal::Listen { address, source };
        // Caught before anybody is told that it is ready.
        let stop = on_signal().map_err(Refusal::System)?;
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let got = listener.local_addr().map_err(failed)?;
        // Connections wait in the listener's queue until they are served, so it is ready now.
        announce(&format!("listening on {scheme}://{got}")).map_err(Refusal::System)?;
        server::serve(opened.account.clone(), serving, listener, stop)
            .await
            .map_err(failed)?;
        Ok(0)
    })
}

/// Whether other machines may be served as asked, and over which TLS.
fn reach(serve: &Serve) -> Result<Option<Tls>, Refusal> {
    let network = &serve.network;
    if !network.lan && !serve.listen.ip().is_loopback() {
        return Err(Refusal::Exposed(serve.listen));
    }
    match (&network.tls_cert, &network.tls_key) {
        (Some(certificate), Some(key)) => Ok(Some(Tls::read(certificate, key)?)),
        _ if network.lan && !network.cleartext => Err(Refusal::Cleartext),
        _ => Ok(None),
    }
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
