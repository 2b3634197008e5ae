//! The words of a cue: its auxiliaries, negations, adverbs and particles, and the preposition before its content.
//!
//! A cue grows word by word, first to the left, then to the right. Each next word is asked whether it belongs; the end is
//! the likeliest of all, not the first doubtful word.

use super::content::log_sum;
use super::cue::{self, Sighting};
use super::scene::Scene;
use super::weights::{Bag, Part, Weights, mix, sign};
use crate::clause;
use rapporteur_syntax::{Deprel, Tok, Upos};
use std::ops::Range;

/// Longest growth of a cue to one side, in words.
const GROWTH: usize = 6;
/// Words before a cue in which a quotation may stand that it follows.
const BEHIND: usize = 16;

/// Grows a cue to its words.
pub(crate) fn grow(scene: &Scene, weights: &Weights, cue: &mut Sighting, bag: &mut Bag) {
    let sentence = scene.sentence(cue.head);
    for left in [true, false] {
        // Log probabilities: of having come so far, and of the likeliest end with the words up to it.
        let mut so_far = 0.0;
        let mut likeliest = (f32::NEG_INFINITY, cue.group.clone());
        for _ in 0..GROWTH {
            let Some(next) = beside(&cue.group, &sentence, left) else { break };
            features(scene, cue, next, left, bag);
            let odds = weights.score(Part::Extent, &bag.features);
            let here = so_far - log_sum(0.0, odds);
            if here > likeliest.0 {
                likeliest = (here, cue.group.clone());
            }
            so_far -= log_sum(0.0, -odds);
            if so_far < likeliest.0 {
                break;
            }
            cue.group = cue.group.start.min(next)..cue.group.end.max(next + 1);
        }
        if so_far < likeliest.0 {
            cue.group = likeliest.1;
        }
    }
}

/// The word next to a cue on one side, in its sentence.
pub fn beside(group: &Range<Tok>, sentence: &Range<Tok>, left: bool) -> Option<Tok> {
    match left {
        true => group.start.checked_sub(1).filter(|tok| sentence.contains(tok)),
        false => Some(group.end).filter(|tok| sentence.contains(tok)),
    }
}

/// Features of taking one more word into the cue.
pub fn features(scene: &Scene, cue: &Sighting, tok: Tok, left: bool, bag: &mut Bag) {
    bag.clear();
    let next = Next::of(scene, cue, tok, left);
    next.word(bag);
    next.edge(bag);
    next.around(bag);
    if !left {
        next.ahead(bag);
    }
}

/// A word beside a cue.
struct Next<'a> {
    scene: &'a Scene<'a>,
    cue: &'a Sighting<'a>,
    sentence: Range<Tok>,
    tok: Tok,
    left: bool,
    xpos: u32,
    deprel: u32,
    lemma: u32,
    /// Lemma of the cue's head.
    head: u32,
    /// Tag of the cue's head.
    tag: u32,
    /// Act of the cue's entry, 99 without one.
    act: u32,
    /// On which side, and whether the word hangs on the cue's own words (1), on such a word (2) or elsewhere (0).
    place: u32,
}

impl<'a> Next<'a> {
    fn of(scene: &'a Scene<'a>, cue: &'a Sighting<'a>, tok: Tok, left: bool) -> Self {
        let cues = |up: Tok| up == cue.head || up == cue.top;
        let own = match scene.head(tok) {
            Some(up) if cues(up) => 1,
            Some(up) if scene.head(up).is_some_and(cues) => 2,
            _ => 0,
        };
        Next {
            scene,
            cue,
            sentence: scene.sentence(cue.head),
            tok,
            left,
            xpos: scene.xpos(tok) as u32,
            deprel: scene.deprel(tok) as u32,
            lemma: scene.lemma_hash(tok),
            head: scene.lemma_hash(cue.head),
            tag: scene.xpos(cue.head) as u32,
            act: cue.entry.map_or(99, |entry| entry.act as u32),
            place: u32::from(left) * 4 + own,
        }
    }

    /// The word some steps farther out.
    fn beyond(&self, steps: usize) -> Option<Tok> {
        let tok = if self.left { self.tok.checked_sub(steps) } else { Some(self.tok + steps) };
        tok.filter(|tok| self.sentence.contains(tok))
    }

    fn quoted(&self, tok: Tok) -> u32 {
        self.scene.quoted_from(tok, self.cue.head)
    }

    /// Features of the word by itself and with the cue.
    fn word(&self, bag: &mut Bag) {
        let &Next { scene, cue, xpos, deprel, lemma, head, tag, place, .. } = self;
        let side = u32::from(self.left);
        let steps = cue.group.len().min(7);
        let up = scene.head(self.tok).map_or(99, |up| scene.deprel(up) as u32);
        let further = self.beyond(1).map_or(0, |tok| scene.lemma_hash(tok));
        sign!(bag, "side", side, steps);
        sign!(bag, "xpos", place, xpos);
        sign!(bag, "deprel", place, deprel);
        sign!(bag, "lemma", side, lemma);
        sign!(bag, "lemma deprel", place, lemma, deprel);
        sign!(bag, "up", place, deprel, up);
        sign!(bag, "tags", place, xpos, tag);
        sign!(bag, "deprel tag", place, deprel, tag);
        sign!(bag, "lemmas", side, lemma, head);
        sign!(bag, "deprel lemma", place, deprel, head);
        sign!(bag, "further", side, lemma, further);
        sign!(bag, "xpos further", side, xpos, further);
        sign!(bag, "steps xpos", side, xpos, steps);
        sign!(bag, "voice", place * 2 + scene.voice(cue.top), deprel, lemma);
    }

