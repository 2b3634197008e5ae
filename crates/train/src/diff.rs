//! Runs two builds over a heap of text and lists the rows gained, lost and changed.
//!
//! Rows are the same when kind and id are: an id is the place of a row's words, so it does not move when others come.

use anyhow::Context;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Kinds of rows that are compared.
const KINDS: &[&str] =
    &["names", "mentions", "actors", "places", "times", "statements", "events", "figures", "positions", "prospects"];

/// Reads `documents` (JSON Lines) with both binaries and shows what differs, at most `limit` lines a kind.
pub fn run(old: &Path, new: &Path, documents: &Path, kinds: &[String], limit: usize) -> anyhow::Result<()> {
    let (mut before, mut after) = (records(old, documents)?, records(new, documents)?);
    let mut changes: BTreeMap<&str, Changes> = BTreeMap::new();
    while let (Some(a), Some(b)) = (before.next(), after.next()) {
        let (a, b): (Value, Value) = (serde_json::from_str(&a?)?, serde_json::from_str(&b?)?);
        for &kind in KINDS.iter().filter(|kind| kinds.is_empty() || kinds.iter().any(|wanted| wanted == *kind)) {
            changes.entry(kind).or_default().compare(kind, &a, &b);
        }
    }
    crate::show(&report(&changes, limit));
    Ok(())
}

/// The records that a binary reads from the documents, as they come.
fn records(binary: &Path, documents: &Path) -> anyhow::Result<impl Iterator<Item = std::io::Result<String>> + use<>> {
    let mut command = Command::new(binary);
    command.args(["extract", "--from", "jsonl"]).arg(documents).stdout(Stdio::piped());
    let child = command.spawn().with_context(|| format!("cannot start {}", binary.display()))?;
    Ok(BufReader::new(child.stdout.context("no output")?).lines())
}

/// What differs in one kind of row.
#[derive(Default)]
struct Changes {
    same: usize,
    gained: Vec<String>,
    lost: Vec<String>,
    changed: Vec<String>,
}

impl Changes {
    fn compare(&mut self, kind: &str, before: &Value, after: &Value) {
        let rows = |record: &Value| -> BTreeMap<String, Value> {
            let rows = record[kind].as_array().cloned().unwrap_or_default();
            rows.into_iter().map(|row| (row["id"].as_str().unwrap_or_default().to_owned(), row)).collect()
        };
        let text: Vec<char> = after["document"]["text"].as_str().unwrap_or_default().chars().collect();
        let cite = |id: &str, row: &Value| {
            let document = after["document"]["id"].as_str().unwrap_or_default();
            format!("{document}:{id}\t{}\t{}", head(row), words(row, &text))
        };
        let (before, after) = (rows(before), rows(after));
        for (id, row) in &before {
            match after.get(id) {
                None => self.lost.push(cite(id, row)),
                Some(new) if new == row => self.same += 1,
                Some(new) => self.changed.push(format!("{}\t{}", cite(id, new), difference(row, new))),
            }
        }
        let gained = after.iter().filter(|(id, _)| !before.contains_key(*id));
        self.gained.extend(gained.map(|(id, row)| cite(id, row)));
    }
}

/// Type, act, stance or value of a row: what a person looks for first.
fn head(row: &Value) -> String {
    let keys = ["type", "act", "stance", "kind", "value", "name", "low", "high", "certainty", "because"];
    let shown = keys.iter().filter_map(|key| match &row[*key] {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// The words of a row's evidence.
fn words(row: &Value, text: &[char]) -> String {
    let mut spans = Vec::new();
    if let (Some(start), Some(end)) = (row["start"].as_u64(), row["end"].as_u64()) {
        spans.push((start, end));
    }
    for key in ["source", "cue", "trigger", "content", "issue", "what"] {
        for span in row[key]["spans"].as_array().into_iter().flatten() {
            spans.extend(span[0].as_u64().zip(span[1].as_u64()));
        }
    }
    let words = |&(start, end): &(u64, u64)| -> String {
        let words: String = text.get(start as usize..end as usize).unwrap_or_default().iter().collect();
        words.replace('\n', " ").chars().take(120).collect()
    };
    spans.iter().map(words).collect::<Vec<_>>().join(" | ")
}

/// The fields that changed, old → new.
fn difference(before: &Value, after: &Value) -> String {
    let empty = Map::new();
    let (before, after) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(value));
    let line =
        |(key, value): (&String, &Value)| format!("{key}: {} → {value}", before.get(key).unwrap_or(&Value::Null));
    changed.map(line).collect::<Vec<_>>().join("; ")
}

fn report(changes: &BTreeMap<&str, Changes>, limit: usize) -> String {
    let mut out = String::from("kind\tsame\tgained\tlost\tchanged\n");
    for (kind, rows) in changes {
        let (gained, lost, changed) = (rows.gained.len(), rows.lost.len(), rows.changed.len());
        let _ = writeln!(out, "{kind}\t{}\t{gained}\t{lost}\t{changed}", rows.same);
    }
    for (kind, rows) in changes {
        for (sign, lines) in [("+", &rows.gained), ("-", &rows.lost), ("~", &rows.changed)] {
            for line in lines.iter().take(limit) {
                let _ = writeln!(out, "{sign} {kind}\t{line}");
            }
        }
    }
    out
}
