//! The commands, and the list that names them all.
//!
//! A command is a file: its arguments (a `clap::Args`), its examples, and a function that runs it. Adding one touches
//! its own file, its tests, and its lines here.

use crate::door::Outcome;
use crate::ui;
use clap::{Arg, ArgAction, ArgMatches, Args, value_parser};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

mod answer;
mod codebook;
mod completions;
mod events;
mod explain;
mod extract;
mod figures;
mod input;
mod light;
mod man;
mod positions;
mod prospects;
mod read;
mod report;
mod said;
mod show;
mod sql;
mod tell;

/// A command of the program.
pub struct Command {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// Calls to copy, one a line, for its `--help` and its manual page.
    pub examples: &'static str,
    /// Adds its arguments: `Arguments::augment_args`.
    pub arguments: fn(clap::Command) -> clap::Command,
    /// Runs it with what was given.
    pub run: fn(&ArgMatches) -> anyhow::Result<Outcome>,
}

/// Every command, in the order of `--help`.
pub const COMMANDS: &[Command] = &[
    extract::COMMAND,
    read::COMMAND,
    said::COMMAND,
    events::COMMAND,
    figures::COMMAND,
    positions::COMMAND,
    prospects::COMMAND,
    show::COMMAND,
    explain::COMMAND,
    sql::COMMAND,
    codebook::COMMAND,
    completions::COMMAND,
    man::COMMAND,
];

/// The ledger to work on, for every command that needs one.
#[derive(Args, Debug)]
pub struct LedgerArgument {
    /// The ledger's file
    #[arg(long, value_name = "FILE", env = "RAPPORTEUR_LEDGER", default_value = "rapporteur.db")]
    pub ledger: PathBuf,
}

/// Reads the command line and runs the command it names.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> anyhow::Result<Outcome> {
    let matches = program().try_get_matches_from(arguments)?;
    if matches.get_flag("verbose") {
        ui::be_verbose();
    }
    if matches.get_flag("version") {
        return version();
    }
    let Some((name, given)) = matches.subcommand() else {
        return Err(program()
            .error(clap::error::ErrorKind::MissingSubcommand, "name a command; --help lists them")
            .into());
    };
    let command = COMMANDS.iter().find(|command| command.name == name);
    let command = command.ok_or_else(|| anyhow::anyhow!("no command is called {name}"))?;
    (command.run)(given)
}

/// The whole command line, for parsing, completions and the manual.
pub fn program() -> clap::Command {
    let flag =
        |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).value_parser(value_parser!(bool));
    let program = clap::Command::new("rapporteur")
        .about("Reads dated news reports and keeps the record: who said what, who did what to whom, when and where.")
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg_required_else_help(true)
        .arg(flag("version").short('V').help("Names the program, its model and its lexicon"))
        .arg(flag("verbose").global(true).help("Tells the whole chain of causes with each error"));
    COMMANDS.iter().fold(program, |program, command| {
        let examples = format!("Examples:\n{}", command.examples.trim_end());
        let empty = clap::Command::new(command.name).about(command.about).after_help(examples);
        program.subcommand((command.arguments)(empty).about(command.about))
    })
}

fn version() -> anyhow::Result<Outcome> {
    // A damaged model file is an error where it is to read, not here.
    let reader = input::reader(&input::model_of_default()).or_else(|_| input::reader(&rapporteur::Model::Fast))?;
    let mut out = ui::output();
    writeln!(out, "rapporteur {} (model {}, lexicon {})", rapporteur::VERSION, reader.model(), reader.lexicon())?;
    out.flush()?;
    Ok(Outcome::Done)
}
