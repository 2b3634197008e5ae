//! Runs the phenomenon files under `tests/cases/<kind>/*.md`.
//!
//! Each heading is a test named `<kind>/<file>/<heading>`. A case with a `conllu` block is read on that frozen tree and
//! must pass. A case without one is read by the whole house, from its words, with today's model: those are counted, and
//! the count has a floor. `REWRITE=1` writes today's reading into the blocks instead, for a person to review.

#![allow(clippy::print_stderr)]

#[path = "support/case.rs"]
mod case;
#[path = "support/compare.rs"]
mod compare;
#[path = "support/rewrite.rs"]
mod rewrite;

use case::{Case, File};
use libtest_mimic::{Arguments, Failed, Trial};
use rapporteur_record::{Document, Knowledge, record, wire};
use rapporteur_syntax::{Reader, Syntax, conllu};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// Share of the whole-house cases that must be right, in percent.
const WHOLE_HOUSE_FLOOR: usize = 70;

static READER: LazyLock<Reader> = LazyLock::new(Reader::fast);
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::english);

fn main() {
    let arguments = Arguments::from_args();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = File::all(&root).expect("the case files can be read");
    if std::env::var_os("REWRITE").is_some() {
        let wanted = |case: &Case| arguments.filter.as_ref().is_none_or(|filter| case.name.contains(filter.as_str()));
        files.iter().for_each(|file| rewrite::file(file, &wanted));
        return;
    }
    let cases: Vec<Case> = files.into_iter().flat_map(|file| file.cases).collect();
    let (frozen, whole): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| case.conllu.is_some());
    let mut trials: Vec<Trial> =
        frozen.into_iter().map(|case| Trial::test(case.name.clone(), move || frozen_case(&case))).collect();
    let whole = Arc::new(whole);
    trials.push(Trial::test("whole-house", move || whole_house(&whole)));
    libtest_mimic::run(&arguments, trials).exit();
}

/// Reads a case into the printed record, as JSON.
fn read(case: &Case) -> Result<(Syntax, Value), String> {
    let document = Document {
        id: "case".to_owned(),
        text: case.text.clone(),
        date: case.date,
        outlet: case.outlet.clone(),
        title: case.title.clone(),
        ..Document::default()
    };
    let syntax = match &case.conllu {
        Some(tree) if !tree.trim().is_empty() => {
            conllu::read(tree, &case.text).map_err(|error| format!("conllu: {error}"))?
        }
        _ => READER.parse(&case.text),
    };
    let rows = record(&document, &syntax, &KNOWLEDGE);
    let options = wire::Options { min_confidence: wire::DEFAULT_CONFIDENCE, version: "", model: "", lexicon: "" };
    let printed = wire::write(&document, &syntax, &rows, &options);
    let value = serde_json::to_value(printed).map_err(|error| error.to_string())?;
    Ok((syntax, value))
}

/// What is wrong with the reading of a case; empty when it is right. A case marked `!wrong` must be wrong.
fn complaints(case: &Case) -> Vec<String> {
    let found = match read(case) {
        Ok((_, record)) => compare::complaints(case, &record),
        Err(problem) => vec![problem],
    };
    match (&case.wrong, found.is_empty()) {
        (Some(reason), true) => vec![format!("marked !wrong ({reason}) and now right: take the mark away")],
        (Some(_), false) => Vec::new(),
        (None, _) => found,
    }
}

fn frozen_case(case: &Case) -> Result<(), Failed> {
    let found = complaints(case);
    if found.is_empty() { Ok(()) } else { Err(found.join("\n").into()) }
}

fn whole_house(cases: &[Case]) -> Result<(), Failed> {
    let mut report = String::new();
    let mut right = 0;
    for case in cases {
        let found = complaints(case);
        if found.is_empty() {
            right += 1;
        } else {
            report.push_str(&format!("{}\n    {}\n", case.name, found.join("\n    ")));
        }
    }
    eprintln!("whole-house cases right: {right} of {}", cases.len());
    if right * 100 < WHOLE_HOUSE_FLOOR * cases.len() || std::env::var_os("CASES").is_some() && right < cases.len() {
        return Err(format!("{right} of {} right, {WHOLE_HOUSE_FLOOR} % wanted\n{report}", cases.len()).into());
    }
    Ok(())
}
