//! Names across a document: one spelling, one kind.
//!
//! The network sees the words around a name; the rest of the report often says more plainly what it is. So
//! equal names vote on their kind, the surname of a person named in full counts for a person, initials in brackets are of
//! the kind of the name before them, and a polity of the list is one unless it is somebody's surname. A proper noun that is
//! a name elsewhere in the report is one here. No name ends in a preposition, an article or an opening bracket.

use crate::{Name, NameKind, Token, Upos};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Votes for each kind, in the order of [`NameKind::ALL`].
type Votes = [u32; NameKind::ALL.len()];

/// Votes of the longer name beside which initials stand in brackets.
const SPELT_OUT: u32 = 8;
/// Votes of a person's full name for its last word alone.
const SURNAME: u32 = 3;

/// Settles the kinds of a document's names and finds repeated ones that were missed.
pub fn agree(text: &str, tokens: &[Token], names: &mut Vec<Name>) {
    for at in 0..names.len() {
        let next = names.get(at + 1).map(|next| next.tokens.start);
        trim(text, tokens, next, &mut names[at]);
    }
    let form = |tokens: &[Token]| match tokens {
        [first, .., last] => first.span.cover(last.span).of(text),
        [one] => one.span.of(text),
        [] => "",
    };
    let mut votes: HashMap<&str, Votes> = HashMap::new();
    for name in names.iter() {
        votes.entry(form(&tokens[name.tokens.clone()])).or_default()[name.kind as usize] += 2;
    }
    let located = located(text, tokens, names);
    let people = names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    let surnames: Vec<&str> = people.map(|name| form(&tokens[name.tokens.end - 1..name.tokens.end])).collect();
    for surname in &surnames {
        if let Some(alone) = votes.get_mut(surname) {
            alone[NameKind::Person as usize] += SURNAME;
            // A land that nobody is in, comes from or goes to is the person.
            if !located.contains(surname) {
                alone[NameKind::Person as usize] += std::mem::take(&mut alone[NameKind::Polity as usize]);
            }
        }
    }
    for (initials, kind) in spelt_out(text, tokens, names) {
        if let Some(alone) = votes.get_mut(initials) {
            alone[kind as usize] += SPELT_OUT;
        }
    }
    let surnames: HashSet<&str> = surnames.into_iter().collect();
    let settle = |name: &str, own: NameKind| {
        if polities().contains(name) && !surnames.contains(name) {
            return NameKind::Polity;
        }
        let votes = votes.get(name).copied().unwrap_or_default();
        let better =
            |best: NameKind, kind: &NameKind| if votes[*kind as usize] > votes[best as usize] { *kind } else { best };
        NameKind::ALL.iter().fold(own, better)
    };
    let known = |word: &str| votes.contains_key(word) || polities().contains(word);
    let mut missed = unnamed(text, tokens, names, |word| known(word).then(|| settle(word, NameKind::Misc)));
    for name in names.iter_mut() {
        name.kind = settle(form(&tokens[name.tokens.clone()]), name.kind);
    }
    names.append(&mut missed);
    names.sort_by_key(|name| name.tokens.start);
}

/// Words in no name that are names elsewhere in the report, of the kinds that `known` tells, and bodies' short names.
fn unnamed(text: &str, tokens: &[Token], names: &[Name], known: impl Fn(&str) -> Option<NameKind>) -> Vec<Name> {
    let short = short_names(text, tokens, names);
    let mut missed = Vec::new();
    let mut next = 0;
    for (tok, token) in tokens.iter().enumerate() {
        while names.get(next).is_some_and(|name| name.tokens.end <= tok) {
            next += 1;
        }
        if names.get(next).is_some_and(|name| name.tokens.start <= tok) {
            continue;
        }
        let alone = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_none_or(|token| token.upos != Upos::Propn);
        let word = token.span.of(text);
        let proper = token.upos == Upos::Propn && alone(tok.checked_sub(1)) && alone(Some(tok + 1));
        let the = |tok: usize| tokens[tok].span.of(text).eq_ignore_ascii_case("the");
        let body = || short.contains(word) && tok.checked_sub(1).is_some_and(the);
        let kind = Some(word).filter(|_| proper).and_then(&known).or_else(|| body().then_some(NameKind::Organisation));
        missed.extend(kind.map(|kind| Name { tokens: tok..tok + 1, kind }));
    }
    missed
}

