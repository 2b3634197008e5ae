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
    if let Ok(at) = IRREGULAR.binary_search_by_key(&form.as_str(), |(irregular, _)| irregular) {
        add(IRREGULAR[at].1.into());
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

/// Irregular forms of the verbs and nouns of news, sorted by form.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("bade", "bid"), ("began", "begin"), ("begun", "begin"), ("beheld", "behold"),
    ("bent", "bend"), ("blew", "blow"), ("blown", "blow"), ("bought", "buy"),
    ("bound", "bind"), ("broke", "break"), ("broken", "break"), ("brought", "bring"),
    ("built", "build"), ("burnt", "burn"), ("caught", "catch"), ("children", "child"),
    ("chose", "choose"), ("chosen", "choose"), ("dealt", "deal"), ("driven", "drive"),
    ("drove", "drive"), ("fallen", "fall"), ("fell", "fall"), ("felt", "feel"),
    ("fled", "flee"), ("flew", "fly"), ("flown", "fly"), ("forbade", "forbid"),
    ("forbidden", "forbid"), ("forecast", "forecast"), ("foresaw", "foresee"), ("foreseen", "foresee"),
    ("fought", "fight"), ("found", "find"), ("gave", "give"), ("given", "give"),
    ("gone", "go"), ("grew", "grow"), ("grown", "grow"), ("held", "hold"),
    ("hid", "hide"), ("hidden", "hide"), ("hurt", "hurt"), ("kept", "keep"),
    ("knew", "know"), ("known", "know"), ("laid", "lay"), ("led", "lead"),
    ("left", "leave"), ("lent", "lend"), ("lives", "life"), ("lost", "lose"),
    ("meant", "mean"), ("met", "meet"), ("misled", "mislead"), ("overthrew", "overthrow"),
    ("overthrown", "overthrow"), ("paid", "pay"), ("people", "person"), ("ran", "run"),
    ("risen", "rise"), ("rose", "rise"), ("said", "say"), ("sank", "sink"),
    ("saw", "see"), ("seen", "see"), ("sent", "send"), ("shaken", "shake"),
    ("shook", "shake"), ("shot", "shoot"), ("slain", "slay"), ("slew", "slay"),
    ("sold", "sell"), ("sought", "seek"), ("spent", "spend"), ("spoke", "speak"),
    ("spoken", "speak"), ("stole", "steal"), ("stolen", "steal"), ("stood", "stand"),
    ("struck", "strike"), ("stuck", "stick"), ("sunk", "sink"), ("swore", "swear"),
    ("sworn", "swear"), ("taken", "take"), ("taught", "teach"), ("thieves", "thief"),
    ("thought", "think"), ("threw", "throw"), ("thrown", "throw"), ("told", "tell"),
    ("took", "take"), ("tore", "tear"), ("torn", "tear"), ("undertaken", "undertake"),
    ("undertook", "undertake"), ("upheld", "uphold"), ("went", "go"), ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"), ("withheld", "withhold"), ("wives", "wife"), ("won", "win"),
    ("wore", "wear"), ("worn", "wear"), ("written", "write"), ("wrote", "write"),
];

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
    fn irregular_forms_are_sorted() {
        assert!(IRREGULAR.is_sorted_by_key(|(form, _)| form));
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
