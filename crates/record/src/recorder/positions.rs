//! Recorder of positions: what a party wants, refuses, offers, grants or makes a condition.
//!
//! A stance is told by a word of the lexicon with the clause or phrase that states its issue (`told`), or taken by
//! what a speaker says: "you must", "we will never", "if they cross, we will fire" (`spoken`). The holder is an actor
//! or there is no row. Cases: `tests/cases/positions/`.

mod spoken;
mod told;

use super::Report;
use crate::lookup::Lookup;
use crate::row::{ActorIdx, ActorKind, Form, Position, Stance};
use crate::{Record, clause, issuer};
use compact_str::CompactString;
use rapporteur_syntax::Tok;

/// Adds the positions of a report.
pub fn record(report: &Report, record: &mut Record) {
    let lookup = Lookup::new(report.syntax, record);
    let mut house = House { report, record, lookup: &lookup, author: None };
    house.author = (0..report.syntax.len()).find_map(|tok| house.speaks(tok));
    let mut positions: Vec<Position> = Vec::new();
    for tok in 0..report.syntax.len() {
        let found = told::stance(report, house.record, &lookup, tok);
        let found = found.or_else(|| spoken::stance(report, house.record, &lookup, tok));
        let found = found.or_else(|| spoken::announced(&house, tok));
        positions.extend(found.and_then(|taken| taken.position(&house)));
    }
    record.positions.extend(positions);
}

/// What the readers of this recorder look at.
struct House<'a> {
    report: &'a Report<'a>,
    record: &'a Record,
    lookup: &'a Lookup,
    /// The body whose text this is: the one that speaks as "we" in its own voice.
    author: Option<ActorIdx>,
}

impl House<'_> {
    /// True for an actor that only pronouns stand for.
    fn is_nameless(&self, actor: ActorIdx) -> bool {
        let mut mentions = self.record.actors[actor].mentions.iter();
        mentions.all(|&mention| self.record.mentions[mention].form == Form::Pronoun)
    }

    /// The state or body that a "we" outside all statements stands for.
    fn speaks(&self, tok: Tok) -> Option<ActorIdx> {
        let ours = matches!(self.report.lemma(tok).to_lowercase().as_str(), "our" | "we" | "us" | "ours");
        let actor = self.lookup.actor(tok).filter(|_| ours && self.lookup.voucher(tok).is_none())?;
        let body = matches!(self.record.actors[actor].kind, ActorKind::State | ActorKind::Organisation);
        (body && !self.is_nameless(actor)).then_some(actor)
    }
}

/// Most confidence in a row whose holder is a pronoun that stands for nobody named.
const UNNAMED: f32 = 0.35;

/// A stance as read, before its spans are drawn.
struct Taken {
    /// The word that takes it.
    anchor: Tok,
    /// The word that states the issue, where one does: the head of the clause or phrase.
    issue: Option<Tok>,
    holder: ActorIdx,
    stance: Stance,
    towards: Vec<ActorIdx>,
    confidence: f32,
    because: CompactString,
}

impl Taken {
    fn position(self, house: &House) -> Option<Position> {
        let House { report, lookup, .. } = *house;
        let syntax = report.syntax;
        let mut words = clause::words(syntax, self.anchor);
        // A noun's phrase is its own clause; a verb's may lose what hangs on its end.
        let condition = clause::condition(syntax, self.anchor)
            .or_else(|| self.issue.and_then(|issue| clause::condition(syntax, issue)));
        let condition = condition.map(|clause| report.pieces(&clause::words(syntax, clause))).unwrap_or_default();
        if let Some(issue) = self.issue {
            words.extend(clause::words(syntax, issue));
            words.sort_unstable();
            words.dedup();
        }
        let issue = report.pieces(&words);
        let label = self.issue.map_or_else(|| clause::words(syntax, self.anchor), |issue| clause::words(syntax, issue));
        let label = label.iter().take(12).map(|&tok| report.form(tok)).collect::<Vec<_>>().join(" ");
        let statement = lookup.cue(self.anchor).or_else(|| lookup.voucher(self.anchor));
        let holder = self.holder;
        let confidence = if house.is_nameless(holder) { self.confidence.min(UNNAMED) } else { self.confidence };
        let mut towards: Vec<ActorIdx> = self.towards.into_iter().filter(|&actor| actor != holder).collect();
        if towards.is_empty() {
            towards = self
                .issue
                .into_iter()
                .chain([self.anchor])
                .find_map(|tok| other_side(house, tok, holder))
                .unwrap_or_default();
        }
        (!issue.is_empty()).then(|| Position {
            holder: Some(holder),
            stance: self.stance,
            issue,
            label,
            towards,
            condition,
            statement,
            confidence,
            because: self.because.into_string().into(),
        })
    }
}

/// The other parties of the act that a word tells.
fn other_side(house: &House, tok: Tok, holder: ActorIdx) -> Option<Vec<ActorIdx>> {
    let event = &house.record.events[house.lookup.event(tok)?];
    let others = event.recipients.iter().chain(&event.actors).copied().filter(|&actor| actor != holder);
    Some(others.take(4).collect()).filter(|found: &Vec<ActorIdx>| !found.is_empty())
}

/// The actor a word stands for; "we" and "I" without one are the speaker whose words they are.
fn actor(report: &Report, record: &Record, lookup: &Lookup, tok: Tok) -> Option<ActorIdx> {
    lookup.actor(tok).or_else(|| speaker(record, lookup, tok).filter(|_| is_first_person(report, tok)))
}

/// The party a noun stands for; of a document, whoever it is from: "the Turkish statement", "a letter sent by Peru".
fn party(report: &Report, record: &Record, lookup: &Lookup, tok: Tok) -> Option<ActorIdx> {
    actor(report, record, lookup, tok).or_else(|| issuer::told(report, lookup, tok))
}

/// The speaker of the statement a word stands in.
fn speaker(record: &Record, lookup: &Lookup, tok: Tok) -> Option<ActorIdx> {
    let statement = lookup.voucher(tok)?;
    record.statements[statement].source.as_ref()?.actor
}

fn is_first_person(report: &Report, tok: Tok) -> bool {
    matches!(report.lemma(tok).to_lowercase().as_str(), "we" | "i")
}

/// True when a clause only supposes: "may accept", "could offer", "if it accepts", "whether to accept".
fn is_open(report: &Report, verb: Tok) -> bool {
    let modal = clause::modal(report.syntax, verb);
    matches!(modal, Some("may" | "might" | "could" | "can")) || clause::is_supposed(report.syntax, verb)
}

/// True for an infinitive that another word governs: "plans to demand" takes no stance of its own.
fn is_governed(report: &Report, verb: Tok) -> bool {
    let syntax = report.syntax;
    let infinitive = clause::is_infinitive(syntax, verb);
    let light = |head: Tok| matches!(report.lemma(head), "continue" | "begin" | "start" | "go" | "proceed");
    infinitive && !syntax.head(verb).is_some_and(light)
}

/// The key of a word of wrongdoing.
fn wrong(report: &Report, tok: Tok) -> Option<CompactString> {
    report.entry(tok, |lemma| report.knowledge.positions.is_wrong(lemma).then(|| lemma.into()))
}
