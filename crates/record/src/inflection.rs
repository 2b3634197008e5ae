//! The base forms that an English word may have, for looking it up where the parser's lemma is misspelt.
//!
//! The parser's lemmas are learned edits and open to "condemne", "congressme" and "ly" (of "lied"); a table knows which
//! spelling is a word.

use compact_str::{CompactString, format_compact};

/// The spellings under which a word may stand in a table, the likeliest first: its lemma, then what its regular endings
/// leave of its form. All lower case.
pub fn bases(lemma: &str, form: &str) -> Vec<CompactString> {
    let lemma = CompactString::from_str_to_lowercase(lemma);
    let form = CompactString::from_str_to_lowercase(form);
    let mut found = vec![lemma];
    let mut add = |base: CompactString| {
        if !base.is_empty() && !found.contains(&base) {
            found.push(base);
        }
    };
    if form == "people" {
        add("person".into());
    }
    for (ending, puts) in ENDINGS {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2) else { continue };
        for put in *puts {
            add(format_compact!("{stem}{put}"));
        }
        // "stopped", "stopping".
        let mut letters = stem.chars().rev();
        if matches!(*ending, "ed" | "ing") && letters.next() == letters.next() {
            let undoubled: CompactString = stem.chars().take(stem.chars().count() - 1).collect();
            add(undoubled);
        }
    }
    add(form);
    found
}

/// Regular endings and what they stand for, the longer before the shorter.
const ENDINGS: &[(&str, &[&str])] = &[
    ("men", &["man"]),
    ("ies", &["y", "ie"]),
    ("es", &["e", ""]),
    ("s", &[""]),
    ("ied", &["y", "ie"]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
];

/// The first entry that one of a word's base forms has.
pub fn find<T>(lemma: &str, form: &str, get: impl Fn(&str) -> Option<T>) -> Option<T> {
    // Most lemmas are right, or their words in no table at all: no list is made for them.
    if let Some(entry) = get(lemma) {
        return Some(entry);
    }
    bases(lemma, form).iter().find_map(|base| get(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_mend_lemmas() {
        let has = |lemma: &str, form: &str, base: &str| {
            assert!(bases(lemma, form).iter().any(|found| found == base), "{form}")
        };
        has("condemne", "condemned", "condemn");
        has("repeate", "Repeated", "repeat");
        has("congressme", "congressmen", "congressman");
        has("people", "people", "person");
        has("ly", "lied", "lie");
        has("cancell", "cancelled", "cancel");
        has("bury", "buries", "bury");
    }
}
