//! Questions with typed filters, one a kind of row.
//!
//! Every answer has the kind's columns as in [`crate::table`], opened by what a citation needs (`document`,
//! `document_id`, `document_date`, `outlet`, `title`, `superseded_by`) and closed by the sentence around the row and the
//! versions that made it. Only current versions of documents are asked unless a filter says otherwise.

mod filter;
mod kinds;
mod search;

pub use filter::Dates;
pub use kinds::{Events, Figures, Positions, Prospects, Said};

use crate::answer::{Answer, value};
use crate::error::Error;
use crate::ledger::Ledger;
use crate::table::Table;
use filter::Filter;
use rusqlite::params_from_iter;

/// Which end of a too long answer is kept.
#[derive(Clone, Copy, PartialEq)]
enum Keep {
    First,
    Last,
}

/// How rows are ordered and how many are kept.
struct Order {
    /// What rows are ordered by, in SQL over `t`.
    by: &'static str,
    keep: Keep,
    limit: Option<usize>,
}

impl Ledger {
    /// Every row of a kind that a document has, in text order, whether its text is current or not.
    pub fn rows(&self, document: &str, table: &Table) -> Result<Answer, Error> {
        let mut filter = Filter::new(true);
        filter.with(Some(document.to_owned()), "t.document = ?");
        self.ask(table, filter, Order { by: "t.document", keep: Keep::First, limit: None })
    }

    /// One row; an answer without rows when there is none of this id.
    pub fn row(&self, document: &str, id: &str) -> Result<Answer, Error> {
        let Some(table) = Table::of(id) else { return Ok(Answer::default()) };
        let mut filter = Filter::new(true);
        filter.with(Some(document.to_owned()), "t.document = ?");
        filter.with(Some(id.to_owned()), "t.id = ?");
        self.ask(table, filter, Order { by: "t.document", keep: Keep::First, limit: None })
    }

    /// Runs a filter over a table: rows in the order's ascending sense, the limit's worth from the end to keep.
    fn ask(&self, table: &Table, filter: Filter, order: Order) -> Result<Answer, Error> {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let head = ["document", "document_id", "document_date", "outlet", "title", "superseded_by"];
        let tail = ["sentence", "version", "model", "lexicon"];
        let columns: Vec<String> = head.iter().chain(&names).chain(&tail).map(|&column| column.to_owned()).collect();
        let mut rows = Vec::new();
        let sql = sql(table, &names, &filter, &order);
        let mut find = self.connection.prepare_cached(&sql)?;
        let mut found = find.query(params_from_iter(&filter.values))?;
        while let Some(row) = found.next()? {
            let mut cells = Vec::with_capacity(columns.len());
            for idx in 0..columns.len() {
                let cell = value(row.get_ref(idx)?)?;
                let column = idx.checked_sub(head.len()).and_then(|idx| table.columns.get(idx));
                cells.push(match column {
                    Some(column) if column.is_json() && cell.is_string() => {
                        serde_json::from_str(cell.as_str().unwrap_or_default())?
                    }
                    Some(column) if column.is_flag() => (cell == 1).into(),
                    _ => cell,
                });
            }
            rows.push(cells);
        }
        let more = order.limit.is_some_and(|limit| rows.len() > limit);
        if let (true, Some(limit)) = (more, order.limit) {
            match order.keep {
                Keep::First => rows.truncate(limit),
                Keep::Last => drop(rows.drain(..rows.len() - limit)),
            }
        }
        Ok(Answer { columns, rows, more })
    }
}

/// The inner query finds keys and stops at the limit; only then are words cut out of the texts.
fn sql(table: &Table, names: &[&str], filter: &Filter, order: &Order) -> String {
    let place = "CAST(substr(t.id, 2) AS INTEGER)";
    let sorted = |by: &[&str], way: &str| by.iter().map(|key| format!("{key} {way}")).collect::<Vec<_>>().join(", ");
    let way = if order.keep == Keep::First { "ASC" } else { "DESC" };
    // What decides which rows are kept is ordered by columns of the table alone, so that an index can stop early.
    let kept = sorted(&[&[order.by][..], &["t.document", place, "t.id"]].concat(), way);
    let shown = sorted(&[order.by, "d.date", "d.id", place, "t.id"], "ASC");
    let limit = order.limit.map_or(String::new(), |limit| format!("LIMIT {}", limit.saturating_add(1)));
    let columns: String = names.iter().map(|name| format!(", t.\"{name}\"")).collect();
    let name = table.name;
    format!(
        "SELECT t.document, d.id, d.date, d.outlet, d.title, d.superseded_by{columns},
                sentence_at(d.text, d.sentences, {start}), d.version, d.model, d.lexicon
         FROM (SELECT t.document AS document, t.id AS id FROM {name} t JOIN documents d USING (document)
               WHERE {condition} ORDER BY {inner} {limit}) hit
         JOIN {name} t ON t.document = hit.document AND t.id = hit.id
         JOIN documents d ON d.document = hit.document
         ORDER BY {outer}",
        start = table.start_in("t"),
        condition = filter.condition(),
        inner = kept,
        outer = shown,
    )
}
