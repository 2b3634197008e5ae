//! The table of feasts that follow the moon or the equinox, 1990 to 2035.

use super::Holiday;
use crate::lexicon::{Row, Table, TableError};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A day that another calendar gives, from which other days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Feast {
    Easter,
    OrthodoxEaster,
    Passover,
    RoshHashanah,
    Hanukkah,
    /// Either of the two: the text says only "Eid".
    Eid,
    /// One of the table's.
    Listed(Column),
}

/// A feast of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Column {
    Ashura,
    Diwali,
    EidAlAdha,
    EidAlFitr,
    LunarNewYear,
    Mawlid,
    Nowruz,
    Ramadan,
}

impl Column {
    const ALL: [(Column, &'static str); 8] = [
        (Column::Ashura, "ashura"),
        (Column::Diwali, "diwali"),
        (Column::EidAlAdha, "eid_al_adha"),
        (Column::EidAlFitr, "eid_al_fitr"),
        (Column::LunarNewYear, "lunar_new_year"),
        (Column::Mawlid, "mawlid"),
        (Column::Nowruz, "nowruz"),
        (Column::Ramadan, "ramadan"),
    ];

    /// True when the day depends on who saw the moon, or where one stands: good to a day either side.
    pub fn waits_for_the_moon(self) -> bool {
        !matches!(self, Column::LunarNewYear | Column::Nowruz)
    }
}

/// The days of the listed feasts by year.
#[derive(Debug, Default)]
pub struct Feasts {
    years: BTreeMap<i16, [Vec<Date>; 8]>,
}

impl Feasts {
    /// Reads the table.
    pub fn read() -> Result<Self, TableError> {
        let (name, text) = super::TABLES[1];
        let mut feasts = Feasts::default();
        for row in Table::parse(name, text)?.rows() {
            let year: i16 = row.key().parse().map_err(|_| row.error("expected a year"))?;
            let mut days: [Vec<Date>; 8] = Default::default();
            for (column, heading) in Column::ALL {
                days[column as usize] = cell(&row, year, heading)?;
            }
            feasts.years.insert(year, days);
        }
        Ok(feasts)
    }

    /// The days on which a feast begins in a year, in order; none outside the table.
    pub fn days(&self, column: Column, year: i16) -> &[Date] {
        self.years.get(&year).map_or(&[], |days| &days[column as usize])
    }
}

fn cell(row: &Row, year: i16, heading: &str) -> Result<Vec<Date>, TableError> {
    let words = row.get(heading);
    let days = words.split(' ').filter(|word| *word != "-").map(|word| format!("{year}-{word}").parse().ok());
    let days: Option<Vec<Date>> = days.collect();
    days.ok_or_else(|| row.error(format!("{heading}: expected month-day, two apart by a blank, or \"-\": {words}")))
}

/// A moving holiday as the lexicon writes it: feast, days after its first, and how many it lasts when more than
/// one: "easter-2", "passover+0*7".
pub fn moving(value: &str) -> Option<Holiday> {
    let at = value.find(['+', '-'])?;
    let (name, rest) = value.split_at(at);
    let feast = match name {
        "easter" => Feast::Easter,
        "orthodox" => Feast::OrthodoxEaster,
        "passover" => Feast::Passover,
        "rosh_hashanah" => Feast::RoshHashanah,
        "hanukkah" => Feast::Hanukkah,
        "eid" => Feast::Eid,
        _ => Feast::Listed(Column::ALL.into_iter().find(|(_, heading)| *heading == name)?.0),
    };
    let (offset, length) = rest.split_once('*').unwrap_or((rest, "1"));
    Some(Holiday::Moving { feast, offset: offset.parse().ok()?, length: length.parse().ok()? })
}
