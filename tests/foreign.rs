//! Other people's programs, unchanged, against the account: what they print, and what the account holds afterwards.
//!
//! What cargo cannot bring is skipped aloud; `tests/foreign/install` brings it, and `ROLO_FOREIGN=required` makes skipping a
//! failure.

#[path = "foreign/brought.rs"]
mod brought;
#[path = "foreign/npm.rs"]
mod npm;
#[path = "foreign/php.rs"]
mod php;
#[path = "foreign/served.rs"]
mod served;
