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
    // Before it was founded its name meant another one.
    let stands = |body: &&Body| report.document.date.zip(body.from).is_none_or(|(day, from)| day.year() >= from);
    find(report, tok, |words| report.knowledge.actors.body(words).filter(stands))
}

fn find<T>(report: &Report, tok: Tok, ask: impl Fn(&str) -> Option<T>) -> Option<T> {
    let syntax = report.syntax;
    // "#US", "@NATO".
    let bare = |words: &str| ask(words.trim_start_matches(['#', '@']));
    if !report.form(tok).trim_start_matches(['#', '@']).starts_with(char::is_uppercase) {
        return None;
    }
    let name = syntax.name_at(tok);
    if name.is_some_and(|name| name.kind == NameKind::Person) {
        return None;
    }
    if let Some(found) = name.and_then(|name| bare(report.words(syntax.span(name.tokens.clone())))) {
        return Some(found);
    }
    let whole = |run: &Range<Tok>| name.is_none_or(|name| is_core(report, &name.tokens, run));
    runs(report, tok)
        .filter_map(|run| bare(report.words(syntax.span(run.clone()))).map(|found| (run, found)))
        .find(|(run, _)| whole(run))
        .map(|(_, found)| found)
}

/// True unless a run lies inside a longer name that says something else: "Belarusian KGB" is the KGB, "New Mexico" no Mexico.
fn is_core(report: &Report, name: &Range<Tok>, run: &Range<Tok>) -> bool {
    let inside = name.start <= run.start && run.end <= name.end && *name != *run;
    !inside || is_light(report, name.start..run.start) && is_light(report, run.end..name.end)
}

/// True for words beside a name that change nothing of whom it names: a state, a kind of actor or of place, small words.
fn is_light(report: &Report, words: Range<Tok>) -> bool {
    let (actors, places) = (&report.knowledge.actors, &report.knowledge.places);
    let light = |tok: Tok| {
        let (form, lower) = (report.form(tok), report.form(tok).to_lowercase());
        !form.starts_with(char::is_uppercase)
            || actors.state(form).is_some()
            || actors.noun(&lower).is_some()
            || actors.plural(&lower).is_some()
            || places.word(&lower).is_some()
    };
    words.is_empty()
        || actors.state(report.words(report.syntax.span(words.clone()))).is_some()
        || words.into_iter().all(light)
}

/// Runs of words that end or begin with a word, longest first, the word alone last.
fn runs(report: &Report, tok: Tok) -> impl Iterator<Item = Range<Tok>> {
    let bounds = report.syntax.sentence(tok).tokens.clone();
    let before = (1..LONGEST).rev().filter(move |&n| tok >= bounds.start + n).map(move |n| tok - n..tok + 1);
    let after = (2..=LONGEST).rev().filter(move |&n| tok + n <= bounds.end).map(move |n| tok..tok + n);
    before.chain(after).chain(std::iter::once(tok..tok + 1))
}
