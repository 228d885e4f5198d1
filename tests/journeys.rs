//! Keys in, screen out: the desk, the background, the client and the account together, without a terminal.

#[path = "journeys/desk.rs"]
mod desk;
#[path = "journeys/served.rs"]
mod served;

#[path = "journeys/between.rs"]
mod between;
#[path = "journeys/browse.rs"]
mod browse;
#[path = "journeys/card.rs"]
mod card;
#[path = "journeys/edit.rs"]
mod edit;
#[path = "journeys/editors.rs"]
mod editors;
#[path = "journeys/elsewhere.rs"]
mod elsewhere;
#[path = "journeys/faults.rs"]
mod faults;
#[path = "journeys/kinds.rs"]
mod kinds;
#[path = "journeys/pickers.rs"]
mod pickers;
#[path = "journeys/screens.rs"]
mod screens;
#[path = "journeys/trouble.rs"]
mod trouble;
