//! Verbs' lemmas that the network's edits miss: "stopp", "provok", "stoy" are no verbs, "stop", "provoke", "stand" are.

use crate::Xpos;
use compact_str::CompactString;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The verb that `form` is a form of, where `lemma` is no known verb and one is known that `form` inflects.
pub fn verb(form: &str, xpos: Xpos, lemma: CompactString) -> CompactString {
    let endings: &[(&str, &[&str])] = match xpos {
        Xpos::Vbg => &[("ying", &["ie"]), ("ing", &["", "e"])],
        Xpos::Vbd | Xpos::Vbn => &[("ied", &["y"]), ("ed", &["", "e"])],
        Xpos::Vbz => &[("ies", &["y"]), ("es", &[""]), ("s", &[""])],
        _ => return lemma,
    };
    let verbs = Verbs::known();
    if verbs.bases.contains(lemma.as_str()) {
        return lemma;
    }
    let form: CompactString = form.chars().flat_map(char::to_lowercase).collect();
    if let (Xpos::Vbd | Xpos::Vbn, Some(base)) = (xpos, verbs.past.get(form.as_str())) {
        return (*base).into();
    }
    let stems = endings.iter().filter_map(|(ending, adds)| Some((form.strip_suffix(ending)?, *adds)));
    for (stem, adds) in stems {
        let known = adds.iter().map(|add| stem.to_owned() + add).chain(single(stem).map(str::to_owned));
        if let Some(base) = known.into_iter().find(|base| verbs.bases.contains(base.as_str())) {
            return base.into();
        }
    }
    lemma
}

/// A stem without the doubling of its last letter.
fn single(stem: &str) -> Option<&str> {
    let short = &stem[..stem.char_indices().last()?.0];
    (short.chars().last() == stem.chars().last()).then_some(short)
}

/// What is known of verbs.
struct Verbs {
    bases: HashSet<&'static str>,
    /// Irregular past forms and participles, with their verb.
    past: HashMap<&'static str, &'static str>,
}

impl Verbs {
    fn known() -> &'static Self {
        static VERBS: OnceLock<Verbs> = OnceLock::new();
        VERBS.get_or_init(|| {
            let lines = include_str!("../data/verbs.txt").lines().filter(|line| !line.starts_with('#'));
            let (past, bases): (Vec<_>, Vec<_>) = lines.partition(|line| line.contains(' '));
            Verbs {
                bases: bases.into_iter().collect(),
                past: past.into_iter().filter_map(|line| line.split_once(' ')).collect(),
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
    fn every_irregular_form_belongs_to_a_known_verb() {
        let verbs = Verbs::known();
        let strange: Vec<_> = verbs.past.iter().filter(|(_, base)| !verbs.bases.contains(**base)).collect();
        assert!(strange.is_empty() && verbs.past.len() > 200, "{strange:?}");
    }
}
