//! Fits the weights of the statements recorder on annotated attributions, parsed by the reader itself.
//!
//! Each part is fitted on what the annotation says of it: words that attribute, words of a cue, heads and branches of
//! sources, chains of content. How far to trust a whole statement is fitted last, on statements read with weights that
//! have not seen their documents. One thread, fixed seed: the same corpora and parser give the same bytes.

mod gold;
mod learn;
mod lessons;
mod predict;

use anyhow::Result;
use learn::{Fit, Rows};
use lessons::{Lessons, trust};
use rapporteur_record::Knowledge;
use rapporteur_record::recorder::statements::weights::{Part, Weights};
use rapporteur_syntax::Reader;
use std::path::PathBuf;

/// What to train on and where to write.
#[derive(clap::Args)]
pub struct Options {
    /// Folder of the corpora
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// File to write
    #[arg(long, default_value = "crates/record/model/statements.bin")]
    out: PathBuf,
    /// Corpora under `statements/`; of those from GUM every fifth document is left out
    #[arg(long, value_delimiter = ',', default_value = "train.jsonl")]
    corpora: Vec<String>,
    /// Documents to read with the new weights, annotated or not
    #[arg(long)]
    read: Option<PathBuf>,
    /// Where to write what was read there, for the scorers
    #[arg(long, default_value = "target/train/statements.jsonl")]
    predicted: PathBuf,
    /// Weights of parsers whose trees are learned beside those of the program's own; the last reads `--read`
    #[arg(long)]
    model: Vec<PathBuf>,
}

/// Of the corpora of open licence every so many-th document is left to measure on.
const HELD_OUT: usize = 5;
/// Folds for what must be fitted on documents not seen.
const FOLDS: usize = 2;

/// Fits all weights and writes them.
pub fn run(options: &Options) -> Result<()> {
    let mut readers = vec![Reader::fast()];
    for model in &options.model {
        readers.push(Reader::open(model)?);
    }
    let knowledge = Knowledge::english();
    let mut reports = Vec::new();
    for corpus in &options.corpora {
        let all = gold::read(&options.data.join("statements").join(corpus), &readers, &knowledge)?;
        let held_out = |n: usize| corpus.starts_with("gum") && n % HELD_OUT == HELD_OUT - 1;
        reports.extend(all.into_iter().filter(|report| !held_out(report.number)));
    }
    let statements: usize = reports.iter().map(|report| report.statements.len()).sum();
    crate::say(&format!("{} parses, {statements} statements", reports.len()));
    let mut lessons = Lessons::cues(&reports, &knowledge);
    let cues = thrice(|keep| lessons.cue.fit(Part::Cue, &Fit::WORDS, keep));
    lessons.rest(&reports, &knowledge, |doc| &cues[doc % FOLDS]);
    crate::say(&lessons.sizes());
    let fitted = thrice(|keep| lessons.fit(keep));
    let mut unseen = Rows::default();
    let mut weights = Weights::default();
    for (fold, (mut fitted, cue)) in fitted.into_iter().zip(&cues).enumerate() {
        fitted.set(Part::Cue, cue);
        match fold < FOLDS {
            true => trust(&reports, &knowledge, &fitted, |doc| doc % FOLDS == fold, &mut unseen),
            false => weights = fitted,
        }
    }
    weights.set(Part::Trust, &unseen.fit(Part::Trust, &Fit::TRUST, |_| true));
    std::fs::write(&options.out, weights.write())?;
    crate::say(&format!("written to {}", options.out.display()));
    if let (Some(documents), Some(reader)) = (&options.read, readers.last()) {
        let reports = gold::read(documents, std::slice::from_ref(reader), &knowledge)?;
        predict::run(&reports, &knowledge, &weights, &options.predicted)?;
    }
    Ok(())
}

/// Fits without each fold, then on all, side by side.
fn thrice<T: Send>(fit: impl Fn(&dyn Fn(usize) -> bool) -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let fit = &fit;
        let folds = (0..=FOLDS).map(|fold| scope.spawn(move || fit(&|doc| fold == FOLDS || doc % FOLDS != fold)));
        let folds: Vec<_> = folds.collect();
        folds.into_iter().filter_map(|fold| fold.join().ok()).collect()
    })
}
