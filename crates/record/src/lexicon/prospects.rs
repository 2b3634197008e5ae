//! The words of plan, promise, prediction and likelihood.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The words of plan, promise, prediction and likelihood, ready to ask.
#[derive(Debug, Default)]
pub struct ProspectLexicon {}

impl ProspectLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(ProspectLexicon {})
    }
}
