//! Starts rolo.

use std::process::ExitCode;

fn main() -> ExitCode {
    rolo::cli::run()
}
