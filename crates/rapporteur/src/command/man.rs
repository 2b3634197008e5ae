use super::Command;
use crate::door::Outcome;
use crate::ui;
use anyhow::Context;
use clap::{Args, FromArgMatches};
use clap_mangen::Man;
use std::io::Write;
use std::path::PathBuf;

pub const COMMAND: Command = Command {
    name: "man",
    about: "Writes the manual pages",
    examples: "  rapporteur man | man -l -
  rapporteur man ~/.local/share/man/man1",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// Folder for a page a command; without it the program's own page goes to standard output
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let program = super::program();
    let Some(folder) = &arguments.folder else {
        let mut out = ui::output();
        Man::new(program).render(&mut out)?;
        out.flush()?;
        return Ok(Outcome::Done);
    };
    let told =
        |path: &PathBuf| format!("cannot write the manual to {}; name a folder that can be written", path.display());
    std::fs::create_dir_all(folder).with_context(|| told(folder))?;
    clap_mangen::generate_to(program, folder).with_context(|| told(folder))?;
    Ok(Outcome::Done)
}
