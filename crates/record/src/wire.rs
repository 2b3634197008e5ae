//! What leaves the house: the rows of a record as they are printed, stored and exchanged.
//!
//! Here, and only here, byte spans become code points and indices become ids. An id is a letter for the row's kind and
//! the code point where its first evidence begins (the cue of a statement, the trigger of an event, the first mention
//! of an actor), so that it does not depend on what else was read; a second row at the same place gets a `b`, a third a `c`.

mod ids;
mod rows;
mod write;

pub use rows::*;
pub use write::{DEFAULT_CONFIDENCE, Options, RECALL_CONFIDENCE, write};
