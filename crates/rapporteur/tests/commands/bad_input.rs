//! What comes in from the world: each thing that can be wrong with it, and what is said of it.

use crate::house::{House, REPORT, gzip, line, notes};
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

#[test]
fn an_empty_file_is_a_record_with_a_note() {
    let house = House::new();
    let run = house.write("empty.txt", "").run(["extract", "empty.txt"]);
    run.succeeds();
    assert_eq!(notes(&run.records()[0]), ["empty", "no-date"]);
}

#[test]
fn a_binary_file_is_refused_by_name() {
    let house = House::new();
    house.write("a.txt", REPORT).write("b.txt", b"\x89PNG\r\n\x1a\n\0\0").write("c.txt", b"abc\0\x01\x02");
    let run = house.run(["extract", "b.txt", "c.txt", "a.txt"]);
    run.skips(&[
        "b.txt: is no text but a PNG image; only text, JSON Lines and gzip of them are read",
        "c.txt: is no text but binary data; only text, JSON Lines and gzip of them are read",
    ]);
    assert_eq!(run.ids(), ["a.txt"]);
}

#[test]
fn a_missing_date_is_a_note() {
    let house = House::new();
    let run = house.write("a.txt", "The ministry said that talks would resume.").run(["extract", "a.txt"]);
    run.succeeds();
    assert_eq!(notes(&run.records()[0]), ["no-date"]);
    assert!(run.records()[0]["document"]["date"].is_null());
}

