//! Recorder of actors: which mentions refer to one and the same, and what is known of whom.
//!
//! Precision first. Names are joined by what they spell (full name, surname, abbreviation, the state they stand for),
//! descriptions to the nearest earlier bearer of the office, pronouns to the nearest salient actor that they fit; a
//! pronoun that fits none stays without an actor. One pass over the mentions in text order; every search is bounded.

mod author;
mod context;
mod country;
mod facts;
mod gather;
mod home;
mod pair;
mod pronoun;
mod quote;
mod spelling;
mod tenure;
pub mod usage;

use super::Report;
use crate::Record;
use crate::row::{Actor, Form, Mention};
use facts::Facts;
use gather::Gathering;
use rapporteur_syntax::Tok;

/// Adds the actors of a report.
pub fn record(report: &Report, record: &mut Record) {
    let heads: Vec<Tok> = record.mentions.iter().map(|mention| head_of(report, mention)).collect();
    let facts: Vec<Facts> =
        record.mentions.iter().zip(&heads).map(|(mention, &head)| facts::read(report, mention, head)).collect();
    let mut gathering = Gathering::new(report, &facts);
    // In the order of their heads: a phrase's possessor stands before the phrase it possesses.
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|&idx| facts[idx].head);
    // A quotation's "I" often stands before its speaker, so that the first person waits for all names.
    let talks = |&idx: &usize| {
        record.mentions[idx].form == Form::Pronoun && pronoun::party(report.form(facts[idx].head)).is_some()
    };
    let (talking, others): (Vec<usize>, Vec<usize>) = order.into_iter().partition(talks);
    for &idx in &others {
        match record.mentions[idx].form {
            Form::Pronoun => gathering.pronoun(idx),
            _ => gathering.add(idx),
        }
    }
    gathering.talking(&talking);
    gathering.literal_places();
    record.actors = gathering.finish(&record.mentions);
}

fn head_of(report: &Report, mention: &Mention) -> Tok {
    report.syntax.token_at(mention.head.start).unwrap_or_default()
}

/// The words of a mention as a name of last resort.
fn words(report: &Report, mention: &Mention) -> String {
    let words = report.words(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(&words);
    words.trim_end_matches(['\'', '’']).to_owned()
}

/// Orders the mentions of actors and drops actors without any.
fn tidy(mut actors: Vec<Actor>) -> Vec<Actor> {
    actors.retain(|actor| !actor.mentions.is_empty());
    for actor in &mut actors {
        actor.mentions.sort_unstable();
    }
    actors.sort_by_key(|actor| actor.mentions[0]);
    actors
}
