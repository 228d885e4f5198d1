//! What an administrator can ask wrongly, here or over the API.

/// What was asked wrongly; the texts are as they were given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// Nobody has this login.
    #[error("there is no user {0}")]
    NoUser(String),
    /// Somebody has this login already.
    #[error("there is a user {0} already")]
    UserExists(String),
    /// Logins are e-mail addresses.
    #[error("{0} is no login: an e-mail address is wanted")]
    Login(String),
    /// Names of accounts, users, groups and fields have letters in them, and not too many.
    #[error("a name of 1 to {NAME} characters is wanted")]
    Name,
    /// No group has this number.
    #[error("there is no group {0}")]
    NoGroup(String),
    /// Neither a letter nor letters by action.
    #[error("{0} is no right: A, G, M or D is wanted, or view=A,edit=M")]
    Letters(String),
    /// No token has this number, or it was revoked already.
    #[error("there is no token {0}")]
    NoToken(i64),
    /// A token lives from one day to five years.
    #[error("a token lives from 1 to {DAYS} days")]
    Days,
    /// The time zone is not an IANA name.
    #[error("{0} is no time zone")]
    Zone(String),
    /// The currency is not an ISO code.
    #[error("{0} is no currency: three letters are wanted")]
    Currency(String),
    /// The subdomain is not one part of a host name.
    #[error("{0} is no subdomain: small letters, digits and hyphens are wanted")]
    Subdomain(String),
    /// The account speaks `ru` and `en` in what it is furnished with.
    #[error("{0} is no language: ru or en is wanted")]
    Language(String),
    /// Fields belong to contacts, leads, companies or customers.
    #[error("{0} has no fields: contacts, leads, companies or customers have")]
    Entity(String),
    /// No field is of this kind, or only those of catalogs are.
    #[error("{0} is no kind of field")]
    Kind(String),
    /// There is a field of this name already.
    #[error("there is a field {0} already")]
    FieldExists(String),
    /// Only lists and typed texts have options.
    #[error("fields of the kind {0} have no options")]
    Options(String),
}

/// The longest name, in characters.
const NAME: usize = 255;
/// The longest life of a token: five years, as those of amoCRM.
const DAYS: u32 = 5 * 366;

impl Mistake {
    /// A name without the space around it, if it can be one.
    pub(super) fn name(text: &str) -> Result<&str, Self> {
        let name = text.trim();
        if name.is_empty() || name.chars().count() > NAME {
            return Err(Self::Name);
        }
        Ok(name)
    }

    /// The life of a token in seconds.
    pub(super) fn days(days: u32) -> Result<i64, Self> {
        if (1..=DAYS).contains(&days) {
            Ok(i64::from(days) * 24 * 60 * 60)
        } else {
            Err(Self::Days)
        }
    }
}
