use super::Command;
use super::answer::{AskArguments, DateArguments, Told};
use super::tell;
use crate::door::Outcome;
use clap::{Args, FromArgMatches};
use rapporteur::ledger::Events;

pub const COMMAND: Command = Command {
    name: "events",
    about: "Shows who did what to whom, oldest to newest",
    examples: "  rapporteur events --actor RUS --recipient UKR --type assault --actual
  rapporteur events --place Merrin --from 2024-03 --to 2024-05
  rapporteur events --vouched-by ministry --format jsonl",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// Words of an actor's name, or a country's code for all of it
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Words of a recipient's name, or a country's code for all of it
    #[arg(long, value_name = "NAME")]
    recipient: Option<String>,
    /// PLOVER type: agree, consult, support, concede, cooperate, aid, retreat, request, accuse, reject, threaten,
    /// protest, sanction, mobilize, coerce, assault
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Words of the place's name
    #[arg(long)]
    place: Option<String>,
    /// Country code of the place
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// How sure the text is: certain, probable, possible, unknown
    #[arg(long)]
    certainty: Option<String>,
    /// Only what the text gives as having happened or happening: nothing denied, doubtful or to come
    #[arg(long)]
    actual: bool,
    /// Nothing that only stands in the background
    #[arg(long)]
    news: bool,
    /// Words of the name of who vouches for it
    #[arg(long, value_name = "NAME")]
    vouched_by: Option<String>,
    #[command(flatten)]
    dates: DateArguments,
    #[command(flatten)]
    ask: AskArguments,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let answer = arguments.ask.open()?.events(&Events {
        actor: arguments.actor.clone(),
        recipient: arguments.recipient.clone(),
        kind: arguments.kind.clone(),
        place: arguments.place.clone(),
        country: arguments.country.clone(),
        certainty: arguments.certainty.clone(),
        actual: arguments.actual,
        news: arguments.news,
        vouched_by: arguments.vouched_by.clone(),
        dates: arguments.dates.dates()?,
        all_versions: arguments.ask.all_versions,
        limit: arguments.ask.limit(),
    })?;
    let header = ["date", "who", "did", "to whom", "words", "vouched by", "row"];
    arguments.ask.print(&answer, header, |row: &Told| {
        [
            row.days("date_from", "date_to"),
            row.text("actor_names"),
            tell::deed(row),
            row.text("recipient_names"),
            row.excerpt("trigger_text"),
            row.voucher("voucher_name"),
            row.cite(),
        ]
    })
}
