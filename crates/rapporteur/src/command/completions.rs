use super::Command;
use crate::door::Outcome;
use crate::ui;
use clap::{Args, FromArgMatches};
use clap_complete::Shell;
use std::io::Write;

pub const COMMAND: Command = Command {
    name: "completions",
    about: "Writes the completion script of a shell",
    examples: "  rapporteur completions bash > ~/.local/share/bash-completion/completions/rapporteur
  rapporteur completions fish > ~/.config/fish/completions/rapporteur.fish",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::program(), "rapporteur", &mut script);
    let mut out = ui::output();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Done)
}
