//! OAuth: a code is exchanged for tokens once; from then on a refresh token, which holds for one use, buys the next ones.
//!
//! Because using a refresh token spends it, all processes of a machine share one set of tokens, one of them at a time renews
//! it, and what it was given is kept before it is used.

use std::{fmt, io, sync::Arc};

use reqwest::{Method, header::CONTENT_TYPE};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::json;
use tokio::task::spawn_blocking;

use super::{
    Config, Origin, V2,
    error::{Error, Purpose},
    line::Line,
    v2::Unusable,
};
use crate::domain::{failure::Failure, id::Moment};

/// Where tokens are asked for (<https://www.amocrm.ru/developers/content/oauth/step-by-step>).
const TOKENS: &str = "/oauth2/access_token";
/// An access token that ends within so many seconds is renewed before it is used.
const MARGIN: i64 = 60;

/// An integration, as its owner sees it in the account: what proves that it is the integration that asks.
#[derive(Debug, Clone)]
pub struct Integration {
    /// Its id.
    pub client_id: String,
    /// Its secret key.
    pub client_secret: SecretString,
    /// The address to which the account sends browsers, as it is entered there; it is only compared.
    pub redirect_uri: String,
}

/// What the account gives an integration for a while.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Goes with every request; holds a day.
    pub access: SecretString,
    /// Buys the next tokens, once; holds three months.
    pub refresh: SecretString,
    /// When the access token ends, by this machine's clock.
    pub until: Moment,
}

impl Tokens {
    /// Whether the access token holds for some time yet.
    pub(super) fn hold(&self, now: Moment) -> bool {
        self.until.0 > now.0 + MARGIN
    }
}

/// Where tokens are kept between requests and for other processes.
pub trait Keep: fmt::Debug + Send + Sync {
    /// Waits until nobody else is at the tokens; they are ours until what is returned is dropped.
    fn alone(&self) -> io::Result<Box<dyn Held>>;
}

/// Tokens that nobody else is at.
pub trait Held: Send {
    /// Those that were kept last.
    fn read(&self) -> io::Result<Tokens>;

    /// Keeps others in their place; they are on the disk, or wherever they lie, when this returns.
    fn write(&self, tokens: &Tokens) -> io::Result<()>;
}

/// What was granted to an integration, and where its tokens are kept.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Names the grant among all that were ever made; no secret.
    pub id: String,
    /// Whom it was made to.
    pub integration: Integration,
    /// Where its tokens are kept.
    pub kept: Arc<dyn Keep>,
}

/// The answer of [`TOKENS`].
#[derive(Deserialize)]
struct Granted {
    access_token: String,
    refresh_token: String,
    expires_in: i64,
}

/// Exchanges the code that the account showed its user for the first tokens. A code holds 20 minutes and one try: one that
/// is refused is [`Failure::SignedOut`].
pub async fn exchange(
    origin: &Origin,
    config: &Config,
    integration: &Integration,
    code: &SecretString,
    now: Moment,
) -> Result<Result<Tokens, Failure>, Unusable> {
    let line = V2::line(origin.clone(), config)?;
    let code = ("authorization_code", "code", code);
    let tokens = ask(&line, integration, code, now).await;
    Ok(tokens.map_err(|error| error.into_failure(Purpose::Read)))
}

/// Tokens that hold: the kept ones, or new ones when those are about to end or are the ones that `ended`. New ones that could
/// not be kept are left in `unkept`, and are kept first the next time.
pub(super) async fn renewed(
    line: &Line,
    grant: &Grant,
    ended: Option<&SecretString>,
    unkept: &mut Option<Tokens>,
    now: Moment,
) -> Result<Tokens, Error> {
    let keep = Arc::clone(&grant.kept);
    let last = unkept.clone();
    let (held, tokens) = on_disk(move || {
        let held = keep.alone()?;
        let tokens = match last {
            Some(tokens) => {
                held.write(&tokens)?;
                tokens
            }
            None => held.read()?,
        };
        Ok((held, tokens))
    })
    .await?;
    *unkept = None;
    let is_ended =
        ended.is_some_and(|ended| ended.expose_secret() == tokens.access.expose_secret());
    if !is_ended && tokens.hold(now) {
        return Ok(tokens);
    }
    tracing::info!("the access token ended, asking for another one");
    let refresh = ("refresh_token", "refresh_token", &tokens.refresh);
    let tokens = ask(line, &grant.integration, refresh, now).await?;
    // The old refresh token is spent: the new one must not get lost, whatever happens to the request that wanted it.
    *unkept = Some(tokens.clone());
    let kept = tokens.clone();
    on_disk(move || held.write(&kept)).await?;
    *unkept = None;
    Ok(tokens)
}

async fn ask(
    line: &Line,
    integration: &Integration,
    (kind, name, proof): (&str, &str, &SecretString),
    now: Moment,
) -> Result<Tokens, Error> {
    let mut body = json!({
        "client_id": integration.client_id,
        "client_secret": integration.client_secret.expose_secret(),
        "redirect_uri": integration.redirect_uri,
        "grant_type": kind,
    });
    body[name] = proof.expose_secret().into();
    let body = SecretString::from(body.to_string());
    let answer = line
        .send(|| {
            line.request(Method::POST, TOKENS, &[])
                .header(CONTENT_TYPE, "application/json")
                .body(body.expose_secret().to_owned())
        })
        .await?;
    let status = answer.status;
    match status {
        200 => {
            let granted: Granted =
                serde_json::from_slice(&answer.body).map_err(|_| Error::Unreadable {
                    status,
                    what: "something else than tokens",
                })?;
            Ok(Tokens {
                access: granted.access_token.into(),
                refresh: granted.refresh_token.into(),
                until: Moment(now.0.saturating_add(granted.expires_in)),
            })
        }
        // Whatever is wrong with the code or the integration, somebody has to log in anew.
        400 | 401 => Err(Error::Refused {
            status: 401,
            refusal: None,
        }),
        _ => Err(Error::Refused {
            status,
            refusal: None,
        }),
    }
}

async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let done = spawn_blocking(work).await.map_err(io::Error::other);
    done.flatten().map_err(|error| {
        let text = error.to_string();
        Error::Standing(Failure::Disk { text })
    })
}
