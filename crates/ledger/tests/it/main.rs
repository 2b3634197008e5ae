//! The ledger's tests: entering, asking, files that are none, lifetimes, and the schema's documentation.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy does not take for tests")]

mod asking;
mod entering;
mod files;
mod lifetimes;
mod reports;
mod schema;
mod sql;