/// Words with which no name ends.
const ENDS_NONE: &[&str] = &[
    "a", "al.", "and", "are", "as", "at", "by", "et", "for", "from", "in", "into", "is", "of", "on", "or", "the", "to",
    "was", "who", "with",
];

/// Takes from the end of a name the words and marks that belong to what follows: "the Embassy in", "the Union {". What
/// goes on with the name that begins at `next` stays: "the Bank of" before "Salmar".
fn trim(text: &str, tokens: &[Token], next: Option<usize>, name: &mut Name) {
    let form = |tok: usize| tokens[tok].span.of(text);
    let whole = name.tokens.end;
    let loose = |tok: usize| {
        let word = form(tok);
        let marks =
            !word.contains('.') && word.chars().all(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '!' | '?'));
        marks || ENDS_NONE.iter().any(|end| end.eq_ignore_ascii_case(word))
    };
    let of = |tok: usize| form(tok) == "of" || form(tok) == "the" && tok > 0 && form(tok - 1) == "of";
    if next == Some(whole) && name.tokens.len() > 1 && of(whole - 1) {
        return;
    }
    while name.tokens.len() > 1 && loose(name.tokens.end - 1) {
        name.tokens.end -= 1;
    }
    // A bracket inside is closed inside.
    let cut = name.tokens.end;
    let closes = |tok: usize| matches!(form(tok), ")" | "]" | "}");
    if cut < whole && closes(cut) && name.tokens.clone().any(|tok| matches!(form(tok), "(" | "[" | "{")) {
        name.tokens.end = cut + 1;
    }
}

/// The single names that stand where a place does.
fn located<'t>(text: &'t str, tokens: &[Token], names: &[Name]) -> HashSet<&'t str> {
    let before = |tok: usize| tok.checked_sub(1).map_or("", |before| tokens[before].span.of(text));
    let place = |tok: usize| matches!(before(tok), "at" | "from" | "in" | "In" | "near" | "outside" | "to");
    let single = names.iter().map(|name| name.tokens.clone()).filter(|tokens| tokens.len() == 1);
    single.filter(|name| place(name.start)).map(|name| tokens[name.start].span.of(text)).collect()
}

/// The initials in brackets right after a longer name, and the kind of that name: "the Selmar Front (SF)".
fn spelt_out<'t>(text: &'t str, tokens: &[Token], names: &[Name]) -> Vec<(&'t str, NameKind)> {
    let form = |tok: usize| tokens.get(tok).map_or("", |token| token.span.of(text));
    let initials = |name: &Name| {
        let (open, close) = (name.tokens.end, name.tokens.end + 2);
        if name.tokens.len() < 2 || form(open) != "(" || form(close) != ")" {
            return None;
        }
        let short = form(open + 1);
        let letters = short.chars().filter(|&c| c != '.');
        let first = name.tokens.clone().filter_map(|tok| form(tok).chars().next()).filter(|c| c.is_uppercase());
        (short.len() > 1 && letters.eq(first)).then_some((short, name.kind))
    };
    names.iter().filter_map(initials).collect()
}

/// The last words of bodies' longer names that stand alone after "the" as well: "the Selmar Front" is later "the Front".
fn short_names<'t>(text: &'t str, tokens: &[Token], names: &[Name]) -> HashSet<&'t str> {
    let long = names.iter().filter(|name| name.kind == NameKind::Organisation && name.tokens.len() > 1);
    let last = long.map(|name| tokens[name.tokens.end - 1].span.of(text));
    last.filter(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)).collect()
}

