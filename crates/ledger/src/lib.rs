//! Memory: the rows of many reports in one SQLite file, and the questions one can ask of it.
//!
//! [`Ledger::open`] opens or makes the file, [`Ledger::enter`] enters records, and the functions named after the
//! kinds of rows ([`Ledger::said`], [`Ledger::events`] …) ask. [`sql`] lets anyone ask in SQL without being able to
//! change anything. The tables are described in `SCHEMA.md`, word for word what [`table::TABLES`] writes.
//!
//! This crate knows SQL and nothing of terminals, HTTP, or how a row was read. It takes and gives records in their
//! printed shape ([`rapporteur_record::wire`]): code points and ids.

mod answer;
mod ask;
mod enter;
mod error;
mod fold;
mod ledger;
mod recall;
mod schema;
pub mod sql;
pub mod table;
mod whole;

pub use answer::Answer;
pub use ask::{Dates, Events, Figures, Positions, Prospects, Said};
pub use enter::{Entered, Maker, document_key};
pub use error::Error;
pub use ledger::Ledger;
pub use recall::Found;
