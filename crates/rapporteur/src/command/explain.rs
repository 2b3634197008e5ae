use super::answer::Told;
use super::input::ModelArgument;
use super::light::{self, Mark};
use super::report::{self, Report};
use super::{Command, LedgerArgument, tell};
use crate::door::{Outcome, cannot_write};
use crate::ui::{self, FAINT, HEADING};
use anyhow::bail;
use clap::{Args, FromArgMatches};
use rapporteur::ledger::table::Table;
use rapporteur_record::lexicon::TABLES;
use serde_json::Value;
use std::fmt::Write;

pub const COMMAND: Command = Command {
    name: "explain",
    about: "Says why a row is there: its words in context, what made it, and who vouches",
    examples: "  rapporteur explain reports/ferry.txt:s8
  rapporteur explain 11fdf623e43e:e38",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// A row as the other commands cite it
    #[arg(value_name = "DOCUMENT:ROW")]
    row: String,
    #[command(flatten)]
    ledger: LedgerArgument,
    #[command(flatten)]
    syntax: ModelArgument,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let Some((document, id)) = arguments.row.rsplit_once(':').filter(|(document, _)| !document.is_empty()) else {
        bail!("expected a row as DOCUMENT:ROW, such as ferry.txt:s8: {}", arguments.row);
    };
    let report = report::find(document, &arguments.ledger.ledger, &arguments.syntax.model)?;
    let page = page(&report, id, ui::has_colour())?;
    ui::write(&page).map_err(cannot_write("standard output"))?;
    Ok(Outcome::Done)
}

fn page(report: &Report, id: &str, colour: bool) -> anyhow::Result<String> {
    let answer = report.ledger.row(&report.document, id)?;
    let (Some(table), Some(row)) = (Table::of(id), Told::all(&answer).next()) else {
        bail!("{} has no row {id}; `rapporteur show` lists its rows", report.record.document.id);
    };
    let mut page = format!("{HEADING}{}{HEADING:#}\n", report.heading());
    writeln!(page, "{HEADING}{id}{HEADING:#} ({}): {}\n", singular(table.name), tell::line(table, &row))?;
    for line in context(report, table, &row, colour).lines() {
        writeln!(page, "  {line}")?;
    }
    page.push('\n');
    for (label, told) in fields(report, table, &row)? {
        writeln!(page, "{FAINT}{label:<16}{FAINT:#} {told}")?;
    }
    if !row.cell("confidence").is_null() {
        writeln!(page, "{FAINT}{:<16}{FAINT:#} {}", "confidence", row.text("confidence"))?;
        writeln!(page, "{FAINT}{:<16}{FAINT:#} {}", "vouched by", report.vouchers(voucher(&row)).join(", in "))?;
        because(&mut page, &row.text("because"))?;
    }
    let made =
        format!("rapporteur {}, model {}, lexicon {}", row.text("version"), row.text("model"), row.text("lexicon"));
    writeln!(page, "{FAINT}{:<16}{FAINT:#} {made}", "made by")?;
    Ok(page)
}

fn singular(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

/// The statement in which a row stands.
fn voucher<'a>(row: &Told<'a>) -> Option<&'a str> {
    ["voucher", "statement", "inside"].iter().find_map(|column| row.cell(column).as_str())
}

/// The sentences that the row's words stand in, those words marked.
fn context(report: &Report, table: &Table, row: &Told, colour: bool) -> String {
    let marks = marks(table, row);
    let first = marks.iter().map(|mark| mark.span[0]).min().unwrap_or_default();
    let last = marks.iter().map(|mark| mark.span[1]).max().unwrap_or_default();
    let touching = report.record.sentences.iter().filter(|[start, end]| *start < last && first < *end);
    let range = touching.fold([first, last], |[from, to], [start, end]| [from.min(*start), to.max(*end)]);
    let text = &report.record.document.text;
    if colour { light::coloured(text, range, &marks) } else { light::bracketed(text, range, &marks) }
}

