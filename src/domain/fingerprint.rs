//! A short number that stands for a text, so that a copy can tell whether what came is what it holds.

use serde::{Deserialize, Serialize};

/// 64 bits of a digest of a contact as it was received. Equal texts have equal ones; two different texts of one contact
/// share one too rarely to reckon with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub i64);
