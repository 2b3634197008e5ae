//! Future dates kept in the future: of the gold times that begin after the report's day, how many the reader does not date
//! back.
//!
//! The list is made by rule from the gold, of whatever shape: documents with `times` and `dct`, records with spans and
//! intervals, traps with expected times.

use anyhow::Context;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A gold time: where it stands, in code points, and its first day.
type Gold = (u64, u64, Date);

/// Of the gold times to come, the share kept in the future among those found, and the counts.
pub fn score(golds: &[PathBuf], answers: &Path) -> anyhow::Result<Value> {
    let answers = answered(answers)?;
    let (mut all, mut found, mut kept) = (0, 0, 0);
    for gold in documents(golds)? {
        let Some((id, date, times)) = read(&gold) else { continue };
        let rows = answers.get(&id).map_or(&[][..], Vec::as_slice);
        // A gold day more than a year ahead, told by "today" or a weekday, is a slip of the year.
        let limit = date.saturating_add(jiff::Span::new().days(365));
        for (start, end, _) in times.into_iter().filter(|(_, _, first)| *first > date && *first <= limit) {
            all += 1;
            let overlap = |row: &&Value| {
                let at = |key: &str| row[key].as_u64().unwrap_or(0);
                end.min(at("end")).saturating_sub(start.max(at("start")))
            };
            let Some(row) = rows.iter().max_by_key(overlap).filter(|row| overlap(row) > 0) else { continue };
            found += 1;
            let day = |key: &str| row[key].as_str().and_then(|day| day.get(..10)?.parse::<Date>().ok());
            kept += usize::from(day("to").or(day("from")).is_none_or(|last| last > date));
        }
    }
    let share = if found == 0 { 0.0 } else { kept as f64 / found as f64 };
    Ok(json!({ "share": share, "listed": all, "found": found, "kept": kept }))
}

fn documents(golds: &[PathBuf]) -> anyhow::Result<Vec<Value>> {
    let mut documents = Vec::new();
    for path in golds {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        match path.extension().is_some_and(|extension| extension == "json") {
            true => documents.push(serde_json::from_str(&text)?),
            false => documents.extend(text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok())),
        }
    }
    Ok(documents)
}

/// The times of each answered document.
fn answered(path: &Path) -> anyhow::Result<BTreeMap<String, Vec<Value>>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut answers = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let record: Value = serde_json::from_str(line)?;
        let id = record["id"].as_str().or(record["document"]["id"].as_str()).unwrap_or_default().to_owned();
        answers.insert(id, record["times"].as_array().cloned().unwrap_or_default());
    }
    Ok(answers)
}

/// Id, day and dated times of a gold document.
fn read(gold: &Value) -> Option<(String, Date, Vec<Gold>)> {
    let document = if gold["document"].is_object() { &gold["document"] } else { gold };
    let date = ["document_date", "date", "dct"].into_iter().find_map(|key| document[key].as_str())?;
    let date: Date = date.get(..10)?.parse().ok()?;
    let text = document["text"].as_str()?;
    let times = gold["times"].as_array().or(gold["expect"].as_array())?;
    let times = times.iter().filter_map(|time| dated(time, text)).collect();
    Some((document["id"].as_str()?.to_owned(), date, times))
}

fn dated(time: &Value, text: &str) -> Option<Gold> {
    let first = [&time["from"], &time["notBefore"], &time["interval"][0], &time["dated"][0], &time["value"]]
        .into_iter()
        .find_map(|value| first_day(value.as_str()?))?;
    let place = if time["span"].is_object() { &time["span"] } else { time };
    if let (Some(start), Some(end)) = (place["start"].as_u64(), place["end"].as_u64()) {
        return Some((start, end, first));
    }
    let words = time["span"].as_str().filter(|_| time["kind"] == "times")?;
    let start = text[..text.find(words)?].chars().count() as u64;
    Some((start, start + words.chars().count() as u64, first))
}

/// The first day of a TIMEX3 date: "2024-03-05", "2024-W10", "2024-03", "2024-Q2", "2024-SU", "2024".
fn first_day(value: &str) -> Option<Date> {
    let year: i16 = value.get(..4)?.parse().ok()?;
    if value.len() == 4 {
        return Date::new(year, 1, 1).ok();
    }
    if let Some(day) = value.get(..10).and_then(|day| day.parse().ok()) {
        return Some(day);
    }
    let rest = value.get(5..)?;
    if let Some(week) = rest.strip_prefix('W') {
        let week = week.get(..2)?.parse().ok()?;
        return Some(ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date());
    }
    let month = match rest {
        "Q1" | "H1" => 1,
        "Q2" => 4,
        "Q3" | "H2" => 7,
        "Q4" => 10,
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        "WI" => 12,
        month => month.parse().ok()?,
    };
    Date::new(year, month, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_to_come_are_listed_and_counted() {
        let folder = std::env::temp_dir().join(format!("future-dates-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (gold, answers) = (folder.join("gold.jsonl"), folder.join("answers.jsonl"));
        let times = json!([{"start": 0, "end": 6, "value": "2024-03-08"}, {"start": 10, "end": 14, "value": "2024-03-01"},
            {"start": 20, "end": 24, "value": "2024-W11"}]);
        std::fs::write(&gold, json!({"id": "a", "dct": "2024-03-05", "text": "", "times": times}).to_string()).unwrap();
        let rows = json!([{"start": 0, "end": 6, "from": "2024-03-01", "to": "2024-03-01"},
            {"start": 19, "end": 24, "from": "2024-03-11", "to": "2024-03-17"}]);
        std::fs::write(&answers, json!({"id": "a", "times": rows}).to_string()).unwrap();
        let answer = score(&[gold], &answers).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(answer, json!({"share": 0.5, "listed": 2, "found": 2, "kept": 1}));
    }
}
