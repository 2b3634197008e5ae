//! Compares a record with what a case expects: words for spans, names for actors, tags for rows.

use crate::case::{Case, Row};
use serde_json::Value;
use std::collections::HashMap;

/// A printed record with its text as code points.
struct Reading<'a> {
    record: &'a Value,
    text: Vec<char>,
}

/// What differs, a line each.
pub fn complaints(case: &Case, record: &Value) -> Vec<String> {
    let reading = Reading { record, text: case.text.chars().collect() };
    let mut used: Vec<(String, usize)> = Vec::new();
    let mut tags: HashMap<String, String> = HashMap::new();
    let mut found = Vec::new();
    let mut matched = Vec::new();
    for row in &case.rows {
        let kind = format!("{}s", row.kind);
        let free = |n: usize| !used.contains(&(kind.clone(), n));
        let rows = reading.rows(&kind);
        let fits = |n: usize| free(n) && reading.mismatch(&rows[n], row, &tags, true).is_none();
        match (0..rows.len()).find(|&n| fits(n)) {
            Some(n) => {
                if let Some(tag) = &row.tag {
                    tags.insert(tag.clone(), rows[n]["id"].as_str().unwrap_or_default().to_owned());
                }
                used.push((kind.clone(), n));
                matched.push((row, rows[n].clone()));
            }
            None => found.push(format!("missing: {}", reading.missing(row, &rows, &tags))),
        }
    }
    for (row, value) in matched {
        found.extend(reading.mismatch(&value, row, &tags, false).map(|problem| format!("{}: {problem}", row.kind)));
    }
    let rows = reading.rows(&case.kind);
    let extra = (0..rows.len()).filter(|&n| !used.contains(&(case.kind.clone(), n)));
    found.extend(extra.map(|n| format!("not expected: {}", line(case, record, &case.kind, &rows[n], &[]))));
    found
}

/// A row as a case writes it, with the fields named or the kind's usual ones.
pub fn line(case: &Case, record: &Value, kind: &str, row: &Value, fields: &[String]) -> String {
    let reading = Reading { record, text: case.text.chars().collect() };
    let usual: &[&str] = match kind {
        "statements" => &["source", "cue", "content", "act"],
        "events" => &["trigger", "type", "actors", "recipients", "certainty", "polarity", "tense"],
        "figures" => &["words", "low", "high", "unit", "counted"],
        "positions" => &["holder", "stance", "issue"],
        "prospects" => &["what", "kind", "polarity", "from", "to", "said_by"],
        "times" => &["words", "type", "value", "from", "to"],
        "places" => &["words", "kind", "country", "use"],
        "actors" => &["name", "kind", "country", "sector"],
        "mentions" => &["words", "form", "actor"],
        _ => &["words", "type"],
    };
    let keys: Vec<&str> = if fields.is_empty() { usual.to_vec() } else { fields.iter().map(String::as_str).collect() };
    let singular = kind.strip_suffix('s').unwrap_or(kind);
    let cells: Vec<String> = keys.iter().map(|key| format!("{key}: {}", reading.show(row, key))).collect();
    format!("{singular} | {}", cells.join(" | "))
}

