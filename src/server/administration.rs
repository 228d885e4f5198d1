//! What an administrator does to an account beside its API: makes it, and manages its users, tokens and fields.
//!
//! All of it may be done while another process serves the account: each is one transaction, and requests read users, tokens
//! and fields anew.

mod fields;
mod founding;
mod tokens;
mod users;

pub use fields::FieldInfo;
pub use founding::Founding;
pub use tokens::NewToken;
pub use users::{NewUser, UserInfo};
