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
    /// Folder of all-MiniLM-L6-v2 (`model.safetensors`, `vocab.txt`): the teacher; without it gold alone is learned
    #[arg(long)]
    encoder: Option<PathBuf>,
    /// Seed of order and dropout
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

/// Prepares, trains and prints the figures of the development sets.
pub fn run(options: &Options) -> Result<()> {
    let work = |name: &str| options.work.join(name).display().to_string();
    let prepared = work("prepared.safetensors");
    prepare::run(&options.data, Path::new(&prepared))?;
    std::fs::create_dir_all(&options.out)?;
    let weights = options.out.join("fast.safetensors").display().to_string();
    let Some(encoder) = &options.encoder else {
        python(options, &["train.py", &prepared, &weights, "--passes", "9"])?;
        return measure(options, Path::new(&weights));
    };
    let encoder = encoder.display().to_string();
    let (gold, teacher) = (work("gold.safetensors"), work("teacher.pt"));
    let (silver, labelled) = (work("silver.safetensors"), work("labelled.safetensors"));
    python(options, &["train.py", &prepared, &gold, "--passes", "9"])?;
    python(options, &["teacher.py", "train", &prepared, &encoder, &teacher, "--passes", "1.4", "--bf16"])?;
    prepare::silver(&options.data, Path::new(&prepared), Path::new(&silver))?;
    python(options, &["teacher.py", "label", &silver, &encoder, &teacher, &labelled, "--limit", "850000", "--bf16"])?;
    let last = ["--silver", &labelled, "--start", &gold, "--passes", "4", "--rate", "1.2e-3", "--bf16"];
    python(options, &[&["train.py", &prepared, &weights][..], &last[..]].concat())?;
    measure(options, Path::new(&weights))
}

/// Runs a script of `crates/train/python`.
fn python(options: &Options, arguments: &[&str]) -> Result<()> {
    say(&arguments.join(" "));
    let status = Command::new(&options.python)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("python").join(arguments[0]))
        .args(&arguments[1..])
        .args(["--seed", &options.seed.to_string()])
        .status()
        .with_context(|| options.python.display().to_string())?;
    ensure!(status.success(), "{} failed: {status}", arguments[0]);
    Ok(())
}

fn measure(options: &Options, weights: &Path) -> Result<()> {
    let reader = Reader::open(weights)?;
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
