//! A cue with its source and content put together, and how far to trust it.

use super::content::{self, Chain};
use super::cue::{Kind, Sighting};
use super::extent;
use super::formats;
use super::running;
use super::scene::Scene;
use super::source::{self, Source};
use super::weights::{Bag, Part, Weights, hash, sign};
use crate::lexicon::statements::{CueClass, Frame};
use crate::row::{Act, Because};
use rapporteur_syntax::{Deprel, Tok, Xpos};
use std::ops::Range;

/// A possible statement in words of the parse.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Head of the cue.
    pub head: Tok,
    /// The predicate whose subject and place in the sentence count.
    pub top: Tok,
    /// The cue's words.
    pub cue: Range<Tok>,
    /// Who speaks.
    pub(crate) source: Option<Source>,
    /// Head of the outlet that tells it and cites the source for it.
    pub(crate) outlet: Option<Tok>,
    /// What is said, in text order.
    pub content: Vec<Tok>,
    /// What the speaker does by it.
    pub act: Act,
    /// What made it.
    pub because: Because,
    /// Log odds that it is right.
    pub odds: f32,
    signs: Signs,
}

/// What speaks for a candidate.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    kind: Kind,
    /// Log odds of the cue.
    cue: f32,
    /// Probability of the source.
    source: f32,
    /// Log probability of the content.
    content: f32,
}

impl Candidate {
    /// A candidate made by a format rather than by a word.
    pub(crate) fn of_format(
        scene: &Scene,
        because: &'static str,
        head: Tok,
        source: Source,
        content: Vec<Tok>,
    ) -> Self {
        let kind = Kind { class: 40, act: 99, lemma: hash("format"), ..Kind::default() };
        let signs = Signs { kind, cue: 0.0, source: 0.5, content: 0.0 };
        let mut candidate = Candidate {
            head,
            top: head,
            cue: head..head + 1,
            source: Some(source),
            outlet: None,
            content,
            act: Act::Say,
            because: because.into(),
            odds: 0.0,
            signs,
        };
        candidate.settle(scene);
        candidate
    }

    /// Its speaker with another content, of which nothing but who says it is told at its cue.
    pub(crate) fn speaking(self, because: &'static str, odds: f32) -> Self {
        Candidate { act: Act::Say, because: because.into(), odds, ..self }
    }

    /// The candidate with these words for its content, as they stand.
    pub(crate) fn holding(self, content: Vec<Tok>) -> Self {
        Candidate { content, ..self }
    }

    /// Words of the source; none when there is no source.
    pub fn source_tokens(&self) -> &[Tok] {
        self.source.as_ref().map_or(&[], |source| &source.tokens)
    }

    /// Probability that it is right.
    pub fn confidence(&self) -> f32 {
        1.0 / (1.0 + (-self.odds).exp())
    }

    /// True when its cue and content are more likely than not.
    pub(crate) fn is_likely(&self) -> bool {
        self.signs.cue > 0.0 && self.signs.content > -1.2
    }

    /// The candidate with its content laid out anew.
    pub(crate) fn fitted(mut self, scene: &Scene) -> Self {
        self.settle(scene);
        self
    }

    /// Lays quotations over the content, takes away the words of cue and source, and trims.
    fn settle(&mut self, scene: &Scene) {
        let tokens = running::quoted(scene, std::mem::take(&mut self.content), self.head);
        let told = told(scene, self.head);
        let without = |tok: Tok| {
            self.cue.contains(&tok)
                || told.contains(&tok)
                || self.source_tokens().binary_search(&tok).is_ok()
                || formats::is_stamp(scene, tok)
        };
        self.content = running::trimmed(scene, &tokens, without);
        running::part(scene, &mut self.content, self.cue.clone());
    }
}

/// The candidate that a likely cue makes; `rival` says which words are likely cues too.
pub(crate) fn of_cue(
    scene: &Scene,
    weights: &Weights,
    mut sighting: Sighting,
    rival: &dyn Fn(Tok) -> bool,
    bag: &mut Bag,
) -> Candidate {
    extent::grow(scene, weights, &mut sighting, bag);
    let (source, sure) = source::of(scene, weights, &sighting, bag);
    let words = source.as_ref().map_or(&[][..], |source| &source.tokens);
    let chain = Chain::of(scene, &sighting, words, rival);
    let (content, log) = content::of(scene, weights, &chain, bag);
    let signs = Signs { kind: Kind::of(scene, &sighting), cue: sighting.odds, source: sure, content: log };
    let mut candidate = Candidate {
        head: sighting.head,
        top: sighting.top,
        cue: sighting.group.clone(),
        act: act(scene, &sighting, &content),
        source,
        outlet: None,
        content,
        because: because(scene, &sighting),
        odds: 0.0,
        signs,
    };
    candidate.settle(scene);
    candidate
}

/// Whoever is told in the passive hears the content: "Reporters were told that it sank".
fn told(scene: &Scene, verb: Tok) -> Range<Tok> {
    let clause = |child: Tok| child > verb && scene.deprel(child) == Deprel::Ccomp;
    let subject = scene.syntax.child(verb, Deprel::NsubjPass);
    match subject.filter(|_| scene.syntax.children(verb).any(clause)) {
        Some(subject) => scene.syntax.reach(subject),
        None => 0..0,
    }
}

