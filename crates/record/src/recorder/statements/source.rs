//! The source: whose words or thoughts a cue attributes.
//!
//! Every noun phrase of the sentence is asked how well it speaks, "nobody" too; the best wins. Its branches are then asked
//! one by one, from the head outwards, whether they belong to the name of the speaker.

use super::cue::{Kind, Sighting};
use super::scene::Scene;
use super::weights::{Bag, Part, Weights, mix, sign};
use crate::clause;
use crate::lexicon::statements::Joint;
use rapporteur_syntax::{Deprel, Tok, Upos};
use std::ops::Range;

/// Who speaks.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Head of the words that stand for the speaker at the cue.
    pub head: Tok,
    /// Those words, in text order.
    pub tokens: Vec<Tok>,
    /// Whom they stand for: the antecedent of a relative pronoun, else the head itself.
    pub stands_for: Tok,
}

/// Noun phrases looked at on each side of a cue.
const CANDIDATES: usize = 12;
/// Steps in the tree between a cue and a source, up or down.
const STEPS: usize = 6;

/// The source of a cue and the probability of that choice; `None` when the text names nobody.
pub(crate) fn of(scene: &Scene, weights: &Weights, cue: &Sighting, bag: &mut Bag) -> (Option<Source>, f32) {
    let view = View::of(scene, cue);
    view.nobody(scene, bag);
    let nobody = weights.score(Part::Source, &bag.features);
    let mut best = (None, nobody);
    let mut scores = vec![nobody];
    for head in candidates(scene, cue) {
        view.features(scene, head, bag);
        let score = weights.score(Part::Source, &bag.features);
        scores.push(score);
        if score > best.1 {
            best = (Some(head), score);
        }
    }
    let sum: f32 = scores.iter().map(|score| (score - best.1).exp()).sum();
    let source = best.0.map(|head| {
        let relative = scene.is_relative(head).then(|| clause::antecedent(scene.syntax, cue.top)).flatten();
        Source { head, tokens: phrase_of(scene, weights, head, cue.head, bag), stands_for: relative.unwrap_or(head) }
    });
    (source, 1.0 / sum)
}

/// The heads of noun phrases near a cue, in its sentence.
pub fn candidates(scene: &Scene, cue: &Sighting) -> Vec<Tok> {
    let sentence = &scene.syntax.sentence(cue.head).tokens;
    let speaks = |&tok: &Tok| {
        let nominal = scene.upos(tok).is_nominal() || matches!(scene.upos(tok), Upos::Num | Upos::Det | Upos::Adj);
        let deprel = scene.deprel(tok);
        let inner = matches!(
            deprel,
            Deprel::Compound
                | Deprel::Flat
                | Deprel::Fixed
                | Deprel::Expl
                | Deprel::Det
                | Deprel::Amod
                | Deprel::Nummod
                | Deprel::Goeswith
        );
        let weak = !scene.upos(tok).is_nominal() && !deprel.is_subject();
        nominal && !inner && !weak && !scene.is_punct(tok) && !cue.group.contains(&tok)
    };
    let mut found: Vec<Tok> = (sentence.start..cue.group.start).rev().filter(speaks).take(CANDIDATES).collect();
    found.extend((cue.group.end..sentence.end).filter(speaks).take(CANDIDATES));
    // Between the parts of a cue: "expressed his concern".
    found.sort_unstable();
    found
}

/// A cue as its sources see it.
pub struct View {
    kind: Kind,
    cue: Tok,
    top: Tok,
    group: Range<Tok>,
    /// The top and what stands above it.
    chain: Vec<Tok>,
    subject: Option<Tok>,
    xpos: u32,
    deprel: u32,
}

impl View {
    /// Looks at a cue.
    pub fn of(scene: &Scene, cue: &Sighting) -> Self {
        View {
            kind: Kind::of(scene, cue),
            cue: cue.head,
            top: cue.top,
            group: cue.group.clone(),
            chain: std::iter::once(cue.top).chain(scene.syntax.ancestors(cue.top).take(STEPS)).collect(),
            subject: clause::subject(scene.syntax, cue.top),
            xpos: scene.xpos(cue.top) as u32,
            deprel: scene.deprel(cue.top) as u32,
        }
    }

    /// Features of there being no source.
    pub fn nobody(&self, scene: &Scene, bag: &mut Bag) {
        bag.clear();
        let Kind { lemma, act, class, company } = self.kind;
        sign!(bag, "nobody", class);
        sign!(bag, "nobody lemma", lemma, class);
        sign!(bag, "nobody entry", act, class);
        sign!(bag, "nobody company", company, class);
        sign!(bag, "nobody xpos", self.xpos, class);
        sign!(bag, "nobody deprel", self.deprel, class);
        let subject = self.subject.map_or(99, |subject| scene.nature(subject));
        sign!(bag, "nobody subject", subject, class);
        sign!(bag, "nobody subject deprel", subject, self.deprel, self.xpos);
        sign!(bag, "nobody subject word", self.subject.map_or(0, |tok| scene.lemma_hash(tok)), class);
    }

