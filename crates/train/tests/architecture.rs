//! The map must not go stale: every path and every type that `ARCHITECTURE.md` and `GLOSSARY.md` name exists.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The words between single back quotes, code blocks left out.
fn quoted(text: &str) -> Vec<String> {
    let prose: String = text.split("```").step_by(2).collect();
    prose.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn sources(folder: &Path, out: &mut String) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push_str(&std::fs::read_to_string(&path).expect("a source file"));
        }
    }
}

#[test]
fn every_path_and_type_named_exists() {
    let mut code = String::new();
    for room in ["syntax", "record", "ledger", "rapporteur", "train"] {
        sources(&root().join("crates").join(room).join("src"), &mut code);
    }
    for page in ["ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "README.md"] {
        let text = std::fs::read_to_string(root().join(page)).expect("a page");
        for word in quoted(&text) {
            if word.starts_with("crates/") && !word.contains(['<', '*', ' ']) {
                assert!(root().join(&word).exists(), "{page} names {word}, which does not exist");
            }
            let last = word.rsplit("::").next().unwrap_or_default();
            let is_type = last.chars().next().is_some_and(char::is_uppercase)
                && last.chars().skip(1).any(char::is_lowercase)
                && last.chars().all(char::is_alphanumeric);
            if is_type && page != "README.md" {
                let known =
                    ["struct", "enum", "type", "trait"].iter().any(|kind| code.contains(&format!("{kind} {last}")));
                let declared = code.contains(&format!(" {last}, default"));
                assert!(known || declared, "{page} names the type {last}, which does not exist");
            }
        }
    }
}
