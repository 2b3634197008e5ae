//! The cue: a word that may attribute, and how sure it does.

use super::nature;
use super::scene::Scene;
use super::weights::{Bag, mix, sign};
use crate::clause;
use crate::lexicon::statements::{Company, Cue, CueClass, Joint};
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};
use std::ops::Range;

/// A word that may be a cue.
#[derive(Clone, Debug)]
pub struct Sighting<'a> {
    /// The word that bears the meaning: "say" of "went on to say", "claim" of "made the claim".
    pub head: Tok,
    /// The predicate whose subject and place in the sentence count: the word itself, or the verb that leads to it.
    pub top: Tok,
    /// Its entry in the lexicon.
    pub(crate) entry: Option<&'a Cue>,
    /// The cue's words.
    pub group: Range<Tok>,
    /// Log odds that it attributes.
    pub odds: f32,
}

/// The word as a possible cue, its group not yet grown; `None` for words of other classes.
pub fn sight<'a>(scene: &Scene<'a>, head: Tok) -> Option<Sighting<'a>> {
    let class = scene.class(head);
    if class.is_none() && !is_odd(scene, head) || measures(scene, head) || withdraws(scene, head) {
        return None;
    }
    let top = match class {
        Some(CueClass::Verb) => lead(scene, head).or_else(|| rehearsal(scene, head)).unwrap_or(head),
        Some(CueClass::Noun) => light(scene, head).unwrap_or(head),
        _ => head,
    };
    let near = top.abs_diff(head) <= 6;
    let group = if near { top.min(head)..top.max(head) + 1 } else { head..head + 1 };
    Some(Sighting { head, top, entry: scene.cue(head), group, odds: 0.0 })
}

/// A preposition that attributes: "according to", "per".
fn is_odd(scene: &Scene, tok: Tok) -> bool {
    ["according", "per"].iter().any(|word| scene.form(tok).eq_ignore_ascii_case(word))
}

/// "According to weight", "according to plan": a bare noun measures and does not speak.
fn measures(scene: &Scene, tok: Tok) -> bool {
    if !scene.form(tok).eq_ignore_ascii_case("according") {
        return false;
    }
    let noun = match scene.deprel(tok) {
        Deprel::Case | Deprel::Mark => scene.syntax.head(tok),
        _ => scene.syntax.children(tok).find(|&child| child > tok + 1 && scene.upos(child).is_nominal()),
    };
    let bare = |noun: Tok| {
        let joined = |child| matches!(scene.deprel(child), Deprel::Case | Deprel::Punct);
        scene.xpos(noun) == Xpos::Nn && scene.nature(noun) == nature::THING && scene.syntax.children(noun).all(joined)
    };
    noun.is_some_and(bare)
}

/// "Recalled its envoy": people who are recalled come home and are not spoken of.
fn withdraws(scene: &Scene, tok: Tok) -> bool {
    let person = scene.syntax.child(tok, Deprel::Obj).is_some_and(|object| scene.is_person_noun(object));
    person && scene.lexicon.joins(scene.lemma(tok), Joint::Withdrawing)
}

/// The verb that leads to this one: "went on to say", "continued to insist", "began saying".
fn lead(scene: &Scene, head: Tok) -> Option<Tok> {
    let lead = scene.syntax.head(head)?;
    let joined = matches!(scene.deprel(head), Deprel::Xcomp | Deprel::Advcl) && lead < head && head - lead <= 4;
    let empty = |tok| matches!(scene.deprel(tok), Deprel::Mark | Deprel::CompoundPrt | Deprel::Advmod | Deprel::Aux);
    let leads = joined && (lead + 1..head).all(empty) && scene.is_verb(lead);
    (leads && scene.company(lead) == Some(Company::Lead)).then_some(lead)
}

/// "Was quoted by a paper as saying", "was heard telling": the verb of quoting, whose subject speaks.
fn rehearsal(scene: &Scene, head: Tok) -> Option<Tok> {
    let near = |verb: Tok| scene.xpos(head) == Xpos::Vbg && head - verb <= 2;
    let verb = scene.syntax.head(head).filter(|&verb| verb < head && (scene.is_marked(head, "as") || near(verb)))?;
    let quotes = scene.company(verb) == Some(Company::Rehearse) && clause::is_passive(scene.syntax, verb);
    quotes.then_some(verb)
}

