//! Writes today's reading into the blocks of a case file, for a person to review.

use crate::case::{Case, File};
use crate::compare;
use rapporteur_syntax::conllu;

/// Rewrites the blocks of the cases that are wanted.
pub fn file(file: &File, wanted: &dyn Fn(&Case) -> bool) {
    let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
    for case in file.cases.iter().rev().filter(|case| wanted(case) && case.wrong.is_none()) {
        let Ok((syntax, record)) = crate::read(case) else { continue };
        let fields = |kind: &str| -> Vec<String> {
            let same = case.rows.iter().filter(|row| format!("{}s", row.kind) == kind);
            let mut keys: Vec<String> = Vec::new();
            for (key, value) in same.flat_map(|row| row.fields.iter()) {
                if !keys.contains(key) && !value.starts_with('#') {
                    keys.push(key.clone());
                }
            }
            keys
        };
        let mut kinds = vec![case.kind.clone()];
        for row in &case.rows {
            let kind = format!("{}s", row.kind);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let mut rows = Vec::new();
        for kind in kinds {
            let found = record[&kind].as_array().cloned().unwrap_or_default();
            rows.extend(found.iter().map(|row| compare::line(case, &record, &kind, row, &fields(&kind))));
        }
        let tree: Vec<String> =
            conllu::write("case", &case.text, &syntax).trim_end().lines().skip(1).map(str::to_owned).collect();
        let mut blocks = vec![(case.rows_lines, rows)];
        if case.conllu.is_some() {
            blocks.push((case.conllu_lines, tree));
        }
        blocks.sort_by_key(|(lines, _)| std::cmp::Reverse(*lines));
        for ((start, end), content) in blocks {
            lines.splice(start..end, content);
        }
    }
    let text = lines.join("\n") + "\n";
    if text != file.text {
        std::fs::write(&file.path, text).expect("a case file can be written");
        eprintln!("rewrote {}", file.path.display());
    }
}
