//! Proves to the account who is asking: with a token, or with a login whose session it keeps and renews.

use std::fmt;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderValue};
use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::crm::error::{Error, Purpose};
use crate::crm::gate;
use crate::crm::http::{Answer, SESSION};
use crate::crm::line::Line;
use crate::crm::oauth::{self, Grant, Tokens};
use crate::domain::failure::Failure;
use crate::wire::v2::{auth, refusal};

/// A session that ends is renewed silently no more often than this.
const RENEWAL_PAUSE: Duration = Duration::from_mins(1);
/// How long a refused login is not tried again where somebody can make it good: each try counts towards a captcha.
const REFUSAL_PAUSE: Duration = Duration::from_mins(15);
/// An answer longer than this is data, not a refusal.
const REFUSAL_LIMIT: usize = 4096;

/// What opens an account.
#[derive(Debug, Clone)]
pub enum Access {
    /// An OAuth access token, a long-lived token, or a key that an account takes as one.
    Token(SecretString),
    /// The classic way: a session is opened with the login and the API key, and renewed when it ends.
    Login {
        /// The user's e-mail.
        login: String,
        /// The API key of the user's profile (`USER_HASH`).
        hash: SecretString,
    },
    /// OAuth: tokens that were granted to an integration, and are renewed when they end.
    Grant(Grant),
}

/// Whoever asks, with the session of this moment.
#[derive(Debug)]
pub(super) struct Session {
    access: Access,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    pass: Option<Pass>,
    /// Counts sessions, so that two answers about the same ended one renew it once.
    generation: u64,
    renewed: Option<Instant>,
    /// A login that the account refused, and when.
    refused: Option<(Failure, Instant)>,
    /// The tokens that are in use.
    tokens: Option<Tokens>,
    /// Tokens that could not be kept yet.
    unkept: Option<Tokens>,
}

/// What a request carries as proof.
#[derive(Clone)]
pub(super) struct Pass {
    header: reqwest::header::HeaderName,
    value: HeaderValue,
    generation: u64,
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass")
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

impl Pass {
    fn new(header: reqwest::header::HeaderName, text: &str, generation: u64) -> Option<Self> {
        let mut value = HeaderValue::from_str(text).ok()?;
        value.set_sensitive(true);
        Some(Self {
            header,
            value,
            generation,
        })
    }

    /// Puts the proof on a request.
    pub(super) fn sign(&self, request: RequestBuilder) -> RequestBuilder {
        request.header(self.header.clone(), self.value.clone())
    }
}

impl Session {
    pub(super) fn new(access: Access) -> Self {
        Self {
            access,
            state: Mutex::new(State::default()),
        }
    }

    /// The proof for a request; logs in when there is no session yet.
    pub(super) async fn pass(&self, line: &Line) -> Result<Pass, Error> {
        let mut state = self.state.lock().await;
        let now = gate::wall_clock();
        if let Some(pass) = &state.pass
            && state.tokens.as_ref().is_none_or(|tokens| tokens.hold(now))
        {
            return Ok(pass.clone());
        }
        match &self.access {
            // A token that no header can carry is no token of any account.
            Access::Token(token) => Pass::new(
                AUTHORIZATION,
                &format!("Bearer {}", token.expose_secret()),
                0,
            )
            .inspect(|pass| state.pass = Some(pass.clone()))
            .ok_or(Error::Standing(Failure::SignedOut)),
            Access::Login { login, hash } => state.log_in(line, login, hash).await,
            Access::Grant(grant) => state.take_tokens(line, grant, None).await,
        }
    }

