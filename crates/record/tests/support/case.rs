//! A phenomenon file: prose, then cases under `##` headings with fenced blocks `report`, `conllu` and `rows`.

use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// A file and its cases.
pub struct File {
    pub path: PathBuf,
    pub text: String,
    pub cases: Vec<Case>,
}

/// One case. Line numbers are those of the block's content, `[start, end)`, counted from 0.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    /// The kind of row the directory is about, in the plural: `statements`.
    pub kind: String,
    pub text: String,
    pub date: Option<Date>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub conllu: Option<String>,
    pub conllu_lines: (usize, usize),
    pub rows: Vec<Row>,
    pub rows_lines: (usize, usize),
    pub wrong: Option<String>,
}

/// An expected row: kind in the singular, tag, and the fields to compare.
#[derive(Clone)]
pub struct Row {
    pub kind: String,
    pub tag: Option<String>,
    pub fields: Vec<(String, String)>,
}

impl File {
    /// Every case file, sorted by path.
    pub fn all(root: &Path) -> Result<Vec<File>, String> {
        let mut paths = Vec::new();
        for kind in listing(root)? {
            if kind.is_dir() {
                paths.extend(listing(&kind)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "md")));
            }
        }
        paths.iter().map(|path| File::read(path)).collect()
    }

    fn read(path: &Path) -> Result<File, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let kind = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let cases = cases(&text, &kind, &stem).map_err(|problem| format!("{}: {problem}", path.display()))?;
        Ok(File { path: path.to_owned(), text, cases })
    }
}

fn listing(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

fn cases(text: &str, kind: &str, stem: &str) -> Result<Vec<Case>, String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut cases: Vec<Case> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(heading) = line.strip_prefix("## ") {
            cases.push(empty(kind, format!("{kind}/{stem}/{}", heading.trim())));
        } else if let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) {
            let end =
                (at + 1..lines.len()).find(|&n| lines[n] == "```").ok_or(format!("line {}: open block", at + 1))?;
            let case = cases.last_mut().ok_or(format!("line {}: a block before the first heading", at + 1))?;
            fill(case, info, &lines[at + 1..end], at + 1)?;
            at = end;
        }
        at += 1;
    }
    Ok(cases)
}

fn empty(kind: &str, name: String) -> Case {
    Case {
        name,
        kind: kind.to_owned(),
        text: String::new(),
        date: None,
        outlet: None,
        title: None,
        conllu: None,
        conllu_lines: (0, 0),
        rows: Vec::new(),
        rows_lines: (0, 0),
        wrong: None,
    }
}

fn fill(case: &mut Case, info: &str, content: &[&str], start: usize) -> Result<(), String> {
    let (block, attributes) = info.split_once(' ').unwrap_or((info, ""));
    match block {
        "report" => {
            case.text = content.join("\n");
            for (key, value) in attributes.split_whitespace().filter_map(|item| item.split_once('=')) {
                match key {
                    "date" => case.date = Some(value.parse().map_err(|_| format!("line {start}: no date: {value}"))?),
                    "outlet" => case.outlet = Some(value.replace('_', " ")),
                    "title" => case.title = Some(value.replace('_', " ")),
                    _ => return Err(format!("line {start}: unknown attribute {key}")),
                }
            }
        }
        "conllu" => {
            case.conllu = Some(content.join("\n"));
            case.conllu_lines = (start, start + content.len());
        }
        "rows" => {
            case.rows_lines = (start, start + content.len());
            for line in content.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
                match line.strip_prefix("!wrong:") {
                    Some(reason) => case.wrong = Some(reason.trim().to_owned()),
                    None => case.rows.push(row(line).ok_or(format!("line {start}: not a row: {line}"))?),
                }
            }
        }
        _ => return Err(format!("line {start}: unknown block {block}")),
    }
    Ok(())
}

fn row(line: &str) -> Option<Row> {
    let mut cells = line.split(" | ").map(str::trim);
    let head = cells.next()?;
    let (kind, tag) = head.split_once(" #").map_or((head, None), |(kind, tag)| (kind, Some(tag.to_owned())));
    let field = |cell: &str| cell.split_once(':').map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()));
    let fields = cells.map(field).collect::<Option<Vec<_>>>()?;
    Some(Row { kind: kind.trim().to_owned(), tag, fields })
}
