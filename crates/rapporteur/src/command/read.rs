use super::input::{self, InputArguments, ReadingArguments};
use super::{Command, LedgerArgument};
use crate::door::{Outcome, cannot_write};
use crate::ui;
use clap::{Args, FromArgMatches};
use rapporteur::decode::{self, Input};
use rapporteur::ledger::{Ledger, Maker};
use rapporteur::{ordered, wire};
use std::cell::RefCell;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use summary::Summary;

mod look;
mod summary;

pub const COMMAND: Command = Command {
    name: "read",
    about: "Reads reports into the ledger and says what was read and what was skipped",
    examples:
        "  rapporteur read reports/
  rapporteur read --ledger dam.db --from jsonl docs.jsonl.gz
  rapporteur read --map text=message,date=date_unixtime,outlet=channel posts.jsonl

A report that is in the ledger already is passed over, so a run that was broken off is taken up by the same command.
Exit status: 0 all was read, 1 some input was skipped and reported, 2 nothing could start or the ledger not be written.",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    ledger: LedgerArgument,
}

/// Records that are entered in one transaction, at most.
const BATCH: usize = 64;
/// Bytes of text whose records are entered in one transaction, at most: records are some ten times as large.
const BATCH_BYTES: usize = 1 << 20;
/// How long a record may wait for its transaction: what a broken-off run loses.
const BATCH_TIME: Duration = Duration::from_secs(2);

/// What became of one input.
enum Read {
    Record(Box<wire::Record>),
    /// In the ledger already.
    Known,
    Skipped(Skip),
}

/// An input that was skipped, and the word under which a summary counts it.
struct Skip {
    reason: &'static str,
    error: anyhow::Error,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let reader = arguments.reading.reader()?;
    let ledger = RefCell::new(Ledger::open(&arguments.ledger.ledger)?);
    let maker = Maker { version: rapporteur::VERSION, model: reader.model(), lexicon: reader.lexicon() };
    let options = arguments.input.options();
    let min_confidence = arguments.reading.min_confidence();
    let started = Instant::now();

    // Who asks for another threshold wants the report read again.
    let known = |input: &Input| -> bool {
        arguments.reading.threshold().is_none() && ledger.borrow().has(&input.document, &maker).unwrap_or(false)
    };
    let inputs = decode::inputs(&arguments.input.paths, &options).map(|input| match input {
        Ok(input) if known(&input) => Err(Read::Known),
        Ok(input) => Ok(input),
        Err(error) => Err(Read::Skipped(Skip { reason: error.reason(), error: error.into() })),
    });
    let work = |input: Result<Input, Read>| match input {
        Err(done) => done,
        Ok(input) => match input::attempt(&input, |input| reader.read_input(input, min_confidence)) {
            Ok(record) => Read::Record(Box::new(record)),
            Err(error) => Read::Skipped(Skip { reason: "reader failed", error }),
        },
    };
    let mut entry = Entry { ledger: &ledger, batch: Vec::new(), since: started, bytes: 0, summary: Summary::default() };
    let bar = ui::progress(|| decode::size(&arguments.input.paths, &options));
    ordered::map(arguments.reading.jobs(), inputs, input::weight, work, |read| {
        bar.set_position(options.meter.load(Ordering::Relaxed));
        if let Read::Skipped(skip) = &read {
            bar.suspend(|| ui::skipped(&skip.error));
        }
        entry.take(read)
    })?;
    entry.commit()?;
    bar.finish_and_clear();

    let summary = entry.summary;
    let told = summary.told(&arguments.ledger.ledger, maker.model, started.elapsed()) + &look::look(&ledger.borrow())?;
    ui::write(&told).map_err(cannot_write("standard output"))?;
    Ok(if summary.skipped() == 0 { Outcome::Done } else { Outcome::SomeSkipped })
}

/// The way into the ledger, a batch at a time.
struct Entry<'a> {
    ledger: &'a RefCell<Ledger>,
    batch: Vec<wire::Record>,
    since: Instant,
    /// Bytes of text in the batch.
    bytes: usize,
    summary: Summary,
}

impl Entry<'_> {
    fn take(&mut self, read: Read) -> anyhow::Result<()> {
        match read {
            Read::Record(record) => {
                self.summary.count(&record);
                self.bytes += record.document.text.len();
                self.batch.push(*record);
            }
            Read::Known => self.summary.known += 1,
            Read::Skipped(skip) => self.summary.skip(skip.reason),
        }
        match self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES || self.since.elapsed() >= BATCH_TIME {
            true => self.commit(),
            false => Ok(()),
        }
    }

    fn commit(&mut self) -> anyhow::Result<()> {
        let entered = self.ledger.borrow_mut().enter(&self.batch)?;
        self.summary.enter(entered);
        self.batch.clear();
        self.bytes = 0;
        self.since = Instant::now();
        Ok(())
    }
}
