//! The client of a real account: API v2 over HTTP.

mod around;
mod config;
mod contacts;

use std::fmt;
use std::sync::Arc;

use reqwest::header::{CONTENT_TYPE, IF_MODIFIED_SINCE};
use reqwest::{Method, RequestBuilder};
use tokio::sync::OnceCell;

pub use self::config::Config;
use self::contacts::{CONTACTS, MOST_ROWS};
use crate::crm::copy::{self, Described, Items, Received, Tombstone, Wanted};
use crate::crm::decode::Decoder;
use crate::crm::error::{Error, Purpose};
use crate::crm::http::Answer;
use crate::crm::line::Line;
use crate::crm::origin::Origin;
use crate::crm::session::{self, Access, Session};
use crate::crm::{Ask, Crm, Page, Post, Posted, encode, outcome::outcome};
use crate::domain::account::Account;
use crate::domain::failure::Failure;
use crate::domain::id::{ContactId, Moment};
use crate::wire::lenient;
use crate::wire::v2::{account, posted, refusal};

const ACCOUNT: &str = "/api/v2/account";
/// The status of an answer that holds nothing.
const EMPTY: u16 = 204;
/// The HTTP client could not be set up: this machine has no usable TLS.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be set up")]
pub struct Unusable(#[source] reqwest::Error);

/// An account that is reached over HTTP.
pub struct V2 {
    line: Line,
    session: Session,
    /// What the account last told about its fields; contacts name some things only there.
    decoder: Arc<Decoder>,
    /// What the steps of leads are called, once somebody wanted to know.
    steps: OnceCell<around::Steps>,
    read_only: bool,
}

impl fmt::Debug for V2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("V2")
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

impl V2 {
    /// A client of the account at this address; to be shared. Nothing is sent until something is asked, and only then the
    /// machine's certificates are read. Fails when those of `roots` are none.
    pub fn new(origin: Origin, access: Access, config: &Config) -> Result<Self, Unusable> {
        Ok(Self {
            line: Self::line(origin, config)?,
            session: Session::new(access),
            decoder: Arc::default(),
            steps: OnceCell::new(),
            read_only: config.read_only,
        })
    }

    /// The way to the account at this address.
    pub(super) fn line(origin: Origin, config: &Config) -> Result<Line, Unusable> {
        Line::new(origin, config).map_err(Unusable)
    }

    /// Reads what a copy of the account holds, with what the account told about its fields.
    pub fn decoder(&self) -> Arc<Decoder> {
        Arc::clone(&self.decoder)
    }

    /// What the account's clock shows now; `None` before its first answer that tells.
    pub fn clock(&self) -> Option<Moment> {
        self.line.server_now().map(Moment)
    }

    /// Asks with proof; when the session has ended, logs in once and asks once more.
    async fn ask(&self, build: impl Fn() -> RequestBuilder) -> Result<Answer, Error> {
        let at_login = |error| Error::AtLogin(Box::new(error));
        let pass = self.session.pass(&self.line).await.map_err(at_login)?;
        let answer = self.line.send(|| pass.sign(build())).await?;
        if !session::is_signed_out(&answer) {
            return Ok(answer);
        }
        match self
            .session
            .renew(&self.line, &pass, &answer)
            .await
            .map_err(at_login)?
        {
            Some(pass) => self.line.send(|| pass.sign(build())).await,
            None => Ok(answer),
        }
    }

    /// Asks for a document; the account's empty answer is one of status 204.
    async fn get(
        &self,
        path: &str,
        query: &[(&str, &str)],
        since: Option<Moment>,
    ) -> Result<Answer, Error> {
        let since = since.map(copy::http_date);
        let answer = self
            .ask(|| {
                let request = self.line.request(Method::GET, path, query);
                match &since {
                    Some(since) => request.header(IF_MODIFIED_SINCE, since),
                    None => request,
                }
            })
            .await?;
        match answer.status {
            200 | 204 => Ok(answer),
            _ => Err(unexpected(&answer)),
        }
    }

    async fn read_account(&self) -> Result<Described, Error> {
        let with = [("with", "custom_fields,users,groups,task_types")];
        let answer = self.get(ACCOUNT, &with, None).await?;
        if answer.status == EMPTY {
            return Err(Error::Unreadable {
                status: EMPTY,
                what: "no account",
            });
        }
        let account = account::Account::read(&answer.body).ok_or_else(|| unexpected(&answer))?;
        Ok(Described {
            account: self.decoder.learn(&account),
            raw: lenient::readable(&answer.body).into_owned(),
        })
    }

    /// The one way by which anything is changed.
    async fn write(&self, path: &str, body: &str) -> Result<posted::Posted, Error> {
        if self.read_only {
            return Err(Error::Standing(Failure::ReadOnly));
        }
        let answer = self
            .ask(|| {
                self.line
                    .request(Method::POST, path, &[])
                    .header(CONTENT_TYPE, "application/json")
                    .body(body.to_owned())
            })
            .await?;
        match answer.status {
            // Some clients of real accounts report 202 for large calls.
            200 | 202 => posted::read(&answer.body).map_err(|_| unexpected(&answer)),
            _ => Err(unexpected(&answer)),
        }
    }
}

/// Says what an answer is that is not what was asked for.
fn unexpected(answer: &Answer) -> Error {
    let status = answer.status;
    let refusal = refusal::read(&answer.body);
    match status {
        _ if refusal.is_some() => Error::Refused { status, refusal },
        400..=599 => Error::Refused { status, refusal },
        300..=399 => Error::Unreadable {
            status,
            what: "a redirect",
        },
        _ if answer.body.is_empty() => Error::Unreadable {
            status,
            what: "nothing",
        },
        _ if answer.body.trim_ascii_start().starts_with(b"<") => Error::Unreadable {
            status,
            what: "HTML",
        },
        _ => Error::Unreadable {
            status,
            what: "something that API v2 does not say",
        },
    }
}

/// What becomes of a question that was not answered.
fn read(error: Error) -> Failure {
    error.into_failure(Purpose::Read)
}

impl Crm for V2 {
    async fn account(&self) -> Result<Account, Failure> {
        Ok(self.described().await?.account)
    }

    async fn described(&self) -> Result<Described, Failure> {
        self.read_account().await.map_err(read)
    }

    async fn items(&self, wanted: Wanted<'_>) -> Result<Items, Failure> {
        self.read_items(wanted).await.map_err(read)
    }

    async fn deleted(
        &self,
        after: i64,
        rows: usize,
        offset: usize,
    ) -> Result<Option<Vec<Tombstone>>, Failure> {
        self.read_deleted(after, rows, offset).await.map_err(read)
    }

    async fn page(&self, ask: Ask<'_>) -> Result<Page, Failure> {
        let rows = ask.rows.clamp(1, MOST_ROWS).to_string();
        let offset = ask.offset.to_string();
        let mut query = vec![
            ("limit_rows", rows.as_str()),
            ("limit_offset", offset.as_str()),
        ];
        if !ask.query.is_empty() {
            query.push(("query", ask.query));
        }
        self.read_page(&query).await.map_err(read)
    }

    async fn contact(&self, id: ContactId) -> Result<Option<Received>, Failure> {
        self.read_contact(id).await.map_err(read)
    }

    async fn post(&self, post: Post<'_>, account: Option<&Account>) -> Result<Posted, Failure> {
        let batch = encode::batch(post, account, self.line.server_now());
        let body =
            serde_json::to_string(&batch).expect("all keys of a batch are strings, so it is JSON");
        let posted = self
            .write(CONTACTS, &body)
            .await
            .map_err(|error| error.into_failure(Purpose::Write))?;
        outcome(post, &posted)
    }

    fn written(&self, post: Post<'_>, account: Option<&Account>) -> String {
        encode::printed(post, account, self.line.server_now())
    }
}
