//! Reads the account and hands its owner the drafts of this machine.

use std::sync::Arc;

use tokio::sync::watch;

use super::{Known, drafts::Lane, reply::Reply};
use crate::crm::Crm;

/// The account is known to saves before the screen hears of it.
pub(super) async fn connect<C: Crm>(
    crm: Arc<C>,
    known: Arc<watch::Sender<Known>>,
    drafts: Lane,
    reply: Reply,
) {
    match crm.account().await {
        Ok(account) => {
            let account = Arc::new(account);
            known.send_replace(Some(Arc::clone(&account)));
            drafts.belong_to(account, reply);
        }
        Err(failure) => reply.fail(failure),
    }
}
