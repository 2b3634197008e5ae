//! Words by rule, as the English treebanks of Universal Dependencies cut them.
//!
//! Blanks part chunks; a chunk is read from left to right. Clitics (`n't`, `'s`) are words of their own, glued to the
//! one before; hyphens part words except after prefixes (`non-`, `re-`) and inside codes, telephone numbers and dates;
//! punctuation stands alone, runs of one mark together. Every character that is no blank lies in exactly one word.
//!
//! Source: UD English-EWT and GUM 2.16, whose habits were counted, not copied.

pub(crate) mod address;
mod emoji;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use crate::Span;

/// A word before it is read: where it stands and how it joins to the word before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawToken {
    /// Where it stands.
    pub span: Span,
    /// True when it is a later part of a multi-word token ("n't" in "don't").
    pub glued: bool,
    /// True when blank stands before it (or the text begins).
    pub space_before: bool,
    /// Line ends in the blank before it, counted up to 255.
    pub newlines: u8,
}

/// Cuts a text into words from byte `start` on, which MUST lie on a character border. Linear in the text's length.
pub fn tokenize(text: &str, start: usize) -> Vec<RawToken> {
    let mut tokens = Vec::with_capacity((text.len() - start) / 5);
    let mut quotes = scan::Quotes::default();
    let mut at = start;
    let mut newlines = 0u8;
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        let breaks = rest[..blank].bytes().filter(|&byte| byte == b'\n').count();
        newlines = newlines.saturating_add(breaks.min(255) as u8);
        at += blank;
        let length = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        if length == 0 {
            break;
        }
        if newlines > 0 {
            quotes = scan::Quotes::default();
        }
        let first = tokens.len();
        scan::chunk(text, at..at + length, &mut quotes, &mut tokens);
        if let Some(token) = tokens.get_mut(first) {
            token.space_before = true;
            token.newlines = newlines;
        }
        newlines = 0;
        at += length;
    }
    tokens
}
