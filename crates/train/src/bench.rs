//! Words per CPU second of the whole reader on one thread, the share of each stage, and peak memory.
//!
//! A word is a run of characters between blanks. The clock is the process's CPU time, so that a busy machine does not
//! count; still, quote ratios of two builds run side by side.

use anyhow::Context;
use cpu_time::ProcessTime;
use rapporteur_record::recorder::{RECORDERS, Report};
use rapporteur_record::{Document, Knowledge, Record, wire};
use rapporteur_syntax::{ModelError, Reader, tokenize};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::time::Duration;

/// A named stage and the time spent in it.
type Stage = (&'static str, Duration);

/// Reads up to `documents` documents of a heap of text (one a line, tabs part paragraphs; `.gz` or plain).
pub fn run(heap: &Path, documents: usize, open: impl FnOnce() -> Result<Reader, ModelError>) -> anyhow::Result<()> {
    let texts = texts(heap, documents)?;
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let start = ProcessTime::now();
    let (reader, knowledge) = (open()?, Knowledge::english());
    let load = start.elapsed();
    let mut stages: Vec<Stage> = vec![("words by rule", Duration::ZERO), ("network and trees", Duration::ZERO)];
    stages.extend(RECORDERS.iter().map(|recorder| (recorder.name, Duration::ZERO)));
    stages.push(("printing", Duration::ZERO));
    for text in &texts {
        read(text, &reader, &knowledge, &mut stages);
    }
    crate::show(&table(&texts, words, load, &stages));
    Ok(())
}

fn texts(heap: &Path, documents: usize) -> anyhow::Result<Vec<String>> {
    let file = std::fs::File::open(heap).with_context(|| format!("cannot open {}", heap.display()))?;
    let zipped = heap.extension().is_some_and(|extension| extension == "gz");
    let input: Box<dyn Read> = if zipped { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
    let lines = BufReader::new(input).lines().take(documents);
    Ok(lines.map(|line| line.map(|line| line.replace('\t', "\n"))).collect::<Result<_, _>>()?)
}

/// Reads one text as the program does, and adds each stage's time.
fn read(text: &str, reader: &Reader, knowledge: &Knowledge, stages: &mut [Stage]) {
    let mut stage = 0;
    let mut clock = ProcessTime::now();
    let mut lap = |stages: &mut [Stage]| {
        stages[stage].1 += clock.elapsed();
        clock = ProcessTime::now();
        stage += 1;
    };
    // Cut once more for its own sake: the parser cuts inside its stage too, and that share is taken off below.
    std::hint::black_box(tokenize(text, 0));
    lap(stages);
    let document = Document {
        id: "bench".to_owned(),
        text: text.to_owned(),
        date: Some(jiff::civil::date(2024, 3, 5)),
        ..Document::default()
    };
    let syntax = reader.parse(&document.text);
    lap(stages);
    let report = Report { document: &document, syntax: &syntax, knowledge };
    let mut record = Record::default();
    for recorder in RECORDERS {
        (recorder.run)(&report, &mut record);
        lap(stages);
    }
    let options =
        wire::Options { min_confidence: wire::DEFAULT_CONFIDENCE, version: "bench", model: reader.name(), lexicon: "" };
    let printed = wire::write(&document, &syntax, &record, &options);
    std::hint::black_box(serde_json::to_string(&printed).map(|line| line.len()).unwrap_or_default());
    lap(stages);
}

fn table(texts: &[String], words: usize, load: Duration, stages: &[Stage]) -> String {
    let cutting = stages[0].1;
    let spent = |(name, time): &Stage| match *name {
        "network and trees" => time.saturating_sub(cutting),
        _ => *time,
    };
    let total: Duration = stages.iter().map(spent).sum();
    let rate = |time: Duration| words as f64 / time.as_secs_f64().max(1e-9);
    let mut out = format!("{} documents, {words} words between blanks, one thread, CPU time\n", texts.len());
    let _ = writeln!(out, "{:<20}{:>10}{:>8}{:>14}", "stage", "seconds", "share", "words/s");
    for stage in stages {
        let time = spent(stage);
        let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(1e-9);
        let _ = writeln!(out, "{:<20}{:>10.3}{share:>7.1}%{:>14.0}", stage.0, time.as_secs_f64(), rate(time));
    }
    let _ = writeln!(out, "{:<20}{:>10.3}{:>7.1}%{:>14.0}", "all", total.as_secs_f64(), 100.0, rate(total));
    let _ = writeln!(out, "load {:.3} s, peak memory {}", load.as_secs_f64(), peak());
    out
}

/// The process's largest resident size, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |line| line.trim().to_owned())
}
