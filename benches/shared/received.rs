//! Contacts of an invented account as its answers hold them.

use std::sync::Arc;

use anyhow::{Result, ensure};
use rolo::{
    crm::{Access, Config, Crm as _, Decoder, Item, Origin, Rate, V2, Wanted},
    server::{Account, DEMO_KEY, Shapes, serve},
};
use tokio::{net::TcpListener, runtime::Runtime};
use tokio_util::sync::CancellationToken;

/// Accounts give no longer pages.
pub(crate) const PAGE: usize = 500;
/// 2026-11-22 12:00 UTC.
const NOW: i64 = 1_795_348_800;

/// What a client was given.
pub(crate) struct Received {
    pub(crate) items: Vec<Item>,
    /// Knows the account's fields.
    pub(crate) decoder: Arc<Decoder>,
}

/// So many contacts, in the order of the account.
pub(crate) fn received(contacts: u32) -> Result<Received> {
    Runtime::new()?.block_on(async {
        let account = Account::in_memory(Arc::new(|| NOW))?;
        account.seed_demo(contacts, 1)?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let origin = Origin::parse(&format!("http://{}", listener.local_addr()?))?;
        let stop = CancellationToken::new();
        tokio::spawn(serve(account, Shapes::Page, listener, stop));
        let config = Config {
            rate: Rate::OFF,
            ..Config::default()
        };
        let crm = V2::new(origin, Access::Token(DEMO_KEY.into()), &config)?;
        crm.described().await?;
        let mut items = Vec::new();
        loop {
            let wanted = Wanted::List {
                since: None,
                rows: PAGE,
                offset: items.len(),
            };
            let page = crm.items(wanted).await?.items;
            let is_last = page.len() < PAGE;
            items.extend(page);
            if is_last {
                break;
            }
        }
        ensure!(items.len() >= PAGE, "less than a page");
        let decoder = crm.decoder();
        Ok(Received { items, decoder })
    })
}
