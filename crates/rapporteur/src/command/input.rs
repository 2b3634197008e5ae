//! The arguments that `extract` and `read` share: what to read, and how.

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use rapporteur::decode::{self, FieldMap, Format, Input};
use rapporteur::{Model, Reader, wire};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// What to read.
#[derive(Args, Debug)]
pub struct InputArguments {
    /// Text files, JSON Lines, gzip of them, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// What the files hold; told by their names otherwise (.jsonl and .ndjson are JSON Lines, the rest is text)
    #[arg(long, value_enum, value_name = "FORMAT")]
    from: Option<From>,
    /// Where other people's JSON keeps the fields: text=message,date=date_unixtime,outlet=channel.title
    #[arg(long, value_name = "FIELD=NAME,…")]
    map: Option<FieldMap>,
    /// Longest document, or line of JSON, that is read, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = decode::MAX_BYTES, value_parser = clap::value_parser!(u64).range(1..=1 << 30))]
    max_bytes: u64,
    /// Language of all reports, where the input or the words tell it wrongly
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    /// A file is a report
    Text,
    /// A line is a report: {"id","text","date"?,"title"?,"url"?,"outlet"?,"language"?}
    Jsonl,
}

impl InputArguments {
    /// How the paths are to be decoded.
    pub fn options(&self) -> decode::Options {
        let format = self.from.map(|from| match from {
            From::Text => Format::Text,
            From::Jsonl => Format::JsonLines,
        });
        decode::Options {
            format,
            fields: self.map.clone().unwrap_or_default(),
            max_bytes: self.max_bytes,
            language: self.language.clone(),
            ..decode::Options::default()
        }
    }
}

/// Where a user says which model reads without saying it each time.
const MODEL: &str = "RAPPORTEUR_MODEL";

/// What to read with.
#[derive(Args, Debug)]
pub struct ModelArgument {
    /// Syntax model: fast (in the program), accurate (from its own file; fewer errors, some nine times slower), best (accurate
    /// where its file is at hand, else fast), or the path of a model file; each record names the one that read it
    #[arg(long, value_name = "MODEL", env = MODEL, default_value = "best")]
    pub model: Model,
}

/// How to read.
#[derive(Args, Debug)]
pub struct ReadingArguments {
    #[command(flatten)]
    pub syntax: ModelArgument,
    /// Threads; the same bytes come out of any number [default: one a core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Places of your own, added to those of the world: tab-separated with a header line, at least name, lat and lon;
    /// also others (other names, ; between), kind, country (ISO 3166-1 alpha-3), admin1, population, geonames
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// Keeps less certain rows too: more of what is there, more of what is not
    #[arg(long, conflicts_with = "min_confidence")]
    recall: bool,
    /// Keeps rows whose confidence is at least X, from 0 to 1
    #[arg(long, value_name = "X", value_parser = probability)]
    min_confidence: Option<f32>,
}

impl ReadingArguments {
    /// Number of threads.
    pub fn jobs(&self) -> usize {
        match self.jobs {
            Some(jobs) => usize::from(jobs),
            None => std::thread::available_parallelism().map_or(1, usize::from),
        }
    }

    /// The reader asked for: its model, and the user's own places.
    pub fn reader(&self) -> anyhow::Result<Reader> {
        let mut reader = reader(&self.syntax.model)?;
        if let Some(path) = &self.gazetteer {
            let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            reader.add_places(&path.display().to_string(), &text)?;
        }
        Ok(reader)
    }

    /// The threshold, where one was asked for.
    pub fn threshold(&self) -> Option<f32> {
        self.recall.then_some(wire::RECALL_CONFIDENCE).or(self.min_confidence)
    }

    /// Rows below this are left out.
    pub fn min_confidence(&self) -> f32 {
        self.threshold().unwrap_or(wire::DEFAULT_CONFIDENCE)
    }
}

fn probability(words: &str) -> Result<f32, String> {
    let number = words.parse().map_err(|_| "expected a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("expected a number from 0 to 1".to_owned()) }
}

/// The model that reads unless a command line names another.
pub fn model_of_default() -> Model {
    std::env::var(MODEL).unwrap_or_default().parse().unwrap_or_default()
}

/// The model and the lexicon.
pub fn reader(model: &Model) -> anyhow::Result<Reader> {
    let reader = catch_unwind(|| Reader::with_model(model))
        .map_err(|_| anyhow!("the model or the lexicon in this program is damaged; install it again"))?;
    Ok(reader?)
}

/// How heavy an input is: the bytes of its text.
pub fn weight<E>(input: &Result<Input, E>) -> usize {
    input.as_ref().map_or(0, |input| input.document.text.len())
}

/// Works on one input. A report on which the reader fails is reported like any other that cannot be read: one defect
/// must not cost the other two million.
pub fn attempt<T>(input: &Input, work: impl FnOnce(&Input) -> T) -> anyhow::Result<T> {
    let failed = |_| anyhow!("{}: the reader failed on this report; please send it to its makers", input.document.id);
    catch_unwind(AssertUnwindSafe(|| work(input))).map_err(failed)
}
