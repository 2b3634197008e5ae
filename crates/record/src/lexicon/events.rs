//! The verbs and nouns of political acts and their codes.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The verbs and nouns of political acts and their codes, ready to ask.
#[derive(Debug, Default)]
pub struct EventLexicon {}

impl EventLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(EventLexicon {})
    }
}
