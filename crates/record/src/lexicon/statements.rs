//! The cues of attribution and the acts they perform.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The cues of attribution and the acts they perform, ready to ask.
#[derive(Debug, Default)]
pub struct StatementLexicon {}

impl StatementLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(StatementLexicon {})
    }
}
