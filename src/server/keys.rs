//! API keys and sessions: made from the system's random source, kept only as digests, compared in constant time.

use std::collections::HashMap;

use ring::digest;
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};

use super::Error;

/// A session ends this long after its last request…
const IDLE: i64 = 15 * 60;
/// …and this long after its login at the latest.
const TOTAL: i64 = 12 * 60 * 60;
/// More sessions than this are not kept: credentials may come with every request, and each makes one.
const MOST: usize = 10_000;

/// What keys the digests of one account; made when the account is.
pub(super) struct Seal(hmac::Key);

impl Seal {
    pub(super) fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// What is stored in place of an API key.
    pub(super) fn digest(&self, key: &str) -> Vec<u8> {
        hmac::sign(&self.0, key.as_bytes()).as_ref().to_vec()
    }

    /// Whether `key` is the one behind `digest`; takes as long for a wrong one.
    pub(super) fn matches(&self, key: &str, digest: &[u8]) -> bool {
        hmac::verify(&self.0, key.as_bytes(), digest).is_ok()
    }
}

/// 32 random bytes.
pub(super) fn random() -> Result<[u8; 32], Error> {
    let mut bytes = [0; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::NoRandomness)?;
    Ok(bytes)
}

/// A new API key: 40 hexadecimal digits, as amoCRM's hashes have.
pub(super) fn api_key() -> Result<String, Error> {
    Ok(hexadecimal(&random()?[..20]))
}

/// What tells one text from all others: its SHA-256, in hexadecimal digits.
pub(super) fn fingerprint(text: &str) -> String {
    hexadecimal(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// A new session id or bearer token: 52 small letters and digits, 256 random bits.
pub(super) fn long_key() -> Result<String, Error> {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let (mut id, mut bits, mut held) = (String::with_capacity(52), 0_u32, 0_u32);
    for byte in random()? {
        bits = (bits << 8) | u32::from(byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            id.push(char::from(LETTERS[(bits >> held & 31) as usize]));
        }
    }
    id.push(char::from(LETTERS[(bits << (5 - held) & 31) as usize]));
    Ok(id)
}

/// Who is logged in. Only digests of the ids are kept, and only in memory: a restart signs everybody out.
#[derive(Default)]
pub(super) struct Sessions {
    open: HashMap<[u8; 32], Session>,
}

struct Session {
    user: i64,
    begun: i64,
    seen: i64,
}

impl Sessions {
    /// Begins a session of `user` and gives its id, which is nowhere else afterwards.
    pub(super) fn begin(&mut self, user: i64, now: i64) -> Result<String, Error> {
        if self.open.len() >= MOST {
            self.open.retain(|_, session| session.lives(now));
        }
        if self.open.len() >= MOST
            && let Some(oldest) = self
                .open
                .iter()
                .min_by_key(|(_, session)| session.seen)
                .map(|(id, _)| *id)
        {
            self.open.remove(&oldest);
        }
        let id = long_key()?;
        self.open.insert(
            digest(&id),
            Session {
                user,
                begun: now,
                seen: now,
            },
        );
        Ok(id)
    }

    /// The user of a living session, whose 15 minutes begin anew.
    pub(super) fn user(&mut self, id: &str, now: i64) -> Option<i64> {
        let digest = digest(id);
        let session = self.open.get_mut(&digest)?;
        if !session.lives(now) {
            self.open.remove(&digest);
            return None;
        }
        session.seen = session.seen.max(now);
        Some(session.user)
    }

    pub(super) fn end_all(&mut self) {
        self.open.clear();
    }
}

impl Session {
    fn lives(&self, now: i64) -> bool {
        now - self.seen < IDLE && now - self.begun < TOTAL
    }
}

fn digest(id: &str) -> [u8; 32] {
    let digest = digest::digest(&digest::SHA256, id.as_bytes());
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_matches_its_digest_and_no_other() {
        let seal = Seal::new(&random().unwrap());
        let digest = seal.digest("demo-anna");
        assert!(seal.matches("demo-anna", &digest));
        assert!(!seal.matches("demo-boris", &digest));
        assert!(!Seal::new(&random().unwrap()).matches("demo-anna", &digest));
    }

    #[test]
    fn keys_and_session_ids_have_their_form_and_differ() {
        let key = api_key().unwrap();
        assert!(
            key.len() == 40 && key.chars().all(|c| c.is_ascii_hexdigit()),
            "{key}"
        );
        assert_ne!(key, api_key().unwrap());
        let id = long_key().unwrap();
        assert!(
            id.len() == 52 && id.chars().all(|c| matches!(c, 'a'..='z' | '2'..='7')),
            "{id}"
        );
        assert_ne!(id, long_key().unwrap());
    }

    #[test]
    fn a_session_slides_but_not_for_ever() {
        let mut sessions = Sessions::default();
        let id = sessions.begin(7, 0).unwrap();
        let mut now = 0;
        while now + IDLE - 1 < TOTAL {
            now += IDLE - 1;
            assert_eq!(sessions.user(&id, now), Some(7), "{now}");
        }
        assert_eq!(sessions.user(&id, TOTAL), None);
    }

    #[test]
    fn a_session_ends_when_it_rests() {
        let mut sessions = Sessions::default();
        let id = sessions.begin(7, 0).unwrap();
        assert_eq!(sessions.user(&id, IDLE), None);
        assert_eq!(sessions.user(&id, 1), None);
        assert_eq!(sessions.user("", 1), None);
    }

    #[test]
    fn there_are_never_more_sessions_than_can_be_kept() {
        let mut sessions = Sessions::default();
        for now in 0..=i64::try_from(MOST).unwrap() {
            sessions.begin(7, now / 100).unwrap();
        }
        assert_eq!(sessions.open.len(), MOST);
    }
}
