use crate::error::Error;
use rusqlite::types::ValueRef;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// The answer to a question: columns, and rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows; lists, spans and truth values are JSON of their own kind, not text.
    pub rows: Vec<Vec<Value>>,
    /// True when the limit left rows out.
    pub more: bool,
}

impl Answer {
    /// The cell of a row under a column; null where there is none.
    pub fn cell<'a>(&self, row: &'a [Value], column: &str) -> &'a Value {
        let idx = self.columns.iter().position(|name| name == column);
        idx.and_then(|idx| row.get(idx)).unwrap_or(&Value::Null)
    }

    /// The text of a cell; empty for null, JSON for lists.
    pub fn text(&self, row: &[Value], column: &str) -> String {
        text(self.cell(row, column))
    }

    /// The rows as objects that keep the columns' order.
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        self.rows.iter().map(|row| Object { columns: &self.columns, row })
    }
}

/// A cell as text.
pub(crate) fn text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A row that serialises as an object.
#[derive(Debug)]
pub struct Object<'a> {
    columns: &'a [String],
    row: &'a [Value],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.row.len()))?;
        for (column, cell) in self.columns.iter().zip(self.row) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}

/// A database value as JSON; whole numbers print without a fraction, bytes as text where they are text.
pub(crate) fn value(cell: ValueRef) -> Result<Value, Error> {
    Ok(match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) if number.fract() == 0.0 && number.abs() < 9e15 => (number as i64).into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into(),
    })
}
