use super::Command;
use super::answer::{AskArguments, DateArguments, Told};
use super::tell;
use crate::door::Outcome;
use clap::{Args, FromArgMatches};
use rapporteur::ledger::Said;

pub const COMMAND: Command = Command {
    name: "said",
    about: "Shows who said what, oldest to newest",
    examples: "  rapporteur said Ødegård --about ferry
  rapporteur said NOR --act deny --from 2024-03
  rapporteur said Weiss --spoken
  rapporteur said --direct --about '\"gas treaty\"' --format csv",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// Words of the speaker's name or description, or a country's code for all of it
    speaker: Option<String>,
    /// Words in what is said, in any form; a phrase in double quotation marks
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    /// What is done by it: say, deny, demand, promise …
    #[arg(long)]
    act: Option<String>,
    /// Only words quoted directly, whole or in part
    #[arg(long)]
    direct: bool,
    /// Only what was said: what somebody believes, wants or feels is left out
    #[arg(long)]
    spoken: bool,
    #[command(flatten)]
    dates: DateArguments,
    #[command(flatten)]
    ask: AskArguments,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let answer = arguments.ask.open()?.said(&Said {
        speaker: arguments.speaker.clone(),
        about: arguments.about.clone(),
        act: arguments.act.clone(),
        direct: arguments.direct,
        spoken: arguments.spoken,
        dates: arguments.dates.dates()?,
        all_versions: arguments.ask.all_versions,
        limit: arguments.ask.limit(),
    })?;
    let header = ["date", "who", "act", "words", "vouched by", "row"];
    arguments.ask.print(&answer, header, |row: &Told| {
        [
            row.days("date_from", "date_to"),
            tell::speaker(row),
            tell::act(row),
            row.words("content_text"),
            row.voucher("inside_name"),
            row.cite(),
        ]
    })
}