/// The light verb that carries a noun ("made the claim", "expressed concern").
fn light(scene: &Scene, head: Tok) -> Option<Tok> {
    scene.syntax.head(head).filter(|&verb| {
        let object = scene.deprel(head) == Deprel::Obj && verb < head && head - verb <= 6;
        object && scene.is_verb(verb) && scene.company(verb) == Some(Company::Light)
    })
}

/// The head of an annotated cue: the word that [`sight`] must be asked for.
pub fn head_of(scene: &Scene, cue: &[Tok]) -> Option<Tok> {
    let outside = |&tok: &Tok| scene.syntax.head(tok).is_none_or(|up| cue.binary_search(&up).is_err());
    let rank = |tok: &Tok| match scene.class(*tok) {
        Some(CueClass::Verb) => 0,
        Some(_) => 1,
        None if is_odd(scene, *tok) => 0,
        None => 2,
    };
    let mut head = cue.iter().copied().filter(outside).min_by_key(rank)?;
    let below = |up: Tok| {
        let leads = |tok| lead(scene, tok).or_else(|| rehearsal(scene, tok)).or_else(|| light(scene, tok));
        cue.iter().copied().find(|&tok| leads(tok) == Some(up))
    };
    while let Some(next) = below(head) {
        head = next;
    }
    (rank(&head) < 2).then_some(head)
}

/// What stands below a cue, as bits.
pub(crate) fn company(scene: &Scene, cue: &Sighting) -> u32 {
    let mut bits = 0;
    for at in anchors(cue) {
        for child in scene.syntax.children(at).filter(|&child| child != cue.head) {
            let after = child > at;
            bits |= match scene.deprel(child) {
                Deprel::Ccomp if scene.is_marked(child, "that") => 1,
                Deprel::Ccomp if after => 2,
                Deprel::Ccomp => 4,
                Deprel::Xcomp if scene.is_marked(child, "to") => 8,
                Deprel::Xcomp => 16,
                Deprel::Obj | Deprel::Iobj => 32,
                deprel if deprel.is_passive_subject() => 64,
                deprel if deprel.is_subject() => 128,
                Deprel::OblAgent => 256,
                deprel if after && (deprel.is_oblique() || deprel.is_nmod()) => 512,
                Deprel::Advcl if after => 1024,
                Deprel::Parataxis if after => 2048,
                Deprel::Acl if after && scene.is_marked(child, "that") => 4096,
                Deprel::Acl | Deprel::AclRelcl if after => 8192,
                Deprel::NmodPoss => 16384,
                Deprel::Cop => 32768,
                _ => 0,
            };
        }
    }
    bits
}

/// The words whose dependents are the cue's.
fn anchors(cue: &Sighting) -> impl Iterator<Item = Tok> + use<> {
    std::iter::once(cue.head).chain((cue.top != cue.head).then_some(cue.top))
}

/// Features of a word's being a cue.
pub fn features(scene: &Scene, cue: &Sighting, bag: &mut Bag) {
    bag.clear();
    let kind = Kind::of(scene, cue);
    own(scene, cue, kind, bag);
    below(scene, cue, kind, bag);
    speaker(scene, cue, kind, bag);
    around(scene, cue, kind, bag);
    above(scene, cue, kind, bag);
}

/// What most features of a cue are taken together with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kind {
    pub lemma: u32,
    /// Act of its entry, 99 without one.
    pub act: u32,
    /// Word class with voice.
    pub class: u32,
    /// What stands below it.
    pub company: u32,
}

impl Kind {
    pub fn of(scene: &Scene, cue: &Sighting) -> Self {
        let class = scene.class(cue.head).map_or(3, |class| class as u32);
        let led = u32::from(cue.top != cue.head);
        Kind {
            lemma: scene.lemma_hash(cue.head),
            act: cue.entry.map_or(99, |entry| entry.act as u32),
            class: class * 4 + led * 2 + scene.voice(cue.top),
            company: company(scene, cue),
        }
    }
}

