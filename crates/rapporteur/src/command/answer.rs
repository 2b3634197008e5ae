//! What the questions share: which ledger, how many rows, in which shape, and how an answer is printed.

use super::LedgerArgument;
use crate::door::{Outcome, cannot_write};
use crate::ui;
use clap::{Args, ValueEnum};
use rapporteur::ledger::{Answer, Dates, Ledger};
use serde_json::Value;
use std::io::Write;

/// Characters of a document's id that a table shows.
const LONG: usize = 20;
/// Digits of a document's key that a table shows; `explain` takes six and more.
const KEY: usize = 12;

/// How to ask.
#[derive(Args, Debug)]
pub struct AskArguments {
    #[command(flatten)]
    ledger: LedgerArgument,
    #[command(flatten)]
    shape: ShapeArguments,
    /// Also asks texts that a later version of their report took the place of
    #[arg(long)]
    pub all_versions: bool,
}

/// In which shape to answer.
#[derive(Args, Debug)]
pub struct ShapeArguments {
    /// Most rows to show; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// How to show them
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people: the telling columns, wrapped to the terminal
    Table,
    /// Every column, an object a line
    Jsonl,
    /// Every column, comma-separated with a header
    Csv,
}

/// From when to when.
#[derive(Args, Debug)]
pub struct DateArguments {
    /// First day: 2024-03-05, 2024-03 or 2024
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl DateArguments {
    /// The days.
    pub fn dates(&self) -> anyhow::Result<Dates> {
        Ok(Dates::read(self.from.as_deref(), self.to.as_deref())?)
    }
}

impl AskArguments {
    /// Opens the ledger.
    pub fn open(&self) -> anyhow::Result<Ledger> {
        Ok(Ledger::open_existing(&self.ledger.ledger)?)
    }

    /// The limit; `None` for all rows.
    pub fn limit(&self) -> Option<usize> {
        self.shape.limit()
    }

    /// Prints an answer; `row` tells the cells under `header` for the table.
    pub fn print<const N: usize>(
        &self,
        answer: &Answer,
        header: [&str; N],
        row: impl Fn(&Told) -> [String; N],
    ) -> anyhow::Result<Outcome> {
        let told = answer.rows.iter().map(|cells| row(&Told { answer, cells }).to_vec());
        self.shape.print(answer, header.map(str::to_owned).to_vec(), told.collect())
    }
}

impl ShapeArguments {
    /// The limit; `None` for all rows.
    pub fn limit(&self) -> Option<usize> {
        (self.limit > 0).then_some(self.limit)
    }

    /// Prints an answer; `header` and `rows` are its table.
    pub fn print(&self, answer: &Answer, header: Vec<String>, rows: Vec<Vec<String>>) -> anyhow::Result<Outcome> {
        let mut out = ui::output();
        match self.format {
            Format::Table if rows.is_empty() => ui::remark("no rows"),
            Format::Table => writeln!(out, "{}", ui::table(header, rows)).map_err(cannot_write("standard output"))?,
            Format::Jsonl => {
                for object in answer.objects() {
                    writeln!(out, "{}", serde_json::to_string(&object)?).map_err(cannot_write("standard output"))?;
                }
            }
            Format::Csv => {
                let line = |cells: Vec<String>| cells.join(",") + "\n";
                let header = line(answer.columns.iter().map(|name| quoted(name)).collect());
                let rows = answer.rows.iter().map(|row| line(row.iter().map(|cell| quoted(&text(cell))).collect()));
                for line in [header].into_iter().chain(rows) {
                    out.write_all(line.as_bytes()).map_err(cannot_write("standard output"))?;
                }
            }
        }
        out.flush().map_err(cannot_write("standard output"))?;
        if answer.more {
            ui::remark("there are more rows; --limit 0 shows all");
        }
        Ok(Outcome::Done)
    }
}

/// A CSV field (RFC 4180).
fn quoted(field: &str) -> String {
    match field.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}

/// A cell as text; empty for null, JSON for lists.
pub fn text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell as text on one line, harmless to a terminal: reports may hold anything.
pub fn line(cell: &Value) -> String {
    let harmless = |c: char| if c.is_control() && !c.is_whitespace() { '\u{fffd}' } else { c };
    let text: String = text(cell).chars().map(harmless).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters of a sentence that a table shows.
const EXCERPT: usize = 120;

/// The whole words within about sixty characters of a byte, an ellipsis where something is left out.
fn around(sentence: &str, byte: usize) -> String {
    let chars = sentence.chars().count();
    if chars <= EXCERPT {
        return sentence.to_owned();
    }
    let at = sentence[..byte].chars().count();
    let start = at.saturating_sub(EXCERPT / 2).min(chars - EXCERPT);
    let (mut out, mut point) = (String::new(), 0);
    for word in sentence.split_inclusive(' ') {
        if point >= start && point < start + EXCERPT {
            out.push_str(word);
        }
        point += word.chars().count();
    }
    let (left, right) = (!sentence.starts_with(&out), !sentence.ends_with(&out));
    format!("{}{}{}", if left { "… " } else { "" }, out.trim_end(), if right { " …" } else { "" })
}

/// One row of an answer, ready to be told.
pub struct Told<'a> {
    answer: &'a Answer,
    cells: &'a [Value],
}

impl<'a> Told<'a> {
    /// Every row of an answer.
    pub fn all(answer: &'a Answer) -> impl Iterator<Item = Told<'a>> {
        answer.rows.iter().map(move |cells| Told { answer, cells })
    }

    /// The cell under a column.
    pub fn cell(&self, column: &str) -> &'a Value {
        self.answer.cell(self.cells, column)
    }