/// Names of countries, their states and well-known cities.
fn polities() -> &'static HashSet<&'static str> {
    static POLITIES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    POLITIES.get_or_init(|| {
        let lines = include_str!("../data/polities.txt").lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(|line| line.split(" | ")).map(str::trim).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads words, one or more names marked by their labels, and gives the names after agreement.
    fn agreed(words: &[(&str, &str)]) -> Vec<String> {
        let text: Vec<&str> = words.iter().map(|(form, _)| *form).collect();
        let text = text.join(" ");
        let row = |(at, (form, label)): (usize, &(&str, &str))| {
            let upos = if form.starts_with(char::is_uppercase) { "PROPN" } else { "VERB" };
            let misc = if label.is_empty() { "_".to_owned() } else { format!("Name={label}") };
            format!("{}\t{form}\t_\t{upos}\t_\t_\t{at}\tdep\t_\t{misc}\n", at + 1)
        };
        let rows: String = words.iter().enumerate().map(row).collect();
        let syntax = crate::conllu::read(&rows, &text).unwrap();
        let mut names = syntax.names.clone();
        agree(&text, &syntax.tokens, &mut names);
        names.iter().map(|name| format!("{} {}", syntax.span(name.tokens.clone()).of(&text), name.kind)).collect()
    }

    #[test]
    fn a_surname_is_a_person_wherever_it_stands() {
        let names = agreed(&[("Ilze", "B-PER"), ("Kalna", "I-PER"), ("spoke", ""), ("Kalna", "B-LOC"), ("left", "")]);
        assert_eq!(names, ["Ilze Kalna PER", "Kalna PER"]);
    }

    #[test]
    fn a_polity_is_one_unless_somebody_bears_its_name() {
        assert_eq!(agreed(&[("Norway", "B-PER"), ("voted", "")]), ["Norway GPE"]);
        let names = agreed(&[("Ann", "B-PER"), ("Jordan", "I-PER"), ("spoke", ""), ("Jordan", "B-PER"), ("left", "")]);
        assert_eq!(names, ["Ann Jordan PER", "Jordan PER"]);
    }

    #[test]
    fn a_land_that_nobody_is_in_is_the_person_who_bears_its_name() {
        let told = [("Ilze", "B-PER"), ("Kalna", "I-PER"), ("spoke", ""), ("Kalna", "B-GPE"), ("left", "")];
        let more = [("Kalna", "B-GPE"), ("rose", ""), ("Kalna", "B-GPE"), ("fell", "")];
        assert_eq!(agreed(&[&told[..], &more].concat())[1..], ["Kalna PER", "Kalna PER", "Kalna PER"]);
        let more = [("Kalna", "B-GPE"), ("rose", ""), ("in", ""), ("Kalna", "B-GPE")];
        assert_eq!(agreed(&[&told[..], &more].concat())[1..], ["Kalna GPE", "Kalna GPE", "Kalna GPE"]);
    }

    #[test]
    fn initials_are_of_the_kind_of_the_name_before_them() {
        let words = [("Selmar", "B-ORG"), ("Front", "I-ORG"), ("(", ""), ("SF", "B-GPE"), (")", ""), ("SF", "B-GPE")];
        assert_eq!(agreed(&words), ["Selmar Front ORG", "SF ORG", "SF ORG"]);
    }

    #[test]
    fn no_name_ends_in_a_preposition_or_an_open_bracket() {
        let words = [("Selmar", "B-ORG"), ("Embassy", "I-ORG"), ("in", "I-ORG"), ("the", "I-ORG"), ("east", "")];
        assert_eq!(agreed(&words), ["Selmar Embassy ORG"]);
        let words = [("Selmar", "B-ORG"), ("Front", "I-ORG"), ("(", "I-ORG"), ("North", "I-ORG"), (")", "I-ORG")];
        assert_eq!(agreed(&words), ["Selmar Front ( North ) ORG"]);
        assert_eq!(agreed(&[("The", "B-ORG"), ("The", "I-ORG")]), ["The ORG"]);
    }

    #[test]
    fn a_name_known_from_elsewhere_is_found_but_never_inside_another_word_s_name() {
        let words = [("Acme", "B-ORG"), ("grew", ""), ("Acme", ""), ("fell", ""), ("Acme", ""), ("Towers", "")];
        assert_eq!(agreed(&words), ["Acme ORG", "Acme ORG"]);
    }

    #[test]
    fn a_body_goes_by_its_last_word_after_the_article() {
        let words = [("Selmar", "B-ORG"), ("Front", "I-ORG"), ("spoke", ""), ("the", ""), ("Front", ""), ("left", "")];
        assert_eq!(agreed(&words), ["Selmar Front ORG", "Front ORG"]);
        let words = [("Selmar", "B-ORG"), ("Front", "I-ORG"), ("spoke", ""), ("a", ""), ("Front", ""), ("left", "")];
        assert_eq!(agreed(&words), ["Selmar Front ORG"]);
    }
}
