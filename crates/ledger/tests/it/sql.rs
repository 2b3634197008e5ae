//! SQL in, rows out: `tests/sql/*.md` hold a heading, an `sql` block and a `rows` block (or an `error` block) a case.
//!
//! `REWRITE=1` fills the blocks with what came, for review.

use crate::ledger;
use rapporteur_ledger::sql;
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn sql_in_rows_out() {
    let (folder, _ledger) = ledger();
    let path = folder.path().join("test.db");
    let mut wrong = Vec::new();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql");
    let mut files: Vec<_> = fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let before = fs::read_to_string(&file).unwrap();
        let after = rerun(&before, |question| answer(&path, question));
        if std::env::var_os("REWRITE").is_some() {
            fs::write(&file, after).unwrap();
        } else if before != after {
            wrong.push(difference(&file, &before, &after));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The file with each `rows` or `error` block replaced by the answer to the `sql` block before it.
fn rerun(text: &str, ask: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (n, part) in text.split("```sql\n").enumerate() {
        if n == 0 {
            out.push_str(part);
            continue;
        }
        let (question, rest) = part.split_once("```\n").unwrap();
        let prose = rest.split_once("```\n").map_or("", |(_, prose)| prose);
        out.push_str(&format!("```sql\n{question}```\n{}", ask(question)));
        out.push_str(prose);
    }
    out
}

fn answer(path: &Path, question: &str) -> String {
    match sql::ask(path, question, Some(20)) {
        Ok(answer) => {
            let cell = |cell: &Value| cell.as_str().map_or_else(|| cell.to_string(), str::to_owned);
            let line = |row: &Vec<Value>| row.iter().map(cell).collect::<Vec<_>>().join(" | ") + "\n";
            format!("```rows\n{}```\n", answer.rows.iter().map(line).collect::<String>())
        }
        Err(error) => format!("```error\n{error}\n```\n"),
    }
}

fn difference(file: &Path, before: &str, after: &str) -> String {
    let lines = before.lines().zip(after.lines()).filter(|(before, after)| before != after);
    let told: String = lines.map(|(before, after)| format!("- {before}\n+ {after}\n")).collect();
    format!("{}:\n{told}", file.display())
}
