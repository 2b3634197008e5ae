use super::Command;
use super::answer::{AskArguments, DateArguments, Told};
use super::tell;
use crate::door::Outcome;
use clap::{Args, FromArgMatches, ValueEnum};
use rapporteur::ledger::Figures;

pub const COMMAND: Command = Command {
    name: "figures",
    about: "Shows the numbers that reports give, each with who vouches for it",
    examples: "  rapporteur figures --counted drones
  rapporteur figures --toll dead --from 2024-03
  rapporteur figures --unit USD --vouched-by minister",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// Words of what is counted
    #[arg(long, value_name = "WORDS")]
    counted: Option<String>,
    /// Unit: person, percent, USD, km, hour …
    #[arg(long)]
    unit: Option<String>,
    /// Only what an event cost or how large it was
    #[arg(long, value_enum)]
    toll: Option<Toll>,
    /// Short for --toll dead
    #[arg(long, conflicts_with = "toll")]
    dead: bool,
    /// Short for --toll injured
    #[arg(long, conflicts_with_all = ["toll", "dead"])]
    injured: bool,
    /// Words of the name of who vouches for it
    #[arg(long, value_name = "NAME")]
    vouched_by: Option<String>,
    #[command(flatten)]
    dates: DateArguments,
    #[command(flatten)]
    ask: AskArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Toll {
    Dead,
    Injured,
    Displaced,
    Arrested,
    Size,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let toll = match arguments.toll {
        _ if arguments.dead => Some("dead"),
        _ if arguments.injured => Some("injured"),
        Some(Toll::Dead) => Some("dead"),
        Some(Toll::Injured) => Some("injured"),
        Some(Toll::Displaced) => Some("displaced"),
        Some(Toll::Arrested) => Some("arrested"),
        Some(Toll::Size) => Some("size"),
        None => None,
    };
    let answer = arguments.ask.open()?.figures(&Figures {
        counted: arguments.counted.clone(),
        unit: arguments.unit.clone(),
        toll: toll.map(str::to_owned),
        vouched_by: arguments.vouched_by.clone(),
        dates: arguments.dates.dates()?,
        all_versions: arguments.ask.all_versions,
        limit: arguments.ask.limit(),
    })?;
    let header = ["date", "figure", "says", "words", "vouched by", "row"];
    arguments.ask.print(&answer, header, |row: &Told| {
        [
            row.days("date_from", "date_to"),
            row.words("text"),
            tell::amount(row),
            row.excerpt("text"),
            row.voucher("voucher_name"),
            row.cite(),
        ]
    })
}
