use crate::error::Error;
use rusqlite::types::Value;

/// Days asked for, both ends inclusive; an open end is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// First day, as `2024-03-05`.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

impl Dates {
    /// Reads days, months (`2024-03`) or years: the first day of `from`, the last of `to`.
    pub fn read(from: Option<&str>, to: Option<&str>) -> Result<Self, Error> {
        Ok(Dates { from: from.map(first_day).transpose()?, to: to.map(last_day).transpose()? })
    }
}

/// The first day of a day, month or year.
pub(crate) fn first_day(date: &str) -> Result<String, Error> {
    complete(date, "-01-01", |_, _| "-01".to_owned())
}

fn last_day(date: &str) -> Result<String, Error> {
    complete(date, "-12-31", |year, month| format!("-{}", days_in(year, month)))
}

fn complete(date: &str, year_end: &str, month_end: impl Fn(u16, u8) -> String) -> Result<String, Error> {
    let wrong = || Error::question("expected a date as 2024-03-05, 2024-03 or 2024", date);
    let parts: Vec<&str> = date.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !digits || ![&[4][..], &[4, 2], &[4, 2, 2]].contains(&widths.as_slice()) {
        return Err(wrong());
    }
    let year: u16 = parts[0].parse().map_err(|_| wrong())?;
    let Some(month) = parts.get(1) else { return Ok(format!("{date}{year_end}")) };
    let month: u8 = month.parse().ok().filter(|month| (1..=12).contains(month)).ok_or_else(wrong)?;
    let Some(day) = parts.get(2) else { return Ok(format!("{date}{}", month_end(year, month))) };
    let day: u8 = day.parse().map_err(|_| wrong())?;
    if day == 0 || day > days_in(year, month) { Err(wrong()) } else { Ok(date.to_owned()) }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Conditions that all must hold, with their values.
#[derive(Debug)]
pub struct Filter {
    clauses: Vec<String>,
    pub values: Vec<Value>,
}

impl Filter {
    /// Asks only current versions of documents, unless all are wanted.
    pub fn new(all_versions: bool) -> Self {
        let clauses = if all_versions { Vec::new() } else { vec!["d.superseded_by IS NULL".to_owned()] };
        Filter { clauses, values: Vec::new() }
    }

    pub fn condition(&self) -> String {
        if self.clauses.is_empty() { "true".to_owned() } else { self.clauses.join(" AND ") }
    }

    /// Adds a condition without values.
    pub fn only(&mut self, wanted: bool, clause: &str) {
        if wanted {
            self.clauses.push(clause.to_owned());
        }
    }

    /// Adds a condition in which every `?` stands for the same value.
    pub fn with(&mut self, value: Option<impl Into<Value>>, clause: &str) {
        if let Some(value) = value {
            self.values.push(value.into());
            self.clauses.push(format!("({})", clause.replace('?', &format!("?{}", self.values.len()))));
        }
    }

    /// Adds: the column is this word, case aside.
    pub fn word(&mut self, value: &Option<String>, column: &str) {
        self.with(value.clone(), &format!("{column} = ? COLLATE NOCASE"));
    }

    /// Adds: one of the columns of names has these words, or the column of countries has this code.
    pub fn party(&mut self, name: &Option<String>, names: &[&str], countries: &str) {
        let named: String = names.iter().map(|column| format!("has_words({column}, ?) OR ")).collect();
        self.with(name.clone(), &format!("{named}length(?) = 3 AND has_words({countries}, ?)"));
    }

    /// Adds: the days from one column to the other meet the days asked for.
    pub fn meets(&mut self, dates: &Dates, from: &str, to: &str) {
        self.with(dates.from.clone(), &format!("coalesce({to}, {from}) >= ? OR {from} IS NOT NULL AND {to} IS NULL"));
        self.with(dates.to.clone(), &format!("coalesce({from}, {to}) <= ? OR {to} IS NOT NULL AND {from} IS NULL"));
    }
}

#[cfg(test)]
mod tests {
    use super::Dates;

    #[test]
    fn months_and_years_are_days() {
        let read = |from, to| Dates::read(Some(from), Some(to)).map(|dates| (dates.from.unwrap(), dates.to.unwrap()));
        assert_eq!(read("2024", "2024-02").unwrap(), ("2024-01-01".into(), "2024-02-29".into()));
        assert_eq!(read("2023-04", "1900-02").unwrap(), ("2023-04-01".into(), "1900-02-28".into()));
        for wrong in ["yesterday", "2024-13", "2023-02-29", "24-1-1", "", "2024-03-05T10:00", "20240305", "٢٠٢٤"] {
            assert!(read(wrong, "2024").unwrap_err().is_question(), "{wrong}");
        }
    }
}
