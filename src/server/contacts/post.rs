//! `POST /api/v2/contacts`: adds, then updates, all in one transaction.

use super::write::Writer;
use crate::server::body::{self, Codes};
use crate::server::call::Call;
use crate::server::post::{Asking, Element, Outcome};
use crate::server::reply::{Refusal, Reply};
use crate::server::{Account, auth, shape};
use crate::wire::v2::contact::{RequestId, Write};

const CODES: Codes = Codes {
    empty: 206,
    add: 201,
    update: 208,
};

/// Answers with what was written, and of each of the rest with why not.
pub(in crate::server) fn post(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let now = account.now();
    account.write(|tx| {
        let profile = auth::account_of(tx)?;
        let caller = auth::identify(account, tx, &profile, call)?;
        let batch = body::read(call, CODES, Write::read)?;
        let mut writer = Writer::new(tx, &profile, &caller.user, now)?;
        let asking = Asking {
            connection: tx,
            user: caller.user.id,
            now,
            space: "",
        };
        let Outcome {
            items,
            added,
            updated,
            ..
        } = asking.run(&batch, &mut writer)?;
        Ok(caller.answer(Reply::hal(
            shape::posted(&items, added, updated).to_string(),
        )))
    })
}

impl Element for Write {
    fn id(&self) -> Option<i64> {
        self.id
    }

    fn request_id(&self) -> Option<&RequestId> {
        self.request_id.as_ref()
    }
}