fn own(scene: &Scene, cue: &Sighting, kind: Kind, bag: &mut Bag) {
    let Kind { lemma, act, class, company } = kind;
    let (xpos, deprel) = (scene.xpos(cue.head) as u32, scene.deprel(cue.top) as u32);
    sign!(bag, "bias", class);
    sign!(bag, "lemma", lemma, class);
    sign!(bag, "lemma xpos", lemma, xpos);
    sign!(bag, "lemma deprel", lemma, deprel);
    sign!(bag, "form", scene.form_hash(cue.head));
    sign!(bag, "entry", act, class);
    sign!(bag, "entry xpos", act, xpos);
    sign!(bag, "rest", cue.entry.map_or(0, |entry| entry.rest.len()), lemma);
    sign!(bag, "xpos", xpos, deprel);
    sign!(bag, "deprel", deprel, class);
    sign!(bag, "company", company, class);
    sign!(bag, "company lemma", company, lemma);
    sign!(bag, "company entry", company, act);
    let text = scene.lemma(cue.head);
    let tail = |n: usize| text.char_indices().rev().nth(n - 1).map_or(text, |(at, _)| &text[at..]);
    sign!(bag, "tail3", super::weights::hash(tail(3)), class);
    sign!(bag, "tail4", super::weights::hash(tail(4)), class);
    if cue.top != cue.head {
        sign!(bag, "top", scene.lemma_hash(cue.top), lemma);
        sign!(bag, "top alone", scene.lemma_hash(cue.top), scene.xpos(cue.top) as u32);
    }
}

fn below(scene: &Scene, cue: &Sighting, kind: Kind, bag: &mut Bag) {
    let Kind { lemma, act, class, .. } = kind;
    for at in anchors(cue) {
        for child in scene.syntax.children(at).filter(|&child| child != cue.head && !scene.is_punct(child)) {
            let side = u32::from(child > at) + 2 * u32::from(at != cue.head);
            let deprel = scene.deprel(child);
            let relation = deprel as u32 * 4 + side;
            let word = scene.lemma_hash(child);
            sign!(bag, "child", relation, class);
            sign!(bag, "child lemma", relation, lemma);
            sign!(bag, "child word", relation, word);
            if deprel.is_aux() || matches!(deprel, Deprel::Cop | Deprel::Mark | Deprel::Case | Deprel::Advmod) {
                sign!(bag, "child word lemma", word, lemma);
                sign!(bag, "child word entry", word, act);
                sign!(bag, "child word class", word, class);
                continue;
            }
            let mark = scene.marker_hash(child);
            sign!(bag, "child mark", relation, mark, class);
            sign!(bag, "child mark entry", relation, mark, act);
            sign!(bag, "child mark lemma", relation, mark, lemma);
            sign!(bag, "child tag", relation, scene.xpos(child) as u32, act);
            sign!(bag, "child quoted", relation, scene.quoted_from(child, cue.head), class);
            if deprel == Deprel::Obj {
                let entry = scene.cue(child).map_or(99, |entry| entry.act as u32);
                sign!(bag, "object", word, lemma);
                sign!(bag, "object entry", entry, lemma);
                sign!(bag, "object nature", scene.nature(child), lemma);
                sign!(bag, "object nature entry", scene.nature(child), act);
            }
        }
    }
}

fn speaker(scene: &Scene, cue: &Sighting, kind: Kind, bag: &mut Bag) {
    let Kind { lemma, act, class, .. } = kind;
    let Some(subject) = clause::subject(scene.syntax, cue.top) else {
        sign!(bag, "no subject", class);
        sign!(bag, "no subject lemma", lemma);
        sign!(bag, "no subject entry", act);
        return;
    };
    let nature = scene.nature(subject);
    let own = u32::from(scene.syntax.head(subject) == Some(cue.top));
    sign!(bag, "subject", nature, own, class);
    sign!(bag, "subject lemma", nature, own, lemma);
    sign!(bag, "subject entry", nature, own, act);
    sign!(bag, "subject word", scene.lemma_hash(subject), class);
    sign!(bag, "subject word entry", scene.lemma_hash(subject), act);
    if let Some(modal) = clause::modal(scene.syntax, cue.top) {
        let modal = super::weights::hash(modal);
        sign!(bag, "modal subject", modal, nature);
        sign!(bag, "modal entry", modal, act);
    }
}

