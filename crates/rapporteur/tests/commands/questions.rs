//! Questions to a small ledger and their answers, as in `tests/answers/*.md`: a `console` block has a command after `$`
//! and below it what it prints. `REWRITE=1` fills in what was printed, for review.

use crate::house::House;
use crate::reports;
use rapporteur::ledger::Ledger;
use std::fs;
use std::path::Path;

#[test]
fn questions_and_answers() {
    let house = House::new();
    let mut ledger = Ledger::open(house.path("rapporteur.db")).unwrap();
    ledger.enter(&[reports::ferry(), reports::treaty(), reports::denial()]).unwrap();
    drop(ledger);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let before = fs::read_to_string(&file).unwrap();
        let after = rerun(&before, |arguments| answer(&house, arguments));
        if std::env::var_os("REWRITE").is_some() {
            fs::write(&file, after).unwrap();
        } else if before != after {
            let lines = before.lines().zip(after.lines()).filter(|(before, after)| before != after);
            let told: String = lines.take(12).map(|(before, after)| format!("- {before}\n+ {after}\n")).collect();
            wrong.push(format!("{}:\n{told}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rerun(text: &str, ask: impl Fn(&str) -> String) -> String {
    let mut parts = text.split("```console\n$ rapporteur ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (call, rest) = part.split_once('\n').unwrap();
        let prose = rest.split_once("```\n").map_or("", |(_, prose)| prose);
        out.push_str(&format!("```console\n$ rapporteur {call}\n{}```\n{prose}", ask(call)));
    }
    out
}

fn answer(house: &House, call: &str) -> String {
    let run = house.run(words(call));
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned() + "\n").collect::<String>();
    let (out, err) = (lines(&run.out.replace('\r', "␍")), lines(&run.err));
    let status = if run.status == 0 { String::new() } else { format!("(status {})\n", run.status) };
    format!("{out}{err}{status}")
}

/// Words as a shell divides them, single quotation marks only.
fn words(call: &str) -> Vec<String> {
    let parts = call.split('\'').enumerate();
    parts
        .flat_map(|(n, part)| match n % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

#[test]
fn a_file_is_shown_and_explained_without_a_ledger() {
    let house = House::new();
    house.write("talks.txt", "date 2024-03-05 The ministry said that talks would resume on Monday.\n");
    let shown = house.run(["show", "talks.txt", "--only", "times"]);
    shown.succeeds();
    assert!(shown.out.contains("[Monday|t61]") && shown.out.contains("“Monday” 2024-03-11"), "{}", shown.out);
    let explained = house.run(["explain", "talks.txt:t61"]);
    explained.succeeds();
    assert!(explained.out.contains("talks would resume on [Monday|time]."), "{}", explained.out);
    // What made a row is shown with its line in the lexicon.
    let explained = house.run(["explain", "talks.txt:s29"]);
    explained.succeeds();
    assert!(explained.out.contains("lexicon/en/cues.tsv:"), "{}", explained.out);
    assert!(!house.path("rapporteur.db").exists());

    house.write("two.jsonl", "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n");
    let refused = house.run(["show", "two.jsonl"]);
    assert!(refused.err.contains("two.jsonl holds more than one report"), "{}", refused.err);
}
