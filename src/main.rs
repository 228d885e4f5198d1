//! Starts rolo.
fn main() {}