fn around(scene: &Scene, cue: &Sighting, kind: Kind, bag: &mut Bag) {
    let Kind { lemma, act, class, .. } = kind;
    let sentence = &scene.syntax.sentence(cue.head).tokens;
    let at = |offset: isize| {
        cue.head.checked_add_signed(offset).filter(|tok| sentence.contains(tok)).map_or(1, |tok| scene.form_hash(tok))
    };
    let tag = |offset: isize| {
        let tok = cue.head.checked_add_signed(offset).filter(|tok| sentence.contains(tok));
        tok.map_or(99, |tok| scene.xpos(tok) as u32)
    };
    sign!(bag, "next", at(1), class);
    sign!(bag, "next lemma", at(1), lemma);
    sign!(bag, "next entry", at(1), act);
    sign!(bag, "next two", at(1), at(2));
    sign!(bag, "after next", at(2), class);
    sign!(bag, "before", at(-1), class);
    sign!(bag, "before lemma", at(-1), lemma);
    sign!(bag, "before before", at(-2), at(-1));
    sign!(bag, "tags", tag(-1), tag(1), class);
    sign!(bag, "tags after", tag(1), tag(2), act);
    let quote = |tok: &Tok| !scene.is_punct(*tok) && scene.quoted_from(*tok, cue.head) == 2;
    let step = |distance: Option<usize>| distance.map_or(9, |distance| (distance.ilog2()).min(4));
    let right = (cue.head + 1..sentence.end.min(cue.head + 24)).find(quote).map(|tok| tok - cue.head);
    let left = (sentence.start.max(cue.head.saturating_sub(24))..cue.head).rev().find(quote).map(|tok| cue.head - tok);
    let prior = sentence.start.checked_sub(1).map_or(0, |tok| scene.quoted_from(tok, cue.head));
    sign!(bag, "quotes", step(left) * 10 + step(right), class);
    sign!(bag, "quotes entry", step(left) * 10 + step(right), act);
    sign!(bag, "quoted lemma", u32::from(left.is_some()) * 2 + u32::from(right.is_some()), lemma);
    sign!(bag, "quote before", prior, class);
    sign!(bag, "place", (cue.head - sentence.start).min(12), class);
    sign!(bag, "length", sentence.len().min(63).ilog2(), class);
    sign!(bag, "paragraph", scene.paragraph(cue.head).min(2), class);
    let end = sentence.end - cue.head;
    sign!(bag, "to end", end.min(6), act);
}

fn above(scene: &Scene, cue: &Sighting, kind: Kind, bag: &mut Bag) {
    let Kind { lemma, act, class, .. } = kind;
    let deprel = scene.deprel(cue.top) as u32;
    let Some(parent) = scene.syntax.head(cue.top) else {
        sign!(bag, "root", class);
        sign!(bag, "root lemma", lemma);
        return;
    };
    let entry = |tok: Tok| scene.cue(tok).map_or(99, |entry| entry.act as u32);
    sign!(bag, "parent", deprel, scene.lemma_hash(parent));
    sign!(bag, "parent tag", deprel, scene.xpos(parent) as u32, class);
    sign!(bag, "parent entry", deprel, entry(parent), act);
    let marks = scene.marker_hash(cue.top);
    sign!(bag, "mark", marks, deprel, class);
    sign!(bag, "mark entry", marks, act);
    let wh = scene
        .syntax
        .children(cue.top)
        .find(|&tok| tok < cue.top && matches!(scene.xpos(tok), Xpos::Wrb | Xpos::Wdt | Xpos::Wp));
    sign!(bag, "wh", wh.map_or(0, |tok| scene.lemma_hash(tok)), class);
    let mut path = deprel;
    for (step, up) in scene.syntax.ancestors(cue.top).take(6).enumerate() {
        if scene.is_verb(up) || scene.upos(up) == Upos::Noun {
            let known = entry(up);
            sign!(bag, "above", step.min(3), known, class);
            if known != 99 {
                sign!(bag, "above path", path, known);
                sign!(bag, "above quoted", scene.quoted_from(up, cue.head), deprel);
            }
        }
        path = mix(path, scene.deprel(up) as u32, step as u32);
    }
}
