//! Where paragraphs begin.
//!
//! A blank line always ends a paragraph. A single line break ends one too, unless the text is wrapped by hand: lines
//! filled up to a margin, most of which break off in the middle of a sentence. Whether it is, is decided once for a text.

use crate::RawToken;

/// Longest line, in characters, that a hand-wrapped text may have.
const MARGIN: usize = 100;

/// For each word, whether a paragraph begins with it.
pub fn starts(text: &str, tokens: &[RawToken]) -> Vec<bool> {
    let wrapped = is_wrapped(text, tokens);
    let begins = |token: &RawToken| token.newlines > 1 || (token.newlines == 1 && !wrapped);
    tokens.iter().enumerate().map(|(n, token)| n == 0 || begins(token)).collect()
}

/// True when most single line breaks stand at the margin and before a word that could not begin a sentence.
fn is_wrapped(text: &str, tokens: &[RawToken]) -> bool {
    let (mut breaks, mut broken) = (0usize, 0usize);
    let mut line_start = 0;
    for pair in tokens.windows(2) {
        let (last, next) = (pair[0].span, pair[1].span);
        if pair[1].newlines == 0 {
            continue;
        }
        let chars = text[line_start..last.end as usize].chars().count();
        line_start = next.start as usize;
        if pair[1].newlines > 1 {
            continue;
        }
        if chars > MARGIN {
            return false;
        }
        let ended = last.of(text).ends_with(['.', '!', '?', '"', '\u{201d}', ':']);
        let lower = next.of(text).starts_with(char::is_lowercase);
        breaks += 1;
        broken += usize::from(chars > MARGIN / 3 && (lower || !ended));
    }
    breaks >= 2 && broken * 10 >= breaks * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let tokens = crate::tokenize(text, 0);
        starts(text, &tokens).into_iter().filter(|begins| *begins).count()
    }

    #[test]
    fn a_line_of_its_own_is_a_paragraph() {
        assert_eq!(count("Ministers meet\nThe ministers met in Riga on Monday.\nThey will meet again in May."), 3);
        assert_eq!(count("One.\n\nTwo.\nThree."), 3);
    }

    #[test]
    fn lines_wrapped_by_hand_are_joined() {
        let text = "The ministers met in Riga on Monday to speak about the new ferry line\n\
                    between the two ports, which has been planned for more than ten years\n\
                    and which neither side has been willing to pay for until this spring.\n\n\
                    They will meet again in May.";
        assert_eq!(count(text), 2);
    }
}
