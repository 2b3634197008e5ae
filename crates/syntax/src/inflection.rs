//! Base forms of inflected words, where the network's lemmas, learned edits, are no words: "stopp", "provok", "ly" (of "lied").

use crate::Xpos;
use compact_str::{CompactString, format_compact};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The spellings under which a word may stand in a table, the likeliest first: its lemma, its irregular base, what its
/// regular endings leave of its form, and the form. All lower case.
pub fn bases(lemma: &str, form: &str) -> Vec<CompactString> {
    let lemma = CompactString::from_str_to_lowercase(lemma);
    let form = CompactString::from_str_to_lowercase(form);
    let mut found = vec![lemma];
    let mut add = |base: CompactString| {
        if !base.is_empty() && !found.contains(&base) {
            found.push(base);
        }
    };
    if let Some(base) = Words::known().irregular.get(form.as_str()) {
        add((*base).into());
    }
    for (ending, puts) in ENDINGS {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2) else { continue };
        for put in *puts {
            add(format_compact!("{stem}{put}"));
        }
        // "stopped", "stopping".
        let mut letters = stem.chars().rev();
        if matches!(*ending, "ed" | "ing") && letters.next() == letters.next() {
            add(stem.chars().take(stem.chars().count() - 1).collect());
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

/// The lemma of a word: where the network's is no known verb, the known verb that an inflected `form` comes from.
pub(crate) fn verb(form: &str, xpos: Xpos, lemma: CompactString) -> CompactString {
    let verbs = &Words::known().verbs;
    if !matches!(xpos, Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbz) || verbs.contains(lemma.as_str()) {
        return lemma;
    }
    bases(&lemma, form).into_iter().find(|base| verbs.contains(base.as_str())).unwrap_or(lemma)
}

/// What is known of words.
struct Words {
    verbs: HashSet<&'static str>,
    /// Irregular forms, with their base.
    irregular: HashMap<&'static str, &'static str>,
}

impl Words {
    fn known() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
            Words {
                verbs: lines(include_str!("../data/verbs.txt")).collect(),
                irregular: lines(include_str!("../data/irregular.txt"))
                    .filter_map(|line| line.split_once(' '))
                    .collect(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_verb_gives_way_to_the_verb_of_the_form() {
        for (form, xpos, edited, lemma) in [
            ("stopped", Xpos::Vbd, "stopp", "stop"),
            ("provoking", Xpos::Vbg, "provok", "provoke"),
            ("Occupied", Xpos::Vbn, "occupied", "occupy"),
            ("dying", Xpos::Vbg, "dy", "die"),
            ("flying", Xpos::Vbg, "fly", "fly"),
            ("expresses", Xpos::Vbz, "expresse", "express"),
            ("fled", Xpos::Vbd, "fl", "flee"),
            ("led", Xpos::Vbn, "l", "lead"),
        ] {
            assert_eq!(verb(form, xpos, edited.into()), lemma, "{form}");
        }
    }

    #[test]
    fn known_verbs_and_words_of_no_known_verb_stay() {
        for (form, xpos, lemma) in [
            ("found", Xpos::Vbd, "found"),
            ("founded", Xpos::Vbd, "found"),
            ("zorbled", Xpos::Vbd, "zorble"),
            ("stop", Xpos::Vb, "stopp"),
            ("ed", Xpos::Vbd, "ed"),
            ("é", Xpos::Vbg, "é"),
        ] {
            assert_eq!(verb(form, xpos, lemma.into()), lemma, "{form}");
        }
    }

    #[test]
    fn lists_are_sorted_and_say_nothing_twice() {
        for text in [include_str!("../data/verbs.txt"), include_str!("../data/irregular.txt")] {
            let words: Vec<_> = text.lines().skip(1).map(|line| line.split(' ').next()).collect();
            assert!(words.len() > 200 && words.is_sorted_by(|a, b| a < b));
        }
    }

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
        has("st", "stole", "steal");
    }
}
