//! From corpora to the tensors that training reads: hashing, label sets and lemma edits as the reader uses them.

use crate::names::{self, Scheme};
use crate::{corpus, tensors::Columns};
use anyhow::{Context, Result};
use rapporteur_syntax::features::Gap;
use rapporteur_syntax::{Deprel, Feats, NameKind, Span, Token, Upos, Xpos, lemma, paragraph, tokenize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// An edit or feature bundle seen less often is not learned.
const RARE: usize = 3;

/// Reads every corpus under `data` and writes `out`.
pub fn run(data: &Path, out: &Path) -> Result<()> {
    let syntax = data.join("syntax");
    let gold = data.join("names");
    let closed = non_commercial(&syntax.join("gum-docs.tsv"))?;
    let ewt = corpus::documents(&syntax.join("ewt-train.conllu.gz"), |_| true)?;
    let gum = corpus::documents(&syntax.join("gum-train.conllu.gz"), |id| !closed.contains(id))?;
    let sets = Sets::of(ewt.iter().chain(&gum));
    let mut columns = Columns::default();
    let polities = names::polities();
    for (docs, file, scheme) in [(&ewt, "uner_ewt_train.jsonl", Scheme::Uner), (&gum, "gum_train.jsonl", Scheme::Gum)] {
        let names = names::documents(&gold.join(file))?;
        let mut laid = 0;
        for doc in docs {
            let labels = names.get(&doc.id).and_then(|named| lay(doc, named, scheme, &polities));
            laid += usize::from(labels.is_some());
            treebank(doc, labels, &sets, &mut columns);
        }
        crate::say(&format!("{file}: names laid on {laid} of {} documents", docs.len()));
    }
    for doc in names::documents(&gold.join("worldwide_train.jsonl"))?.values() {
        newswire(doc, &polities, &mut columns);
    }
    for (part, file) in ["ewt", "gum"].iter().zip(["ewt-dev.conllu.gz", "gum-dev.conllu.gz"]) {
        columns.begin(part);
        for doc in corpus::documents(&syntax.join(file), |_| true)? {
            treebank(&doc, None, &sets, &mut columns);
        }
    }
    columns.begin("news");
    for doc in names::documents(&gold.join("worldwide_dev.jsonl"))?.values() {
        newswire(doc, &polities, &mut columns);
    }
    columns.write(out, sets.metadata())
}

/// Ids of the GUM documents whose texts are not free for every use.
fn non_commercial(path: &Path) -> Result<HashSet<String>> {
    let table = corpus::contents(path)?;
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().context("gum-docs.tsv is empty")?.split('\t').collect();
    let column = header.iter().position(|name| *name == "non_commercial").context("no column non_commercial")?;
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    Ok(rows.filter(|row| row.get(column) != Some(&"no")).map(|row| row[0].to_owned()).collect())
}

/// The open label sets, in order of frequency.
struct Sets {
    feats: Vec<Feats>,
    edits: Vec<lemma::Edit>,
    feats_at: HashMap<Feats, usize>,
    edits_at: HashMap<lemma::Edit, usize>,
}

impl Sets {
    fn of<'a>(docs: impl Iterator<Item = &'a corpus::Doc>) -> Self {
        let (mut feats, mut edits) = (BTreeMap::new(), BTreeMap::new());
        for doc in docs {
            for token in &doc.syntax.tokens {
                let printed = token.feats.to_string();
                feats.entry(printed).or_insert((token.feats, 0usize)).1 += 1;
                *edits.entry(edit(doc, token)).or_insert(0usize) += 1;
            }
        }
        let mut feats: Vec<(Feats, usize)> = feats.into_values().filter(|(_, count)| *count >= RARE).collect();
        feats.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut edits: Vec<(lemma::Edit, usize)> = edits.into_iter().filter(|(_, count)| *count >= RARE).collect();
        edits.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let feats: Vec<Feats> = feats.into_iter().map(|(feats, _)| feats).collect();
        let edits: Vec<lemma::Edit> = edits.into_iter().map(|(edit, _)| edit).collect();
        let feats_at = feats.iter().copied().zip(0..).collect();
        let edits_at = edits.iter().cloned().zip(0..).collect();
        Sets { feats, edits, feats_at, edits_at }
    }

    /// The label sets as a model's metadata holds them: labels separated by blanks.
    fn metadata(&self) -> HashMap<String, String> {
        let join = |labels: Vec<String>| labels.join(" ");
        let names = NameKind::ALL.iter().flat_map(|kind| [format!("B-{kind}"), format!("I-{kind}")]);
        let sets = [
            ("upos", join(Upos::ALL.iter().map(ToString::to_string).collect())),
            ("xpos", join(Xpos::ALL.iter().map(ToString::to_string).collect())),
            ("deprel", join(Deprel::ALL.iter().map(ToString::to_string).collect())),
            ("feats", join(self.feats.iter().map(ToString::to_string).collect())),
            ("lemma", join(self.edits.iter().map(ToString::to_string).collect())),
            ("names", join(std::iter::once("O".to_owned()).chain(names).collect())),
        ];
        sets.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

fn edit(doc: &corpus::Doc, token: &Token) -> lemma::Edit {
    lemma::Edit::between(token.span.of(&doc.text), &token.lemma)
}

/// Lays names of the same document, whose blanks may differ, on its gold words.
fn lay(doc: &corpus::Doc, named: &names::Doc, scheme: Scheme, polities: &HashSet<&str>) -> Option<Vec<u32>> {
    let here: Vec<(usize, char)> = doc.text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let there: Vec<(usize, char)> = named.text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    if here.len() != there.len() || here.iter().zip(&there).any(|(a, b)| a.1 != b.1) {
        return None;
    }
    let across = |byte: u32| {
        let at = here.partition_point(|(start, _)| *start < byte as usize);
        there.get(at).map_or(named.text.len(), |(start, _)| *start)
    };
    let spans: Vec<Span> =
        doc.syntax.tokens.iter().map(|t| Span::new(across(t.span.start), across(t.span.end - 1) + 1)).collect();
    Some(names::allowed(named, scheme, polities, &spans))
}

fn treebank(doc: &corpus::Doc, labels: Option<Vec<u32>>, sets: &Sets, columns: &mut Columns) {
    columns.document();
    let syntax = &doc.syntax;
    let mut paragraph = None;
    for sentence in &syntax.sentences {
        for tok in sentence.tokens.clone() {
            let token = &syntax.tokens[tok];
            let gap = match tok {
                _ if paragraph != Some(sentence.paragraph) => Gap::Paragraph,
                _ if syntax.tokens[tok - 1].span.end == token.span.start => Gap::None,
                _ => Gap::Blank,
            };
            paragraph = Some(sentence.paragraph);
            columns.word(token.span.of(&doc.text), gap, labels.as_ref().map_or(0, |labels| labels[tok]));
            columns.end(Some(tok + 1 == sentence.tokens.end));
            let known = |at: Option<&usize>| at.map_or(-1, |at| *at as i32);
            columns.tags([
                token.upos as i32,
                token.xpos as i32,
                known(sets.feats_at.get(&token.feats)),
                known(sets.edits_at.get(&edit(doc, token))),
                token.head as i32 - tok as i32,
                token.deprel as i32,
            ]);
        }
    }
}

/// News whose names alone are gold. Its sentence spans often hold several sentences, so no ends are learned from it.
fn newswire(doc: &names::Doc, polities: &HashSet<&str>, columns: &mut Columns) {
    plain(&doc.text, columns, |spans| names::allowed(doc, Scheme::Worldwide, polities, spans));
}

/// A text by our own words, of which only the names may be known.
fn plain(text: &str, columns: &mut Columns, labels: impl Fn(&[Span]) -> Vec<u32>) {
    columns.document();
    let tokens = tokenize(text, 0);
    let spans: Vec<Span> = tokens.iter().map(|token| token.span).collect();
    let labels = labels(&spans);
    let starts = paragraph::starts(text, &tokens);
    for (tok, token) in tokens.iter().enumerate() {
        let gap = match (starts[tok], tok > 0 && spans[tok - 1].end == token.span.start) {
            (true, _) => Gap::Paragraph,
            (_, true) => Gap::None,
            _ => Gap::Blank,
        };
        columns.word(token.span.of(text), gap, labels[tok]);
        columns.end(None);
        columns.tags([-1; 6]);
    }
}

/// Words of one source taken for silver at most; the heap is lopsided.
const SHARE: usize = 1_000_000;

/// Lays news without labels into the same columns, for the teacher to fill: the openly licensed part, or all of it.
/// Documents lie in an order that mixes sources, so that any part of them is a sample of the whole.
pub fn silver(data: &Path, prepared: &Path, out: &Path, all: bool) -> Result<()> {
    let index = corpus::contents(&data.join("silver/news-index.tsv.gz"))?;
    let heap = corpus::contents(&data.join("silver/news.txt.gz"))?;
    let mut documents = Vec::new();
    for (row, line) in index.lines().skip(1).zip(heap.lines()) {
        let cols: Vec<&str> = row.split('\t').collect();
        let [_, source, id, _, words, licence] = cols[..] else { continue };
        let closed = licence == "research-only" || licence.contains("NC") || licence.contains("non-commercial");
        if all || !closed {
            documents.push((Sha256::digest(format!("{source} {id}")), source, words.parse().unwrap_or(0), line));
        }
    }
    documents.sort_unstable();
    let mut columns = Columns::default();
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, source, words, line) in documents {
        let so_far = taken.entry(source).or_default();
        if *so_far < SHARE {
            *so_far += words;
            plain(&line.replace('\t', "\n\n"), &mut columns, |spans| vec![0; spans.len()]);
        }
    }
    let bytes = std::fs::read(prepared)?;
    let (_, header) = safetensors::SafeTensors::read_metadata(&bytes)?;
    columns.write(out, header.metadata().clone().unwrap_or_default())
}
