//! `rolo demo`: an account of its own in this process, and the interface on it, over HTTP like on any other account.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{
    arguments::Demo,
    copies, drafts,
    filling::{self, Filling, Opened},
    interface::{self, Plan},
    log,
    refusal::Refusal,
    settings::Settings,
};
use crate::{
    crm::{Access, Config, Origin, Rate},
    server::{self, Account, Shapes},
    store::Copies,
    ui::terminal,
    words::Words,
    worker::Place,
};

/// The folder of the demo among rolo's data.
const FOLDER: &str = "demo";
/// Where the account listens: nobody else needs to know the port.
const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
/// How long the account may take to finish once the interface is closed.
const DRAIN: Duration = Duration::from_secs(1);

pub(super) fn run(demo: Demo, settings: &Settings) -> Result<u8, Refusal> {
    if !terminal::is_there() {
        return Err(Refusal::NoTerminal);
    }
    let log = log::to_file(settings)?;
    let folder = demo
        .data
        .unwrap_or_else(|| settings.folders.data.join(FOLDER));
    let filling = demo.import.map_or(
        Filling::Invented {
            contacts: demo.contacts,
            seed: demo.seed,
        },
        Filling::Imported,
    );
    let words = Words::new(settings.language);
    let opened = filling::open(&folder, Some(&filling), demo.fresh, &words)?;
    // Beside the account they belong to: two demo accounts have the same ids. The port is another one at each start, so the
    // copy is known by another name than its address.
    let copy = copies::recall(
        Place {
            copies: Copies::at(folder.join(filling::COPIES)),
            key: FOLDER.to_owned(),
        },
        settings,
    );
    let drafts = drafts::open(&folder, &words)?;
    let owner = opened
        .account
        .owner()
        .map_err(|source| Refusal::Account { folder, source })?;
    let access = Access::Login {
        login: owner.login,
        hash: owner.key,
    };

    interface::in_runtime(async {
        let (account, stop) = start(&opened).await?;
        let plan = Plan {
            origin: Origin::parse(&account.address)?,
            access,
            config: Config {
                rate: Rate::OFF,
                ..Config::default()
            },
            drafts,
            copy,
        };
        let shown = interface::show(plan, settings, &log).await;
        stop.cancel();
        if tokio::time::timeout(DRAIN, account.task).await.is_err() {
            tracing::warn!("the account did not finish in time");
        }
        shown
    })
}

/// The account at work.
struct Served {
    address: String,
    task: tokio::task::JoinHandle<()>,
}

async fn start(opened: &Opened) -> Result<(Served, CancellationToken), Refusal> {
    let failed = |source| Refusal::Listen {
        address: ANY_PORT,
        source,
    };
    let listener = TcpListener::bind(ANY_PORT).await.map_err(failed)?;
    let address = format!("http://{}", listener.local_addr().map_err(failed)?);
    let stop = CancellationToken::new();
    let account: Account = opened.account.clone();
    let until = stop.clone();
    let task = tokio::spawn(async move {
        if let Err(error) = server::serve(account, Shapes::Page, listener, until).await {
            tracing::error!(%error, "the account stopped answering");
        }
    });
    Ok((Served { address, task }, stop))
}
