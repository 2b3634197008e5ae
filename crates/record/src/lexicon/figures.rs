//! The number words, units and counted nouns.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The number words, units and counted nouns, ready to ask.
#[derive(Debug, Default)]
pub struct FigureLexicon {}

impl FigureLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(FigureLexicon {})
    }
}
