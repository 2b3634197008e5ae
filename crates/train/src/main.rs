//! Training and measuring: from corpora to weights, and from gold data to figures.

mod bench;
mod corpus;
mod cost;
mod diff;
mod measure;
mod model;
mod names;
mod parse;
mod prepare;
mod statements;
mod tensors;

use clap::{Parser, Subcommand};
use rapporteur_syntax::{ModelError, Reader};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "rapporteur-train", about = "Trains the syntax model and measures readers")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Rebuilds the syntax model: prepares, trains, measures
    Model(model::Options),
    /// Fits the weights of the statements recorder
    Statements(statements::Options),
    /// Turns corpora into the tensors that training reads
    Prepare {
        /// Folder of the corpora
        #[arg(long)]
        data: PathBuf,
        /// File to write
        #[arg(long, default_value = "target/train/prepared.safetensors")]
        out: PathBuf,
    },
    /// Turns news without labels into tensors, for the teacher to label
    Silver {
        /// Take all news, also what is licensed for research only; else the openly licensed part
        #[arg(long)]
        all: bool,
        /// Folder of the corpora
        #[arg(long)]
        data: PathBuf,
        /// The prepared gold, whose label sets are taken over
        #[arg(long, default_value = "target/train/prepared.safetensors")]
        prepared: PathBuf,
        /// File to write
        #[arg(long, default_value = "target/train/silver.safetensors")]
        out: PathBuf,
    },
    /// Runs all scorers on the dev data, prints the table, and appends it to the results
    ///
    /// Ends with status 1 when a floor is missed. Where the data is absent it says so and ends with 0.
    Measure {
        /// Folder with `data/` and `tools/`
        #[arg(long, default_value = "../shared")]
        shared: PathBuf,
        /// The reader to measure
        #[arg(long, default_value = "target/release/rapporteur")]
        binary: PathBuf,
        /// Only gold files or scorers whose name contains this
        #[arg(long, default_value = "")]
        only: String,
        /// File to append the table to
        #[arg(long, default_value = "benches/RESULTS.md")]
        results: PathBuf,
        /// Print the table and write nothing
        #[arg(long)]
        print_only: bool,
        /// Model to read with, as the reader's --model takes it
        #[arg(long, default_value = "fast")]
        model: String,
    },
    /// Times the whole reader on a heap of text, one thread, stage by stage
    Bench {
        /// One document a line, tabs part paragraphs; plain or .gz
        #[arg(long, default_value = "../shared/data/silver/news.txt.gz")]
        heap: PathBuf,
        /// How many documents to read
        #[arg(long, default_value_t = 2000)]
        documents: usize,
        /// Weights to read with; the program's own unless given
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Runs two builds over documents and lists the rows gained, lost and changed
    Diff {
        /// The build before
        old: PathBuf,
        /// The build after
        new: PathBuf,
        /// JSON Lines of documents
        documents: PathBuf,
        /// Only these kinds of rows
        #[arg(long, value_delimiter = ',')]
        kinds: Vec<String>,
        /// Lines shown a kind and change
        #[arg(long, default_value_t = 40)]
        limit: usize,
    },
    /// Counts the rows that wrong trees cost, by kind of error
    Cost {
        /// A treebank file, CoNLL-U, plain or .gz
        treebank: PathBuf,
        /// Weights to read with; the program's own unless given
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Parses a file, for the scorers
    Parse {
        /// Text, or JSON Lines of documents
        from: PathBuf,
        /// What to write
        #[arg(long, default_value = "conllu")]
        to: parse::To,
        /// Weights to read with; the program's own unless given
        #[arg(long)]
        model: Option<PathBuf>,
    },
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    let mut stands = true;
    match Arguments::parse().command {
        Command::Model(options) => model::run(&options)?,
        Command::Statements(options) => statements::run(&options)?,
        Command::Parse { from, to, model } => {
            parse::run(&reader(model)?, &from, to)?;
        }
        Command::Cost { treebank, model } => cost::run(&reader(model)?, &treebank)?,
        Command::Silver { all, data, prepared, out } => prepare::silver(&data, &prepared, &out, all)?,
        Command::Prepare { data, out } => prepare::run(&data, &out)?,
        Command::Measure { shared, binary, only, results, print_only, model } => {
            let scratch = PathBuf::from(format!("target/measure/{}", std::process::id()));
            let places = measure::Places { binary, model, shared, scratch };
            stands = measure::run(&places, &only, (!print_only).then_some(results.as_path()))?;
        }
        Command::Bench { heap, documents, model } => bench::run(&heap, documents, || reader(model))?,
        Command::Diff { old, new, documents, kinds, limit } => diff::run(&old, &new, &documents, &kinds, limit)?,
    }
    Ok(std::process::ExitCode::from(u8::from(!stands)))
}

fn reader(model: Option<PathBuf>) -> Result<Reader, ModelError> {
    model.map_or_else(|| Ok(Reader::fast()), Reader::open)
}

/// What a command was asked for.
#[allow(clippy::print_stdout)]
fn show(text: &str) {
    print!("{text}");
}

/// A line on the progress of a long command.
#[allow(clippy::print_stderr)]
fn say(line: &str) {
    eprintln!("{line}");
}
