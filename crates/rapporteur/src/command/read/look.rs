//! A first look at what a run read: a few rows of each kind, and how to ask for more.

use crate::command::answer::Told;
use crate::command::tell;
use crate::ui;
use rapporteur::ledger::table::TABLES;
use rapporteur::ledger::{Answer, Error, Events, Figures, Ledger, Positions, Prospects, Said};
use std::fmt::Write;

/// Rows shown of each kind.
const ROWS: Option<usize> = Some(3);
/// Longest line, in characters.
const WIDTH: usize = 150;

/// A kind of row, the command that asks for it, and its question.
type Question = (&'static str, &'static str, fn(&Ledger) -> Result<Answer, Error>);

const QUESTIONS: &[Question] = &[
    ("statements", "said", |ledger| ledger.said(&Said { limit: ROWS, ..Said::default() })),
    ("events", "events", |ledger| ledger.events(&Events { limit: ROWS, ..Events::default() })),
    ("figures", "figures", |ledger| ledger.figures(&Figures { limit: ROWS, ..Figures::default() })),
    ("positions", "positions", |ledger| ledger.positions(&Positions { limit: ROWS, ..Positions::default() })),
    ("prospects", "prospects", |ledger| ledger.prospects(&Prospects { limit: ROWS, ..Prospects::default() })),
];

/// The first rows of each kind, a line each.
pub fn look(ledger: &Ledger) -> Result<String, Error> {
    let mut lines = String::new();
    for &(kind, command, ask) in QUESTIONS {
        let answer = ask(ledger)?;
        let Some(table) = TABLES.iter().find(|table| table.name == kind) else { continue };
        if answer.rows.is_empty() {
            continue;
        }
        let (heading, faint) = (ui::HEADING, ui::FAINT);
        let _ = writeln!(lines, "\n{heading}{kind}{heading:#} {faint}(all of them: rapporteur {command}){faint:#}");
        for row in Told::all(&answer) {
            let date = row.first(&["date_from", "from"], "");
            let cite = row.cite().replace('\n', " ");
            let _ = writeln!(lines, "  {date:<10}  {}  {faint}{cite}{faint:#}", short(&tell::line(table, &row)));
        }
    }
    Ok(lines)
}

fn short(line: &str) -> String {
    match line.chars().count() > WIDTH {
        true => line.chars().take(WIDTH - 1).chain(['…']).collect(),
        false => line.to_owned(),
    }
}
