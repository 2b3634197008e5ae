use super::Command;
use super::answer::{AskArguments, DateArguments, Told};
use super::tell;
use crate::door::Outcome;
use clap::{Args, FromArgMatches};
use rapporteur::ledger::Prospects;

pub const COMMAND: Command = Command {
    name: "prospects",
    about: "Shows what was promised, planned, predicted or threatened, by the day it is due",
    examples: "  rapporteur prospects --by ministry --due-before 2024-04-01
  rapporteur prospects --kind promise --from 2024-03 --to 2024-06",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// Words of the name of who foretells it, or a country's code for all of it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// promise, plan, prediction, threat, vow, deadline
    #[arg(long)]
    kind: Option<String>,
    /// open, happened, lapsed, withdrawn
    #[arg(long)]
    status: Option<String>,
    /// Only what is due before this day
    #[arg(long, value_name = "DATE")]
    due_before: Option<String>,
    #[command(flatten)]
    dates: DateArguments,
    #[command(flatten)]
    ask: AskArguments,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let answer = arguments.ask.open()?.prospects(&Prospects {
        by: arguments.by.clone(),
        kind: arguments.kind.clone(),
        status: arguments.status.clone(),
        due_before: arguments.due_before.clone(),
        dates: arguments.dates.dates()?,
        all_versions: arguments.ask.all_versions,
        limit: arguments.ask.limit(),
    })?;
    let header = ["due", "by", "kind", "words", "chance", "status", "row"];
    arguments.ask.print(&answer, header, |row: &Told| {
        [
            row.days("from", "to"),
            format!("{}\n({})", row.first(&["said_by_name", "statement_name"], "the report"), row.text("date_from")),
            tell::kind(row),
            tell::on_condition(row, "what_text"),
            tell::chance(row),
            row.text("status"),
            row.cite(),
        ]
    })
}
