//! What people see: the only module that prints.
//!
//! Records and answers go to standard output, everything else to standard error. Colour comes only to terminals that
//! want it (`NO_COLOR` and pipes are honoured).

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Headings and column names.
pub const HEADING: Style = Style::new().bold();
/// What stands in the background: ids, offsets, rules.
pub const FAINT: Style = Style::new().dimmed();
const WRONG: Style = AnsiColor::Red.on_default().bold();
const ODD: Style = AnsiColor::Yellow.on_default().bold();

static VERBOSE: AtomicBool = AtomicBool::new(false);

/// Errors tell their whole chain of causes from now on.
pub fn be_verbose() {
    VERBOSE.store(true, Ordering::Relaxed);
}

/// Standard output, buffered, bytes as they are: for records and tables that programs read.
pub fn output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Standard output, buffered, colours taken out where nobody would see them: for pages that people read.
pub fn page() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    BufWriter::new(anstream::stdout().lock())
}

/// Writes a whole page to standard output.
pub fn write(words: &str) -> io::Result<()> {
    let mut page = page();
    page.write_all(words.as_bytes())?;
    page.flush()
}

/// True where [`page`] shows colours.
pub fn has_colour() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Columns of text where standard output is no terminal.
const WIDTH: u16 = 120;

/// Widest first or last column that is not broken, in characters.
const UNBROKEN: usize = 40;

/// A table without a frame whose cells wrap to the terminal's width.
///
/// The first column and the last, dates and citations, are not broken where they are short, and a column of words has
/// at least three tenths of the width.
pub fn table(header: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    let width = |idx: usize| {
        let lines = rows.iter().filter_map(|row| row.get(idx)).flat_map(|cell| cell.lines());
        lines.map(|line| line.chars().count()).max().unwrap_or_default()
    };
    let edges = [0, header.len().saturating_sub(1)].map(|idx| (idx, width(idx)));
    let words = header.iter().position(|name| name == "words");
    table.set_header(header);
    table.add_rows(rows);
    for (idx, width) in edges {
        if let Some(column) = table.column_mut(idx).filter(|_| width <= UNBROKEN) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    if let Some(column) = words.and_then(|idx| table.column_mut(idx)) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Percentage(30)));
    }
    table
}

/// Says on standard error why a command failed; the causes in full where `--verbose` asks for them.
pub fn error(error: &anyhow::Error) {
    say(WRONG, "error", &told(error));
}

/// Says on standard error what was skipped and why.
pub fn skipped(error: &anyhow::Error) {
    say(ODD, "skipped", &told(error));
}

/// Says something useful on standard error.
pub fn remark(words: impl Display) {
    let _ = writeln!(anstream::stderr(), "{words}");
}

fn say(style: Style, label: &str, words: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{style}{label}:{style:#} {words}");
}

/// The error on one line; with `--verbose` each cause below it on its own.
fn told(error: &anyhow::Error) -> String {
    let mut words = one_line(&error.to_string());
    if VERBOSE.load(Ordering::Relaxed) {
        for cause in error.chain().skip(1) {
            words.push_str("\n  because: ");
            words.push_str(&one_line(&cause.to_string()));
        }
    }
    words
}

/// File names may hold line ends and other controls; a message stays on its line.
fn one_line(words: &str) -> String {
    let escape = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    words.chars().map(escape).collect()
}

/// A progress bar in bytes on standard error; where that is no terminal it is hidden and `total` not asked.
///
/// A `total` of 0 is unknown.
pub fn progress(total: impl FnOnce() -> u64) -> ProgressBar {
    let total = if io::stderr().is_terminal() { total() } else { return ProgressBar::hidden() };
    let shape = match total {
        0 => "{spinner} {binary_bytes} read in {elapsed}",
        _ => "{wide_bar} {binary_bytes} of {binary_total_bytes}, {eta} left",
    };
    let bar = ProgressBar::with_draw_target((total > 0).then_some(total), ProgressDrawTarget::stderr_with_hz(8));
    bar.with_style(ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
