//! What wrong trees cost: the rows that would be other rows if the trees were those of the treebank.
//!
//! Every document is read twice, from the reader's own parse and from the gold one with the reader's names. Then the own
//! parse is mended by one kind of error at a time, and the rows that come right by that are counted.

use crate::corpus;
use anyhow::Result;
use rapporteur_record::{Document, Knowledge, record, wire};
use rapporteur_syntax::{Reader, Span, Syntax, Tok, Token};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

/// The kinds of rows that stand on trees.
const ROWS: &[&str] = &["mentions", "statements", "events", "figures", "positions", "prospects"];

/// Kinds of errors, and the relations in gold whose arcs they are.
const KINDS: &[(&str, &[&str])] = &[
    ("subjects and objects", &["nsubj", "obj", "iobj", "csubj", "expl"]),
    ("prepositional phrases", &["obl", "nmod", "case"]),
    ("clauses", &["acl", "advcl", "ccomp", "xcomp", "parataxis", "mark"]),
    ("coordination", &["conj", "cc"]),
    ("roots", &["root"]),
    ("words in a noun phrase", &["amod", "appos", "compound", "det", "fixed", "flat", "goeswith", "nummod"]),
];

/// Every other relation: adverbs, auxiliaries, punctuation and the like.
const REST: &str = "other relations";
const TAGS: &str = "tags and lemmas";
const ALL: &str = "trees and tags";

/// Reads the documents of a treebank and shows what each kind of error costs.
pub fn run(reader: &Reader, treebank: &Path) -> Result<()> {
    let knowledge = Knowledge::english();
    let mut table: BTreeMap<&str, Line> = BTreeMap::new();
    let (mut total, mut other, mut sentences) = ([0; ROWS.len()], [0; ROWS.len()], 0);
    for doc in corpus::documents(treebank, |_| true)? {
        let own = reader.parse(&doc.text);
        let same = Same::of(&own, &doc.syntax);
        sentences += same.ends_missed;
        let read = |syntax: &Syntax| rows(&doc, syntax, reader, &knowledge);
        let right = read(&same.gold(&own, &doc.syntax));
        let before = read(&own);
        let wrong = differing(&before, &right);
        right.keys().for_each(|(kind, _)| total[*kind] += 1);
        other.iter_mut().zip(wrong).for_each(|(other, wrong)| *other += wrong);
        for kind in KINDS.iter().map(|(kind, _)| *kind).chain([REST, TAGS, ALL]) {
            let (mended, errors) = same.mended(&own, &doc.syntax, kind);
            let line = table.entry(kind).or_default();
            line.errors += errors;
            let left = differing(&read(&mended), &right);
            line.rows.iter_mut().zip(wrong.iter().zip(left)).for_each(|(rows, (wrong, left))| *rows += wrong - left);
        }
    }
    let mut out = format!("{:<36}{:>8}", "", "errors");
    ROWS.iter().for_each(|kind| out.push_str(&format!("{kind:>12}")));
    let _ = writeln!(out, "\nsentences whose ends or words differ {sentences:>7}");
    let mut line = |name: &str, errors: &str, rows: &[i64]| {
        let _ = write!(out, "{name:<36}{errors:>8}");
        rows.iter().for_each(|rows| out.push_str(&format!("{rows:>12}")));
        out.push('\n');
    };
    line("rows from gold trees", "", &total);
    line("other rows from the reader's own", "", &other);
    for kind in KINDS.iter().map(|(kind, _)| *kind).chain([REST, TAGS, ALL]) {
        let Line { errors, rows } = table.remove(kind).unwrap_or_default();
        line(&format!("mended by right {kind}"), &errors.to_string(), &rows);
    }
    crate::show(&out);
    Ok(())
}

#[derive(Default)]
struct Line {
    errors: usize,
    rows: [i64; ROWS.len()],
}

/// Sentences that have the same words in both parses.
struct Same {
    /// First word in the reader's parse, in gold, and how many words.
    sentences: Vec<(Tok, Tok, usize)>,
    /// Gold sentences without such a counterpart.
    ends_missed: usize,
}

impl Same {
    fn of(own: &Syntax, gold: &Syntax) -> Self {
        let starts: HashMap<Span, Tok> =
            own.sentences.iter().map(|sentence| (sentence.span, sentence.tokens.start)).collect();
        let spans = |syntax: &Syntax, from: Tok, n: usize| -> Option<Vec<Span>> {
            Some(syntax.tokens.get(from..from + n)?.iter().map(|token| token.span).collect())
        };
        let mut sentences = Vec::new();
        for sentence in &gold.sentences {
            let (from, n) = (sentence.tokens.start, sentence.tokens.len());
            let start = starts.get(&sentence.span).copied();
            if let Some(start) = start.filter(|start| spans(own, *start, n) == spans(gold, from, n)) {
                sentences.push((start, from, n));
            }
        }
        let ends_missed = gold.sentences.len() - sentences.len();
        Same { sentences, ends_missed }
    }

