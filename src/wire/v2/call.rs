//! What clients write to `POST /api/v2/calls`.

use serde_json::Value as Json;

use crate::wire::lenient;
use crate::wire::v2::contact::RequestId;

/// One element of `add`. What is `None` was not sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallWrite {
    /// Who called or was called.
    pub phone_number: Option<String>,
    /// `inbound` or `outbound`.
    pub direction: Option<String>,
    /// What the telephony calls this call.
    pub uniq: Option<String>,
    /// In seconds.
    pub duration: Option<i64>,
    /// Which telephony it was.
    pub source: Option<String>,
    /// Where the record can be heard.
    pub link: Option<String>,
    /// 1 voicemail, 2 to be called back, 3 absent, 4 talked, 5 wrong number, 6 no answer, 7 busy.
    pub call_status: Option<i64>,
    /// What came of it.
    pub call_result: Option<String>,
    /// Unix seconds.
    pub created_at: Option<i64>,
    /// Who talked.
    pub created_by: Option<i64>,
    /// Who looks after it.
    pub responsible_user_id: Option<i64>,
    /// The client's own name for this element.
    pub request_id: Option<RequestId>,
}

impl CallWrite {
    /// Reads one element; what cannot be read counts as not sent.
    pub fn read(element: &Json) -> Self {
        let filled = |key: &str| element.get(key).and_then(lenient::filled);
        let number = |key: &str| element.get(key).and_then(lenient::int);
        Self {
            phone_number: filled("phone_number"),
            direction: filled("direction"),
            uniq: filled("uniq"),
            duration: number("duration"),
            source: filled("source"),
            link: filled("link"),
            call_status: number("call_status"),
            call_result: filled("call_result"),
            created_at: number("created_at"),
            created_by: number("created_by"),
            responsible_user_id: number("responsible_user_id"),
            request_id: element.get("request_id").and_then(RequestId::read),
        }
    }
}
