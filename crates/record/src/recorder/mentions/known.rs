//! Which state or body of the lexicon a word's phrase names: by the tagger's name, else by the longest run of words.
//!
//! The tagger may cut "U.N. Security Council" short or miss a rare state; the lexicon's spelling mends both.

use crate::lexicon::actors::{Body, Naming, State};
use crate::recorder::Report;
use rapporteur_syntax::{NameKind, Tok};
use std::ops::Range;

/// The longest run that a table's name has on one side of its head.
const LONGEST: usize = 5;

/// The state named by the phrase that a word heads.
pub fn state_at<'a>(report: &Report<'a>, tok: Tok) -> Option<(&'a State, Naming)> {
    find(report, tok, |words| report.knowledge.actors.state(words))
}

/// The body named by the phrase that a word heads.
pub fn body_at<'a>(report: &Report<'a>, tok: Tok) -> Option<&'a Body> {
    find(report, tok, |words| report.knowledge.actors.body(words))
}

fn find<T>(report: &Report, tok: Tok, ask: impl Fn(&str) -> Option<T>) -> Option<T> {
    let syntax = report.syntax;
    if !report.form(tok).starts_with(char::is_uppercase) {
        return None;
    }
    let name = syntax.name_at(tok);
    if name.is_some_and(|name| name.kind == NameKind::Person) {
        return None;
    }
    if let Some(found) = name.and_then(|name| ask(report.words(syntax.span(name.tokens.clone())))) {
        return Some(found);
    }
    runs(report, tok).find_map(|run| ask(report.words(syntax.span(run))))
}

/// Runs of words that end or begin with a word, longest first, the word alone last.
fn runs(report: &Report, tok: Tok) -> impl Iterator<Item = Range<Tok>> {
    let bounds = report.syntax.sentence(tok).tokens.clone();
    let before = (1..LONGEST).rev().filter(move |&n| tok >= bounds.start + n).map(move |n| tok - n..tok + 1);
    let after = (2..=LONGEST).rev().filter(move |&n| tok + n <= bounds.end).map(move |n| tok..tok + n);
    before.chain(after).chain(std::iter::once(tok..tok + 1))
}
