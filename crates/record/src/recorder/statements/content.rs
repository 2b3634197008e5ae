//! The content: which words near a cue are what it attributes.
//!
//! A chain of two states, said or not said, over the words around the cue; the tree says how each word hangs on the cue,
//! the marks where speech is quoted, and the borders have weights of their own. The best path is the content.

use super::cue::{Kind, Sighting};
use super::scene::Scene;
use super::weights::{Bag, Part, Weights, mix, sign};
use rapporteur_syntax::{Deprel, Tok};
use std::ops::Range;

/// Words looked at on each side of a cue.
const REACH: usize = 90;
/// Words of a quotation that touches the cue's sentence from outside.
const QUOTATION: usize = 120;
/// Steps up the tree from a cue to the clause it is put into.
const UP: usize = 4;

/// The words around a cue, each with how it hangs on it.
pub struct Chain {
    /// The words, in text order.
    pub range: Range<Tok>,
    places: Vec<Place>,
    kind: Kind,
    group: Range<Tok>,
    source: Range<Tok>,
    cue: Tok,
    shape: u32,
}

/// How a word hangs on the cue.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Steps up from the cue to the word they share; 15: beyond.
    up: u32,
    /// Relation, marker and kind of the first branch below it.
    branch: u32,
    relation: u32,
    /// The same of the branch below that.
    second: u32,
    depth: u32,
    /// Another likely cue heads the branch.
    rival: bool,
    known: bool,
}

/// Tells the features of a border into the content from those of a border out of it.
pub const INTO: u32 = 0x5555_5555;
/// See [`INTO`].
pub const OUT_OF: u32 = 0x3333_3333;

impl Chain {
    /// Lays out the words around a cue. `source` are the words of its source, `rival` says which words are likely cues.
    pub fn of(scene: &Scene, cue: &Sighting, source: &[Tok], rival: &dyn Fn(Tok) -> bool) -> Self {
        let range = window(scene, cue);
        let mut chain = Chain {
            places: vec![Place::default(); range.len()],
            kind: Kind::of(scene, cue),
            group: cue.group.clone(),
            source: source.first().map_or(0..0, |&first| first..source[source.len() - 1] + 1),
            cue: cue.head,
            shape: 0,
            range,
        };
        chain.hang(scene, cue, rival);
        let branches = chain.places.iter().filter(|place| place.depth == 0 && place.up < UP as u32);
        chain.shape = branches.fold(0, |bits, place| bits | 1 << (place.relation % 29));
        chain
    }

    /// Finds for every word of the cue's sentence the branch it stands on.
    fn hang(&mut self, scene: &Scene, cue: &Sighting, rival: &dyn Fn(Tok) -> bool) {
        let sentence = scene.syntax.sentence(cue.head).tokens.clone();
        let spine: Vec<Tok> = std::iter::once(cue.top).chain(scene.syntax.ancestors(cue.top).take(UP)).collect();
        let mut up_path = 0;
        let first = self.range.start;
        let here = self.range.start.max(sentence.start)..self.range.end.min(sentence.end);
        for (up, &tok) in spine.iter().enumerate() {
            if up > 0 {
                up_path = mix(up_path, scene.deprel(spine[up - 1]) as u32, scene.marker_hash(spine[up - 1]));
            }
            if here.contains(&tok) {
                let branch = mix(up_path, 0, 77);
                self.places[tok - first] =
                    Place { up: up as u32, branch, relation: 98, known: true, ..Place::default() };
            }
        }
        if cue.head != cue.top && here.contains(&cue.head) {
            let branch = mix(0, 1, 78);
            self.places[cue.head - first] = Place { branch, relation: 97, known: true, ..Place::default() };
        }
        let mut trail: Vec<Tok> = Vec::new();
        for tok in here.clone() {
            // Climb to a word whose place is known, then go back down the trail.
            trail.clear();
            let mut at = tok;
            while !self.places[at - first].known {
                trail.push(at);
                match scene.syntax.head(at) {
                    Some(head) if here.contains(&head) && trail.len() < 200 => at = head,
                    _ => break,
                }
            }
            while let Some(tok) = trail.pop() {
                let head = scene.syntax.head(tok).filter(|head| here.contains(head));
                let above = head.map(|head| self.places[head - first]).filter(|place| place.known);
                self.places[tok - first] = below(scene, tok, head, above, rival);
            }
        }
    }

