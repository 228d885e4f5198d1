//! The desk: what is on the screen, which keys do what, and the terminal it is drawn on.

pub mod app;
pub mod keymap;
pub mod terminal;
pub mod view;
