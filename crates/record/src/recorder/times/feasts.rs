//! Days that return every year by another calendar: fixed days, n-th weekdays, Easter in both churches, the Hebrew
//! feasts by computation; the Islamic, Indian, Chinese and Persian ones by table.

use crate::lexicon::times::{Column, Feast, Feasts, Holiday};
use crate::time::{Interval, days};
use jiff::civil::{Date, Weekday};

/// The days of a holiday that begin in a year, in order; the Islamic year is short enough for two.
///
/// A feast that waits for the moon to be seen is given a day more at either end.
pub fn in_year(feasts: &Feasts, holiday: Holiday, year: i16) -> Vec<Interval> {
    let one = |day: Option<Date>| day.map(Interval::day).into_iter().collect();
    match holiday {
        Holiday::Fixed(month, day) => one(Date::new(year, month, day).ok()),
        Holiday::Nth { month, nth, weekday } => one(nth_weekday(year, month, nth, weekday)),
        Holiday::Election => one(nth_weekday(year, 11, 1, 1).and_then(|monday| days(monday, 1))),
        Holiday::Moving { feast, offset, length } => {
            // An offset may carry a feast over the turn of the year.
            let near = (year - 1)..=(year + 1);
            let starts = near.flat_map(|year| starts(feasts, feast, year)).filter_map(|day| days(day, offset.into()));
            let begun = starts.filter(|day| day.year() == year);
            begun.filter_map(|from| Some(Interval::between(from, days(from, i64::from(length) - 1)?))).collect()
        }
    }
}

/// The n-th weekday (1 = Monday) of a month, -1 the last.
pub fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// True when the day is known to a day either side only.
pub fn is_rough(holiday: Holiday) -> bool {
    match holiday {
        Holiday::Moving { feast: Feast::Eid, .. } => true,
        Holiday::Moving { feast: Feast::Listed(column), .. } => column.waits_for_the_moon(),
        _ => false,
    }
}

fn starts(feasts: &Feasts, feast: Feast, year: i16) -> Vec<Date> {
    match feast {
        Feast::Easter => easter(year).into_iter().collect(),
        Feast::OrthodoxEaster => orthodox_easter(year).into_iter().collect(),
        Feast::Passover => passover(year).into_iter().collect(),
        Feast::RoshHashanah => rosh_hashanah(year).into_iter().collect(),
        Feast::Hanukkah => hanukkah(year).into_iter().collect(),
        Feast::Eid => {
            let both = [Feast::Listed(Column::EidAlFitr), Feast::Listed(Column::EidAlAdha)];
            let mut days: Vec<Date> = both.into_iter().flat_map(|feast| starts(feasts, feast, year)).collect();
            days.sort_unstable();
            days
        }
        Feast::Listed(column) => feasts.days(column, year).to_vec(),
    }
}

/// Western Easter Sunday of a year (the anonymous Gregorian computus; Meeus, *Astronomical Algorithms*, ch. 8).
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let letter = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * letter) / 451;
    let sum = epact + letter - 7 * correction + 114;
    Date::new(i16::try_from(year).ok()?, (sum / 31) as i8, (sum % 31 + 1) as i8).ok()
}

/// Orthodox Easter Sunday, by the Julian computus (Meeus, ch. 8), as a Gregorian date.
pub fn orthodox_easter(year: i16) -> Option<Date> {
    let wide = i32::from(year);
    let moon = (19 * (wide % 19) + 15) % 30;
    let letter = (2 * (wide % 4) + 4 * (wide % 7) - moon + 34) % 7;
    let sum = moon + letter + 114;
    let julian = Date::new(year, (sum / 31) as i8, (sum % 31 + 1) as i8).ok()?;
    let behind = wide / 100 - wide / 400 - 2;
    days(julian, behind.into())
}

/// The first day of Passover: 15 Nisan, 163 days before the next Rosh Hashanah.
fn passover(year: i16) -> Option<Date> {
    days(rosh_hashanah(year)?, -163)
}

/// The first day of Hanukkah, 25 Kislev: a day later in a year with a long Heshvan.
fn hanukkah(year: i16) -> Option<Date> {
    let (this, next) = (rosh_hashanah(year)?, rosh_hashanah(year.checked_add(1)?)?);
    let length = next.duration_since(this).as_hours() / 24;
    days(this, if length % 10 == 5 { 84 } else { 83 })
}

/// Rosh Hashanah of a civil year: 1 Tishri of the Hebrew year that begins in it (Reingold and Dershowitz, *Calendrical
/// Calculations*, ch. 8).
fn rosh_hashanah(year: i16) -> Option<Date> {
    let hebrew = i64::from(year) + 3761;
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let day = 29 * months + (12084 + 13753 * months).div_euclid(25920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (before, this, after) = (elapsed(hebrew - 1), elapsed(hebrew), elapsed(hebrew + 1));
    let delay = if after - this == 356 { 2 } else { i64::from(this - before == 382) };
    // 1 Tishri of the year 1 is day -1,373,427 counted from 1 January of the year 1 as day 1.
    days(Date::new(1, 1, 1).ok()?, this + delay - 1_373_427 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn computed_feasts() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2008), Some(date(2008, 3, 23)));
        assert_eq!(orthodox_easter(2024), Some(date(2024, 5, 5)));
        assert_eq!(orthodox_easter(2025), Some(date(2025, 4, 20)));
        assert_eq!(rosh_hashanah(2024), Some(date(2024, 10, 3)));
        assert_eq!(rosh_hashanah(2023), Some(date(2023, 9, 16)));
        assert_eq!(passover(2024), Some(date(2024, 4, 23)));
        assert_eq!(hanukkah(2023), Some(date(2023, 12, 8)));
        assert_eq!(hanukkah(2024), Some(date(2024, 12, 26)));
    }
}
