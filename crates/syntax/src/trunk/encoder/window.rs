use super::super::Words;

/// Words of whole paragraphs that are read at once.
const WINDOW: usize = 128;

/// Words of a longer paragraph that are read at once.
const CUT: usize = 160;

/// Words at the end of a window that ends inside a paragraph: seen by the others, but not drawn, for they have not seen
/// what comes after them.
const AHEAD: usize = 8;

/// The window that begins with the word `first`: where the words that are seen end, and those that are drawn.
///
/// It holds as many whole paragraphs as there is place for. A paragraph that is too long is cut; at least `least` of its
/// words are drawn.
pub fn ends(words: &Words<'_>, first: usize, least: usize) -> (usize, usize) {
    let n = words.len();
    let border = |tok: &usize| *tok == n || words.opens[*tok];
    let near = (first + WINDOW).min(n);
    if let Some(end) = (first + 1..=near).rev().find(border) {
        return (end, end);
    }
    let far = (first + CUT.max(least)).min(n);
    match (near..=(far + AHEAD).min(n)).find(border) {
        Some(end) => (end, end),
        None => (far + AHEAD, far),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;

    /// Windows of a text in which paragraphs begin with the given words.
    fn windows(n: usize, opens: &[usize], first: usize, least: usize) -> (usize, usize) {
        let text = "so ".repeat(n);
        let raw = tokenize(&text, 0);
        let opens: Vec<bool> = (0..n).map(|tok| opens.contains(&tok)).collect();
        ends(&Words { text: &text, raw: &raw, opens: &opens }, first, least)
    }

    #[test]
    fn a_window_holds_whole_paragraphs() {
        assert_eq!(windows(500, &[0, 50, 120, 130], 0, 0), (120, 120));
        assert_eq!(windows(500, &[0, 50, 120, 130], 50, 0), (130, 130));
        assert_eq!(windows(500, &[0, 140], 0, 0), (140, 140));
        assert_eq!(windows(90, &[0], 10, 0), (90, 90));
        assert_eq!(windows(150, &[0], 0, 0), (150, 150));
    }

    #[test]
    fn a_long_paragraph_is_cut_and_seen_a_little_further() {
        assert_eq!(windows(500, &[0], 0, 0), (168, 160));
        assert_eq!(windows(500, &[0], 100, 200), (308, 300));
        assert_eq!(windows(500, &[0, 205], 0, 200), (205, 205));
    }
}
