//! The one command that rebuilds the syntax model.

use crate::{corpus, prepare, say};
use anyhow::{Context, Result, ensure};
use clap::Args;
use rapporteur_syntax::{Deprel, Reader, Syntax};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where things are, and how long to train.
#[derive(Args)]
pub struct Options {
    /// Folder of the corpora
    #[arg(long)]
    data: PathBuf,
    /// Folder to write the weights to
    #[arg(long, default_value = "crates/syntax/model")]
    out: PathBuf,
    /// Folder for prepared data
    #[arg(long, default_value = "target/train")]
    work: PathBuf,
    /// Python with the packages of crates/train/python/requirements.txt
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// Passes over the gold corpora
    #[arg(long, default_value_t = 9)]
    passes: u32,
    /// Seed of order and dropout
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

/// Prepares, trains and prints the figures of the development sets.
pub fn run(options: &Options) -> Result<()> {
    let prepared = options.work.join("prepared.safetensors");
    prepare::run(&options.data, &prepared)?;
    std::fs::create_dir_all(&options.out)?;
    let weights = options.out.join("fast.safetensors");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/train.py");
    let status = Command::new(&options.python)
        .arg(script)
        .args([&prepared, &weights])
        .args(["--passes", &options.passes.to_string(), "--seed", &options.seed.to_string()])
        .status()
        .with_context(|| options.python.display().to_string())?;
    ensure!(status.success(), "training failed: {status}");
    let reader = Reader::open(&weights)?;
    for file in ["ewt-dev", "gum-dev"] {
        let docs = corpus::documents(&options.data.join(format!("syntax/{file}.conllu.gz")), |_| true)?;
        say(&format!("{file}, from raw text: {}", figures(&docs, &reader)));
    }
    Ok(())
}

/// F1 of sentences, UPOS and LAS over words of the same span, in percent.
fn figures(docs: &[corpus::Doc], reader: &Reader) -> String {
    let (mut sentences, mut upos, mut las) = (Tally::default(), Tally::default(), Tally::default());
    for doc in docs {
        let read = reader.parse(&doc.text);
        let bounds = |syntax: &Syntax| syntax.sentences.iter().map(|sentence| sentence.span).collect::<HashSet<_>>();
        sentences.add(
            bounds(&doc.syntax).intersection(&bounds(&read)).count(),
            read.sentences.len(),
            doc.syntax.sentences.len(),
        );
        let places: HashMap<_, _> = read.tokens.iter().enumerate().map(|(tok, token)| (token.span, tok)).collect();
        let pairs =
            doc.syntax.tokens.iter().enumerate().filter_map(|(tok, token)| Some((tok, *places.get(&token.span)?)));
        let (mut tags, mut arcs) = (0, 0);
        for (gold, found) in pairs {
            let head = |syntax: &Syntax, tok| syntax.head(tok).map(|head| syntax.tokens[head].span);
            let (a, b) = (&doc.syntax.tokens[gold], &read.tokens[found]);
            tags += usize::from(a.upos == b.upos);
            let tied = head(&doc.syntax, gold) == head(&read, found);
            arcs += usize::from(tied && universal(a.deprel) == universal(b.deprel));
        }
        upos.add(tags, read.len(), doc.syntax.len());
        las.add(arcs, read.len(), doc.syntax.len());
    }
    format!("sentences {:.2}, UPOS {:.2}, LAS {:.2}", sentences.f1(), upos.f1(), las.f1())
}

fn universal(deprel: Deprel) -> &'static str {
    deprel.as_str().split(':').next().unwrap_or_default()
}

#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn add(&mut self, right: usize, found: usize, gold: usize) {
        self.right += right;
        self.found += found;
        self.gold += gold;
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}
