//! Into the ledger, and back to it after a crash.

use crate::house::{House, REPORT, line};
use rapporteur::ledger::{Ledger, sql};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn count(ledger: &Path, table: &str) -> u64 {
    let answer = sql::ask(ledger, &format!("SELECT count(*) FROM {table}"), None).unwrap();
    answer.rows[0][0].as_u64().unwrap()
}

fn text(n: usize) -> String {
    format!("The {n}th brigade left the town of Nuhal on Monday, the ministry said. ")
}

#[test]
fn reading_twice_changes_nothing() {
    let house = House::new();
    house.write("docs.jsonl", (0..20).map(|n| line(&n.to_string(), &text(n))).collect::<String>() + "nonsense\n");
    let first = house.run(["read", "docs.jsonl"]);
    assert_eq!(first.status, 1);
    assert!(first.out.starts_with("documents 20 new, 0 read anew, 0 known already\n"), "{}", first.out);
    assert!(first.out.contains("\nskipped   1 (1 malformed line)\n"), "{}", first.out);
    let rows = count(&house.path("rapporteur.db"), "statements");
    let second = house.run(["read", "docs.jsonl"]);
    assert!(second.out.starts_with("documents 0 new, 0 read anew, 20 known already\n"), "{}", second.out);
    assert_eq!(count(&house.path("rapporteur.db"), "documents"), 20);
    assert_eq!(count(&house.path("rapporteur.db"), "statements"), rows);
}

#[test]
fn the_ledger_is_named_by_option_or_environment() {
    let house = House::new();
    house.write("a.txt", REPORT);
    house.run(["read", "--ledger", "one.db", "a.txt"]).succeeds();
    assert_eq!(count(&house.path("one.db"), "documents"), 1);
    let status = house.command(["read", "a.txt"]).env("RAPPORTEUR_LEDGER", "two.db").stdout(Stdio::null()).status();
    assert!(status.unwrap().success());
    assert_eq!(count(&house.path("two.db"), "documents"), 1);
}

#[test]
fn a_killed_run_leaves_an_intact_ledger_and_is_taken_up_again() {
    let house = House::new();
    let lines: Vec<String> = (0..300).map(|n| line(&n.to_string(), &text(n))).collect();
    house.write("docs.jsonl", lines.concat());
    let ledger = house.path("rapporteur.db");
    let mut child = house
        .command(["read", "--jobs", "2", "--from", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines[..200].concat().as_bytes()).unwrap();
    stdin.flush().unwrap();
    let patience = Instant::now();
    while !ledger.exists()
        || sql::ask(&ledger, "SELECT 1 FROM documents LIMIT 1", None).map_or(true, |a| a.rows.is_empty())
    {
        assert!(patience.elapsed() < Duration::from_secs(60), "nothing was committed");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);

    let before = count(&ledger, "documents");
    assert!((1..300).contains(&before), "{before}");
    let intact = sql::ask(
        &ledger,
        "SELECT count(*) FROM statements WHERE document NOT IN (SELECT document FROM documents)",
        None,
    );
    assert_eq!(intact.unwrap().rows[0][0], 0);
    let run = house.run(["read", "docs.jsonl"]);
    run.succeeds();
    let expected = format!("documents {} new, 0 read anew, {before} known already\n", 300 - before);
    assert!(run.out.starts_with(&expected), "{}", run.out);
    house.run(["read", "--ledger", "fresh.db", "docs.jsonl"]).succeeds();
    for table in ["documents", "statements", "events", "mentions"] {
        assert_eq!(count(&ledger, table), count(&house.path("fresh.db"), table), "{table}");
    }
}

/// Bytes 60 to 63 of an SQLite file are its user version, 68 to 71 its application id.
fn patched(house: &House, name: &str, at: usize, value: [u8; 4]) {
    drop(Ledger::open(house.path(name)).unwrap());
    let mut bytes = std::fs::read(house.path(name)).unwrap();
    bytes[at..at + 4].copy_from_slice(&value);
    std::fs::write(house.path(name), bytes).unwrap();
}

#[test]
fn a_file_that_is_no_ledger_is_left_alone() {
    let house = House::new();
    house.write("a.txt", REPORT).write("notes.db", "These are my notes, and no database at all.".repeat(40));
    let run = house.run(["read", "--ledger", "notes.db", "a.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("notes.db"), "{}", run.err);
    assert!(std::fs::read(house.path("notes.db")).unwrap().starts_with(b"These are my notes"));

    patched(&house, "other.db", 68, *b"PICS");
    let before = std::fs::read(house.path("other.db")).unwrap();
    let run = house.run(["read", "--ledger", "other.db", "a.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("other.db"), "{}", run.err);
    assert_eq!(std::fs::read(house.path("other.db")).unwrap(), before);
}

#[test]
fn a_ledger_of_a_newer_version_is_left_alone() {
    let house = House::new();
    house.write("a.txt", REPORT);
    patched(&house, "new.db", 60, 9999u32.to_be_bytes());
    let run = house.run(["read", "--ledger", "new.db", "a.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("new.db") && run.err.contains("newer"), "{}", run.err);
}

#[test]
fn a_ledger_that_cannot_be_written() {
    let house = House::new();
    house.write("a.txt", REPORT);
    let run = house.run(["read", "--ledger", "no/such/folder/x.db", "a.txt"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.contains("no/such/folder/x.db"), "{}", run.err);
}
