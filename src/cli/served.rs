//! An account that this very process serves, for the interface on it: over HTTP, like any other account.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::Path,
    time::Duration,
};

use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{
    copies, drafts,
    filling::{self, Opened},
    interface::Plan,
    refusal::Refusal,
    settings::Settings,
};
use crate::{
    crm::{Access, Config, Origin, Rate},
    server::{self, Shapes},
    store::Copies,
    words::Words,
    worker::Place,
};

/// Where the account listens: nobody else needs to know the port.
const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
/// How long the account may take to finish once the interface is closed.
const DRAIN: Duration = Duration::from_secs(1);
/// The port is another one at each start, so the copy is known by another name than its address.
const COPY: &str = "demo";

/// The account at work.
pub(super) struct Served {
    stop: CancellationToken,
    task: JoinHandle<()>,
    /// Our place in the folder, held until the end.
    _opened: Opened,
}

/// Serves the account of a folder to this machine; the plan is how its administrator opens it.
pub(super) async fn begin(
    opened: Opened,
    folder: &Path,
    called: Option<String>,
    settings: &Settings,
) -> Result<(Plan, Served), Refusal> {
    // Drafts and the copy lie beside the account they belong to: two demo accounts have the same ids.
    let copy = copies::recall(
        Place {
            copies: Copies::at(folder.join(filling::COPIES)),
            key: COPY.to_owned(),
        },
        settings,
    );
    let drafts = drafts::open(folder, &Words::new(settings.language))?;
    let owner = opened
        .account
        .owner()
        .map_err(|source| Refusal::of_account(folder, source))?;
    let failed = |source| Refusal::Listen {
        address: ANY_PORT,
        source,
    };
    let listener = TcpListener::bind(ANY_PORT).await.map_err(failed)?;
    let address = format!("http://{}", listener.local_addr().map_err(failed)?);
    let plan = Plan {
        origin: Origin::parse(&address)?,
        access: Access::Login {
            login: owner.login,
            hash: owner.key,
        },
        config: Config {
            rate: Rate::OFF,
            ..Config::default()
        },
        drafts,
        copy,
        called,
    };
    let stop = CancellationToken::new();
    let serving = server::serve(opened.account.clone(), Shapes::Page, listener, stop.clone());
    let task = tokio::spawn(async {
        if let Err(error) = serving.await {
            tracing::error!(%error, "the account stopped answering");
        }
    });
    let served = Served {
        stop,
        task,
        _opened: opened,
    };
    Ok((plan, served))
}

impl Served {
    /// Finishes what is under way.
    pub(super) async fn end(self) {
        self.stop.cancel();
        if tokio::time::timeout(DRAIN, self.task).await.is_err() {
            tracing::warn!("the account did not finish in time");
        }
    }
}
