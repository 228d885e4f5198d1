//! Who sees and changes what: over every user and contact, every letter, every way to ask and to write.

#[path = "rights/around.rs"]
mod around;
#[path = "rights/links.rs"]
mod links;
#[path = "rights/reading.rs"]
mod reading;
#[path = "rights/removal.rs"]
mod removal;
#[path = "rights/town.rs"]
mod town;
#[path = "rights/writing.rs"]
mod writing;
