use super::Command;
use super::answer::{AskArguments, DateArguments, Told};
use super::tell;
use crate::door::Outcome;
use clap::{Args, FromArgMatches};
use rapporteur::ledger::Positions;

pub const COMMAND: Command = Command {
    name: "positions",
    about: "Shows what each side demands, refuses, offers or makes a condition, oldest to newest",
    examples: "  rapporteur positions --holder OMN --issue treaty
  rapporteur positions --stance refuse --from 2024-03",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// Words of the holder's name, or a country's code for all of it
    #[arg(long, value_name = "NAME")]
    holder: Option<String>,
    /// demand, refuse, accept, offer, promise, condition, threaten, recognise, deny, support, oppose, accuse
    #[arg(long)]
    stance: Option<String>,
    /// Words of the issue
    #[arg(long, value_name = "WORDS")]
    issue: Option<String>,
    #[command(flatten)]
    dates: DateArguments,
    #[command(flatten)]
    ask: AskArguments,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let answer = arguments.ask.open()?.positions(&Positions {
        holder: arguments.holder.clone(),
        stance: arguments.stance.clone(),
        issue: arguments.issue.clone(),
        dates: arguments.dates.dates()?,
        all_versions: arguments.ask.all_versions,
        limit: arguments.ask.limit(),
    })?;
    let header = ["date", "holder", "stance", "towards", "words", "vouched by", "row"];
    arguments.ask.print(&answer, header, |row: &Told| {
        [
            row.days("date_from", "date_to"),
            row.first(&["holder_name"], "?"),
            row.text("stance"),
            row.text("towards_names"),
            tell::on_condition(row, "issue_text"),
            row.voucher("statement_name"),
            row.cite(),
        ]
    })
}
