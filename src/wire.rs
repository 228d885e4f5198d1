//! API v2 JSON exactly as it travels, in both directions: strict when it prints, forgiving when it reads.

pub mod html;
pub mod lenient;
pub mod v2;