    /// False for words of the cue and the source.
    pub fn free(&self, tok: Tok) -> bool {
        !self.group.contains(&tok) && !self.source.contains(&tok)
    }

    /// What a second verb of reporting joined to the cue says is not what the cue says: "said it was shut and accused …".
    fn reported_beside(&self, scene: &Scene, tok: Tok) -> bool {
        let place = self.place(tok);
        let joined = place.up == 0 && place.relation == Deprel::Conj as u32 && place.rival;
        joined && scene.quotes.holding(tok).is_none()
    }

    fn place(&self, tok: Tok) -> Place {
        self.places[tok - self.range.start]
    }

    /// Features of a word's being said.
    pub fn inside(&self, scene: &Scene, tok: Tok, bag: &mut Bag) {
        bag.clear();
        let Kind { lemma, act, class, company } = self.kind;
        let place = self.place(tok);
        let side = u32::from(tok < self.group.start);
        let quoted = scene.quoted_from(tok, self.cue);
        let branch = mix(place.branch, side, 0);
        let sourced = u32::from(!self.source.is_empty());
        sign!(bag, "bias", side, quoted);
        sign!(bag, "branch", branch);
        sign!(bag, "branch class", branch, class, sourced);
        sign!(bag, "branch lemma", branch, lemma);
        sign!(bag, "branch entry", branch, act);
        sign!(bag, "branch second", branch, place.second);
        sign!(bag, "branch second entry", branch, place.second, act);
        sign!(bag, "branch quoted", branch, quoted);
        sign!(bag, "branch company", branch, company);
        sign!(bag, "branch shape", branch, self.shape);
        sign!(bag, "branch shape entry", mix(branch, self.shape, 0), act);
        sign!(bag, "relation", place.up * 64 + place.relation, side, class);
        sign!(bag, "relation entry", place.up * 64 + place.relation, side, act);
        sign!(bag, "quoted entry", quoted, side, act);
        sign!(bag, "quoted up", quoted, side, place.up);
        let deprel = scene.deprel(tok) as u32;
        sign!(bag, "word", deprel, scene.xpos(tok) as u32, side);
        sign!(bag, "depth", place.depth.min(4), place.up * 64 + place.relation, side);
        sign!(bag, "rival", u32::from(place.rival), place.relation, class);
        let zone = match self.source.is_empty() {
            true => 0,
            false if tok < self.source.start => 1,
            false if tok < self.source.end => 2,
            false => 3,
        };
        sign!(bag, "zone", zone, side, u32::from(self.source.start < self.group.start));
        sign!(bag, "zone up", zone * 2 + side, place.up * 64 + place.relation);
        let gap = if side == 1 { self.group.start - tok } else { tok + 1 - self.group.end.min(tok) };
        sign!(bag, "distance", gap.min(127).ilog2(), place.up * 64 + place.relation, side);
        let commas = self.commas(scene, tok);
        sign!(bag, "commas", commas, place.up * 64 + place.relation, side);
    }

    /// Commas between the cue and a word, up to three, no farther than a few words.
    fn commas(&self, scene: &Scene, tok: Tok) -> u32 {
        let between = if tok < self.group.start { tok + 1..self.group.start } else { self.group.end..tok };
        let near = between.take(12).filter(|&tok| matches!(scene.form(tok), "," | ";" | "—" | "--"));
        near.take(3).count() as u32
    }

