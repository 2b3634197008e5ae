//! From text to syntax: sentences, words, tags, lemmas, dependency trees and names.
//!
//! This room knows Unicode text and networks of two kinds, a fast one and an accurate one. It knows no rows, no news, no files and no clock. The result is
//! a [`Syntax`], finished when you hold it: every word has its tags, its head and its place in the text.
//!
//! - [`Span`] is a byte range of the text; [`Token`] is a Universal Dependencies word that lies on one.
//! - [`Syntax`] answers questions about the tree (children, subtrees, paths).
//! - [`conllu`] reads and writes the same thing as text.

mod agree;
pub mod conllu;
mod dateline;
mod doubt;
mod feats;
pub mod features;
mod heads;
pub mod inflection;
mod kernel;
mod labels;
pub mod lemma;
mod mend;
mod model;
mod names;
pub mod paragraph;
mod punctuation;
mod reader;
mod span;
mod syntax;
mod tags;
mod token;
mod tree;
mod trunk;

pub use feats::Feats;
pub use labels::{Deprel, NameKind, Upos, Xpos};
pub use model::ModelError;
pub use reader::Reader;
pub use span::Span;
pub use syntax::{Name, Sentence, Syntax, Tok, Token};
pub use token::{RawToken, tokenize};
