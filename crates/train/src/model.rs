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
    /// Folder to write `fast.safetensors` to
    #[arg(long, default_value = "crates/syntax/model")]
    out: PathBuf,
    /// Folder to write `accurate.safetensors` to
    #[arg(long, default_value = "models")]
    accurate: PathBuf,
    /// Folder for prepared data, labels and checkpoints; a training that was cut off goes on from it
    #[arg(long, default_value = "target/train")]
    work: PathBuf,
    /// Python with the packages of crates/train/python/requirements.txt
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// Folder of all-MiniLM-L6-v2 (`model.safetensors`, `vocab.txt`, `config.json`): what the accurate model grows from,
    /// which also labels silver text for the fast one when there is no larger encoder; without either the fast one learns
    /// from gold alone
    #[arg(long)]
    encoder: Option<PathBuf>,
    /// Folder of a larger encoder, such as all-mpnet-base-v2: labels silver text for both models
    #[arg(long)]
    teacher: Option<PathBuf>,
    /// Learn also from news that is licensed for research only
    #[arg(long)]
    all: bool,
    /// Shards of 50,000 words that the teacher labels
    #[arg(long, default_value_t = 50)]
    shards: usize,
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
    let silver = labelled(options, &prepared)?;
    let silver: Vec<&str> = silver.iter().map(String::as_str).collect();
    if let Some(encoder) = &options.encoder {
        let mut accurate = fitted(options, encoder, &prepared, "gold.pt", GOLD)?;
        if options.teacher.is_some() {
            // Without a larger teacher the silver labels are its own: nothing to learn from.
            let how = [TAUGHT, &["--start", &accurate], &silver].concat();
            accurate = fitted(options, encoder, &prepared, "accurate.pt", &how)?;
        }
        std::fs::create_dir_all(&options.accurate)?;
        let weights = options.accurate.join("accurate.safetensors").display().to_string();
        python(options, &["teacher.py", "write", &prepared, &accurate, &weights, "--encoder", &shown(encoder)])?;
        measure(options, Path::new(&weights))?;
    }
    let weights = options.out.join("fast.safetensors").display().to_string();
    if silver.is_empty() {
        python(options, &[&["train.py", &prepared, &weights], FAST].concat())?;
        return measure(options, Path::new(&weights));
    }
    let first = options.work.join("fast.safetensors").display().to_string();
    python(options, &[&["train.py", &prepared, &first], FAST, SOME, &silver].concat())?;
    // What the tables hold is learned by then; the layers gain for much longer.
    python(options, &[&["train.py", &prepared, &weights, "--start", &first], LONGER, MUCH, &silver].concat())?;
    measure(options, Path::new(&weights))
}

/// Fine-tunes the largest encoder at hand on gold and lets it label silver text; gives the options that name the labels.
fn labelled(options: &Options, prepared: &str) -> Result<Vec<String>> {
    let (encoder, file, how) = match (&options.teacher, &options.encoder) {
        (Some(encoder), _) => (encoder, "teacher.pt", TEACHER),
        (None, Some(encoder)) => (encoder, "gold.pt", GOLD),
        (None, None) => return Ok(Vec::new()),
    };
    let teacher = fitted(options, encoder, prepared, file, how)?;
    let work = |name: &str| options.work.join(name).display().to_string();
    let (text, labels, shards) = (work("silver.safetensors"), work("labels"), options.shards.to_string());
    prepare::silver(&options.data, Path::new(prepared), Path::new(&text), options.all)?;
    let encoder = shown(encoder);
    let from = ["teacher.py", "label", &text, &teacher, &labels, "--encoder", &encoder];
    python(options, &[&from[..], &["--limit", &shards, "--bf16"]].concat())?;
    Ok(["--silver", &text, "--labels", &labels].map(str::to_owned).to_vec())
}

/// How each network is trained; small batches, for the encoders gain more from steps than from words.
#[rustfmt::skip]
const TEACHER: &[&str] = &["--passes", "2", "--names-share", "0.15", "--words", "700", "--rate", "8e-5", "--bf16"];
#[rustfmt::skip]
const GOLD: &[&str] = &["--passes", "4", "--names-share", "0.35", "--words", "700", "--rate", "1.5e-4", "--bf16"];
#[rustfmt::skip]
const TAUGHT: &[&str] = &[
    "--passes", "1", "--names-share", "0.3", "--words", "700", "--rate", "1.2e-4", "--head-rate", "7e-4", "--silver-passes", "0.35",
    "--silver-weight", "0.7", "--untaught", "end,lemma", "--bf16",
];
const FAST: &[&str] = &["--passes", "6", "--names-share", "0.4", "--bf16"];
const LONGER: &[&str] = &["--keep-tables", "--dropout", "0.1", "--passes", "10", "--names-share", "0.4", "--bf16"];

/// How much silver text the fast network reads beside, first and then.
const SOME: &[&str] = &["--silver-passes", "2.5", "--silver-weight", "0.5", "--untaught", "end,lemma"];
const MUCH: &[&str] = &["--silver-passes", "12", "--silver-weight", "0.6", "--untaught", "end,lemma"];

/// Fine-tunes an encoder, unless that was done before; gives the file of what it became.
fn fitted(options: &Options, encoder: &Path, prepared: &str, file: &str, how: &[&str]) -> Result<String> {
    let out = options.work.join(file).display().to_string();
    if !Path::new(&out).exists() {
        let train = ["teacher.py", "train", prepared, &out, "--encoder", &shown(encoder)];
        python(options, &[&train, how].concat())?;
    }
    Ok(out)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
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
