//! The ledger's tests: entering, asking, files that are none, lifetimes, and the schema's documentation.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy does not take for tests")]

mod asking;
mod entering;
mod files;
mod lifetimes;
mod reports;
mod schema;
mod sql;

use rapporteur_ledger::Ledger;
use tempfile::TempDir;

/// A ledger of the three in a folder of its own.
fn ledger() -> (TempDir, Ledger) {
    let folder = TempDir::new().unwrap();
    let mut ledger = Ledger::open(folder.path().join("test.db")).unwrap();
    ledger.enter(&[reports::ferry(), reports::treaty(), reports::denial()]).unwrap();
    (folder, ledger)
}
