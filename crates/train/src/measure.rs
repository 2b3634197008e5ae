//! Runs the scorers on the dev data and says which floors stand.
//!
//! Each [`Run`] reads one set of gold documents with the binary and asks one scorer; its [`Figure`]s are picked out of
//! the scorer's JSON. The table is printed and appended to `benches/RESULTS.md`. Where the data is absent it says so.

mod future;
mod runs;

use crate::parse;
use anyhow::{Context, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use runs::RUNS;

/// One call of a scorer.
pub struct Run {
    /// Gold file or folder under `data/`.
    pub gold: &'static str,
    /// How the documents reach the reader.
    pub input: Input,
    /// Read with the lower threshold.
    pub recall: bool,
    /// Arguments of `predictions.py`; empty when the scorer reads records.
    pub predictions: &'static [&'static str],
    /// Script under `tools/`, or "future" for the count of dates to come that are kept there.
    pub scorer: &'static str,
    /// Its further arguments; `DATA/` stands for the data folder.
    pub arguments: &'static [&'static str],
    /// What to pick out of its answer.
    pub figures: &'static [Figure],
}

/// How gold documents reach the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// By `predictions.py docs`.
    Documents,
    /// The gold file is input as it stands.
    AsIs,
    /// The raw text of a treebank, answered in CoNLL-U.
    Treebank,
    /// The gold file's texts, answered with the names of the syntax model alone.
    Alone,
}

/// A figure in a scorer's answer.
pub struct Figure {
    /// Its name in the table.
    pub name: &'static str,
    /// JSON pointer.
    pub at: &'static str,
    /// Multiplied by this, it is in percent.
    pub scale: f64,
    /// What it must reach.
    pub floor: Option<f64>,
}

/// Where things are.
pub struct Places {
    /// The reader to measure.
    pub binary: PathBuf,
    /// What it reads with.
    pub model: String,
    /// The folder with `data/` and `tools/`.
    pub shared: PathBuf,
    /// Scratch of this run alone.
    pub scratch: PathBuf,
}

/// A measured figure.
pub struct Measured {
    /// Gold, scorer and figure in words.
    pub name: String,
    /// Percent.
    pub value: f64,
    /// Percent.
    pub floor: Option<f64>,
}

/// Runs every scorer whose name or gold contains `filter`, prints the table, and appends it to `results`.
///
/// Answers whether all floors stand.
pub fn run(places: &Places, filter: &str, results: Option<&Path>) -> anyhow::Result<bool> {
    if !places.shared.join("data").is_dir() {
        crate::say(&format!("skipped: no dev data at {}", places.shared.display()));
        return Ok(true);
    }
    std::fs::create_dir_all(&places.scratch)?;
    let mut records = BTreeMap::new();
    let mut measured = Vec::new();
    for run in RUNS.iter().filter(|run| run.gold.contains(filter) || run.scorer.contains(filter)) {
        let answer = answer(places, run, &mut records).with_context(|| format!("{} on {}", run.scorer, run.gold))?;
        for figure in run.figures {
            let value = answer.pointer(figure.at).and_then(Value::as_f64);
            let value = value.with_context(|| format!("{} gave no {}", run.scorer, figure.at))? * figure.scale;
            measured.push(Measured { name: figure.name.to_owned(), value, floor: figure.floor });
        }
    }
    // Two measurements at once do not share it.
    std::fs::remove_dir_all(&places.scratch)?;
    let table = table(&measured);
    crate::show(&table);
    if let Some(path) = results {
        append(path, places, &table)?;
    }
    Ok(measured.iter().all(|row| row.floor.is_none_or(|floor| row.value >= floor)))
}

/// The scorer's answer, reading the documents first unless another run already did.
fn answer(places: &Places, run: &Run, records: &mut BTreeMap<String, PathBuf>) -> anyhow::Result<Value> {
    let how = match run.input {
        Input::Alone => "-alone",
        _ if run.recall => "-recall",
        _ => "",
    };
    let key = format!("{}{how}", run.gold.replace('/', "-"));
    if !records.contains_key(&key) {
        records.insert(key.clone(), read(places, run, &key)?);
    }
    let mut predicted = records[&key].clone();
    if let Some(kind) = run.predictions.first() {
        let path = places.scratch.join(format!("{key}.{kind}"));
        let mut script = python(places, "predictions.py");
        script.args(run.predictions).arg(&predicted);
        save(&mut script, None, &path)?;
        predicted = path;
    }
    if run.scorer == "future" {
        return future::score(&gold(places, run)?, &predicted);
    }
    let mut script = python(places, run.scorer);
    let data = places.shared.join("data");
    for argument in run.arguments {
        match argument.strip_prefix("DATA/") {
            Some(path) => script.arg(data.join(path)),
            None => script.arg(argument),
        };
    }
    let out = script.args(gold(places, run)?).arg(&predicted).arg("--json").stderr(Stdio::null()).output()?;
    serde_json::from_slice(&out.stdout).context("the scorer's answer is no JSON")
}

