//! The places, their kinds and points.

use super::TableError;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[];

/// The places, their kinds and points, ready to ask.
#[derive(Debug, Default)]
pub struct PlaceLexicon {}

impl PlaceLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        Ok(PlaceLexicon {})
    }
}
