use super::answer::{ShapeArguments, line};
use super::{Command, LedgerArgument};
use crate::door::Outcome;
use clap::{Args, FromArgMatches};
use rapporteur::ledger;

pub const COMMAND: Command = Command {
    name: "sql",
    about: "Asks the ledger in SQL, which can only read",
    examples: "  rapporteur sql 'SELECT act, count(*) FROM statements GROUP BY act ORDER BY 2 DESC'
  rapporteur sql 'PRAGMA table_info(events)'
  rapporteur sql --format csv --limit 0 'SELECT d.id, e.* FROM events e JOIN documents d USING (document)'",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// One SELECT, WITH, VALUES, EXPLAIN or PRAGMA table_info
    #[arg(value_name = "SQL")]
    sql: String,
    #[command(flatten)]
    ledger: LedgerArgument,
    #[command(flatten)]
    shape: ShapeArguments,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let answer = ledger::sql::ask(&arguments.ledger.ledger, &arguments.sql, arguments.shape.limit())?;
    let rows = answer.rows.iter().map(|row| row.iter().map(line).collect()).collect();
    arguments.shape.print(&answer, answer.columns.clone(), rows)
}