/// Reads the documents of a run into `scratch` and returns the file.
fn read(places: &Places, run: &Run, key: &str) -> anyhow::Result<PathBuf> {
    let documents = places.scratch.join(format!("{key}.in"));
    let records = places.scratch.join(format!("{key}.out"));
    let golds = gold(places, run)?;
    match run.input {
        Input::Documents => save(python(places, "predictions.py").arg("docs").args(&golds), None, &documents)?,
        Input::AsIs => drop(std::fs::copy(&golds[0], &documents)?),
        Input::Alone => {
            parse::names(&parse::by_name(&places.model)?, &golds[0], &mut std::fs::File::create(&records)?)?;
            return Ok(records);
        }
        Input::Treebank => save(python(places, "score_syntax.py").arg("--text").args(&golds), None, &documents)?,
    }
    let mut extract = Command::new(&places.binary);
    extract.args(["extract", "--model", &places.model]);
    match run.input {
        Input::Treebank => extract.args(["--to", "conllu", "-"]),
        _ => extract.args(["--from", "jsonl", "-"]),
    };
    if run.recall {
        extract.arg("--recall");
    }
    save(&mut extract, Some(&documents), &records)?;
    Ok(records)
}

fn python(places: &Places, script: &str) -> Command {
    let mut command = Command::new("python3");
    command.arg(places.shared.join("tools").join(script));
    command
}

/// The gold files of a run: one, or every JSON file of a folder.
fn gold(places: &Places, run: &Run) -> anyhow::Result<Vec<PathBuf>> {
    let path = places.shared.join("data").join(run.gold);
    if !path.is_dir() {
        return Ok(vec![path]);
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(&path)?.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Ok(files)
}

/// Runs a command with its output in a file. A reader that skipped an input (status 1) still gave an answer.
fn save(command: &mut Command, input: Option<&Path>, output: &Path) -> anyhow::Result<()> {
    if let Some(input) = input {
        command.stdin(std::fs::File::open(input)?);
    }
    let status = command.stdout(std::fs::File::create(output)?).status();
    let status = status.with_context(|| format!("cannot start {}", command.get_program().display()))?;
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("{} ended with {status}", command.get_program().display());
    }
    Ok(())
}

fn table(measured: &[Measured]) -> String {
    let mut out = String::from("| figure | measured | floor | |\n|---|---:|---:|---|\n");
    for row in measured {
        let floor = row.floor.map_or(String::new(), |floor| format!("{floor:.0}"));
        let stands = match row.floor {
            None => "",
            Some(floor) if row.value >= floor => "stands",
            Some(_) => "MISSED",
        };
        let _ = writeln!(out, "| {} | {:.1} | {floor} | {stands} |", row.name, row.value);
    }
    out
}

/// Appends a dated table with the commit and the versions that gave it.
fn append(path: &Path, places: &Places, table: &str) -> anyhow::Result<()> {
    let line = |command: &mut Command| -> String {
        let out = command.output().map(|out| String::from_utf8_lossy(&out.stdout).trim().replace('\n', ", "));
        out.unwrap_or_default()
    };
    let commit = line(Command::new("git").args(["describe", "--always", "--dirty", "--abbrev=10"]));
    let version = line(Command::new(&places.binary).arg("--version").env("RAPPORTEUR_MODEL", &places.model));
    let today = jiff::Zoned::now().date();
    let mut text = std::fs::read_to_string(path).unwrap_or_default();
    let command = format!("cargo run --release -p rapporteur-train -- measure --model {}", places.model);
    let _ = write!(text, "\n## {today}, commit {commit}\n\n{version}. Command: `{command}`\n\n{table}");
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
