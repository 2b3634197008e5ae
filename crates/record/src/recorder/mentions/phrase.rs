//! How far a mention reaches: the noun phrase with title, possessor and apposed office, without clauses on it.

use super::noun;
use crate::recorder::Report;
use rapporteur_syntax::{Deprel, Span, Tok, Upos, Xpos};

/// Longer phrases are drawn in to their core; news has none, broken text may.
const MOST_WORDS: usize = 60;

/// The words of the noun phrase headed by `head`, as one span.
pub fn span(report: &Report, head: Tok) -> Span {
    let words = words(report, head);
    let span = report.syntax.span(words.start..words.end);
    close_bracket(report, span)
}

/// The noun phrase of a word as a range of words around it.
fn words(report: &Report, head: Tok) -> std::ops::Range<Tok> {
    let syntax = report.syntax;
    let mut found = vec![head];
    let mut at = 0;
    while at < found.len() && found.len() < MOST_WORDS {
        let top = found[at];
        let inside = |&child: &Tok| if top == head { belongs(report, head, child) } else { nests(report, child) };
        found.extend(syntax.children(top).filter(inside));
        at += 1;
    }
    found.sort_unstable();
    let Ok(middle) = found.binary_search(&head) else { return head..head + 1 };
    // A gap of anything but punctuation ends the phrase: what lies there was cut off, and so is what follows it.
    let joined = |a: Tok, b: Tok| (a + 1..b).all(|tok| syntax.tokens[tok].upos == Upos::Punct);
    let mut start = head;
    for &tok in found[..middle].iter().rev() {
        if !joined(tok, start) {
            break;
        }
        start = tok;
    }
    let mut last = head;
    for &tok in &found[middle + 1..] {
        if !joined(last, tok) {
            break;
        }
        last = tok;
    }
    start..last + 1
}

/// True for a dependent of the head that is part of its phrase.
fn belongs(report: &Report, head: Tok, child: Tok) -> bool {
    let token = &report.syntax.tokens[child];
    match token.deprel {
        Deprel::Det | Deprel::DetPredet | Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::Fixed => true,
        Deprel::Goeswith | Deprel::Nummod | Deprel::NmodPoss | Deprel::NmodDesc => true,
        Deprel::Nmod => stays(report, head, child),
        Deprel::Advmod => child < head,
        Deprel::Case => token.xpos == Xpos::Pos,
        Deprel::Appos => holds_apposition(report, head, child),
        _ => false,
    }
}

/// True for a prepositional phrase that says which one is meant. Others ("during", "against", "after") tell of an act, and a
/// parser that hangs them on the noun has often mistaken its verb.
fn stays(report: &Report, head: Tok, child: Tok) -> bool {
    let case = report.syntax.children(child).find(|&case| report.syntax.tokens[case].deprel == Deprel::Case);
    case.is_none_or(|case| match report.lemma(case).to_lowercase().as_str() {
        "of" | "for" | "from" | "in" | "at" | "on" | "with" | "near" | "within" | "about" | "'s" | "’s" => true,
        // "the ambassador to Chad", but not "the boat people to the coast".
        "to" => noun(report, head).is_some_and(|noun| noun.role),
        _ => false,
    })
}

/// True for a word deeper in the phrase that stays: everything but clauses and punctuation.
fn nests(report: &Report, child: Tok) -> bool {
    let deprel = report.syntax.tokens[child].deprel;
    !deprel.is_clause() && !matches!(deprel, Deprel::Punct | Deprel::Dep | Deprel::Discourse | Deprel::Orphan)
}

/// True for an apposition that says who the head is or what office it holds, or abbreviates it: it is no mention of its own.
pub fn holds_apposition(report: &Report, head: Tok, child: Tok) -> bool {
    let near = child > head && child - head < 24;
    near && is_actor_word(report, child) && is_actor_word(report, head)
}

fn is_actor_word(report: &Report, tok: Tok) -> bool {
    let name = report.syntax.name_at(tok).is_some_and(|name| super::holds_actor(name.kind));
    name || report.syntax.tokens[tok].upos == Upos::Propn || noun(report, tok).is_some()
}

/// Takes in the bracket that closes one opened inside the span: "European Union (EU)".
fn close_bracket(report: &Report, span: Span) -> Span {
    let words = report.words(span);
    let rest = &report.document.text[span.end as usize..];
    match words.matches('(').count() > words.matches(')').count() && rest.starts_with(')') {
        true => Span::new(span.start as usize, span.end as usize + 1),
        false => span,
    }
}
