//! One report with its rows, from the ledger or from a file that is read for the occasion.

use super::input;
use super::light::{self, Mark};
use anyhow::bail;
use rapporteur::ledger::Ledger;
use rapporteur::ledger::table::{TABLES, Table};
use rapporteur::{Model, decode, wire};
use std::path::{Path, PathBuf};

/// A report and a ledger that holds its rows.
pub struct Report {
    /// The ledger, or one in memory for a file.
    pub ledger: Ledger,
    /// The document's key.
    pub document: String,
    /// The whole record.
    pub record: wire::Record,
}

/// Finds a report by its id or key in a ledger, else takes the name for a file's and reads it.
pub fn find(name: &str, ledger: &Path, model: &Model) -> anyhow::Result<Report> {
    if ledger.exists() {
        let ledger = Ledger::open_existing(ledger)?;
        let found = ledger.find(name)?;
        let several = found.iter().any(|other| other.id != found[0].id);
        if several {
            let keys: Vec<&str> = found.iter().map(|found| found.document.as_str()).collect();
            bail!("{name} opens several documents' keys, give more of it: {}", keys.join(", "));
        }
        if let Some(found) = found.into_iter().next()
            && let Some(record) = ledger.record(&found.document)?
        {
            return Ok(Report { ledger, document: found.document, record });
        }
    }
    if !Path::new(name).exists() {
        bail!("no document is called {name} in {}, and no file either", ledger.display());
    }
    read(name, model)
}

fn read(name: &str, model: &Model) -> anyhow::Result<Report> {
    let (paths, options) = ([PathBuf::from(name)], decode::Options::default());
    let mut inputs = decode::inputs(&paths, &options);
    let Some(input) = inputs.next().transpose()? else { bail!("{name} holds no report") };
    if inputs.next().is_some() {
        bail!("{name} holds more than one report; read it into a ledger and name one of them");
    }
    let reader = input::reader(model)?;
    let record = input::attempt(&input, |input| reader.read_input(input, wire::DEFAULT_CONFIDENCE))?;
    let mut ledger = Ledger::in_memory()?;
    ledger.enter(std::slice::from_ref(&record))?;
    let found = ledger.find(&record.document.id)?;
    let Some(found) = found.into_iter().next() else { bail!("{name} could not be kept in memory") };
    Ok(Report { ledger, document: found.document, record })
}

impl Report {
    /// The marks of some kinds of rows.
    pub fn marks(&self, kinds: &[&'static Table]) -> Vec<Mark> {
        let kept = |name: &str| kinds.iter().any(|table| table.name == name);
        let record = &self.record;
        let mut marks = Vec::new();
        let mut put = |id: &str, part: &str, spans: &[wire::Span]| {
            let label =
                if matches!(part, "source" | "cue" | "content") { format!("{id} {part}") } else { id.to_owned() };
            marks.extend(spans.iter().map(|&span| Mark { span, label: label.clone(), style: light::style(part) }));
        };
        for row in record.statements.iter().filter(|_| kept("statements")) {
            put(&row.id, "source", row.source.as_ref().map(|source| source.spans.as_slice()).unwrap_or_default());
            put(&row.id, "cue", &row.cue.spans);
            put(&row.id, "content", &row.content.spans);
        }
        record.events.iter().filter(|_| kept("events")).for_each(|row| put(&row.id, "trigger", &row.trigger.spans));
        record
            .figures
            .iter()
            .filter(|_| kept("figures"))
            .for_each(|row| put(&row.id, "figure", &[[row.start, row.end]]));
        record.positions.iter().filter(|_| kept("positions")).for_each(|row| put(&row.id, "issue", &row.issue.spans));
        record.prospects.iter().filter(|_| kept("prospects")).for_each(|row| put(&row.id, "what", &row.what.spans));
        record.times.iter().filter(|_| kept("times")).for_each(|row| put(&row.id, "time", &[[row.start, row.end]]));
        record.places.iter().filter(|_| kept("places")).for_each(|row| put(&row.id, "place", &[[row.start, row.end]]));
        record.names.iter().filter(|_| kept("names")).for_each(|row| put(&row.id, "name", &[[row.start, row.end]]));
        record
            .mentions
            .iter()
            .filter(|_| kept("mentions"))
            .for_each(|row| put(&row.id, "name", &[[row.start, row.end]]));
        marks
    }

    /// Title, date, outlet and id on one line.
    pub fn heading(&self) -> String {
        let document = &self.record.document;
        let parts = [Some(&document.id), document.date.as_ref(), document.outlet.as_ref(), document.title.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    /// Who vouches for what a statement holds, innermost first, the report last.
    pub fn vouchers(&self, statement: Option<&str>) -> Vec<String> {
        let (mut chain, mut next) = (Vec::new(), statement);
        while let Some(id) = next {
            let Some(row) = self.record.statements.iter().find(|row| row.id == id) else { break };
            chain.push(format!("{} ({id}, {})", self.speaker(row), row.act));
            // A ring of statements would be a defect of the reading; it must not hang the telling.
            next = row.inside.as_deref().filter(|_| chain.len() <= self.record.statements.len());
        }
        chain.push(match &self.record.document.outlet {
            Some(outlet) => format!("{outlet} (the report)"),
            None => "the report".to_owned(),
        });
        chain
    }

    fn speaker(&self, statement: &wire::Statement) -> String {
        let Some(source) = &statement.source else { return "nobody named".to_owned() };
        let actor = self.record.actors.iter().find(|actor| Some(&actor.id) == source.actor.as_ref());
        actor.map_or_else(|| self.words(&source.spans), |actor| actor.name.clone())
    }

    fn words(&self, spans: &[wire::Span]) -> String {
        let text = &self.record.document.text;
        let piece =
            |&[start, end]: &wire::Span| text.chars().skip(start as usize).take(end.saturating_sub(start) as usize);
        spans.iter().map(|span| piece(span).collect::<String>()).collect::<Vec<_>>().join(" … ")
    }
}

/// The kinds of rows that are shown where none is asked for, the judged ones first.
const SHOWN: &[&str] = &["statements", "events", "figures", "positions", "prospects", "times", "places"];

/// The tables of some kinds of rows, those usually shown where none is named.
pub fn kinds(only: &[String]) -> anyhow::Result<Vec<&'static Table>> {
    let shown: Vec<String> = SHOWN.iter().map(|&name| name.to_owned()).collect();
    let find = |name: &String| match TABLES.iter().find(|table| table.name == name.as_str()) {
        Some(table) => Ok(table),
        None => {
            let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
            bail!("expected kinds of rows ({}): {name}", names.join(", "))
        }
    };
    if only.is_empty() { &shown } else { only }.iter().map(find).collect()
}
