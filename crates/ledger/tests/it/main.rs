//! The ledger's tests: entering, asking, files that are none, lifetimes, and the schema's documentation.

mod asking;
mod entering;
mod files;
mod lifetimes;
mod reports;
mod schema;
mod sql;