    /// Features of a border in front of a word; [`INTO`] and [`OUT_OF`] tell which way it goes.
    pub fn border(&self, scene: &Scene, tok: Tok, bag: &mut Bag) {
        bag.clear();
        let Kind { lemma, act, class, .. } = self.kind;
        let place = self.place(tok);
        let before = tok.checked_sub(1).filter(|before| self.range.contains(before));
        let side = u32::from(tok < self.group.start);
        let word = |tok: Option<Tok>| {
            tok.map_or(1, |tok| if is_open(scene, tok) { scene.xpos(tok) as u32 } else { scene.form_hash(tok) })
        };
        let tag = |tok: Option<Tok>| tok.map_or(99, |tok| scene.xpos(tok) as u32);
        let after = Some(tok + 1).filter(|after| self.range.contains(after));
        let prior = before.map(|before| self.place(before)).unwrap_or_default();
        let same = u32::from(prior.branch == place.branch) + 2 * u32::from(prior.second == place.second);
        let first = u32::from(tok == self.group.end)
            + 2 * u32::from(before.is_some_and(|before| before + 1 == self.group.start))
            + 4 * u32::from(before.is_some_and(|before| self.source.contains(&before)))
            + 8 * u32::from(self.source.contains(&tok))
            + 16 * u32::from(tok == self.group.start);
        let quotes =
            scene.quoted_from(tok, self.cue) * 5 + before.map_or(4, |before| scene.quoted_from(before, self.cue));
        let both = mix(word(before), word(Some(tok)), 0);
        sign!(bag, "border", side, first, quotes);
        sign!(bag, "words", both, side);
        sign!(bag, "word", word(Some(tok)), side, first);
        sign!(bag, "before", word(before), side, same);
        sign!(bag, "tags", tag(before), tag(Some(tok)), side * 4 + same);
        sign!(bag, "tags after", tag(Some(tok)), tag(after), word(before));
        sign!(bag, "word after", word(Some(tok)), word(after), side);
        sign!(bag, "same", same, place.up * 64 + place.relation, side);
        sign!(bag, "same from", same, prior.up * 64 + prior.relation, side);
        sign!(bag, "first entry", first, act, side);
        sign!(bag, "first lemma", first, lemma, side);
        sign!(bag, "first branch", first, place.branch);
        sign!(bag, "first word", first, word(Some(tok)), act);
        sign!(bag, "first class", first, class, quotes);
        sign!(bag, "relations", place.relation, prior.relation, side);
        sign!(bag, "seconds", place.second, same, tag(before));
        sign!(bag, "second word", place.second, word(before), word(Some(tok)));
        sign!(bag, "quotes words", quotes, both, side);
    }
}

/// The place of a word below another whose place is known.
fn below(scene: &Scene, tok: Tok, head: Option<Tok>, above: Option<Place>, rival: &dyn Fn(Tok) -> bool) -> Place {
    let relation = scene.deprel(tok) as u32;
    let Some(above) = above else {
        return Place { up: 15, branch: 15, relation: 99, known: true, ..Place::default() };
    };
    let mark = scene.marker_hash(tok);
    let comma = tok.checked_sub(1).map_or(0, |_| {
        let first = scene.syntax.children(tok).next().map_or(tok, |child| child.min(tok));
        first.checked_sub(1).map_or(0, |before| u32::from(scene.form(before) == ","))
    });
    let side = u32::from(head.is_some_and(|head| tok > head));
    let likely = rival(tok);
    match (above.relation, above.depth) {
        (97 | 98, 0) => {
            let step = mix(relation * 2 + side, mark, u32::from(likely));
            Place { branch: mix(above.branch, step, 0), relation, second: 0, rival: likely, ..above }
        }
        (_, 0) if !scene.is_punct(tok) => Place {
            second: mix(relation * 4 + side * 2 + comma, mark, u32::from(likely)),
            depth: 1,
            rival: above.rival,
            ..above
        },
        (_, depth) => Place { depth: (depth + 1).min(9), ..above },
    }
}

/// True for a word of an open class, whose tag says enough.
fn is_open(scene: &Scene, tok: Tok) -> bool {
    use rapporteur_syntax::Upos::{Adj, Adv, Noun, Num, Propn, Verb};
    matches!(scene.upos(tok), Adj | Noun | Num | Propn | Verb)
        || (scene.upos(tok) == Adv && scene.deprel(tok) == Deprel::Advmod)
}

