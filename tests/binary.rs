//! The program itself, started as a person starts it: keys in, screen out, exit codes, and the terminal given back.

#[path = "binary/administered.rs"]
mod administered;
#[path = "binary/asked.rs"]
mod asked;
#[path = "binary/bytes.rs"]
mod bytes;
#[path = "binary/copied.rs"]
mod copied;
#[path = "binary/desk.rs"]
mod desk;
#[path = "binary/doctor.rs"]
mod doctor;
#[path = "binary/edit.rs"]
mod edit;
#[path = "binary/editor.rs"]
mod editor;
#[path = "binary/first.rs"]
mod first;
#[path = "binary/found.rs"]
mod found;
#[path = "binary/given_back.rs"]
mod given_back;
#[path = "binary/grant.rs"]
mod grant;
#[path = "binary/hostile.rs"]
mod hostile;
#[path = "binary/knocking.rs"]
mod knocking;
#[path = "binary/leave.rs"]
mod leave;
#[path = "binary/login.rs"]
mod login;
#[path = "binary/lost.rs"]
mod lost;
#[path = "binary/network.rs"]
mod network;
#[path = "binary/pty.rs"]
mod pty;
#[path = "binary/served.rs"]
mod served;
#[path = "binary/somebody.rs"]
mod somebody;
