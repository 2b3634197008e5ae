//! Laws of every record, whatever the report: ids are unique, references lead to rows, spans lie in the text. Checked on
//! the examples, and on what is left of them when a careless hand has been at work.

use rapporteur::{Document, Reader};
use serde_json::Value;
use std::collections::BTreeSet;

const KINDS: &[&str] =
    &["names", "mentions", "actors", "places", "times", "statements", "events", "figures", "positions", "prospects"];

/// Keys that hold the id of a row, or ids of rows.
const REFERENCES: &[&str] = &[
    "actor",
    "actors",
    "recipients",
    "place",
    "time",
    "voucher",
    "inside",
    "event",
    "holder",
    "towards",
    "statement",
    "said_by",
    "within",
];

fn check(record: &Value) {
    let length = record["document"]["text"].as_str().unwrap().chars().count() as u64;
    let mut ids = BTreeSet::new();
    for kind in KINDS {
        for row in record[*kind].as_array().unwrap() {
            let id = row["id"].as_str().unwrap();
            assert!(ids.insert(id), "{id} is there twice");
        }
    }
    for kind in KINDS {
        for row in record[*kind].as_array().unwrap() {
            check_value(row, &ids, length);
        }
    }
    for sentence in record["sentences"].as_array().unwrap() {
        check_span(sentence, length);
    }
}

fn check_value(value: &Value, ids: &BTreeSet<&str>, length: u64) {
    match value {
        Value::Object(object) => {
            if let (Some(start), Some(end)) = (object.get("start"), object.get("end")) {
                check_span(&Value::from(vec![start.clone(), end.clone()]), length);
            }
            for (key, value) in object {
                if REFERENCES.contains(&key.as_str()) {
                    check_reference(value, ids);
                }
                if key == "spans" {
                    value.as_array().unwrap().iter().for_each(|span| check_span(span, length));
                } else {
                    check_value(value, ids, length);
                }
                if key == "confidence" {
                    assert!((0.0..=1.0).contains(&value.as_f64().unwrap()), "confidence {value}");
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| check_value(value, ids, length)),
        _ => {}
    }
}

fn check_reference(value: &Value, ids: &BTreeSet<&str>) {
    match value {
        Value::String(id) => assert!(ids.contains(id.as_str()), "there is no row {id}"),
        Value::Array(values) => values.iter().for_each(|value| check_reference(value, ids)),
        _ => {}
    }
}

fn check_span(span: &Value, length: u64) {
    let (start, end) = (span[0].as_u64().unwrap(), span[1].as_u64().unwrap());
    assert!(start < end && end <= length, "the span {span} is empty or lies outside a text of {length} characters");
}

fn examples() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

fn read(reader: &Reader, text: String) -> Value {
    let date = "2024-03-05".parse().ok();
    let document = Document { id: "law".into(), text, date, language: Some("en".into()), ..Document::default() };
    serde_json::to_value(reader.read_above(&document, 0.0)).unwrap()
}

/// A small linear congruential generator (Knuth's MMIX): the same mischief in every run.
struct Mischief(u64);

impl Mischief {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// Pieces lost, doubled and strewn with odd characters.
    fn spoil(&mut self, text: &str) -> String {
        const ODD: &[&str] = &[
            "\"", "“", "”", "(", ")", "\n\n", "—", "'", "\u{301}", "\u{200d}", "🕊", "\0", "\u{feff}", "…", "’s", " ",
            "1,000", "%",
        ];
        let mut chars: Vec<String> = text.chars().map(String::from).collect();
        for _ in 0..12 {
            let at = self.below(chars.len());
            let end = (at + self.below(60)).min(chars.len());
            match self.below(3) {
                0 => drop(chars.drain(at..end)),
                1 => {
                    let piece = chars[at..end].to_vec();
                    let to = self.below(chars.len());
                    chars.splice(to..to, piece);
                }
                _ => chars.insert(at, ODD[self.below(ODD.len())].to_owned()),
            }
        }
        chars.concat()
    }
}

#[test]
fn every_record_keeps_the_laws() {
    let reader = Reader::new();
    let mut mischief = Mischief(2024);
    for text in examples() {
        check(&read(&reader, text.clone()));
        for _ in 0..2 {
            let spoilt = mischief.spoil(&text);
            let checked = std::panic::catch_unwind(|| check(&read(&reader, spoilt.clone())));
            assert!(checked.is_ok(), "this text breaks a law:\n{spoilt}");
        }
    }
}

#[test]
fn any_characters_make_a_record() {
    let reader = Reader::new();
    let mut mischief = Mischief(7);
    for _ in 0..40 {
        let n = mischief.below(400);
        let any: Vec<char> = (0..n).filter_map(|_| char::from_u32(mischief.below(0x2100) as u32)).collect();
        check(&read(&reader, any.into_iter().collect()));
    }
}