    /// The way in the tree from the cue to a word: relations up, then down.
    fn path(&self, scene: &Scene, tok: Tok) -> (u32, u32) {
        let mut down = 0;
        let mut at = tok;
        for step in 0..=STEPS {
            if let Some(up) = self.chain.iter().position(|&above| above == at) {
                let path = (0..up).fold(down, |path, n| mix(path, scene.deprel(self.chain[n]) as u32, 1));
                return (path, (up * 8 + step) as u32);
            }
            down = mix(down, scene.deprel(at) as u32, 2);
            match scene.syntax.head(at) {
                Some(up) => at = up,
                None => break,
            }
        }
        (1, 99)
    }

    /// Features of a noun phrase's being the source, by its head.
    pub fn features(&self, scene: &Scene, head: Tok, bag: &mut Bag) {
        bag.clear();
        let Kind { lemma, act, class, company } = self.kind;
        let (path, steps) = self.path(scene, head);
        let nature = scene.nature(head);
        let before = head < self.group.start;
        let side = u32::from(before);
        let word = scene.lemma_hash(head);
        let mark = scene.marker_hash(head);
        let is_subject = u32::from(self.subject == Some(head));
        let quoted = scene.quoted_from(head, self.cue);
        sign!(bag, "path", path, side);
        sign!(bag, "path class", path, class);
        sign!(bag, "path lemma", path, lemma);
        sign!(bag, "path entry", path, act, class);
        sign!(bag, "path nature", path, nature, class);
        sign!(bag, "path mark", path, mark, class);
        sign!(bag, "path company", path, company);
        sign!(bag, "steps", steps, side);
        sign!(bag, "nature", nature, side);
        sign!(bag, "nature class", nature, class);
        sign!(bag, "nature lemma", nature, lemma, side);
        sign!(bag, "word", word, side);
        sign!(bag, "word path", word, path);
        sign!(bag, "subject", is_subject, class, self.xpos);
        sign!(bag, "subject nature", is_subject, nature, class);
        sign!(bag, "subject lemma", is_subject, lemma, class);
        sign!(bag, "subject deprel", is_subject, self.deprel, class);
        sign!(bag, "mark", mark, side, class);
        sign!(bag, "mark lemma", mark, lemma);
        sign!(bag, "quoted", quoted, side);
        sign!(bag, "deprel", scene.deprel(head) as u32, side, class);
        self.between(scene, head, side, nature, bag);
    }

    /// Features of what stands between the cue and a noun phrase.
    fn between(&self, scene: &Scene, head: Tok, side: u32, nature: u32, bag: &mut Bag) {
        let between = if head < self.group.start { head + 1..self.group.start } else { self.group.end..head };
        let distance = between.len().min(31);
        let (mut commas, mut verbs, mut nouns, mut quotes) = (0u32, 0u32, 0u32, 0u32);
        for tok in between.take(32) {
            commas += u32::from(matches!(scene.form(tok), "," | "—" | ";" | ":"));
            verbs += u32::from(scene.is_verb(tok));
            nouns += u32::from(scene.upos(tok).is_nominal());
            quotes += u32::from(scene.is_quote(tok));
        }
        let bucket = if distance < 4 { distance as u32 } else { 2 + (distance as u32).ilog2() };
        sign!(bag, "distance", bucket, side, self.kind.class);
        sign!(bag, "distance nature", bucket, side, nature);
        sign!(bag, "commas", commas.min(3), side, nature);
        sign!(bag, "verbs", verbs.min(3), side, nature);
        sign!(bag, "nouns", nouns.min(4), side);
        sign!(bag, "quotes between", quotes.min(3), side);
        sign!(bag, "nouns verbs", nouns.min(3) * 4 + verbs.min(3), side, self.kind.class);
        let sentence = scene.syntax.sentence(self.cue).tokens.start;
        sign!(bag, "first", (head - sentence).min(3), side);
        let inverted = u32::from(scene.syntax.head(head) == Some(self.top)) * 2 + u32::from(head > self.cue);
        sign!(bag, "inverted", inverted, bucket.min(3), self.kind.act);
    }
}

/// The words of a noun phrase that name its head.
fn phrase_of(scene: &Scene, weights: &Weights, head: Tok, cue: Tok, bag: &mut Bag) -> Vec<Tok> {
    let mut range = head..head + 1;
    if !scene.is_relative(head) {
        let mut refused = [false; 2];
        for branch in branches(scene, head, cue) {
            if refused[usize::from(branch.left)] {
                continue;
            }
            branch.features(scene, &range, bag);
            let belongs =
                branch.describes(scene) || !branch.is_aside(scene) && weights.score(Part::Branch, &bag.features) > 0.0;
            match belongs {
                true => range = range.start.min(branch.range.start)..range.end.max(branch.range.end),
                false => refused[usize::from(branch.left)] = true,
            }
        }
    }
    range.collect()
}

