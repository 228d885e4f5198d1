//! The line to one account: every request of a session, its logins too, goes through the same gate and tells the same clock.

use std::sync::{Mutex, PoisonError};

use reqwest::{Method, RequestBuilder};
use tokio::time::Instant;

use crate::crm::Config;
use crate::crm::error::Error;
use crate::crm::gate::Gate;
use crate::crm::http::{Answer, Http, TOO_MANY};
use crate::crm::origin::Origin;
use crate::wire::v2::refusal;

/// How often one request is repeated after a 429.
const REPEATS: u8 = 3;

/// A gate and a connection to one origin.
#[derive(Debug)]
pub(super) struct Line {
    origin: Origin,
    http: Http,
    gate: Gate,
    /// What the account's clock last showed, and when that was.
    clock: Mutex<Option<(i64, Instant)>>,
}

impl Line {
    pub(super) fn new(origin: Origin, config: &Config) -> Result<Self, reqwest::Error> {
        Ok(Self {
            http: Http::new(&origin, config)?,
            gate: Gate::new(
                config.rate,
                config.first_pause,
                config.patience,
                config.gate_file.clone(),
            ),
            origin,
            clock: Mutex::new(None),
        })
    }

    /// Begins a request to this origin; nothing else can be asked.
    pub(super) fn request(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
    ) -> RequestBuilder {
        self.http.request(method, self.origin.at(path, query))
    }

    /// Sends a request when the gate lets it pass. A 429 is waited out and repeated when the wait is short (nothing was
    /// done then); a longer one is an error, and so is a page that blocks everything.
    pub(super) async fn send(&self, build: impl Fn() -> RequestBuilder) -> Result<Answer, Error> {
        let mut repeats = 0;
        loop {
            self.gate.pass().await?;
            let answer = self.http.send(build()).await?;
            if let Some(time) = answer.server_time {
                *self.clock.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some((time, Instant::now()));
            }
            match answer.status {
                TOO_MANY => {
                    let wait = self.gate.close(answer.retry_after).await;
                    if repeats == REPEATS {
                        return Err(Error::TooMany { wait });
                    }
                    // The gate lets it pass after a short wait, and refuses it when the wait is long.
                    repeats += 1;
                }
                403 if refusal::read(&answer.body).is_none() => {
                    return Err(self.gate.stop().await);
                }
                _ => {
                    self.gate.fine();
                    return Ok(answer);
                }
            }
        }
    }

    /// What the account's clock shows now, in Unix seconds; `None` before its first answer.
    pub(super) fn server_now(&self) -> Option<i64> {
        let (shown, at) = (*self.clock.lock().unwrap_or_else(PoisonError::into_inner))?;
        Some(shown.saturating_add_unsigned(at.elapsed().as_secs()))
    }
}
