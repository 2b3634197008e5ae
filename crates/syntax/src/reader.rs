use crate::agree::agree;
use crate::doubt::Doubts;
use crate::heads::Answers;
use crate::kernel::bytes::Rows;
use crate::model::{Model, ModelError};
use crate::trunk::{Drawing, Words};
use crate::{
    Deprel, Name, RawToken, Syntax, Token, Upos, Xpos, dateline, inflection, mend, names, paragraph, punctuation, tags,
    tokenize, tree,
};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A sentence of more words is cut, at the likeliest end in its second half.
const LONGEST: usize = 200;

/// What the scores of the fast model weigh beside an encoder's.
const SECOND: f32 = 0.3;

/// The syntax model with its weights, ready to read texts. Shared freely between threads.
///
/// An encoder's scores are added to those of the fast model: where the encoder is in doubt, a network of another make
/// decides better than chance, above all on sentence ends, and it costs a tenth of the time.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The models that are asked, and what their scores weigh; the first one's labels count.
    models: Vec<(Arc<Model>, f32)>,
    name: String,
}

impl Reader {
    /// The model that travels in this crate.
    pub fn fast() -> Self {
        static FAST: OnceLock<Arc<Model>> = OnceLock::new();
        let embedded = include_bytes!("../model/fast.safetensors");
        let model = FAST.get_or_init(|| Arc::new(Model::read(embedded).expect("the model in this crate is whole")));
        Reader { name: model.name.clone(), models: vec![(Arc::clone(model), 1.0)] }
    }

    /// A model from a file.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ModelError> {
        let path = path.as_ref();
        let unreadable = |source| ModelError::Unreadable { path: path.display().to_string(), source };
        Reader::from_bytes(&std::fs::read(path).map_err(unreadable)?)
    }

    /// A model from the bytes of its file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let model = Model::read(bytes)?;
        let mut reader = Reader { name: model.name.clone(), models: vec![(Arc::new(model), 1.0)] };
        let (fast, first) = (Reader::fast(), &reader.models[0].0);
        if first.encoder && first.feats == fast.models[0].0.feats && first.edits == fast.models[0].0.edits {
            reader.name = format!("{}+{}", reader.name, fast.name);
            reader.models.push((Arc::clone(&fast.models[0].0), SECOND));
        }
        Ok(reader)
    }

    /// Names the model in a record; where two are asked, both.
    pub fn name(&self) -> &str {
        &self.name
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
            words,
            begins: &begins,
            voices: self.models.iter().map(|(model, weight)| Voice::new(model, *weight)).collect(),
            relations: Vec::new(),
            back: Vec::new(),
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

/// A model at work on a text, with its buffers.
struct Voice<'t> {
    model: &'t Model,
    weight: f32,
    drawing: Box<dyn Drawing<'t> + 't>,
    rows: Rows,
    answers: Answers,
    arcs: Vec<f32>,
    relations: Vec<f32>,
}

impl<'t> Voice<'t> {
    fn new(model: &'t Model, weight: f32) -> Self {
        let drawing = model.trunk.begin();
        let (rows, answers) = Default::default();
        Voice { model, weight, drawing, rows, answers, arcs: Vec::new(), relations: Vec::new() }
    }
}

