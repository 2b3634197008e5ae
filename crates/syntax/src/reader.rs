use crate::agree::agree;
use crate::heads::Answers;
use crate::kernel::bytes::Rows;
use crate::model::{Model, ModelError};
use crate::trunk::{Drawing, Words};
use crate::{
    Deprel, Name, RawToken, Syntax, Token, Upos, Xpos, dateline, inflection, mend, names, paragraph, punctuation,
    tokenize, tree,
};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A sentence of more words is cut, at the likeliest end in its second half.
const LONGEST: usize = 200;

/// The syntax model with its weights, ready to read texts. Shared freely between threads.
#[derive(Clone, Debug)]
pub struct Reader {
    model: Arc<Model>,
}

impl Reader {
    /// The model that travels in this crate.
    pub fn fast() -> Self {
        static FAST: OnceLock<Arc<Model>> = OnceLock::new();
        let embedded = include_bytes!("../model/fast.safetensors");
        let model = FAST.get_or_init(|| Arc::new(Model::read(embedded).expect("the model in this crate is whole")));
        Reader { model: Arc::clone(model) }
    }

    /// A model from a file.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ModelError> {
        let path = path.as_ref();
        let unreadable = |source| ModelError::Unreadable { path: path.display().to_string(), source };
        Reader::from_bytes(&std::fs::read(path).map_err(unreadable)?)
    }

    /// A model from the bytes of its file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Reader { model: Arc::new(Model::read(bytes)?) })
    }

    /// Names the model in a record.
    pub fn name(&self) -> &str {
        &self.model.name
    }

    /// Parses a text. Any text parses; the worst is one of unknown words.
    pub fn parse(&self, text: &str) -> Syntax {
        self.parse_from(text, 0)
    }

    /// Parses a text from byte `start` on, which MUST lie on a character border; spans still count from its beginning.
    pub fn parse_from(&self, text: &str, start: usize) -> Syntax {
        let raw = tokenize(text, start);
        let begins = paragraph::starts(text, &raw);
        let opens = after_datelines(text, &raw, &begins);
        let words = Words { text, raw: &raw, opens: &opens };
        let mut reading = Reading {
            model: &self.model,
            words,
            begins: &begins,
            drawing: self.model.trunk.begin(),
            scratch: Scratch::default(),
            tokens: Vec::with_capacity(raw.len()),
            sentences: Vec::with_capacity(raw.len() / 16 + 1),
            names: Vec::new(),
            paragraph: 0,
        };
        let mut first = 0;
        while first < raw.len() {
            first = reading.window(first);
        }
        let Reading { tokens, sentences, mut names, .. } = reading;
        agree(text, &tokens, &mut names);
        Syntax::new(tokens, sentences, names)
    }
}

/// Buffers reused from sentence to sentence.
#[derive(Default)]
struct Scratch {
    rows: Rows,
    answers: Answers,
    arcs: Vec<f32>,
    relations: Vec<f32>,
    back: Vec<u8>,
}

/// A text on its way to being parsed.
struct Reading<'t> {
    model: &'t Model,
    words: Words<'t>,
    /// Whether a paragraph begins with a word.
    begins: &'t [bool],
    drawing: Box<dyn Drawing<'t> + 't>,
    scratch: Scratch,
    tokens: Vec<Token>,
    sentences: Vec<(Range<usize>, u32)>,
    names: Vec<Name>,
    paragraph: u32,
}

