//! Records in the order of the input, the same bytes on any number of threads.

use crate::house::{House, REPORT, line};

fn many() -> String {
    let text = |n: usize| format!("{REPORT}The {n}th brigade left the town of Nuhal. ").repeat(n % 7 + 1);
    (0..120).map(|n| line(&format!("report-{n}"), &text(n))).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let house = House::new();
    house.write("docs.jsonl", many() + "{}\n" + &many());
    let alone = house.run(["extract", "--jobs", "1", "docs.jsonl"]);
    alone.skips(&["docs.jsonl:121: \"id\" is missing; name the field that holds it with --map"]);
    let expected: Vec<String> = (0..120).chain(0..120).map(|n| format!("report-{n}")).collect();
    assert_eq!(alone.ids(), expected);
    for jobs in ["2", "16"] {
        let run = house.run(["extract", "--jobs", jobs, "docs.jsonl"]);
        assert!(run.out == alone.out, "{jobs} threads gave other bytes");
        assert_eq!(run.err, alone.err);
    }
}

#[test]
fn standard_input_as_text_and_as_json_lines() {
    let house = House::new();
    let text = house.run_with(["extract", "-"], REPORT.as_bytes());
    text.succeeds();
    assert_eq!(text.records()[0]["document"]["text"], REPORT);
    let lines = house.run_with(["extract", "--from", "jsonl", "-"], many().as_bytes());
    lines.succeeds();
    assert_eq!(lines.ids().len(), 120);
}

#[test]
fn a_record_has_every_field_of_the_contract() {
    let house = House::new();
    let run = house.run_with(["extract", "-"], REPORT.as_bytes());
    let record = &run.records()[0];
    let fields = [
        "document",
        "sentences",
        "names",
        "mentions",
        "actors",
        "places",
        "times",
        "statements",
        "events",
        "figures",
        "positions",
        "prospects",
        "notes",
        "version",
        "model",
        "lexicon",
    ];
    for field in fields {
        assert!(!record[field].is_null(), "{field} is missing");
    }
    for field in ["id", "date", "outlet", "title", "url", "language", "text", "sha256"] {
        assert!(record["document"].as_object().unwrap().contains_key(field), "document.{field} is missing");
    }
}

#[test]
fn exit_statuses() {
    let house = House::new();
    house.write("a.txt", REPORT);
    assert_eq!(house.run(["extract", "a.txt"]).status, 0);
    assert_eq!(house.run(["extract", "a.txt", "none.txt"]).status, 1);
    assert_eq!(house.run(["extract"]).status, 2);
    assert_eq!(house.run(["extract", "--jobs", "0", "a.txt"]).status, 2);
    assert_eq!(house.run(["extract", "--min-confidence", "2", "a.txt"]).status, 2);
    assert_eq!(house.run(["extract", "--recall", "--min-confidence", "0.3", "a.txt"]).status, 2);
    assert_eq!(house.run(["extract", "--map", "words=text", "a.txt"]).status, 2);
    assert_eq!(house.run::<&str>([]).status, 2);
    assert_eq!(house.run(["exstract"]).status, 2);
}
