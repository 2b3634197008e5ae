//! A user's own places, as tab-separated text: a header line that names the columns, then one place a line.
//!
//! Columns: `name`, `lat`, `lon` (degrees) are needed; `others` (other names, `;` between), `kind` (admin1, admin2, city,
//! region), `country` (ISO 3166-1 alpha-3), `admin1`, `population` and `geonames` may be left out or empty. Lines that open
//! with `#` and empty lines are passed over.

use crate::{Entry, Kind, fold};
use std::collections::{BTreeSet, HashMap};

/// Why a table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct TableError {
    /// File name.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub problem: String,
}

const COLUMNS: &[&str] = &["name", "lat", "lon", "others", "kind", "country", "admin1", "population", "geonames"];

/// Most places, first-order divisions and countries of a table: what its packed form can number.
const PLACES: usize = 10_000_000;
const DIVISIONS: usize = 65_000;
const COUNTRIES: usize = 255;
/// Most bytes of one cell.
const LONGEST: usize = 200;

/// Reads a table; `file` stands in the errors.
pub fn read(file: &str, text: &str) -> Result<Vec<Entry>, TableError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wrong = |line: usize, problem: String| TableError { file: file.to_owned(), line: line + 1, problem };
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let expected = "expected a header line with at least the columns name, lat and lon, separated by tabs";
    let (at, header) = lines.next().ok_or_else(|| wrong(0, expected.to_owned()))?;
    let mut columns: HashMap<&str, usize> = HashMap::new();
    for (idx, column) in header.split('\t').map(str::trim).enumerate() {
        if !COLUMNS.contains(&column) {
            return Err(wrong(at, format!("no such column {column:?}; the columns are {}", COLUMNS.join(", "))));
        }
        if columns.insert(column, idx).is_some() {
            return Err(wrong(at, format!("the column {column:?} stands twice")));
        }
    }
    if ["name", "lat", "lon"].iter().any(|column| !columns.contains_key(column)) {
        return Err(wrong(at, expected.to_owned()));
    }
    let mut entries = Vec::new();
    let (mut countries, mut divisions) = (BTreeSet::new(), BTreeSet::new());
    for (at, line) in lines {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.len() > columns.len() {
            return Err(wrong(at, format!("expected {} cells, found {}", columns.len(), cells.len())));
        }
        let cell = |column: &str| columns.get(column).and_then(|&idx| cells.get(idx).copied()).unwrap_or_default();
        let entry = entry(&cell).map_err(|problem| wrong(at, problem))?;
        divisions.insert((entry.country.clone(), entry.admin1.clone()));
        countries.insert(entry.country.clone());
        entries.push(entry);
        if countries.len() > COUNTRIES || divisions.len() > DIVISIONS || entries.len() > PLACES {
            let most =
                format!("a table holds {PLACES} places, {DIVISIONS} divisions and {COUNTRIES} countries at most");
            return Err(wrong(at, format!("{most}; give the rest in another run")));
        }
    }
    Ok(entries)
}

fn entry<'t>(cell: &impl Fn(&str) -> &'t str) -> Result<Entry, String> {
    let name = cell("name");
    if fold(name).is_empty() {
        return Err("expected a name".to_owned());
    }
    if let Some(column) = ["name", "admin1"].iter().find(|column| cell(column).len() > LONGEST) {
        return Err(format!("the cell of {column} is longer than {LONGEST} bytes"));
    }
    let degrees = |column: &str, most: f64| {
        let number = cell(column).parse::<f64>().ok().filter(|number| number.abs() <= most);
        number.ok_or_else(|| format!("{column} {:?}: expected degrees between -{most} and {most}", cell(column)))
    };
    let whole = |column: &str, most: u64| match cell(column) {
        "" => Ok(0),
        text => {
            let number = text.parse::<u64>().ok().filter(|number| *number <= most);
            number.ok_or_else(|| format!("{column} {text:?}: expected a whole number up to {most}"))
        }
    };
    let country = cell("country");
    if !country.is_empty() && (country.len() != 3 || !country.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return Err(format!("country {country:?}: expected three capitals as in ISO 3166-1 alpha-3 (FRA)"));
    }
    Ok(Entry {
        name: name.to_owned(),
        others: cell("others").split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        kind: match cell("kind") {
            "admin1" => Kind::Admin1,
            "admin2" => Kind::Admin2,
            "city" | "" => Kind::City,
            "region" => Kind::Region,
            other => return Err(format!("kind {other:?}: expected admin1, admin2, city or region")),
        },
        country: country.to_owned(),
        admin1: cell("admin1").to_owned(),
        point: (degrees("lat", 90.0)?, degrees("lon", 180.0)?),
        population: whole("population", 1 << 40)?,
        geonames: whole("geonames", 0xff_ffff)? as u32,
    })
}