#[test]
fn an_impossible_date_is_dropped_with_a_note() {
    let house = House::new();
    house.write("a.txt", "date 2024-02-30 The ministry said that talks would resume.");
    house.write("b.jsonl", r#"{"id":"b","text":"The ministry said so to the press.","date":"5 March"}"#);
    let run = house.run(["extract", "a.txt", "b.jsonl"]);
    run.succeeds();
    for record in run.records() {
        assert_eq!(notes(&record), ["bad-date", "no-date"]);
        assert!(record["document"]["date"].is_null());
    }
}

#[test]
fn a_header_dates_the_report_where_nothing_else_does() {
    let house = House::new();
    let text = "date 2024-03-05 The ministry said so to the press.";
    let given = serde_json::json!({ "id": "b", "text": text, "date": "2024-01-01T10:00:00+02:00" });
    house.write("a.txt", text).write("b.jsonl", given.to_string());
    let run = house.run(["extract", "a.txt", "b.jsonl"]);
    run.succeeds();
    let records = run.records();
    assert_eq!(records[0]["document"]["date"], "2024-03-05");
    assert_eq!(records[1]["document"]["date"], "2024-01-01T10:00:00+02:00");
    for record in records {
        assert_eq!(record["document"]["text"], text);
        let first = &record["sentences"][0][0];
        assert!(first.is_null() || first == 16, "the header was read as a sentence");
    }
}

#[test]
fn broken_utf8_is_decoded_or_replaced_with_a_note() {
    let house = House::new();
    house.write("latin.txt", b"date 2024-03-05 The caf\xe9 was closed, the owner said. \x93We are sorry.\x94");
    house.write("broken.txt", b"date 2024-03-05 \xe2\x80\x9cWe are sorry,\xe2\x80\x9d the owner sa\xffid.");
    let run = house.run(["extract", "latin.txt", "broken.txt"]);
    run.succeeds();
    let records = run.records();
    assert_eq!(notes(&records[0]), ["decoded"]);
    assert!(records[0]["document"]["text"].as_str().unwrap().ends_with("“We are sorry.”"));
    assert_eq!(notes(&records[1]), ["replaced-bytes"]);
    assert!(records[1]["document"]["text"].as_str().unwrap().contains("sa\u{fffd}id"));
}

#[test]
fn files_and_lines_past_the_limit_are_skipped_and_the_rest_read() {
    let house = House::new();
    let long = "The ministry said so. ".repeat(50);
    house.write("a.txt", &long).write("b.txt", REPORT);
    house.write("c.jsonl", line("1", REPORT) + &line("2", &long) + &line("3", REPORT));
    let run = house.run(["extract", "--max-bytes", "200", "a.txt", "b.txt", "c.jsonl"]);
    run.skips(&[
        "a.txt: is longer than 200 bytes; raise the limit with --max-bytes",
        "c.jsonl:2: is longer than 200 bytes; raise the limit with --max-bytes",
    ]);
    assert_eq!(run.ids(), ["b.txt", "1", "3"]);
}

#[test]
fn json_of_wrong_types_names_file_and_line() {
    let house = House::new();
    let lines = [
        r#"{"id":"1","text":"The ministry said so.","date":"2024-03-05","author":{"other":"keys"}}"#,
        r#"{"id":"2","text":5}"#,
        r#"{"id":3,"text":"The ministry said so."}"#,
        r#"{"id":"4","text":"The ministry said so.","date":20240305}"#,
        r#"{"id":"5"}"#,
        r#"["id","text"]"#,
        r#"{"id":"7","text":"The ministry"#,
        r#"{"id":"8","text":"The ministry said so.","outlet":["Reuters"]}"#,
        "",
        r#"{"id":"9","text":"The ministry said so.","date":null,"outlet":null}"#,
    ];
    house.write("docs.jsonl", lines.join("\n"));
    let run = house.run(["extract", "docs.jsonl"]);
    run.skips(&[
        "docs.jsonl:2: expected a string in \"text\", found a number",
        "docs.jsonl:3: expected a string in \"id\", found a number",
        "docs.jsonl:4: expected a string in \"date\", found a number",
        "docs.jsonl:5: \"text\" is missing; name the field that holds it with --map",
        "docs.jsonl:6: expected a JSON object with \"id\" and \"text\", found a list",
        "docs.jsonl:7: is no JSON: EOF while parsing a string, at column 30",
        "docs.jsonl:8: expected a string in \"outlet\", found a list",
    ]);
    assert_eq!(run.ids(), ["1", "9"]);
}

#[test]
fn deeply_nested_json_is_an_error_and_no_crash() {
    let house = House::new();
    let deep = format!(r#"{{"id":"1","text":"The ministry said so.","x":{}"#, "[".repeat(100_000));
    house.write("docs.jsonl", deep + "\n" + &line("2", REPORT));
    let run = house.run(["extract", "docs.jsonl"]);
    run.skips(&["docs.jsonl:1: is no JSON: recursion limit exceeded, at column 172"]);
    assert_eq!(run.ids(), ["2"]);
}

#[test]
fn truncated_and_damaged_gzip() {
    let house = House::new();
    let packed = gzip(REPORT.repeat(100).as_bytes());
    house.write("a.txt.gz", &packed[..packed.len() / 2]);
    let lines: String = (0..200).map(|n| line(&n.to_string(), &format!("{n} soldiers left the {n}th camp."))).collect();
    let packed = gzip(lines.as_bytes());
    house.write("b.jsonl.gz", &packed[..packed.len() / 2]);
    let mut damaged = gzip(REPORT.as_bytes());
    damaged[14] ^= 0x55;
    damaged[20] ^= 0x55;
    house.write("c.txt.gz", damaged).write("d.txt.gz", REPORT).write("e.txt", REPORT);
    let run = house.run(["extract", "a.txt.gz", "b.jsonl.gz", "c.txt.gz", "d.txt.gz", "e.txt"]);
    assert_eq!(run.status, 1);
    let told: Vec<&str> = run.err.lines().collect();
    assert_eq!(told[0], "skipped: a.txt.gz: the gzip data end too early; fetch the file again");
    assert!(
        told[1].starts_with("skipped: b.jsonl.gz:")
            && told[1].ends_with(": the gzip data end too early; fetch the file again")
    );
    assert!(told[2].starts_with("skipped: c.txt.gz: the gzip data are damaged; fetch the file again"), "{}", told[2]);
    assert_eq!(told[3], "skipped: d.txt.gz: is no gzip although its name ends in .gz; rename it");
    let ids = run.ids();
    assert!(ids.len() > 20, "what came before the break is read");
    assert_eq!(ids.last().map(String::as_str), Some("e.txt"));
}

#[test]
fn gzip_bombs_end_at_the_limit() {
    let house = House::new();
    let bomb = gzip(&vec![b'a'; 64 << 20]);
    house.write("a.txt.gz", &bomb).write("b.jsonl.gz", &bomb).write("c.txt", REPORT);
    let run = house.run(["extract", "--max-bytes", "1000000", "a.txt.gz", "b.jsonl.gz", "c.txt"]);
    run.skips(&[
        "a.txt.gz: unpacks to more than 200 times its size; unpack it by hand if you trust it",
        "b.jsonl.gz:1: unpacks to more than 200 times its size; unpack it by hand if you trust it",
    ]);
    assert_eq!(run.ids(), ["c.txt"]);
}

#[test]
fn gzip_is_known_by_its_bytes_and_may_have_members() {
    let house = House::new();
    let members = [gzip(b"date 2024-03-05 The ministry "), gzip(b"said that talks would resume.")].concat();
    house.write("a.txt.gz", &members);
    let run = house.run(["extract", "a.txt.gz"]);
    run.succeeds();
    let text = "date 2024-03-05 The ministry said that talks would resume.";
    assert_eq!(run.records()[0]["document"]["text"], text);
    let piped = house.run_with(["extract", "-"], &members);
    piped.succeeds();
    assert_eq!(piped.records()[0]["document"]["text"], text);
    assert_eq!(piped.ids(), ["-"]);
}

#[test]
fn folders_are_walked_in_order_past_what_cannot_be_read() {
    let house = House::new();
    house.write("f/b.txt", REPORT).write("f/a/z.text", REPORT).write("f/c.jsonl", line("c1", REPORT));
    house.write("f/picture.png", b"\x89PNG").write("f/README.md", REPORT).write("f/d.txt.gz", gzip(REPORT.as_bytes()));
    std::os::unix::fs::symlink("nowhere.txt", house.path("f/dangling.txt")).unwrap();
    std::os::unix::fs::symlink("..", house.path("f/ring.txt")).unwrap();
    let pipe = Command::new("mkfifo").arg(house.path("f/pipe.txt")).status().unwrap();
    assert!(pipe.success());
    let run = house.run(["extract", "f"]);
    run.skips(&[
        "f/dangling.txt: cannot be read: no such file or directory",
        "f/pipe.txt: is no regular file; name it on the command line to read it all the same",
    ]);
    assert_eq!(run.ids(), ["f/a/z.text", "f/b.txt", "c1", "f/d.txt.gz"]);
}

#[test]
fn files_without_permission_are_reported() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    house.write("f/a.txt", REPORT).write("f/b.txt", REPORT);
    std::fs::set_permissions(house.path("f/a.txt"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(house.path("f/a.txt")).is_ok() {
        // The superuser reads everything: nothing to see here.
        return;
    }
    let run = house.run(["extract", "f"]);
    run.skips(&["f/a.txt: cannot be read: permission denied"]);
    assert_eq!(run.ids(), ["f/b.txt"]);
}

#[test]
fn odd_file_names() {
    let house = House::new();
    let odd = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    house.write("two words.txt", REPORT).write("two\nlines.txt", REPORT).write(odd, REPORT);
    let run =
        house.run([odd, "two\nlines.txt".as_ref(), "two words.txt".as_ref(), "no\nfile.txt".as_ref()].iter().fold(
            vec!["extract".as_ref()],
            |mut arguments: Vec<&std::ffi::OsStr>, name| {
                arguments.push(name);
                arguments
            },
        ));
    run.skips(&["no\\nfile.txt: cannot be read: no such file or directory"]);
    assert_eq!(run.ids(), ["caf\u{fffd}.txt", "two\nlines.txt", "two words.txt"]);
    let trees = house.run(["extract", "--to", "conllu", "two\nlines.txt"]);
    trees.succeeds();
    assert!(trees.out.starts_with("# newdoc id = two lines.txt\n"));
}

#[test]
fn other_languages_are_kept_and_not_read() {
    let house = House::new();
    let german = "Die Gespräche über den Staudamm sollen in der kommenden Woche wieder aufgenommen werden, teilte das \
                  Ministerium am Montag mit. Eine Einigung gilt als unwahrscheinlich, sagte der Sprecher.";
    house.write("de.txt", german);
    let told = serde_json::json!({ "id": "uk", "text": "Short.", "language": "uk", "date": "2024-03-05" });
    house.write("uk.jsonl", told.to_string());
    let run = house.run(["extract", "de.txt", "uk.jsonl"]);
    run.succeeds();
    let records = run.records();
    assert_eq!(records[0]["document"]["language"], "de");
    assert_eq!(records[0]["document"]["text"], german);
    assert_eq!(notes(&records[0]), ["no-date", "not-english"]);
    assert_eq!(records[1]["document"]["language"], "uk");
    assert_eq!(notes(&records[1]), ["not-english"]);
    for record in &records {
        assert_eq!(record["sentences"], serde_json::json!([]));
    }
    let forced = house.run(["extract", "--language", "en", "de.txt"]);
    assert_eq!(notes(&forced.records()[0]), ["no-date"]);
}

#[test]
fn a_full_disk_is_told_clearly() {
    let house = House::new();
    house.write("a.txt", REPORT);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = house.command(["extract", "a.txt"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "error: cannot write to standard output: no storage space\n");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let house = House::new();
    house.write("docs.jsonl", (0..2000).map(|n| line(&n.to_string(), REPORT)).collect::<String>());
    let mut child =
        house.command(["extract", "docs.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn other_peoples_json_is_mapped() {
    let house = House::new();
    let lines = [
        r#"{"id":7,"date_unixtime":"1709632800","message":"The ministry said so.","channel":{"title":"Wire"}}"#,
        r#"{"date_unixtime":1709632800,"message":["The ",{"type":"bold","text":"ministry"}," said so."]}"#,
        r#"{"id":9,"date_unixtime":"soon","message":"The ministry said so."}"#,
        r#"{"id":9,"message":[5]}"#,
    ];
    house.write("posts.jsonl", lines.join("\n"));
    let map = "text=message,date=date_unixtime,outlet=channel.title";
    let run = house.run(["extract", "--map", map, "posts.jsonl"]);
    run.skips(&["posts.jsonl:4: expected a string or pieces of text in \"message\", found a list"]);
    assert_eq!(run.ids(), ["7", "posts.jsonl:2", "9"]);
    let records = run.records();
    assert_eq!(records[0]["document"]["date"], "2024-03-05T10:00:00Z");
    assert_eq!(records[0]["document"]["outlet"], "Wire");
    assert_eq!(records[1]["document"]["text"], "The ministry said so.");
    assert_eq!(notes(&records[2]), ["bad-date", "no-date"]);
}
