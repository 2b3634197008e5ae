//! Training and measuring.

mod corpus;
mod names;
mod prepare;
mod tensors;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "rapporteur-train", about = "Trains the syntax model and measures readers")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Turns corpora into the tensors that training reads
    Prepare {
        /// Folder of the corpora
        #[arg(long)]
        data: PathBuf,
        /// File to write
        #[arg(long, default_value = "target/train/prepared.safetensors")]
        out: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Prepare { data, out } => prepare::run(&data, &out),
    }
}

/// A line on the progress of a long command.
#[allow(clippy::print_stderr)]
fn say(line: &str) {
    eprintln!("{line}");
}
