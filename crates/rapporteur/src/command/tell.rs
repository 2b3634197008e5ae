//! Rows in words: one short phrase for each thing that tables, `show` and `explain` say of a row.

use super::answer::{Told, text};
use rapporteur::ledger::table::Table;
use serde_json::Value;

/// A row on one line, without its id.
pub fn line(table: &Table, row: &Told) -> String {
    let parts: Vec<String> = match table.name {
        "statements" => vec![speaker(row), format!("{}:", act(row)), row.words("content_text")],
        "events" => vec![party(row, "actor_names"), deed(row), to_whom(row), when(row), so(row)],
        "figures" => vec![row.words("text"), amount(row), so(row)],
        "positions" => vec![row.first(&["holder_name"], "?"), row.text("stance"), on_condition(row, "issue_text")],
        "prospects" => vec![
            row.first(&["said_by_name", "statement_name"], "the report"),
            format!("{}:", kind(row)),
            on_condition(row, "what_text"),
            chance(row),
            due(row),
        ],
        "times" => vec![row.words("text"), row.text("value"), resolved(row)],
        "places" => vec![row.words("text"), place(row)],
        "actors" => vec![row.text("name"), among([row.text("kind"), row.text("country"), row.text("role")])],
        _ => vec![row.words("text"), row.first(&["type", "form"], "")],
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn among<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!("({})", parts.join(", ")) }
}

/// Who speaks: the name, with the words behind it where they differ, and through whom.
pub fn speaker(row: &Told) -> String {
    let (name, words) = (row.text("source_name"), row.text("source_text"));
    let through = row.text("channel_name");
    let who = match (name.is_empty(), name == words || words.is_empty()) {
        (true, _) => "(nobody named)".to_owned(),
        (false, true) => name,
        (false, false) => format!("{name} (“{words}”)"),
    };
    if through.is_empty() { who } else { format!("{who} via {through}") }
}

/// What is done by a statement.
pub fn act(row: &Told) -> String {
    let (negated, hedged) = (row.is("negated"), row.is("hedged"));
    format!("{}{}{}", if negated { "not " } else { "" }, row.text("act"), if hedged { " (reportedly)" } else { "" })
}

fn party(row: &Told, column: &str) -> String {
    row.first(&[column], "(nobody named)")
}

/// What is done in an event, and what the text makes of it.
pub fn deed(row: &Told) -> String {
    let (kind, mode) = (row.text("type"), row.text("mode"));
    let deed = if mode.is_empty() { kind } else { format!("{kind}/{mode}") };
    let place = row.text("place_name");
    let deed = if place.is_empty() { deed } else { format!("{deed} in {place}") };
    let mut marks = Vec::new();
    let certainty = row.text("certainty");
    if row.text("polarity") == "-" {
        marks.push("not".to_owned());
    }
    if certainty != "certain" && !certainty.is_empty() {
        marks.push(certainty);
    }
    if row.text("tense") == "future" {
        marks.push("to come".to_owned());
    }
    if row.is("background") {
        marks.push("background".to_owned());
    }
    if marks.is_empty() { deed } else { format!("{deed} ({})", marks.join(", ")) }
}

fn to_whom(row: &Told) -> String {
    let recipients = row.text("recipient_names");
    if recipients.is_empty() { recipients } else { format!("→ {recipients}") }
}

fn when(row: &Told) -> String {
    let days = row.days("date_from", "date_to").replace('\n', " ");
    if days.is_empty() { days } else { format!("[{days}]") }
}

/// What a figure says: bounds, unit, toll.
pub fn amount(row: &Told) -> String {
    let about = if row.is("approximate") { "about " } else { "" };
    let number = between(row.text("low"), row.text("high"));
    [format!("{about}{number}").trim().to_owned(), row.text("unit"), row.text("toll")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A number of a magnitude, or its bounds.
pub fn bounds(amount: &Value) -> String {
    match amount {
        Value::Object(_) => between(text(&amount["low"]), text(&amount["high"])),
        number => text(number),
    }
}

fn between(low: String, high: String) -> String {
    match (low.is_empty(), high.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("up to {high}"),
        (false, true) => format!("{low} or more"),
        (false, false) if low == high => low,
        (false, false) => format!("{low} to {high}"),
    }
}

/// The words under a column, with the condition they stand under.
pub fn on_condition(row: &Told, column: &str) -> String {
    let condition = row.text("condition_text");
    let words = row.words(column);
    if condition.is_empty() { words } else { format!("{words}, on condition: “{condition}”") }
}

/// Kind of a prospect, and whether it foretells that something will not be.
pub fn kind(row: &Told) -> String {
    let not = if row.text("polarity") == "-" { " (not)" } else { "" };
    format!("{}{not}", row.text("kind"))
}

/// The word of chance with its band in percent.
pub fn chance(row: &Told) -> String {
    let (word, low, high) = (row.text("likelihood_word"), row.text("likelihood_low"), row.text("likelihood_high"));
    if low.is_empty() && high.is_empty() { word } else { format!("{word} ({low}–{high} %)") }
}

/// Who vouches, where it is not the report itself.
fn so(row: &Told) -> String {
    let voucher = row.text("voucher_name");
    if voucher.is_empty() { voucher } else { format!("(so {voucher})") }
}

/// The days of a time whose value does not say them already.
fn resolved(row: &Told) -> String {
    let days = row.days("from", "to").replace('\n', " ");
    if days.is_empty() || days == row.text("value") { String::new() } else { format!("[{days}]") }
}

fn due(row: &Told) -> String {
    let days = row.days("from", "to").replace('\n', " ");
    if days.is_empty() { days } else { format!("[due {days}]") }
}

fn place(row: &Told) -> String {
    let point = match (row.text("lat"), row.text("lon")) {
        (lat, lon) if lat.is_empty() || lon.is_empty() => String::new(),
        (lat, lon) => format!("{lat}, {lon}"),
    };
    let used = row.text("use");
    let used = if used == "literal" { String::new() } else { used };
    among([row.text("kind"), row.text("country"), point, used])
}
