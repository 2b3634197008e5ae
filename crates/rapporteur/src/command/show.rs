use super::answer::Told;
use super::input::ModelArgument;
use super::light::{self, STYLES};
use super::report::{self, Report};
use super::{Command, LedgerArgument, tell};
use crate::door::{Outcome, cannot_write};
use crate::ui::{self, FAINT, HEADING};
use clap::{Args, FromArgMatches};
use rapporteur::ledger::table::Table;
use std::fmt::Write;

pub const COMMAND: Command = Command {
    name: "show",
    about: "Shows a report with the words of every row lit, and its rows below",
    examples: "  rapporteur show reports/ferry.txt
  rapporteur show 11fdf623e43e --only statements,events
  NO_COLOR=1 rapporteur show reports/ferry.txt",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// A document's id or key in the ledger, or a file to read
    #[arg(value_name = "DOCUMENT|FILE")]
    document: String,
    /// Only these kinds of rows: statements, events, figures, positions, prospects, times, places, names, mentions, actors
    #[arg(long, value_name = "KIND,…", value_delimiter = ',')]
    only: Vec<String>,
    #[command(flatten)]
    ledger: LedgerArgument,
    #[command(flatten)]
    syntax: ModelArgument,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let kinds = report::kinds(&arguments.only)?;
    let report = report::find(&arguments.document, &arguments.ledger.ledger, &arguments.syntax.model)?;
    let page = page(&report, &kinds, ui::has_colour())?;
    ui::write(&page).map_err(cannot_write("standard output"))?;
    Ok(Outcome::Done)
}

fn page(report: &Report, kinds: &[&'static Table], colour: bool) -> anyhow::Result<String> {
    let mut page = format!("{HEADING}{}{HEADING:#}\n\n", report.heading());
    let text = &report.record.document.text;
    let (marks, range) = (report.marks(kinds), [0, text.chars().count() as u32]);
    match colour {
        true => page.push_str(&light::coloured(text, range, &marks)),
        false => page.push_str(&light::bracketed(text, range, &marks)),
    }
    page.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    if colour {
        let legend: Vec<String> = STYLES.iter().map(|(name, style)| format!("{style}{name}{style:#}")).collect();
        writeln!(page, "{}\n", legend.join(" "))?;
    }
    for table in kinds {
        let answer = report.ledger.rows(&report.document, table)?;
        if answer.rows.is_empty() {
            continue;
        }
        writeln!(page, "{HEADING}{}{HEADING:#}", table.name)?;
        for row in Told::all(&answer) {
            let (id, confidence) = (row.text("id"), row.text("confidence"));
            writeln!(page, "  {FAINT}{id:<7}{confidence:<6}{FAINT:#}{}", tell::line(table, &row))?;
        }
    }
    for note in &report.record.notes {
        writeln!(page, "{FAINT}note: {} ({}){FAINT:#}", note.text, note.code)?;
    }
    Ok(page)
}