/// The sentence of a cue, and the quotations that touch it from outside.
fn window(scene: &Scene, cue: &Sighting) -> Range<Tok> {
    let sentence = &scene.syntax.sentence(cue.head).tokens;
    let mut start = sentence.start.max(cue.head.saturating_sub(REACH));
    let mut end = sentence.end.min(cue.head + REACH);
    let speech =
        |tok: Tok| scene.quotes.holding(tok).filter(|quote| quote.is_speech() && quote.tokens.len() <= QUOTATION);
    if start == sentence.start
        && let Some(quote) = start.checked_sub(1).and_then(speech)
        && scene.paragraph(start - 1) == scene.paragraph(start)
        && cue.head - start < 12
    {
        start = quote.tokens.start;
    }
    if end == sentence.end
        && end < scene.syntax.len()
        && let Some(quote) = speech(end)
        && quote.tokens.start >= sentence.start
        && (scene.paragraph(end) == scene.paragraph(end - 1) || scene.form(end - 1) == ":")
        && matches!(scene.form(end - 1), ":" | "," | ".") | (quote.tokens.start < end)
    {
        end = quote.tokens.end;
    }
    if let Some(own) = scene.quotes.holding(cue.head).filter(|quote| quote.is_speech()) {
        return start.max(own.tokens.start)..end.min(own.tokens.end);
    }
    start..end.max(start)
}

/// The content of a cue, and the log probability of that choice.
pub(crate) fn of(scene: &Scene, weights: &Weights, chain: &Chain, bag: &mut Bag) -> (Vec<Tok>, f32) {
    let scores: Vec<Scores> = chain.range.clone().map(|tok| score(scene, weights, chain, tok, bag)).collect();
    let (said, log) = best(&scores);
    let tokens = chain.range.clone().zip(said).filter_map(|(tok, said)| said.then_some(tok)).collect();
    (tokens, log)
}

/// Scores of a word: of being said, of a border in front of it into the content and out of it.
#[derive(Clone, Copy, Debug, Default)]
struct Scores {
    /// Of being said; minus infinity where it cannot be.
    inside: f32,
    start: f32,
    end: f32,
}

fn score(scene: &Scene, weights: &Weights, chain: &Chain, tok: Tok, bag: &mut Bag) -> Scores {
    chain.border(scene, tok, bag);
    let start = weights.turned(Part::Content, &bag.features, INTO);
    let end = weights.turned(Part::Content, &bag.features, OUT_OF);
    if !chain.free(tok) || chain.reported_beside(scene, tok) {
        return Scores { inside: f32::NEG_INFINITY, start, end };
    }
    chain.inside(scene, tok, bag);
    Scores { inside: weights.score(Part::Content, &bag.features), start, end }
}

/// The best path, and its log probability.
fn best(scores: &[Scores]) -> (Vec<bool>, f32) {
    let (mut out, mut inn) = (0f32, f32::NEG_INFINITY);
    let (mut all_out, mut all_in) = (0f32, f32::NEG_INFINITY);
    let mut back: Vec<(bool, bool)> = Vec::with_capacity(scores.len());
    for word in scores {
        let (stay_in, enter) = (inn + word.inside, out + word.start + word.inside);
        let (stay_out, leave) = (out, inn + word.end);
        back.push((leave > stay_out, stay_in >= enter));
        (out, inn) = (stay_out.max(leave), stay_in.max(enter));
        let next_in = log_sum(all_in, all_out + word.start) + word.inside;
        all_out = log_sum(all_out, all_in + word.end);
        all_in = next_in;
    }
    let total = log_sum(all_out, all_in);
    let mut said = vec![false; scores.len()];
    let mut state = inn > out;
    for (at, &(out_from_in, in_from_in)) in back.iter().enumerate().rev() {
        said[at] = state;
        state = if state { in_from_in } else { out_from_in };
    }
    (said, out.max(inn) - total)
}

/// The logarithm of the sum of two exponentials.
pub fn log_sum(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f32::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
