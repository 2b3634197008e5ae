//! The words of the calendar.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The words of the calendar, ready to ask.
#[derive(Debug, Default)]
pub struct TimeLexicon {}

impl TimeLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(TimeLexicon {})
    }
}