/// A branch of a noun phrase, asked whether it belongs.
pub struct Branch {
    head: Tok,
    branch: Tok,
    /// On which side of the head; nothing beyond a refused branch is asked.
    pub left: bool,
    /// Its words.
    pub range: Range<Tok>,
}

/// The branches of a noun phrase from the head outwards, first to the left, then to the right.
pub fn branches(scene: &Scene, head: Tok, cue: Tok) -> Vec<Branch> {
    let sentence = &scene.syntax.sentence(head).tokens;
    let holds = |range: &Range<Tok>| range.contains(&cue);
    let mut found = Vec::new();
    for left in [true, false] {
        let side = scene.syntax.children(head).filter(|&child| (child < head) == left && !scene.is_punct(child));
        let mut side: Vec<Tok> = side.collect();
        if left {
            side.reverse();
        }
        let mut edge = if left { head } else { head + 1 };
        for branch in side.into_iter().take(8) {
            let reach = scene.syntax.reach(branch);
            let range = if left { reach.start..edge.min(reach.end) } else { edge.max(reach.start)..reach.end };
            if holds(&range) || range.is_empty() {
                break;
            }
            edge = if left { range.start } else { range.end };
            found.push(Branch { head, branch, left, range });
        }
    }
    // A closing comma: "the mayor, who left,".
    let closing = found.last().filter(|last| !last.left).map(|last| last.range.end);
    if let Some(comma) = closing.filter(|&tok| sentence.contains(&tok) && scene.form(tok) == ",") {
        let branch = found.last().map_or(head, |last| last.branch);
        found.push(Branch { head: comma, branch, left: false, range: comma..comma + 1 });
    }
    found
}

impl Branch {
    /// A title is part of the name that it stands before, however long: "the minister of trade Pavel Orsk".
    fn describes(&self, scene: &Scene) -> bool {
        self.left && scene.deprel(self.branch) == Deprel::NmodDesc
    }

    /// A phrase that names somebody else ("unlike the envoy") or where a thing stands ("a sign beside the mayor").
    fn is_aside(&self, scene: &Scene) -> bool {
        let Some(first) = self.range.clone().find(|&tok| !scene.is_punct(tok)) else { return false };
        let is = |joint| scene.lexicon.joins(scene.lemma(first), joint);
        is(Joint::Apart) || is(Joint::Beside) && scene.is_thing(self.head)
    }

    /// Features of taking the branch in; `so_far` are the words taken before.
    pub fn features(&self, scene: &Scene, so_far: &Range<Tok>, bag: &mut Bag) {
        bag.clear();
        let is_comma = scene.is_punct(self.head);
        let side = u32::from(self.left) + 2 * u32::from(is_comma);
        let deprel = scene.deprel(self.branch) as u32;
        let nature = if is_comma { 98 } else { scene.nature(self.head) };
        let mark = scene.marker_hash(self.branch);
        let gap = if self.left { self.range.end..so_far.start } else { so_far.end..self.range.start };
        let gap = gap.take(3).fold(gap_start(), |hash, tok| mix(hash, scene.form_hash(tok), 0));
        let size = self.range.len().min(31) as u32;
        let size = if size < 4 { size } else { 2 + size.ilog2() };
        let first = scene.lemma_hash(self.range.start);
        let named = u32::from(scene.syntax.name_at(self.branch).is_some());
        let tag = scene.xpos(self.branch) as u32;
        let after = scene.syntax.tokens.get(self.range.end).map_or(0, |_| scene.form_hash(self.range.end));
        sign!(bag, "bias", side);
        sign!(bag, "deprel", side, deprel);
        sign!(bag, "deprel gap", side, deprel, gap);
        sign!(bag, "deprel nature", side, deprel, nature);
        sign!(bag, "deprel mark", side, deprel, mark);
        sign!(bag, "deprel size", side, deprel, size);
        sign!(bag, "deprel tag", side, deprel, tag);
        sign!(bag, "deprel named", side, deprel * 2 + named, nature);
        sign!(bag, "first", side, deprel, first);
        sign!(bag, "word", side, deprel, scene.lemma_hash(self.branch));
        sign!(bag, "head", side, deprel, scene.lemma_hash(self.head));
        sign!(bag, "mark head", side, mark, scene.lemma_hash(self.head));
        sign!(bag, "after", side, deprel, after);
        sign!(bag, "mark size gap", side, mix(mark, size, 0), gap);
        sign!(bag, "quoted", side, scene.quoted_from(self.branch, self.head));
        sign!(bag, "nature gap size", side, mix(nature, size, 0), gap);
    }
}

const fn gap_start() -> u32 {
    7
}

/// A noun phrase with what identifies its head; asides, prepositions before it and the cue's own branch left out.
pub(crate) fn phrase(scene: &Scene, head: Tok, cue: Tok) -> Vec<Tok> {
    phrase_of(scene, scene.lexicon.weights(), head, cue, &mut Bag::default())
}