    /// The text under a column, on one line and without control characters; empty for null.
    pub fn text(&self, column: &str) -> String {
        line(self.cell(column))
    }

    /// True where the cell is true.
    pub fn is(&self, column: &str) -> bool {
        *self.cell(column) == Value::Bool(true)
    }

    /// The text under the first column that has any, else a word instead.
    pub fn first(&self, columns: &[&str], otherwise: &str) -> String {
        let mut texts = columns.iter().map(|column| self.text(column));
        texts.find(|text| !text.is_empty()).unwrap_or_else(|| otherwise.to_owned())
    }

    /// The words under a column, in quotation marks.
    pub fn words(&self, column: &str) -> String {
        let words = self.text(column);
        let quoted = words.starts_with(['“', '"', '„', '«']);
        if words.is_empty() || quoted { words } else { format!("“{words}”") }
    }

    /// The sentence around the row, cut to the words around those under a column where it is long.
    pub fn excerpt(&self, column: &str) -> String {
        let sentence = self.text("sentence");
        let words = self.text(column);
        let first = words.split(" … ").next().unwrap_or_default();
        format!("“{}”", around(&sentence, sentence.find(first).unwrap_or_default()))
    }

    /// `DOCUMENT:ROW`, to be copied into `explain`.
    ///
    /// The document goes by its id; where that is long, or names a later text now, by the first digits of its key, with
    /// the last part of the id above it for the eye.
    pub fn cite(&self) -> String {
        let (id, row) = (self.text("document_id"), self.text("id"));
        let superseded = !self.cell("superseded_by").is_null();
        if id.chars().count() <= LONG && !superseded {
            return format!("{id}:{row}");
        }
        let key = self.text("document");
        let last = id.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let name = match last.char_indices().nth(LONG) {
            Some((end, _)) => format!("{}…", &last[..end]),
            None => last.to_owned(),
        };
        format!("{name}{}\n{}:{row}", if superseded { " (earlier)" } else { "" }, key.get(..KEY).unwrap_or(&key))
    }

    /// The days from one column to another.
    pub fn days(&self, from: &str, to: &str) -> String {
        match (self.text(from), self.text(to)) {
            (from, to) if from == to => from,
            (from, to) if from.is_empty() => format!("until {to}"),
            (from, to) if to.is_empty() => format!("since {from}"),
            (from, to) => format!("{from}\n… {to}"),
        }
    }

    /// Who vouches for the row: the speaker under a column, else the report.
    pub fn voucher(&self, column: &str) -> String {
        self.first(&[column, "outlet"], "the report")
    }
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn long_sentences_are_cut_between_words() {
        assert_eq!(around("Short, and whole.", 3), "Short, and whole.");
        let long = "Ærlig talt ".repeat(40) + "SEIZED" + &" og mere til".repeat(40);
        let cut = around(&long, long.find("SEIZED").unwrap());
        assert!(cut.starts_with("… ") && cut.ends_with(" …") && cut.contains("SEIZED"), "{cut}");
        assert!(cut.chars().count() < 150);
        assert!(around(&long, 0).starts_with("Ærlig"));
        assert!(around(&long, long.len()).ends_with("til"));
        assert!(around(&"x".repeat(500), 0).starts_with("xxx"));
    }
}
