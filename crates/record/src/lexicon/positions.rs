//! The words of stance.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The words of stance, ready to ask.
#[derive(Debug, Default)]
pub struct PositionLexicon {}

impl PositionLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(PositionLexicon {})
    }
}