    /// Features of the word with the outermost one that the cue has on this side.
    fn edge(&self, bag: &mut Bag) {
        let &Next { scene, cue, tok, xpos, deprel, lemma, head, act, .. } = self;
        let side = u32::from(self.left);
        let last = if self.left { cue.group.start } else { cue.group.end - 1 };
        let joint = match scene.head(tok) {
            Some(up) if up == last => 1,
            _ if scene.head(last) == Some(tok) => 2,
            Some(up) if cue.group.contains(&up) => 3,
            _ => 0,
        };
        let kin = side * 256 + joint * 64 + deprel;
        let reach = scene.syntax.reach(tok);
        let after = step(reach.end.max(tok + 1) - tok - 1);
        let size = step(tok - reach.start.min(tok)) * 8 + after;
        let beyond = self.beyond(1);
        let quoted = self.quoted(tok) * 8 + beyond.map_or(7, |tok| self.quoted(tok));
        let content = self.content();
        let last_lemma = scene.lemma_hash(last);
        sign!(bag, "last", side, last_lemma, lemma);
        sign!(bag, "last kin", kin, last_lemma);
        sign!(bag, "last tags", kin, scene.xpos(last) as u32, xpos);
        sign!(bag, "last head", kin, last_lemma, head);
        sign!(bag, "size", kin, size);
        sign!(bag, "size last", kin, size, last_lemma);
        sign!(bag, "size xpos", kin, after, xpos);
        sign!(bag, "quoted", kin, quoted);
        sign!(bag, "company", kin, cue::company(scene, cue), self.tag);
        sign!(bag, "content last", kin, content, last_lemma);
        sign!(bag, "content head", kin, content, head);
        sign!(bag, "act", kin, act, xpos);
        sign!(bag, "act last", kin, act, last_lemma);
        sign!(bag, "beyond", kin, xpos, beyond.map_or(99, |tok| scene.xpos(tok) as u32));
        sign!(bag, "beyond word", kin, beyond.map_or(0, |tok| scene.form_hash(tok)), act);
        sign!(bag, "behind last", kin * 2 + self.behind(), last_lemma);
    }

    /// Features of what the sentence holds beside the cue.
    fn around(&self, bag: &mut Bag) {
        let &Next { scene, cue, xpos, deprel, lemma, head, tag, act, place, .. } = self;
        let content = self.content();
        let behind = place * 2 + self.behind();
        let subject = clause::subject(scene.syntax, cue.top);
        let within = subject.map_or(2, |subject| u32::from(scene.syntax.reach(subject).contains(&self.tok)));
        let tag_at = |steps| self.beyond(steps).map_or(99, |tok| scene.xpos(tok) as u32);
        sign!(bag, "company own", place * 64 + deprel, cue::company(scene, cue));
        sign!(bag, "content", place * 64 + deprel, content, tag);
        sign!(bag, "content act", place * 64 + deprel, content, act);
        sign!(bag, "content lemma", place, content, lemma);
        sign!(bag, "content xpos", mix(place, content, 0), xpos, head);
        sign!(bag, "subject", place, within, xpos);
        sign!(bag, "behind", behind, deprel, lemma);
        sign!(bag, "behind xpos", behind, xpos, act);
        sign!(bag, "three", mix(u32::from(self.left), xpos, lemma), tag_at(1), tag_at(2));
    }

    /// Features of what follows a word to the right.
    fn ahead(&self, bag: &mut Bag) {
        let &Next { scene, cue, tok, head, act, .. } = self;
        let own = self.place * 64 + self.deprel;
        let leads = |&tok: &Tok| matches!(scene.upos(tok), Upos::Adp | Upos::Sconj | Upos::Part);
        let ahead = (tok + 1..self.sentence.end.min(tok + 4)).find(leads).map_or(0, |tok| scene.lemma_hash(tok));
        let nature = if scene.upos(tok).is_nominal() { scene.nature(tok) } else { 98 };
        let first = self.sentence.start + 1 >= cue.group.start;
        sign!(bag, "ahead", head, ahead, own);
        sign!(bag, "ahead nature", ahead, nature, own);
        sign!(bag, "ahead act", ahead, act, own);
        sign!(bag, "nature", nature, own, self.tag);
        sign!(bag, "opening", u32::from(first), self.quoted(tok), own);
    }

    /// How far off the next clause below the cue's head begins.
    fn content(&self) -> u32 {
        let scene = self.scene;
        let clause = |child: &Tok| {
            use Deprel::{Acl, AclRelcl, Advcl, Ccomp, Parataxis, Xcomp};
            *child >= self.tok && matches!(scene.deprel(*child), Ccomp | Xcomp | Parataxis | Advcl | Acl | AclRelcl)
        };
        let next = scene.syntax.children(self.cue.head).find(clause);
        next.map_or(9, |child| step(scene.syntax.reach(child).start.max(self.tok) - self.tok))
    }

    /// 1 when a quotation stands closely before the cue.
    fn behind(&self) -> u32 {
        let mut before = self.sentence.start.max(self.cue.head.saturating_sub(BEHIND))..self.cue.head;
        u32::from(before.any(|tok| !self.scene.is_punct(tok) && self.quoted(tok) == 2))
    }
}

/// A class of a number of words.
fn step(words: usize) -> u32 {
    if words < 3 { words as u32 } else { 2 + words.min(31).ilog2() }
}
