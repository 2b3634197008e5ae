use std::collections::HashMap;

/// Why a lexicon table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table}:{line}: {problem}")]
pub struct TableError {
    /// File name of the table.
    pub table: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub problem: String,
}

/// A tab-separated table with a header line, held as slices of its text.
#[derive(Debug)]
pub struct Table<'a> {
    name: &'a str,
    columns: HashMap<&'a str, usize>,
    header: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

/// One entry of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table<'t>,
    /// Line in the file, counted from 1.
    pub line: usize,
    cells: &'t [&'t str],
}

impl<'a> Table<'a> {
    /// Reads a table; every row must have as many cells as the header names.
    pub fn parse(name: &'a str, text: &'a str) -> Result<Self, TableError> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let wrong = |line: usize, problem: String| TableError { table: name.to_owned(), line, problem };
        let (_, header) =
            lines.next().ok_or_else(|| wrong(1, "expected a header line that names the columns".into()))?;
        let header: Vec<&str> = header.split('\t').map(str::trim).collect();
        let columns: HashMap<&str, usize> = header.iter().enumerate().map(|(n, column)| (*column, n)).collect();
        let mut rows = Vec::new();
        for (n, line) in lines {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() != columns.len() {
                let problem = format!("expected {} cells separated by tabs, found {}", columns.len(), cells.len());
                return Err(wrong(n + 1, problem));
            }
            rows.push((n + 1, cells));
        }
        Ok(Table { name, columns, header, rows })
    }

    /// The entries in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'t> Row<'t> {
    /// The entry's key: its first cell.
    pub fn key(&self) -> &'t str {
        self.table.header.first().map_or("", |column| self.get(column))
    }

    /// The cell under a column; empty when the table has no such column.
    pub fn get(&self, column: &str) -> &'t str {
        self.table.columns.get(column).map_or("", |&n| self.cells[n])
    }

    /// Every column's name with the cell under it, in the table's order.
    pub fn cells(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.table.header.iter().copied().zip(self.cells.iter().copied())
    }

    /// The items of a cell separated by `;`, trimmed, empty ones dropped.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split(';').map(str::trim).filter(|item| !item.is_empty())
    }

    /// An error that points at this entry.
    pub fn error(&self, problem: impl Into<String>) -> TableError {
        TableError { table: self.table.name.to_owned(), line: self.line, problem: problem.into() }
    }
}
