//! Terms of office: who was what from when to when.

use super::{Row, TableError};
use compact_str::CompactString;
use jiff::civil::Date;

/// An office and the days it was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The office, lower case: "foreign minister".
    pub role: CompactString,
    /// The body, where it is not the person's own: "secretary-general@IGO".
    pub code: Option<CompactString>,
    /// First day in office, as early as the table's grain allows; `None` where it is not known.
    pub from: Option<Date>,
    /// Last day in office, as late as the table's grain allows; `None` while it lasts.
    pub to: Option<Date>,
}

impl Term {
    /// True for a day in office.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// True for the head of a state or a government.
    pub fn leads(&self) -> bool {
        self.code.is_none()
            && matches!(
                self.role.as_str(),
                "president" | "prime minister" | "chancellor" | "premier" | "king" | "emperor"
            )
    }
}

/// Reads the terms of an entry: "foreign minister 2001..2004-05; president 2012-01-31..".
pub fn read(row: &Row) -> Result<Vec<Term>, TableError> {
    let terms: Vec<Term> = row
        .list("terms")
        .map(|text| term(text).ok_or_else(|| row.error(format!("expected an office and FROM..TO, found {text:?}"))))
        .collect::<Result<_, _>>()?;
    match terms.is_empty() {
        true => Err(row.error("expected at least one term")),
        false => Ok(terms),
    }
}

fn term(text: &str) -> Option<Term> {
    let (role, days) = text.rsplit_once(' ')?;
    let (from, to) = days.split_once("..")?;
    let from = if from.is_empty() { None } else { Some(bounds(from)?.0) };
    let to = if to.is_empty() { None } else { Some(bounds(to)?.1) };
    let (role, code) = role.split_once('@').map_or((role, None), |(role, code)| (role, Some(code.into())));
    let ordered = from.zip(to).is_none_or(|(from, to)| from <= to);
    (ordered && !role.is_empty()).then(|| Term { role: role.into(), code, from, to })
}

/// The first and the last day of a year, a month or a day: "2004", "2004-05", "2004-05-31".
pub fn bounds(text: &str) -> Option<(Date, Date)> {
    match text.len() {
        4 => Some((Date::new(text.parse().ok()?, 1, 1).ok()?, Date::new(text.parse().ok()?, 12, 31).ok()?)),
        7 => {
            let (year, month) = text.split_once('-')?;
            let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        10 => text.parse().ok().map(|day: Date| (day, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_reaches_as_far_as_its_grain() {
        let held = term("foreign minister 2001..2004-05").unwrap();
        assert_eq!(held.role, "foreign minister");
        assert!(held.covers("2001-01-01".parse().unwrap()) && held.covers("2004-05-31".parse().unwrap()));
        assert!(!held.covers("2004-06-01".parse().unwrap()) && !held.covers("2000-12-31".parse().unwrap()));
        assert!(term("president 2012-01-31..").unwrap().covers("2030-01-01".parse().unwrap()));
    }

    #[test]
    fn what_is_no_term_is_refused() {
        for text in ["2001..2004", "president", "president 2004..2001", "president 2001-13..", "president then..now"] {
            assert_eq!(term(text), None, "{text}");
        }
    }
}