/// A text on its way to being parsed.
struct Reading<'t> {
    words: Words<'t>,
    /// Whether a paragraph begins with a word.
    begins: &'t [bool],
    /// The scores of all end up in the answers, arcs and relations of the first.
    voices: Vec<Voice<'t>>,
    /// Logits of the relations of the sentence that is read.
    relations: Vec<f32>,
    back: Vec<u8>,
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
            let last = self.ask(first, least);
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

    /// Has the words from `first` on answered, as far as every model likes to look at once.
    fn ask(&mut self, first: usize, least: usize) -> usize {
        let mut most = self.words.len() - first;
        for voice in &mut self.voices {
            let last = voice.drawing.draw(&self.words, first, least.min(most)..=most, &mut voice.rows);
            most = last - first;
        }
        for voice in &mut self.voices {
            voice.model.heads.ask(most, &voice.rows, &mut voice.answers);
        }
        let last = first + most;
        let Some((chief, others)) = self.voices.split_first_mut() else { return last };
        let labels = chief.model.heads.at.end + 1;
        for other in others {
            for word in 0..most {
                let row = &mut chief.answers.rows[word * chief.answers.stride..][..labels];
                add(row, other.answers.head(word, 0, labels), other.weight);
            }
        }
        last
    }

    /// One past the last word of the sentence from `start` on, when it ends before `last`.
    fn sentence_end(&self, first: usize, start: usize, last: usize) -> Option<usize> {
        let Words { raw, opens, .. } = self.words;
        let chief = &self.voices[0];
        let score = |tok: usize| chief.answers.head(tok - first, chief.model.heads.at.end, 1)[0];
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

    /// Has the relations answered that arcs would bear in the sentence at `at` of the window.
    fn relate(&mut self, at: usize, arcs: &[(usize, usize)]) {
        for voice in &mut self.voices {
            voice.model.heads.relations(&mut voice.answers, at, arcs, &mut voice.relations);
        }
        gather(&mut self.voices, arcs.len() * Deprel::ALL.len(), |voice| &mut voice.relations);
    }

    /// The heads of the `n` words of the sentence at `at` of the window; leaves the logits of their relations.
    fn heads(&mut self, at: usize, n: usize) -> Vec<usize> {
        const SIZE: usize = Deprel::ALL.len();
        for voice in &mut self.voices {
            voice.model.heads.arcs(&mut voice.answers, at..at + n, &mut voice.arcs);
        }
        gather(&mut self.voices, n * n, |voice| &mut voice.arcs);
        let mut arcs = self.voices[0].arcs[..n * n].to_vec();
        let best: Vec<_> = arcs.chunks_exact(n).map(tree::best).enumerate().collect();
        self.relate(at, &best);
        self.relations.clear();
        self.relations.extend_from_slice(&self.voices[0].relations[..n * SIZE]);
        let doubts = Doubts::new(n, &arcs, &best, &self.relations);
        self.relate(at, &doubts.arcs);
        doubts.weigh(n, &self.voices[0].relations, &mut arcs);
        let heads = tree::decode(n, &arcs);
        let other: Vec<_> = heads.iter().copied().enumerate().filter(|arc| *arc != best[arc.0]).collect();
        self.relate(at, &other);
        for (row, (word, _)) in self.voices[0].relations.chunks_exact(SIZE).zip(&other) {
            self.relations[word * SIZE..][..SIZE].copy_from_slice(row);
        }
        heads
    }

    /// Reads one sentence of the window that begins at `first`.
    fn sentence(&mut self, first: usize, range: Range<usize>) {
        let text = self.words.text;
        let (n, at) = (range.len(), range.start - first);
        let heads = self.heads(at, n);
        let Voice { model, answers, arcs, .. } = &self.voices[0];
        let stride = answers.stride;
        let logits = &answers.rows[at * stride..(at + n) * stride];
        let sizes = [Upos::ALL.len(), Xpos::ALL.len(), model.feats.len(), model.edits.len()];
        for word in 0..n {
            let raw = self.words.raw[range.start + word];
            let mut row = &logits[word * stride..];
            let tags = sizes.map(|size| {
                let (these, rest) = row.split_at(size);
                row = rest;
                tree::best(these)
            });
            let (form, xpos) = (raw.span.of(text), Xpos::ALL[tags[1]]);
            let relations = &self.relations[word * Deprel::ALL.len()..][..Deprel::ALL.len()];
            self.tokens.push(Token {
                span: raw.span,
                glued: raw.glued,
                lemma: inflection::lemma(form, xpos, model.edits[tags[3]].apply(form)),
                upos: Upos::ALL[tags[0]],
                xpos,
                feats: model.feats[tags[2]],
                head: range.start + heads[word],
                deprel: relation(relations, heads[word] == word),
                margin: margin(&arcs[word * n..(word + 1) * n], heads[word]),
            });
        }
        let named = self.names.len();
        names::decode(n, logits, stride, model.heads.at.names, range.start, &mut self.back, &mut self.names);
        let tokens = &mut self.tokens[range.clone()];
        mend::titles(tokens, range.start);
        mend::garden_path(tokens, range.start);
        mend::accused_of(tokens, range.start);
        mend::appositions(tokens, range.start, &self.names[named..]);
        tags::settle(tokens, range.start, text);
        punctuation::hang(tokens, range.start, text, arcs);
        if range.start > 0 && self.begins[range.start] {
            self.paragraph += 1;
        }
        self.sentences.push((range, self.paragraph));
    }
}

/// Adds the first `size` scores of the other models to those of the first, by their weights.
fn gather<'t>(voices: &mut [Voice<'t>], size: usize, scores: impl for<'a> Fn(&'a mut Voice<'t>) -> &'a mut Vec<f32>) {
    let Some((chief, others)) = voices.split_first_mut() else { return };
    for other in others {
        let weight = other.weight;
        add(&mut scores(chief)[..size], &scores(other)[..size], weight);
    }
}

fn add(sums: &mut [f32], scores: &[f32], weight: f32) {
    for (sum, score) in sums.iter_mut().zip(scores) {
        *sum += weight * score;
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
