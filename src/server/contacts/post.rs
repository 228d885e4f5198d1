//! `POST /api/v2/contacts`: adds, then updates, all in one transaction.

use super::write::Writer;
use crate::server::body::{self, Codes};
use crate::server::call::Call;
use crate::server::post::{self, Element, Outcome};
use crate::server::reply::{Refusal, Reply};
use crate::server::{Account, shape};
use crate::wire::v2::contact::{RequestId, Write};

const CODES: Codes = Codes {
    empty: 206,
    add: 201,
    update: 208,
};

/// Answers with what was written, and of each of the rest with why not.
pub(in crate::server) fn post(account: &Account, call: &Call) -> Result<Reply, Refusal> {
    let read = || body::read(call, CODES, Write::read);
    post::serve(account, call, read, |asking, batch| {
        let mut writer = Writer::new(asking)?;
        let Outcome {
            items,
            added,
            updated,
            ..
        } = asking.run("", &batch, &mut writer)?;
        let posted = shape::posted(&items, added, updated);
        Ok(Reply::hal(posted.to_string()))
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
