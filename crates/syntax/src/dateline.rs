//! Datelines: where a report was filed and when, before its first sentence ("ARVENHOLT, Feb. 12 (Agency) - A bomb …").
//!
//! A dateline is no part of the sentence after it. It opens a paragraph, holds only a place, a date and an agency, and ends
//! with a dash that stands between blanks.

use crate::RawToken;

/// Longest dateline, in words.
const LONGEST: usize = 18;

/// One past the dash of the dateline that begins at word `first`, when one does.
pub fn end(text: &str, tokens: &[RawToken], first: usize) -> Option<usize> {
    let word = |tok: usize| tokens[tok].span.of(text);
    let reach = (first + LONGEST).min(tokens.len());
    let dash = (first + 1..reach).take_while(|&tok| tokens[tok].newlines == 0).find(|&tok| is_dash(word(tok)))?;
    let spaced = tokens.get(dash + 1).is_some_and(|next| next.space_before && next.newlines == 0);
    if !spaced || !tokens[dash].space_before && word(dash) == "-" {
        return None;
    }
    let mut depth = 0i32;
    for tok in first..dash {
        match word(tok) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            other if depth == 0 && !is_part(other) => return None,
            _ => {}
        }
    }
    let shouted =
        word(first).chars().filter(|c| c.is_alphabetic()).count() > 2 && !word(first).contains(char::is_lowercase);
    let number = |tok: usize| word(tok).starts_with(|c: char| c.is_ascii_digit());
    let day = |tok: usize| is_month(word(tok)) && (number(tok + 1) || tok > first && number(tok - 1));
    let dated = (first..dash).any(|tok| day(tok) || word(tok) == "(");
    (depth == 0 && (shouted || dated)).then_some(dash + 1)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—" | "_")
}

/// A capitalised word, a number, or the little words and marks inside names and dates.
fn is_part(word: &str) -> bool {
    let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    capital
        || matches!(word, "," | "." | "/" | "'" | "’" | "'s" | "’s" | "-" | "de" | "of" | "al" | "the" | "and" | "|")
}

fn is_month(word: &str) -> bool {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    word.get(..3).is_some_and(|start| months.contains(&start.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use crate::tokenize;

    fn dateline(text: &str) -> Option<&str> {
        let tokens = tokenize(text, 0);
        super::end(text, &tokens, 0).map(|end| &text[..tokens[end - 1].span.end as usize])
    }

    #[test]
    fn place_date_and_agency_before_a_dash() {
        assert_eq!(dateline("TOLM, Feb. 12 - A bomb exploded."), Some("TOLM, Feb. 12 -"));
        assert_eq!(
            dateline("Tolm, 14 February (State Agency) - The cabinet met."),
            Some("Tolm, 14 February (State Agency) -")
        );
        assert_eq!(dateline("PORT MARN — Talks ended."), Some("PORT MARN —"));
        assert_eq!(dateline("MARN (ABC) -- Talks ended."), Some("MARN (ABC) --"));
    }

    #[test]
    fn other_dashes_are_no_datelines() {
        assert_eq!(dateline("The bridge - a ruin - stands."), None);
        assert_eq!(dateline("Lars Tevik - once a teacher - spoke."), None);
        assert_eq!(dateline("UN-backed talks began - slowly."), None);
        assert_eq!(dateline("NORDIC leaders met - at last - in Tolm."), None);
        assert_eq!(dateline("Anna May - once a teacher - spoke."), None);
        assert_eq!(dateline("Talks ended."), None);
    }
}
