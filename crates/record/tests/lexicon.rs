//! The lexicon's lint: every table reads, is sorted and has no key twice, and every example makes the row it promises.

use rapporteur_record::lexicon::{Knowledge, TABLES, Table};
use rapporteur_record::{Document, record};
use rapporteur_syntax::Reader;
use std::collections::HashSet;

/// Share of the examples that must make their row with today's model, in percent.
const EXAMPLES_FLOOR: usize = 95;

fn tables() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().copied().flatten().copied()
}

#[test]
fn every_table_reads() {
    Knowledge::read().expect("the embedded tables are well-formed");
}

#[test]
fn tables_are_sorted_and_say_where_they_come_from() {
    for (name, text) in tables() {
        assert!(text.starts_with('#') && text.contains("icence"), "{name}: expected a header comment with the licence");
        let table = Table::parse(name, text).unwrap();
        let keys: Vec<String> = table.rows().map(|row| row.key().to_lowercase()).collect();
        let mut seen = HashSet::new();
        for pair in keys.windows(2) {
            assert!(pair[0] <= pair[1], "{name}: {:?} stands before {:?}", pair[0], pair[1]);
        }
        for key in &keys {
            assert!(seen.insert(key.clone()), "{name}: {key:?} stands twice");
        }
        for (n, line) in text.lines().enumerate() {
            assert!(line.chars().count() <= 400, "{name}:{}: the line is longer than 400 characters", n + 1);
        }
    }
}

#[test]
fn every_example_makes_its_row() {
    let (reader, knowledge) = (Reader::fast(), Knowledge::english());
    let (mut right, mut all, mut wrong) = (0, 0, String::new());
    for (name, text) in tables() {
        let table = Table::parse(name, text).unwrap();
        for row in table.rows().filter(|row| !row.get("example").is_empty()) {
            let document = Document {
                text: row.get("example").to_owned(),
                date: "2024-03-05".parse().ok(),
                ..Document::default()
            };
            let rows = record(&document, &reader.parse(&document.text), &knowledge);
            let because = format!("{}:{}", name.trim_end_matches(".tsv"), row.key());
            let reasons = (rows.statements.iter().map(|row| &row.because))
                .chain(rows.events.iter().map(|row| &row.because))
                .chain(rows.figures.iter().map(|row| &row.because))
                .chain(rows.positions.iter().map(|row| &row.because))
                .chain(rows.prospects.iter().map(|row| &row.because));
            all += 1;
            match reasons.into_iter().any(|reason| *reason == because) {
                true => right += 1,
                false => wrong.push_str(&format!("{name}:{}: {because}: {}\n", row.line, row.get("example"))),
            }
        }
    }
    eprintln!("lexicon examples that make their row: {right} of {all}\n{wrong}");
    assert!(right * 100 >= EXAMPLES_FLOOR * all, "{right} of {all} examples make their row\n{wrong}");
}
