//! Reads dated news reports and keeps the record: who said what, who did what to whom, when and where.
//!
//! ```
//! use rapporteur::{Document, Reader};
//!
//! let reader = Reader::new();
//! let text = "The ministry said that talks would resume next week.".to_owned();
//! let document = Document { id: "a".into(), text, date: "2024-03-05".parse().ok(), ..Document::default() };
//! let record = reader.read(&document);
//! assert_eq!(record.statements[0].act, "say");
//! ```
//!
//! - [`Reader`] has the model and the lexicon; [`Reader::read`] is a pure function of a [`Document`].
//! - [`wire::Record`] is what comes out: rows with ids, spans in code points, in the shape that is printed and stored.
//! - [`decode`] makes documents of files, folders, gzip and JSON Lines.
//! - [`ordered::map`] reads many documents on many threads and keeps their order.

pub mod decode;
pub mod language;
pub mod model;
pub mod ordered;
mod reader;

pub use model::Model;
pub use rapporteur_ledger as ledger;
pub use rapporteur_record::{Document, Note, wire};
pub use rapporteur_syntax as syntax;
pub use reader::{Reader, VERSION};

/// The examples of the front page compile and run.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
