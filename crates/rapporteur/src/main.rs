//! The `rapporteur` command.
//!
//! `main` → a command of [`command::COMMANDS`] → the façade library. [`ui`] is the only module that prints, [`door`] the
//! only one that decides exit statuses.

mod command;
mod door;
mod ui;

fn main() -> std::process::ExitCode {
    door::close(command::run(std::env::args_os()))
}