fn because(scene: &Scene, cue: &Sighting) -> Because {
    match (cue.entry, scene.class(cue.head)) {
        (Some(entry), _) => format!("cues:{}", entry.key).into(),
        (None, None) => "format:according-to".into(),
        (None, Some(CueClass::Verb)) => "open:verb".into(),
        (None, Some(CueClass::Noun)) => "open:noun".into(),
        (None, Some(CueClass::Adjective)) => "open:adjective".into(),
    }
}

/// The act of an entry with the frame that the content fills.
fn act(scene: &Scene, cue: &Sighting, content: &[Tok]) -> Act {
    let Some(entry) = cue.entry else { return Act::Say };
    let said = |tok: &Tok| content.binary_search(tok).is_ok();
    let mut frames: Vec<Frame> = Vec::new();
    for at in [cue.head, cue.top] {
        for child in scene.syntax.children(at).filter(said) {
            let marker = scene.marker(child).map_or("", |marker| scene.lemma(marker));
            frames.push(match scene.deprel(child) {
                Deprel::Ccomp | Deprel::Parataxis => Frame::Clause,
                Deprel::Xcomp | Deprel::Acl | Deprel::Advcl if marker == "to" => Frame::Infinitive,
                Deprel::Xcomp | Deprel::Advcl if scene.xpos(child) == Xpos::Vbg && marker.is_empty() => {
                    Frame::Participle
                }
                deprel if deprel.is_subject() => Frame::Raising,
                Deprel::Obj => Frame::Object,
                _ if marker == "that" => Frame::Clause,
                _ if marker == "to" => Frame::Infinitive,
                _ => Frame::Under(marker.to_owned()),
            });
        }
    }
    let fits = entry.frames.iter().find(|(frame, _)| frames.contains(frame));
    fits.map_or(entry.act, |(_, act)| *act)
}

/// Log odds of a turn of a conversation, of which the annotated news holds too few: four in five are right.
const TURN: f32 = 1.2;

/// Fits the odds of a candidate; `covered` when its cue stands in the content of another.
pub(crate) fn trust(scene: &Scene, weights: &Weights, candidate: &mut Candidate, covered: bool, bag: &mut Bag) {
    if candidate.because == formats::TURN {
        candidate.odds = TURN;
        return;
    }
    features(scene, candidate, covered, bag);
    candidate.odds = weights.score(Part::Trust, &bag.features);
}

/// Features of the whole statement's being right.
pub fn features(scene: &Scene, candidate: &Candidate, covered: bool, bag: &mut Bag) {
    bag.clear();
    let Signs { kind, cue, source, content } = candidate.signs;
    let Kind { act, class, lemma, company } = kind;
    let grade = |value: f32, step: f32| (value.clamp(-8.0, 8.0) / step).floor() as i32 + 40;
    let cue_grade = grade(cue, 0.5);
    let logit = (source / (1.0 - source).max(1e-4)).ln();
    let (source_grade, content_grade) = (grade(logit, 0.7), grade(content, 0.35));
    let together = -(-cue).exp().ln_1p() + source.max(1e-6).ln() + content;
    let sourced = u32::from(candidate.source.is_some());
    let (mode, length) = shape(scene, candidate);
    let quoted = if covered { 9 } else { scene.quotedness(candidate.head) };
    sign!(bag, "bias");
    sign!(bag, "cue", cue_grade, class);
    sign!(bag, "cue alone", cue_grade);
    sign!(bag, "source", source_grade, sourced);
    sign!(bag, "content", content_grade, mode);
    sign!(bag, "content alone", content_grade);
    sign!(bag, "together", grade(together, 0.25));
    sign!(bag, "together coarse", grade(together, 1.0), class);
    sign!(bag, "mode", mode, quoted);
    sign!(bag, "mode length", mode, length);
    sign!(bag, "length", length, class);
    sign!(bag, "act", act, sourced);
    sign!(bag, "lemma", lemma);
    sign!(bag, "company", company, class);
    sign!(bag, "quoted", quoted);
    let nature = candidate.source.as_ref().map_or(99, |source| scene.nature(source.head));
    sign!(bag, "nature", nature, class);
    let after = candidate.content.first().map_or(0, |&first| 1 + u32::from(first > candidate.head));
    let pieces = candidate.content.windows(2).filter(|pair| pair[1] != pair[0] + 1).count();
    sign!(bag, "pieces", pieces.min(3), after);
    sign!(bag, "width", candidate.cue.len().min(6), class);
}

/// 0: plain, 1: quoted, 2: mixed, seen from the cue; and a class of length.
fn shape(scene: &Scene, candidate: &Candidate) -> (u32, u32) {
    let (mut all, mut quoted) = (0u32, 0u32);
    for &tok in candidate.content.iter().filter(|&&tok| !scene.is_punct(tok)) {
        all += 1;
        quoted += u32::from(matches!(scene.quoted_from(tok, candidate.head), 1 | 2));
    }
    let mode = match quoted {
        0 => 0,
        _ if quoted == all => 1,
        _ => 2,
    };
    (mode, if all < 4 { all } else { 2 + all.min(127).ilog2() })
}
