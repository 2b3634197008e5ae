//! Lemmas as edits of the form: "lower the case, take three letters off, put `y` on".
//!
//! The network picks one of the edits seen in training; irregular words are edits like any other.

use compact_str::CompactString;
use std::fmt;

/// One edit: the case of the form, how many characters fall from its end, what is put in their place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    case: Case,
    drop: usize,
    add: CompactString,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Case {
    #[default]
    Keep,
    Lower,
    Title,
}

impl Case {
    fn apply(self, form: &str) -> CompactString {
        match self {
            Case::Keep => form.into(),
            Case::Lower => form.chars().flat_map(char::to_lowercase).collect(),
            Case::Title => {
                let mut chars = form.chars();
                let first = chars.next();
                first.into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
            }
        }
    }
}

impl Edit {
    /// The edit that makes `lemma` of `form`, the smallest one.
    pub fn between(form: &str, lemma: &str) -> Self {
        let cases = if lemma.chars().any(char::is_uppercase) {
            [Case::Keep, Case::Title, Case::Lower]
        } else {
            [Case::Lower, Case::Keep, Case::Title]
        };
        let edit = |case: Case| {
            let base = case.apply(form);
            let same: usize =
                base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            Edit { case, drop: base[same..].chars().count(), add: lemma[same..].into() }
        };
        let mut best = edit(cases[0]);
        for case in &cases[1..] {
            let other = edit(*case);
            if other.cost() < best.cost() {
                best = other;
            }
        }
        best
    }

    fn cost(&self) -> usize {
        self.drop + self.add.chars().count()
    }

    /// The lemma that the edit makes of `form`; a form too short for it stays as it is.
    pub fn apply(&self, form: &str) -> CompactString {
        let mut lemma = self.case.apply(form);
        let keep = match self.drop {
            0 => lemma.len(),
            n => match lemma.char_indices().rev().nth(n - 1) {
                Some((at, _)) => at,
                None => return form.into(),
            },
        };
        lemma.truncate(keep);
        lemma.push_str(&self.add);
        if lemma.is_empty() { form.into() } else { lemma }
    }

    /// Reads an edit as it is printed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ':');
        let case = match parts.next()? {
            "k" => Case::Keep,
            "l" => Case::Lower,
            "t" => Case::Title,
            _ => return None,
        };
        Some(Edit { case, drop: parts.next()?.parse().ok()?, add: parts.next()?.into() })
    }
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = match self.case {
            Case::Keep => 'k',
            Case::Lower => 'l',
            Case::Title => 't',
        };
        write!(f, "{case}:{}:{}", self.drop, self.add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_makes_the_lemma_it_was_made_from() {
        for (form, lemma) in
            [("forces", "force"), ("The", "the"), ("was", "be"), ("Cities", "city"), ("NATO", "NATO"), ("ROME", "Rome")]
        {
            let edit = Edit::between(form, lemma);
            assert_eq!(edit.apply(form), lemma);
            assert_eq!(Edit::parse(&edit.to_string()), Some(edit));
        }
    }

    #[test]
    fn an_edit_too_long_for_a_form_leaves_it() {
        assert_eq!(Edit::between("was", "be").apply("a"), "a");
    }
}