    /// After an answer that says the session ended: a new one, or `None` when it is not for us to try (a token, a
    /// refusal that another login cannot cure, or a renewal less than a minute ago).
    pub(super) async fn renew(
        &self,
        line: &Line,
        ended: &Pass,
        answer: &Answer,
    ) -> Result<Option<Pass>, Error> {
        if matches!(self.access, Access::Token(_)) || !is_curable(answer) {
            return Ok(None);
        }
        let mut state = self.state.lock().await;
        if let Some(pass) = state
            .pass
            .as_ref()
            .filter(|pass| pass.generation != ended.generation)
        {
            return Ok(Some(pass.clone()));
        }
        if state.renewed.is_some_and(|at| at.elapsed() < RENEWAL_PAUSE) {
            return Ok(None);
        }
        state.renewed = Some(Instant::now());
        tracing::info!("the session ended, logging in again");
        let pass = match &self.access {
            Access::Token(_) => return Ok(None),
            Access::Login { login, hash } => state.log_in(line, login, hash).await,
            Access::Grant(grant) => {
                let ended = state.tokens.take();
                let ended = ended.map(|tokens| tokens.access);
                state.take_tokens(line, grant, ended.as_ref()).await
            }
        };
        pass.map(Some)
    }
}

/// Whether an answer means that the session is not, or no longer, known.
pub(super) fn is_signed_out(answer: &Answer) -> bool {
    match answer.status {
        401 => true,
        200 if answer.body.len() < REFUSAL_LIMIT => refusal::read(&answer.body)
            .is_some_and(|refusal| matches!(refusal.code, Some(110 | 401))),
        _ => false,
    }
}

/// Whether logging in again can help. Code 110 on data means that the session is unknown: the login itself was accepted
/// before, and if it is refused now, it is never tried again.
fn is_curable(answer: &Answer) -> bool {
    let code = refusal::read(&answer.body).and_then(|refusal| refusal.code);
    matches!(code, None | Some(110 | 401))
}

impl State {
    /// Takes up the tokens of a grant, new ones if need be.
    async fn take_tokens(
        &mut self,
        line: &Line,
        grant: &Grant,
        ended: Option<&SecretString>,
    ) -> Result<Pass, Error> {
        self.standing()?;
        self.pass = None;
        let now = gate::wall_clock();
        let renewed = oauth::renewed(line, grant, ended, &mut self.unkept, now).await;
        let tokens = renewed.map_err(|error| self.remember(error))?;
        self.generation += 1;
        let bearer = format!("Bearer {}", tokens.access.expose_secret());
        let pass = Pass::new(AUTHORIZATION, &bearer, self.generation)
            .ok_or(Error::Standing(Failure::SignedOut))?;
        self.tokens = Some(tokens);
        self.pass = Some(pass.clone());
        Ok(pass)
    }

    /// A login that was refused is not tried again, for ever or for a while.
    fn standing(&self) -> Result<(), Error> {
        match &self.refused {
            Some((failure, at))
                if *failure == Failure::SignedOut || at.elapsed() < REFUSAL_PAUSE =>
            {
                Err(Error::Standing(failure.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Remembers a refusal that trying again would not cure.
    fn remember(&mut self, error: Error) -> Error {
        let failure = error.kind(Purpose::Read);
        let is_refusal = matches!(error, Error::Refused { .. });
        if is_refusal && !failure.is_passing() && failure != Failure::Unreadable {
            // A key that is not known today is not known tomorrow.
            self.refused = Some((failure, Instant::now()));
        }
        error
    }

    async fn log_in(
        &mut self,
        line: &Line,
        login: &str,
        hash: &SecretString,
    ) -> Result<Pass, Error> {
        self.standing()?;
        self.pass = None;
        let body =
            serde_json::json!({"USER_LOGIN": login, "USER_HASH": hash.expose_secret()}).to_string();
        let answer = line
            .send(|| {
                line.request(Method::POST, "/private/api/auth.php", &[("type", "json")])
                    .header(CONTENT_TYPE, "application/json")
                    .body(body.clone())
            })
            .await?;
        let status = answer.status;
        let granted = auth::read(&answer.body).map(|auth| auth.granted);
        if status == 200 && granted == Some(true) {
            // A login without a session opens nothing.
            let unreadable = Error::Unreadable {
                status,
                what: "a login without a session",
            };
            let session = answer.session.ok_or(unreadable)?;
            self.generation += 1;
            let cookie = format!("{SESSION}={}", session.expose_secret());
            let pass = Pass::new(COOKIE, &cookie, self.generation).ok_or(Error::Unreadable {
                status,
                what: "a session that is no cookie",
            })?;
            self.pass = Some(pass.clone());
            return Ok(pass);
        }
        let refusal = refusal::read(&answer.body);
        if refusal.is_none() && (200..300).contains(&status) {
            return Err(Error::Unreadable {
                status,
                what: "something else than a login answer",
            });
        }
        // `auth: false` without a code is a refused login as well.
        let status = if status == 200 { 401 } else { status };
        Err(self.remember(Error::Refused { status, refusal }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            server_time: None,
            date: None,
            retry_after: None,
            session: None,
            body: body.into(),
        }
    }

    #[test]
    fn only_an_ended_session_is_cured_by_a_login() {
        let with = |code: &str| format!(r#"{{"response":{{"error":"x","error_code":"{code}"}}}}"#);
        for code in ["110", "401"] {
            assert!(is_curable(&answer(401, &with(code))), "{code}");
        }
        assert!(is_curable(&answer(401, "<html>")));
        for code in ["111", "112", "113", "402", "403", "101"] {
            assert!(!is_curable(&answer(401, &with(code))), "{code}");
        }
    }

    #[test]
    fn an_ended_session_is_told_by_status_or_by_code() {
        assert!(is_signed_out(&answer(401, "")));
        assert!(is_signed_out(&answer(
            200,
            r#"{"response":{"error":"x","error_code":"110"}}"#
        )));
        assert!(!is_signed_out(&answer(
            200,
            r#"{"response":{"error":"x","error_code":"330"}}"#
        )));
        assert!(!is_signed_out(&answer(403, "")));
        assert!(!is_signed_out(&answer(204, "")));
    }
}
