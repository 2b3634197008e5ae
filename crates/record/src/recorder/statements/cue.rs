//! The cue: a word of the lexicon that may attribute, with the words that belong to it.

use super::scene::Scene;
use crate::lexicon::statements::{Company, Cue, CueClass};
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};
use std::ops::Range;

/// A word that may be a cue.
#[derive(Clone)]
pub(crate) struct Sighting<'a> {
    /// The word.
    pub head: Tok,
    /// Its entry.
    pub entry: &'a Cue,
    /// The predicate whose subject and place in the sentence count: the word itself, or the verb that leads to it.
    pub top: Tok,
    /// The cue's words before any preposition that leads to the content.
    pub group: Range<Tok>,
}

/// Looks a word up among the cues.
pub(crate) fn sight<'a>(scene: &Scene<'a>, head: Tok) -> Option<Sighting<'a>> {
    let class = match scene.upos(head) {
        Upos::Noun => CueClass::Noun,
        Upos::Adj => CueClass::Adjective,
        _ if scene.is_verb(head) => CueClass::Verb,
        _ => return None,
    };
    let known = scene.lexicon.cues(scene.lemma(head), scene.form(head), class).find(|cue| fits(scene, head, cue));
    let open = || scene.lexicon.open_verb().filter(|_| class == CueClass::Verb && is_open(scene, head));
    let entry = known.or_else(open)?;
    let (top, group) = match class {
        CueClass::Verb => verb_group(scene, head, entry),
        CueClass::Noun => noun_group(scene, head),
        CueClass::Adjective => (head, grown(scene, head, head)),
    };
    Some(Sighting { head, entry, top, group })
}

/// A verb outside the lexicon may attribute when a finite "that" clause or a quotation with a subject hangs on it.
fn is_open(scene: &Scene, head: Tok) -> bool {
    let quoted = |tok: Tok| scene.quotes.holding(tok).is_some_and(crate::recorder::quotes::Quotation::is_speech);
    let clause = |&child: &Tok| match scene.deprel(child) {
        Deprel::Ccomp => scene.is_marked(child, "that") || quoted(child),
        Deprel::Parataxis | Deprel::Obj | Deprel::Dep => quoted(child),
        _ => false,
    };
    let outside = scene.quotes.holding(head).is_none();
    let in_speech = scene.deprel(head) == Deprel::Parataxis && scene.syntax.head(head).is_some_and(quoted);
    outside && (in_speech || scene.syntax.children(head).any(|child| clause(&child)))
}

/// True when the entry's particle or fixed words stand with the word.
fn fits(scene: &Scene, head: Tok, cue: &Cue) -> bool {
    let particle = |word: &String| {
        scene.syntax.children_by(head, Deprel::CompoundPrt).any(|child| scene.form(child).eq_ignore_ascii_case(word))
    };
    match &cue.rest[..] {
        [] => true,
        [word] if particle(word) => true,
        words => {
            let end = scene.syntax.sentence(head).tokens.end;
            words
                .iter()
                .enumerate()
                .all(|(n, word)| head + 1 + n < end && scene.form(head + 1 + n).eq_ignore_ascii_case(word))
        }
    }
}

/// A word with the auxiliaries, negations and adverbs that stand before it without a gap; `owner` holds them in the tree.
fn grown(scene: &Scene, head: Tok, owner: Tok) -> Range<Tok> {
    let first = scene.syntax.sentence(head).tokens.start;
    let mut start = head;
    while start > first {
        let before = start - 1;
        let own = scene.syntax.head(before) == Some(owner) || scene.syntax.head(before) == Some(head);
        let helps = match scene.deprel(before) {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop => true,
            Deprel::Advmod => scene.xpos(before) != Xpos::Wrb && !scene.is_punct(before),
            _ => false,
        };
        if !(own && helps) {
            break;
        }
        start = before;
    }
    start..head + 1
}

fn verb_group(scene: &Scene, head: Tok, entry: &Cue) -> (Tok, Range<Tok>) {
    let mut group = grown(scene, head, head);
    let sentence = &scene.syntax.sentence(head).tokens;
    for word in &entry.rest {
        if group.end < sentence.end && scene.form(group.end).eq_ignore_ascii_case(word) {
            group.end += 1;
        }
    }
    match lead(scene, head) {
        Some(lead) => (lead, grown(scene, lead, lead).start..group.end),
        None => (head, group),
    }
}

/// The verb that leads to this one: "went on to say", "continued to insist", "began saying".
fn lead(scene: &Scene, head: Tok) -> Option<Tok> {
    let lead = scene.syntax.head(head)?;
    let joined = matches!(scene.deprel(head), Deprel::Xcomp | Deprel::Advcl) && lead < head && head - lead <= 4;
    let empty = (lead + 1..head)
        .all(|tok| matches!(scene.deprel(tok), Deprel::Mark | Deprel::CompoundPrt | Deprel::Advmod | Deprel::Aux));
    (joined && empty && scene.is_verb(lead) && scene.company(lead) == Some(Company::Lead)).then_some(lead)
}

/// A noun with its adjectives, and the light verb that carries it ("made the claim", "expressed concern").
fn noun_group(scene: &Scene, head: Tok) -> (Tok, Range<Tok>) {
    let first = scene.syntax.sentence(head).tokens.start;
    let mut start = head;
    while start > first
        && scene.syntax.head(start - 1) == Some(head)
        && matches!(scene.deprel(start - 1), Deprel::Amod | Deprel::Compound)
        && scene.upos(start - 1) != Upos::Propn
    {
        start -= 1;
    }
    let light = scene.syntax.head(head).filter(|&verb| {
        scene.deprel(head) == Deprel::Obj
            && verb < head
            && head - verb <= 6
            && scene.is_verb(verb)
            && scene.company(verb) == Some(Company::Light)
    });
    match light {
        Some(verb) => (verb, grown(scene, verb, verb).start..head + 1),
        None => (head, start..head + 1),
    }
}
