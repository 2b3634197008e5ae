//! Whom a sentence lets speak: who says or thinks something in it, or of whom it tells that he spoke ("She addressed
//! parliament"), or where ("In an interview, he was blunt").

use super::alone::ALONE;
use super::candidate::Candidate;
use super::nature;
use super::scene::Scene;
use super::source::{self, Source};
use crate::clause;
use crate::lexicon::statements::{Company, CueClass, Frame, Joint};
use crate::row::Act;
use rapporteur_syntax::{Deprel, Tok, Xpos};
use std::ops::Range;

/// Whom a sentence lets speak.
pub(crate) enum Voice {
    /// One speaker, by this candidate.
    Of(usize),
    /// One speaker, by telling that he spoke.
    Spoke(Box<Candidate>),
    /// More than one, one who asks, or one whose words these cannot be.
    Unclear,
    /// Nobody; it is about this subject, when it is about one person.
    Nobody(Option<Tok>),
}

pub(crate) fn lets_speak(scene: &Scene, candidates: &[Candidate], sentence: usize) -> Voice {
    let words = &scene.syntax.sentences[sentence].tokens;
    let from = candidates.partition_point(|candidate| candidate.cue.start < words.start);
    let until = candidates.partition_point(|candidate| candidate.cue.start < words.end);
    let here = &candidates[from..until];
    let within = |candidate: &Candidate| {
        scene.quotes.holding(candidate.head).is_some()
            || here
                .iter()
                .any(|outer| outer.head != candidate.head && outer.content.binary_search(&candidate.head).is_ok())
    };
    let outer: Vec<usize> = (from..until).filter(|&idx| !within(&candidates[idx])).collect();
    let fit = match outer[..] {
        [] => return spoke(scene, words),
        [one] => fits(scene, &candidates[one], words),
        [one, other] => joined(scene, &candidates[one], &candidates[other]) && fits(scene, &candidates[other], words),
        _ => false,
    };
    outer.last().filter(|_| fit).map_or(Voice::Unclear, |&idx| Voice::Of(idx))
}

/// Two statements of one speaker: "said that … and warned that …".
fn joined(scene: &Scene, one: &Candidate, other: &Candidate) -> bool {
    let (Some(first), Some(second)) = (&one.source, &other.source) else { return false };
    first.head == second.head
        || scene.lemma(second.head).eq_ignore_ascii_case("he")
        || scene.lemma(second.head).eq_ignore_ascii_case("she")
}

/// A speaker of flesh and blood or a body that speaks, who does not ask and whom no other subject stands beside.
fn fits(scene: &Scene, candidate: &Candidate, words: &Range<Tok>) -> bool {
    let Some(source) = &candidate.source else { return false };
    let kind = scene.nature(source.stands_for);
    // Whoever only thinks or wants something speaks if he is one person.
    let speaks = match candidate.act.is_attitude() {
        true => {
            let pronoun = scene.lemma(source.head).to_lowercase();
            let many = matches!(pronoun.as_str(), "they" | "one" | "everyone" | "many");
            matches!(kind, nature::PERSON_NAME | nature::PRONOUN | nature::PROPER | nature::PERSON)
                && !many
                && clause::modal(scene.syntax, candidate.top).is_none()
        }
        false => matches!(
            kind,
            nature::PERSON_NAME..=nature::LAND_NAME | nature::PRONOUN..=nature::COMPANION | nature::PERSON..
        ),
    };
    let another = words.clone().any(|tok| {
        scene.deprel(tok).is_subject()
            && matches!(scene.nature(tok), nature::PERSON_NAME | nature::PERSON | nature::PERSONS)
            && source.tokens.binary_search(&tok).is_err()
            && candidate.content.binary_search(&tok).is_err()
    });
    let signed = matches!(candidate.because.as_ref(), "format:signature" | "format:headline");
    speaks && !another && !signed && candidate.act != Act::Ask
}

/// A sentence that tells of speech and not what was said, by its main clause.
pub(crate) fn spoke(scene: &Scene, words: &Range<Tok>) -> Voice {
    let syntax = scene.syntax;
    let Some(root) = words.clone().find(|&tok| syntax.head(tok).is_none()) else { return Voice::Nobody(None) };
    let Some(subject) = clause::own_subject(syntax, root) else { return Voice::Nobody(None) };
    let person = matches!(scene.nature(subject), nature::PERSON_NAME | nature::PRONOUN | nature::PERSON)
        && scene.quotes.holding(subject).is_none();
    let others = words.clone().any(|tok| {
        let named = matches!(scene.nature(tok), nature::PERSON_NAME | nature::PERSON) && tok != subject;
        named && scene.deprel(tok).is_subject()
    });
    if !person || others {
        return Voice::Nobody(None);
    }
    let real = clause::modal(syntax, root).is_none() && !clause::is_negated(syntax, root);
    let told = real && !clause::is_passive(syntax, root) && (speaks(scene, root) || speaks_in(scene, root));
    match told {
        true => {
            let source = Source { head: subject, tokens: source::phrase(scene, subject, root), stands_for: subject };
            Voice::Spoke(Box::new(Candidate::of_format(scene, ALONE, root, source, Vec::new())))
        }
        false => Voice::Nobody(Some(subject)),
    }
}

/// "Spoke to reporters", "addressed parliament", "praised the crew", "held a news conference".
fn speaks(scene: &Scene, verb: Tok) -> bool {
    let lemma = scene.lemma(verb);
    let turning = [Joint::Turning, Joint::Speaking].iter().any(|&joint| scene.lexicon.joins(lemma, joint));
    let reports = scene.cue(verb).is_some_and(|cue| {
        cue.class == CueClass::Verb && !cue.act.is_attitude() && cue.act != Act::Ask && cue.takes(&Frame::Clause)
    });
    let issues = || {
        let light = scene.company(verb) == Some(Company::Light);
        light && clause::object(scene.syntax, verb).is_some_and(|object| is_speech(scene, object))
    };
    scene.is_verb(verb) && (turning || reports || issues())
}

/// "In an interview, he was blunt", "speaking to reporters, she was blunt".
fn speaks_in(scene: &Scene, root: Tok) -> bool {
    scene.syntax.children(root).any(|child| match scene.deprel(child) {
        Deprel::Advcl => scene.xpos(child) == Xpos::Vbg && scene.lexicon.joins(scene.lemma(child), Joint::Turning),
        deprel if deprel.is_oblique() => {
            let word = scene.marker(child).map(|marker| scene.lemma(marker));
            matches!(word, Some("in" | "during" | "at" | "on")) && is_speech(scene, child)
        }
        _ => false,
    })
}

/// A document that is somebody's words, not a law or a poll.
fn is_speech(scene: &Scene, noun: Tok) -> bool {
    matches!(scene.company(noun), Some(Company::Document | Company::Talk))
        && !scene.lexicon.joins(scene.lemma(noun), Joint::Speechless)
}

/// A pronoun, or a name that shares its word with the speaker's.
pub(crate) fn is_same(scene: &Scene, subject: Tok, speaker: &Source) -> bool {
    let pronoun = |tok: Tok| matches!(scene.lemma(tok).to_lowercase().as_str(), "he" | "she" | "they");
    pronoun(subject) || speaker.tokens.iter().any(|&tok| scene.form(tok) == scene.form(subject))
}
