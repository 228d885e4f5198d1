//! rolo: contacts of an amoCRM account in the terminal, and an account to try it on.

pub mod wire;
