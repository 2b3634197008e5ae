use super::Command;
use super::input::{self, InputArguments, ReadingArguments};
use crate::door::{Outcome, cannot_write};
use crate::ui;
use clap::{Args, FromArgMatches, ValueEnum};
use rapporteur::decode::{self, Input};
use rapporteur::{Reader, ordered, syntax};
use std::io::Write;

pub const COMMAND: Command = Command {
    name: "extract",
    about: "Reads reports and writes their records, one a line, in the order of the input",
    examples: "  rapporteur extract report.txt folder/ > records.jsonl
  rapporteur extract --from jsonl docs.jsonl.gz --jobs 8
  jq -c '.messages[]' result.json | rapporteur extract --from jsonl --map date=date_unixtime -
  rapporteur extract --to conllu report.txt

Exit status: 0 all was read, 1 some input was skipped and reported, 2 nothing could start or nothing more be written.",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    reading: ReadingArguments,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "jsonl")]
    to: To,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum To {
    /// The record, a line a report
    Jsonl,
    /// The syntax alone, as CoNLL-U
    Conllu,
}

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let reader = arguments.reading.reader()?;
    let options = arguments.input.options();
    let min_confidence = arguments.reading.min_confidence();
    let work = |input: Result<Input, decode::Error>| -> anyhow::Result<Vec<u8>> {
        input::attempt(&input?, |input| match arguments.to {
            To::Jsonl => printed(&reader, input, min_confidence),
            To::Conllu => conllu(&reader, input),
        })
    };
    let mut out = ui::output();
    let mut skipped = 0;
    let sink = |result: anyhow::Result<Vec<u8>>| {
        match result {
            // A record at a time, so that who reads along sees each as it comes.
            Ok(bytes) => return out.write_all(&bytes).and_then(|()| out.flush()),
            Err(error) => {
                ui::skipped(&error);
                skipped += 1;
            }
        }
        Ok(())
    };
    let inputs = decode::inputs(&arguments.input.paths, &options);
    ordered::map(arguments.reading.jobs(), inputs, input::weight, work, sink)
        .map_err(cannot_write("standard output"))?;
    Ok(if skipped == 0 { Outcome::Done } else { Outcome::SomeSkipped })
}

fn printed(reader: &Reader, input: &Input, min_confidence: f32) -> Vec<u8> {
    let record = reader.read_input(input, min_confidence);
    let mut line = serde_json::to_vec(&record).expect("a record has string keys and finite numbers");
    line.push(b'\n');
    line
}

fn conllu(reader: &Reader, input: &Input) -> Vec<u8> {
    let document = &input.document;
    syntax::conllu::write(&document.id, &document.text, &reader.parse(document)).into_bytes()
}