fn marks(table: &Table, row: &Told) -> Vec<Mark> {
    let mark = |span, part: &str| Mark { span, label: part.to_owned(), style: light::style(part) };
    let mut marks = Vec::new();
    for column in table.columns {
        let Some(part) = column.name.strip_suffix("_spans") else { continue };
        let spans: Vec<[u32; 2]> = serde_json::from_value(row.cell(column.name).clone()).unwrap_or_default();
        marks.extend(spans.into_iter().map(|span| mark(span, part)));
    }
    let point = |column| row.cell(column).as_u64().and_then(|point| u32::try_from(point).ok());
    if let (Some(start), Some(end)) = (point("start"), point("end")) {
        marks.push(mark([start, end], singular(table.name)));
    }
    marks
}

/// What the row says, field by field; rows it names are told in words, what it does not say is left out.
fn fields(report: &Report, table: &Table, row: &Told) -> anyhow::Result<Vec<(String, String)>> {
    let told_elsewhere =
        ["id", "start", "end", "text", "confidence", "because", "voucher", "statement", "inside", "date_to"];
    let told_twice = ["_spans", "_name", "_names", "_country", "_countries", "_act"];
    let mut fields = Vec::new();
    for column in table.columns {
        let cell = row.cell(column.name);
        let silent = cell.is_null() || *cell == Value::Bool(false) || cell.as_array().is_some_and(Vec::is_empty);
        let twice = told_twice.iter().any(|suffix| column.name.ends_with(suffix)) && table.name != "actors";
        if silent || twice || told_elsewhere.contains(&column.name) {
            continue;
        }
        if column.name == "date_from" {
            let days = row.days("date_from", "date_to").replace('\n', " ");
            let own = table.columns.iter().all(|column| column.name != "time") || !row.cell("time").is_null();
            fields.push(("date".to_owned(), if own { days } else { format!("{days} (of the report)") }));
            continue;
        }
        let label = column.name.trim_end_matches("_text").replace('_', " ");
        let told = match cell {
            Value::Bool(_) => "yes".to_owned(),
            Value::Array(items) => {
                items.iter().map(|item| named(report, item)).collect::<Result<Vec<_>, _>>()?.join("; ")
            }
            Value::Object(parts) => {
                let given = parts.iter().filter(|(_, part)| !part.is_null());
                given.map(|(name, part)| format!("{name} {}", tell::bounds(part))).collect::<Vec<_>>().join(", ")
            }
            _ if column.name.ends_with("_text") => row.words(column.name),
            other => named(report, other)?,
        };
        if !told.is_empty() {
            fields.push((label, told));
        }
    }
    Ok(fields)
}

/// A value; where it is the id of a row, that row in words.
fn named(report: &Report, value: &Value) -> anyhow::Result<String> {
    let text = super::answer::text(value);
    let is_id = text.strip_prefix(|c: char| c.is_ascii_lowercase()).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let Some(table) = Table::of(&text).filter(|_| is_id) else { return Ok(text) };
    let answer = report.ledger.row(&report.document, &text)?;
    let told = Told::all(&answer).next().map(|row| format!("{} [{text}]", tell::line(table, &row)));
    Ok(told.unwrap_or(text))
}

/// The rule or the lexicon entry that made a row, with the entry's line.
fn because(page: &mut String, because: &str) -> anyhow::Result<()> {
    let (name, key) = because.split_once(':').unwrap_or_default();
    let file = format!("{name}.tsv");
    let table = TABLES.iter().copied().flatten().find(|(table, _)| *table == file);
    let Some((_, text)) = table else {
        return Ok(writeln!(page, "{FAINT}{:<16}{FAINT:#} {because} (a rule of the reader)", "because")?);
    };
    writeln!(page, "{FAINT}{:<16}{FAINT:#} {because}", "because")?;
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let Some((_, header)) = lines.next() else { return Ok(()) };
    let entry = lines.find(|(_, line)| line.split('\t').next().is_some_and(|cell| cell.trim() == key));
    let Some((line, entry)) = entry else { return Ok(()) };
    writeln!(page, "{:<16} {FAINT}lexicon/en/{file}:{}{FAINT:#}", "", line + 1)?;
    for (column, cell) in header.split('\t').zip(entry.split('\t')).filter(|(_, cell)| !cell.trim().is_empty()) {
        writeln!(page, "{:<16} {FAINT}{column}{FAINT:#} {}", "", cell.trim())?;
    }
    Ok(())
}
