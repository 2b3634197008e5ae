//! What a run read, in numbers.

use crate::ui;
use rapporteur::ledger::Entered;
use rapporteur::wire::Record;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

/// A kind of row, and how many of them a record has.
type Kind = (&'static str, fn(&Record) -> usize);

/// The kinds of rows that a summary counts.
const KINDS: &[Kind] = &[
    ("statements", |record| record.statements.len()),
    ("events", |record| record.events.len()),
    ("figures", |record| record.figures.len()),
    ("positions", |record| record.positions.len()),
    ("prospects", |record| record.prospects.len()),
    ("times", |record| record.times.len()),
    ("places", |record| record.places.len()),
    ("actors", |record| record.actors.len()),
];

/// Counts of one run.
#[derive(Debug, Default)]
pub struct Summary {
    entered: Entered,
    /// Reports that were in the ledger and not read again.
    pub known: usize,
    rows: [usize; KINDS.len()],
    words: usize,
    notes: BTreeMap<String, usize>,
    skipped: BTreeMap<&'static str, usize>,
}

impl Summary {
    /// Counts a record.
    pub fn count(&mut self, record: &Record) {
        for (sum, (_, rows)) in self.rows.iter_mut().zip(KINDS) {
            *sum += rows(record);
        }
        for note in &record.notes {
            *self.notes.entry(note.code.clone()).or_default() += 1;
        }
        self.words += record.document.text.split_whitespace().count();
    }

    /// Counts what the ledger made of a batch.
    pub fn enter(&mut self, entered: Entered) {
        self.entered.new += entered.new;
        self.entered.unchanged += entered.unchanged;
        self.entered.replaced += entered.replaced;
    }

    /// Counts an input that could not be read.
    pub fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// Number of inputs that could not be read.
    pub fn skipped(&self) -> usize {
        self.skipped.values().sum()
    }

    /// The summary as lines for people; `model` read, `elapsed` is the whole run.
    pub fn told(&self, ledger: &Path, model: &str, elapsed: Duration) -> String {
        let Entered { new, unchanged, replaced } = self.entered;
        let mut lines = String::new();
        let mut line = |label: &str, words: String| {
            let style = ui::HEADING;
            let _ = writeln!(lines, "{style}{label:<9}{style:#} {words}");
        };
        line("documents", format!("{new} new, {replaced} read anew, {} known already", unchanged + self.known));
        line("rows", listed(KINDS.iter().zip(self.rows).map(|((kind, _), n)| (*kind, n))));
        if !self.notes.is_empty() {
            line("notes", listed(self.notes.iter().map(|(code, n)| (code.as_str(), *n))));
        }
        if !self.skipped.is_empty() {
            let reasons = listed(self.skipped.iter().map(|(reason, n)| (*reason, *n)));
            line("skipped", format!("{} ({reasons})", self.skipped()));
        }
        let seconds = elapsed.as_secs_f64();
        let speed = self.words as f64 / seconds.max(0.001);
        line("words", format!("{} in {seconds:.1} s, {speed:.0} a second, read with {model}", self.words));
        line("ledger", ledger.display().to_string());
        lines
    }
}

fn listed<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    counts.map(|(name, n)| format!("{n} {name}")).collect::<Vec<_>>().join(", ")
}
