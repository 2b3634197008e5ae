//! The names of states, organisations, offices and sectors.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The names of states, organisations, offices and sectors, ready to ask.
#[derive(Debug, Default)]
pub struct ActorLexicon {}

impl ActorLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(ActorLexicon {})
    }
}
