//! A real account made: with an administrator, and with what every account has.

use jiff::tz::TimeZone;
use secrecy::SecretString;

use super::users;
use crate::server::profile::{self, Profile};
use crate::server::{Account, Error, Letter, Letters, Mistake, NewUser, furnish, keys};

/// What is known of an account before there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// What the account is called.
    pub name: String,
    /// The first part of its address, as the API tells it; it is reached by its own.
    pub subdomain: String,
    /// ISO code: `RUB`.
    pub currency: String,
    /// IANA name of the zone in which dates are meant: `Europe/Moscow`.
    pub timezone: String,
    /// The language of what it is furnished with: `ru` or `en`.
    pub language: String,
    /// The administrator's login, an e-mail address.
    pub login: String,
    /// The administrator's name.
    pub user: String,
}

impl Account {
    /// Makes a real account where there is none: an administrator, the standard fields, a pipeline, kinds of tasks. Gives
    /// the administrator's key, which is kept nowhere. [`Error::NotEmpty`] when there is an account.
    pub fn found(&self, founding: &Founding) -> Result<SecretString, Error> {
        let all = Letters::all(Letter::All);
        let administrator = NewUser {
            login: founding.login.clone(),
            name: founding.user.clone(),
            last_name: String::new(),
            is_admin: true,
            group: None,
            contacts: all,
            others: all,
        };
        self.write(|tx| {
            if Profile::read(tx)?.is_some() {
                return Err(Error::NotEmpty);
            }
            let profile = profile(founding)?;
            profile.create(tx)?;
            let key = users::create(tx, &profile, &administrator)?;
            furnish::standard_fields(tx, &profile.language)?;
            furnish::furnish(tx, &profile.language)?;
            Ok(key)
        })
    }
}

fn profile(founding: &Founding) -> Result<Profile, Error> {
    let Founding {
        timezone,
        currency,
        subdomain,
        language,
        ..
    } = founding;
    let is_part_of_a_name = !subdomain.is_empty()
        && subdomain.len() <= 63
        && !subdomain.starts_with('-')
        && !subdomain.ends_with('-')
        && subdomain
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_part_of_a_name {
        return Err(Mistake::Subdomain(subdomain.clone()).into());
    }
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Err(Mistake::Currency(currency.clone()).into());
    }
    if TimeZone::get(timezone).is_err() {
        return Err(Mistake::Zone(timezone.clone()).into());
    }
    if !["ru", "en"].contains(&language.as_str()) {
        return Err(Mistake::Language(language.clone()).into());
    }
    Ok(Profile {
        id: profile::number()?,
        name: Mistake::name(&founding.name)?.to_owned(),
        subdomain: subdomain.clone(),
        currency: currency.to_ascii_uppercase(),
        timezone: timezone.clone(),
        language: language.clone(),
        secret: keys::random()?.to_vec(),
    })
}
