//! From syntax to the record: who said what, who did what to whom, when, where, how many, and what is to come.
//!
//! The heart is one pure function, [`record`]: it takes a [`Document`], its [`Syntax`](rapporteur_syntax::Syntax) and the
//! [`Knowledge`] of the lexicon, and gives a [`Record`]. It never fails, and it never looks at the disk, the network,
//! the clock or the environment; what is odd about a report becomes a [`Note`].
//!
//! - [`recorder::RECORDERS`] lists the recorders in run order; each adds rows of its own kind and changes no other's.
//! - [`row`] has the inner rows, with byte spans and indices; [`wire`] has what leaves the house, with code points and ids.
//! - [`lookup::Lookup`] answers which row stands on a word; [`clause`] asks the tree.
//! - [`lexicon`] reads the tables under `lexicon/en/`.

pub mod clause;
mod clauses;
mod document;
pub mod factuality;
mod issuer;
pub mod lexicon;
pub mod lookup;
mod names;
mod phrases;
mod record;
pub mod recorder;
pub mod row;
pub mod time;
pub mod wire;

pub use clauses::mend as mend_clauses;
pub use document::Document;
pub use lexicon::Knowledge;
pub use names::mend as mend_names;
pub use record::record;
pub use row::{Note, Record};
