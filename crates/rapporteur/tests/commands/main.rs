//! The real binary on real files, in temporary folders.

// In a test a failed unwrap is a failed test, and what is printed is shown only then.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod bad_input;
mod extract;
mod gazetteer;
mod growth;
mod help;
mod house;
mod laws;
mod model;
mod questions;
mod read;
#[path = "../../../ledger/tests/it/reports.rs"]
mod reports;

/// Every file beside this one is a module above: a forgotten test would pass in silence.
#[test]
fn no_test_file_is_forgotten() {
    let main = include_str!("main.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commands");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{name} is no module of main.rs");
    }
}
