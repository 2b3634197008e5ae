//! Base forms of inflected words, where the network's lemmas, learned edits, are no words: "stopp", "provok", "ly" (of "lied").

mod endings;

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

/// The lemma of a word: the network's, unless the word's tag and spelling leave no choice.
pub(crate) fn lemma(form: &str, xpos: Xpos, lemma: CompactString) -> CompactString {
    use Xpos::*;
    let lower = || CompactString::from_str_to_lowercase(form);
    let settled = match xpos {
        Vbd | Vbg | Vbn | Vbz => return verb(form, xpos, lemma),
        Jjr | Jjs | Rbr | Rbs => irregular(&lower(), xpos).or_else(|| endings::compared(&lower(), &lemma)),
        Nns => endings::singular(&lower()),
        Cd => endings::number(form),
        Prp | PrpPoss if form.eq_ignore_ascii_case("her") => Some(if xpos == Prp { "she" } else { "her" }.into()),
        Wp | Wrb | Wdt | Md | Cc | Ex | To if lemma.contains(char::is_uppercase) => {
            Some(CompactString::from_str_to_lowercase(&lemma))
        }
        _ => None,
    };
    settled.unwrap_or(lemma)
}

/// The base of "better", "best" and "worse", adverbs of "well" and adjectives of "good".
fn irregular(form: &str, xpos: Xpos) -> Option<CompactString> {
    let adverb = matches!(xpos, Xpos::Rbr | Xpos::Rbs);
    let [adjective, other] = match form {
        "better" | "best" => ["good", "well"],
        "worse" => ["bad", "badly"],
        _ => return None,
    };
    Some(if adverb { other } else { adjective }.into())
}

/// The lemma of a verb: where the network's is no known verb, or another one by its spelling, the known verb that an
/// inflected `form` comes from.
fn verb(form: &str, xpos: Xpos, lemma: CompactString) -> CompactString {
    let verbs = &Words::known().verbs;
    let rest = form.len().checked_sub(lemma.len());
    if xpos != Xpos::Vbz && rest.is_some_and(|rest| rest == 2 || rest == 3) {
        let lower = CompactString::from_str_to_lowercase(form);
        if let Some(base) = endings::silent_e(&lower).filter(|_| lower.starts_with(lemma.as_str())) {
            return base;
        }
    }
    if verbs.contains(lemma.as_str()) {
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
            ("hoping", Xpos::Vbg, "hop", "hope"),
            ("stared", Xpos::Vbd, "star", "stare"),
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
            ("ed", Xpos::Vbd, "ed"),
            ("é", Xpos::Vbg, "é"),
        ] {
            assert_eq!(verb(form, xpos, lemma.into()), lemma, "{form}");
        }
    }

    #[test]
    fn tag_and_spelling_settle_a_lemma() {
        for (form, xpos, edited, settled) in [
            ("better", Xpos::Rbr, "good", "well"),
            ("better", Xpos::Jjr, "better", "good"),
            ("Fishermen", Xpos::Nns, "fisherme", "fisherman"),
            ("4,200", Xpos::Cd, "4000", "4200"),
            ("her", Xpos::Prp, "her", "she"),
            ("Who", Xpos::Wp, "Who", "who"),
            ("Stop", Xpos::Vb, "stopp", "stopp"),
            ("ports", Xpos::Nns, "port", "port"),
        ] {
            assert_eq!(lemma(form, xpos, edited.into()), settled, "{form}");
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