impl Reading<'_> {
    fn rows(&self, kind: &str) -> Vec<Value> {
        self.record[kind].as_array().cloned().unwrap_or_default()
    }

    /// The expected row that nothing fits, with the nearest reading's difference.
    fn missing(&self, row: &Row, rows: &[Value], tags: &HashMap<String, String>) -> String {
        let fields: Vec<String> = row.fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let near = rows.iter().filter_map(|value| self.mismatch(value, row, tags, true)).take(3);
        format!("{} | {} ({})", row.kind, fields.join(" | "), near.collect::<Vec<_>>().join("; "))
    }

    /// The first field that differs. References to tags are left out while `early`, since their rows may come later.
    fn mismatch(&self, value: &Value, row: &Row, tags: &HashMap<String, String>, early: bool) -> Option<String> {
        row.fields.iter().find_map(|(key, wanted)| {
            if let Some(tag) = wanted.strip_prefix('#') {
                let same = early || self.field(value, key).as_str() == tags.get(tag).map(String::as_str);
                return (!same).then(|| format!("{key} is {}, not #{tag}", self.show(value, key)));
            }
            let same = self.same(value, key, wanted);
            (!same).then(|| format!("{key} is {}, not {wanted}", self.show(value, key)))
        })
    }

    /// A field of a row, or of the part that holds it.
    fn field<'v>(&self, row: &'v Value, key: &str) -> &'v Value {
        match key.split_once(['_', '.']) {
            Some(("likelihood", part)) => &row["likelihood"][part],
            Some((party, "actor")) => &row[party]["actor"],
            _ if row.get(key).is_some() => &row[key],
            _ => &row["magnitude"][key],
        }
    }

    fn same(&self, row: &Value, key: &str, wanted: &str) -> bool {
        let shown = self.show(row, key);
        let plain = wanted.split(" + ").map(|piece| piece.split_once('@').map_or(piece, |(words, _)| words));
        if shown == plain.collect::<Vec<_>>().join(" + ") {
            return !wanted.contains('@') || self.spans(row, key).is_none_or(|spans| self.places(&spans, wanted));
        }
        let value = self.field(row, key);
        match value {
            Value::Array(ids) => {
                let names: Vec<&str> = wanted.split(',').map(str::trim).filter(|name| *name != "null").collect();
                names.len() == ids.len() && names.iter().all(|name| ids.iter().any(|id| self.goes_by(id, name)))
            }
            Value::String(_) => self.goes_by(value, wanted),
            Value::Number(number) => wanted.parse::<f64>().ok() == number.as_f64(),
            Value::Object(_) => value.get("actor").is_some_and(|actor| self.goes_by(actor, wanted)),
            _ => false,
        }
    }

    /// Each piece stands where `words@n` says.
    fn places(&self, spans: &[(usize, usize)], wanted: &str) -> bool {
        let pieces: Vec<&str> = wanted.split(" + ").collect();
        pieces.len() == spans.len()
            && pieces.iter().zip(spans).all(|(piece, &(start, _))| {
                let (words, nth) = piece.split_once('@').unwrap_or((piece, "1"));
                let words: Vec<char> = words.chars().collect();
                let starts = (0..self.text.len()).filter(|&n| self.text[n..].starts_with(&words));
                !piece.contains('@') || starts.take_while(|&n| n < start).count() + 1 == nth.parse().unwrap_or(0)
            })
    }

    fn spans(&self, row: &Value, key: &str) -> Option<Vec<(usize, usize)>> {
        let pair = |span: &Value| Some((span[0].as_u64()? as usize, span[1].as_u64()? as usize));
        if key == "words" {
            return Some(vec![(row["start"].as_u64()? as usize, row["end"].as_u64()? as usize)]);
        }
        row[key].get("spans")?.as_array()?.iter().map(pair).collect()
    }

    /// A field as a case writes it.
    fn show(&self, row: &Value, key: &str) -> String {
        if let Some(spans) = self.spans(row, key).filter(|spans| !spans.is_empty()) {
            let words =
                |&(start, end): &(usize, usize)| self.text[start..end].iter().collect::<String>().replace('\n', " ");
            return spans.iter().map(words).collect::<Vec<_>>().join(" + ");
        }
        match self.field(row, key) {
            Value::Null => "null".to_owned(),
            Value::String(text) => self.named(text),
            Value::Array(ids) if ids.is_empty() => "null".to_owned(),
            Value::Array(ids) => {
                ids.iter().map(|id| self.named(id.as_str().unwrap_or_default())).collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        }
    }

    /// A reference as words: an actor's name, a time's or a place's words; anything else as it is.
    fn named(&self, id: &str) -> String {
        let find = |kind: &str| self.record[kind].as_array()?.iter().find(|row| row["id"] == id);
        if let Some(actor) = find("actors") {
            return actor["name"].as_str().unwrap_or_default().to_owned();
        }
        match find("times").or_else(|| find("places")) {
            Some(row) => self.show(row, "words"),
            None => id.to_owned(),
        }
    }

    /// True when a reference goes by these words: an actor's name or one of its mentions.
    fn goes_by(&self, id: &Value, words: &str) -> bool {
        let Some(id) = id.as_str() else { return words == "null" && id.is_null() };
        if self.named(id) == words {
            return true;
        }
        let mentions = self.record["mentions"].as_array().cloned().unwrap_or_default();
        mentions.iter().any(|mention| mention["actor"] == id && self.show(mention, "words") == words)
    }
}
