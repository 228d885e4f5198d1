//! Until when a token holds, where the token itself says so: long-lived ones and those of OAuth are JSON Web Tokens.

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::domain::id::Moment;

#[derive(Deserialize)]
struct Claims {
    exp: i64,
}

/// The end of a token; `None` when it does not tell. Nobody checks the signature: the account will.
pub(in crate::cli) fn until(token: &SecretString) -> Option<Moment> {
    let claims = token.expose_secret().split('.').nth(1)?;
    let claims: Claims = serde_json::from_slice(&decoded(claims)?).ok()?;
    Some(Moment(claims.exp))
}

/// Base64 of URLs, without padding.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_says_when_it_ends_is_understood() {
        // {"typ":"JWT","alg":"RS256"} . {"exp":1800000000,"scopes":["crm"]}
        let token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJleHAiOjE4MDAwMDAwMDAsInNjb3BlcyI6WyJjcm0iXX0.c2ln";
        assert_eq!(until(&token.into()), Some(Moment(1_800_000_000)));
        for other in ["demo-anna", "a.b.c", "a.é.c", "..", ""] {
            assert_eq!(until(&other.into()), None, "{other}");
        }
    }
}
