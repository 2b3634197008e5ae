//! Dates as they stand in inputs.

use crate::Note;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

/// Unix times from here on are milliseconds: as seconds they would lie beyond the year 5000.
const FIRST_MILLISECOND: i64 = 100_000_000_000;

/// The day of an ISO 8601 date or date-time, in the zone it is written in; `None` when it is neither or cannot be.
pub fn iso(words: &str) -> Option<Date> {
    Pieces::parse(words.trim()).ok().map(|pieces| pieces.date())
}

/// The day of a Unix time in UTC, and the time as ISO 8601.
pub fn unix(number: i64) -> Option<(Date, String)> {
    let time = match number.checked_abs()? < FIRST_MILLISECOND {
        true => Timestamp::from_second(number).ok()?,
        false => Timestamp::from_millisecond(number).ok()?,
    };
    Some((time.to_zoned(TimeZone::UTC).date(), time.to_string()))
}

/// The note on a date that is none.
pub fn bad(words: &str) -> Note {
    let words: String = words.chars().take(40).collect();
    let text = format!("{words:?} is no ISO date or date-time that can be: the report is read without it");
    Note { code: "bad-date", text, span: None }
}

#[cfg(test)]
mod tests {
    use super::{iso, unix};
    use jiff::civil::date;

    #[test]
    fn iso_dates_and_date_times() {
        assert_eq!(iso("2024-03-05"), Some(date(2024, 3, 5)));
        assert_eq!(iso(" 2024-03-05T23:30:00-05:00 "), Some(date(2024, 3, 5)));
        assert_eq!(iso("2024-03-05T10:00:00Z"), Some(date(2024, 3, 5)));
        assert_eq!(iso("2024-03-05 10:00:00"), Some(date(2024, 3, 5)));
        for bad in ["2024-02-30", "2024-13-01", "5 March 2024", "2024", "2024-03", "", "2024-03-05 about noon"] {
            assert_eq!(iso(bad), None, "{bad}");
        }
    }

    #[test]
    fn unix_times_in_seconds_and_milliseconds() {
        let expected = Some((date(2024, 3, 5), "2024-03-05T10:00:00Z".to_owned()));
        assert_eq!(unix(1_709_632_800), expected);
        assert_eq!(unix(1_709_632_800_000), expected);
        assert_eq!(unix(i64::MAX), None);
        assert_eq!(unix(i64::MIN), None);
    }
}