    /// The gold parse with the reader's names and doubts, so that nothing but tree, tags and ends differs.
    fn gold(&self, own: &Syntax, gold: &Syntax) -> Syntax {
        let places: HashMap<Span, Tok> = gold.tokens.iter().enumerate().map(|(tok, word)| (word.span, tok)).collect();
        let margins: HashMap<Span, f32> = own.tokens.iter().map(|word| (word.span, word.margin)).collect();
        let margin = |word: &Token| margins.get(&word.span).copied().unwrap_or_default();
        let tokens = gold.tokens.iter().map(|word| Token { margin: margin(word), ..word.clone() }).collect();
        let names = own.names.iter().filter_map(|name| {
            let place = |tok: Tok| places.get(&own.tokens[tok].span).copied();
            let (first, last) = (place(name.tokens.start)?, place(name.tokens.end - 1)?);
            let whole = gold.sentences.iter().any(|s| s.tokens.contains(&first) && s.tokens.contains(&last));
            whole.then(|| rapporteur_syntax::Name { tokens: first..last + 1, kind: name.kind })
        });
        let sentences = gold.sentences.iter().map(|sentence| (sentence.tokens.clone(), sentence.paragraph));
        Syntax::new(tokens, sentences.collect(), names.collect())
    }

    /// The reader's parse with errors of one kind put right, and how many there were. A sentence whose arcs would go in
    /// circles is left as it was.
    fn mended(&self, own: &Syntax, gold: &Syntax, kind: &str) -> (Syntax, usize) {
        let (mut tokens, mut errors) = (own.tokens.clone(), 0);
        for &(start, from, n) in &self.sentences {
            let before = tokens[start..start + n].to_vec();
            for k in 0..n {
                let (word, right) = (&mut tokens[start + k], &gold.tokens[from + k]);
                let tagged = |a: &Token, b: &Token| {
                    (a.upos, a.xpos, a.feats, a.lemma.clone()) == (b.upos, b.xpos, b.feats, b.lemma.clone())
                };
                if (kind == TAGS || kind == ALL) && !tagged(word, right) {
                    errors += 1;
                    *word = Token { head: word.head, deprel: word.deprel, margin: word.margin, ..right.clone() };
                }
                let head = right.head + start - from;
                let arc = kind == ALL || kind == self::kind(right);
                if arc && (word.head != head || word.deprel != right.deprel) {
                    errors += 1;
                    (word.head, word.deprel) = (head, right.deprel);
                }
            }
            if !is_tree(&tokens, start, n) {
                tokens[start..start + n].clone_from_slice(&before);
            }
        }
        let sentences = own.sentences.iter().map(|sentence| (sentence.tokens.clone(), sentence.paragraph));
        (Syntax::new(tokens, sentences.collect(), own.names.clone()), errors)
    }
}

fn kind(right: &Token) -> &'static str {
    let plain = right.deprel.as_str().split(':').next().unwrap_or_default();
    KINDS.iter().find(|(_, relations)| relations.contains(&plain)).map_or(REST, |(kind, _)| kind)
}

fn is_tree(tokens: &[Token], start: Tok, n: usize) -> bool {
    let roots = (start..start + n).filter(|&tok| tokens[tok].head == tok).count();
    let ends = |mut tok: Tok| {
        (0..=n).any(|_| {
            let head = tokens[tok].head;
            std::mem::replace(&mut tok, head) == head
        })
    };
    roots == 1 && (start..start + n).all(ends)
}

/// Rows by kind and id.
type Rows = BTreeMap<(usize, String), Value>;

/// What is read, without what only says how sure the reader is.
fn rows(doc: &corpus::Doc, syntax: &Syntax, reader: &Reader, knowledge: &Knowledge) -> Rows {
    let document = Document {
        id: doc.id.clone(),
        text: doc.text.clone(),
        date: Some(jiff::civil::date(2020, 6, 1)),
        ..Document::default()
    };
    let found = record(&document, syntax, knowledge);
    let options =
        wire::Options { min_confidence: wire::DEFAULT_CONFIDENCE, version: "", model: reader.name(), lexicon: "" };
    let printed = serde_json::to_value(wire::write(&document, syntax, &found, &options)).unwrap_or_default();
    let mut out = BTreeMap::new();
    for (number, kind) in ROWS.iter().enumerate() {
        for row in printed[*kind].as_array().into_iter().flatten() {
            let mut row = row.clone();
            let id = row["id"].as_str().unwrap_or_default().to_owned();
            if let Some(fields) = row.as_object_mut() {
                fields.retain(|name, _| !name.contains("confidence") && name != "because");
            }
            out.insert((number, id), row);
        }
    }
    out
}

/// Rows that stand in one of two readings alone, or differ, by kind.
fn differing(a: &Rows, b: &Rows) -> [i64; ROWS.len()] {
    let mut count = [0; ROWS.len()];
    let gone = a.iter().filter(|(key, row)| b.get(*key) != Some(*row)).map(|(key, _)| key);
    gone.chain(b.keys().filter(|key| !a.contains_key(*key))).for_each(|(kind, _)| count[*kind] += 1);
    count
}