impl Reading<'_> {
    /// Reads the sentences that are whole within a window of words from `first` on; says where the next one begins.
    fn window(&mut self, first: usize) -> usize {
        // Where no sentence ends in what the trunk likes to draw at once, it draws as much as the longest can have.
        for least in [1, LONGEST] {
            let last = self.drawing.draw(&self.words, first, least, &mut self.scratch.rows);
            self.model.heads.ask(last - first, &self.scratch.rows, &mut self.scratch.answers);
            let mut start = first;
            while let Some(end) = self.sentence_end(first, start, last) {
                self.sentence(first, start..end);
                start = end;
            }
            if start > first {
                return start;
            }
        }
        // Not reached: a sentence of `LONGEST` words is cut.
        self.words.len()
    }

    /// One past the last word of the sentence from `start` on, when it ends before `last`.
    fn sentence_end(&self, first: usize, start: usize, last: usize) -> Option<usize> {
        let Words { raw, opens, .. } = self.words;
        let score = |tok: usize| self.scratch.answers.head(tok - first, self.model.heads.at.end, 1)[0];
        for tok in start..last {
            let next = tok + 1;
            if next == raw.len() || opens[next] || (score(tok) > 0.0 && !raw[next].glued) {
                return Some(next);
            }
            if next - start == LONGEST {
                let half = start + LONGEST / 2..next;
                let likeliest =
                    half.clone().fold(half.start, |best, tok| if score(tok) > score(best) { tok } else { best });
                return Some(likeliest + 1);
            }
        }
        None
    }

    /// Reads one sentence of the window that begins at `first`.
    fn sentence(&mut self, first: usize, range: Range<usize>) {
        let (model, scratch, text) = (self.model, &mut self.scratch, self.words.text);
        let (n, at) = (range.len(), range.start - first);
        model.heads.arcs(&mut scratch.answers, at..at + n, &mut scratch.arcs);
        let heads = tree::decode(n, &scratch.arcs);
        model.heads.relations(&mut scratch.answers, at, &heads, &mut scratch.relations);
        let stride = scratch.answers.stride;
        let logits = &scratch.answers.rows[at * stride..(at + n) * stride];
        let sizes = [Upos::ALL.len(), Xpos::ALL.len(), model.feats.len(), model.edits.len()];
        for word in 0..n {
            let raw = self.words.raw[range.start + word];
            let mut row = &logits[word * stride..];
            let tags = sizes.map(|size| {
                let (these, rest) = row.split_at(size);
                row = rest;
                best(these)
            });
            let (form, xpos) = (raw.span.of(text), Xpos::ALL[tags[1]]);
            let relations = &scratch.relations[word * Deprel::ALL.len()..][..Deprel::ALL.len()];
            self.tokens.push(Token {
                span: raw.span,
                glued: raw.glued,
                lemma: inflection::verb(form, xpos, model.edits[tags[3]].apply(form)),
                upos: Upos::ALL[tags[0]],
                xpos,
                feats: model.feats[tags[2]],
                head: range.start + heads[word],
                deprel: relation(relations, heads[word] == word),
                margin: margin(&scratch.arcs[word * n..(word + 1) * n], heads[word]),
            });
        }
        let named = self.names.len();
        names::decode(n, logits, stride, model.heads.at.names, range.start, &mut scratch.back, &mut self.names);
        let tokens = &mut self.tokens[range.clone()];
        mend::titles(tokens, range.start);
        mend::garden_path(tokens, range.start);
        mend::accused_of(tokens, range.start);
        mend::appositions(tokens, range.start, &self.names[named..]);
        punctuation::hang(tokens, range.start, text);
        if range.start > 0 && self.begins[range.start] {
            self.paragraph += 1;
        }
        self.sentences.push((range, self.paragraph));
    }
}

/// Where sentences must begin: with each paragraph, and after its dateline.
fn after_datelines(text: &str, raw: &[RawToken], begins: &[bool]) -> Vec<bool> {
    let mut opens = begins.to_vec();
    for first in (0..raw.len()).filter(|&tok| begins[tok]) {
        if let Some(end) = dateline::end(text, raw, first) {
            opens[end] = true;
        }
    }
    opens
}

/// The place of the greatest number, the first of equals.
fn best(row: &[f32]) -> usize {
    (1..row.len()).fold(0, |best, at| if row[at] > row[best] { at } else { best })
}

/// The best relation; `root` is for roots and for them alone.
fn relation(logits: &[f32], root: bool) -> Deprel {
    if root {
        return Deprel::Root;
    }
    let other = |at: &usize| Deprel::ALL[*at] != Deprel::Root;
    let best = (0..logits.len()).filter(other).reduce(|best, at| if logits[at] > logits[best] { at } else { best });
    best.map_or(Deprel::Dep, |at| Deprel::ALL[at])
}

/// How far the score of the head lies above the best other one.
fn margin(scores: &[f32], head: usize) -> f32 {
    let other = scores.iter().enumerate().filter(|(at, _)| *at != head).map(|(_, score)| *score);
    (scores[head] - other.fold(f32::NEG_INFINITY, f32::max)).clamp(0.0, 100.0)
}
