//! A text with marks in it: in colour on a terminal that wants it, in labelled brackets elsewhere.

use anstyle::{AnsiColor, Effects, Style};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Words to be lit.
#[derive(Clone, Debug)]
pub struct Mark {
    /// `[start, end)` in code points.
    pub span: [u32; 2],
    /// What stands behind the bracket.
    pub label: String,
    /// How it is lit.
    pub style: Style,
}

/// How each kind of words is lit, in the order of the legend.
pub const STYLES: &[(&str, Style)] = &[
    ("source", Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan))).effects(Effects::BOLD)),
    ("cue", Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Blue))).effects(Effects::BOLD)),
    ("content", Style::new().effects(Effects::ITALIC)),
    ("trigger", Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).effects(Effects::BOLD)),
    ("figure", Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Magenta)))),
    ("time", Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)))),
    ("place", Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)))),
    ("issue", Style::new().effects(Effects::UNDERLINE)),
    ("what", Style::new().effects(Effects::UNDERLINE.insert(Effects::ITALIC))),
];

/// The style of a kind of words; bold for those without one of their own.
pub fn style(kind: &str) -> Style {
    STYLES.iter().find(|(name, _)| *name == kind).map_or(Style::new().bold(), |(_, style)| *style)
}

/// The text from one code point to another with its marks in brackets: `[Ødegård|s8 source] said`.
///
/// The label stands at the closing bracket, so that marks that cross can be told apart; marks of the same words share
/// their brackets.
pub fn bracketed(text: &str, range: [u32; 2], marks: &[Mark]) -> String {
    let mut labels: BTreeMap<[u32; 2], Vec<&str>> = BTreeMap::new();
    for mark in within(range, marks) {
        labels.entry(mark.span).or_default().push(&mark.label);
    }
    // What closes comes before what opens; of those that open together the longest comes first, of those that close
    // together the one that opened last.
    let mut edges: Vec<(u32, bool, [u32; 2])> = Vec::new();
    for &span in labels.keys() {
        edges.extend([(span[0], true, span), (span[1], false, span)]);
    }
    edges.sort_by_key(|&(point, opens, [start, end])| {
        (point, opens, if opens { u32::MAX - end } else { u32::MAX - start })
    });
    let mut out = String::new();
    let mut edges = edges.into_iter().peekable();
    let mut put_edges = |point: u32, out: &mut String| {
        while let Some((_, opens, span)) = edges.next_if(|&(at, ..)| at <= point) {
            match opens {
                true => out.push('['),
                false => {
                    let labels = labels.get(&span).map(Vec::as_slice).unwrap_or_default();
                    let _ = write!(out, "|{}]", labels.join(", "));
                }
            }
        }
    };
    for (point, c) in points(text, range) {
        put_edges(point, &mut out);
        out.push(c);
    }
    put_edges(range[1], &mut out);
    out
}

/// The text from one code point to another with its marks in colour. Where marks lie over each other the shortest gives
/// the colour and all give their effects.
pub fn coloured(text: &str, range: [u32; 2], marks: &[Mark]) -> String {
    let marks: Vec<&Mark> = within(range, marks).collect();
    let mut edges: BTreeMap<u32, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (idx, mark) in marks.iter().enumerate() {
        edges.entry(mark.span[0]).or_default().0.push(idx);
        edges.entry(mark.span[1]).or_default().1.push(idx);
    }
    let mut open: Vec<usize> = Vec::new();
    let mut out = String::new();
    let mut now = Style::new();
    for (point, c) in points(text, range) {
        if let Some((opening, closing)) = edges.get(&point) {
            open.retain(|idx| !closing.contains(idx));
            open.extend(opening);
            let next = over_each_other(open.iter().map(|&idx| marks[idx]));
            if next != now {
                let _ = write!(out, "{now:#}{next}");
                now = next;
            }
        }
        out.push(c);
    }
    let _ = write!(out, "{now:#}");
    out
}

/// The marks that lie in a range and have words.
fn within(range: [u32; 2], marks: &[Mark]) -> impl Iterator<Item = &Mark> {
    marks.iter().filter(move |mark| {
        let [start, end] = mark.span;
        start < end && range[0] <= start && end <= range[1]
    })
}

fn points(text: &str, [start, end]: [u32; 2]) -> impl Iterator<Item = (u32, char)> {
    // What a report holds must not steer the terminal.
    let harmless = |c: char| if c.is_control() && !c.is_whitespace() { '\u{fffd}' } else { c };
    let numbered = text.chars().enumerate().map(move |(point, c)| (point as u32, harmless(c)));
    numbered.skip(start as usize).take(end.saturating_sub(start) as usize)
}

fn over_each_other<'a>(marks: impl Iterator<Item = &'a Mark>) -> Style {
    let mut marks: Vec<&Mark> = marks.collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.span[1] - mark.span[0]));
    marks.iter().fold(Style::new(), |style, mark| {
        let colour = mark.style.get_fg_color().or(style.get_fg_color());
        style.fg_color(colour).effects(style.get_effects().insert(mark.style.get_effects()))
    })
}

#[cfg(test)]
mod tests {
    use super::{Mark, bracketed, coloured, style};

    fn mark(start: u32, end: u32, label: &str) -> Mark {
        Mark { span: [start, end], label: label.into(), style: style(label) }
    }

    #[test]
    fn marks_nest_cross_and_share() {
        let text = "Ødegård said no.";
        let lit = |marks: &[Mark]| bracketed(text, [0, 16], marks);
        assert_eq!(lit(&[mark(0, 7, "a"), mark(8, 12, "b")]), "[Ødegård|a] [said|b] no.");
        assert_eq!(lit(&[mark(8, 12, "b"), mark(0, 15, "a"), mark(13, 15, "c")]), "[Ødegård [said|b] [no|c]|a].");
        assert_eq!(lit(&[mark(0, 12, "a"), mark(8, 15, "b")]), "[Ødegård [said|a] no|b].");
        assert_eq!(lit(&[mark(8, 12, "a"), mark(8, 12, "b")]), "Ødegård [said|a, b] no.");
        assert_eq!(lit(&[mark(13, 16, "a")]), "Ødegård said [no.|a]");
        assert_eq!(lit(&[mark(5, 5, "empty"), mark(10, 99, "outside")]), text);
    }

    #[test]
    fn colours_end_where_words_end() {
        let text = "Ødegård said no.";
        let lit = coloured(text, [0, 16], &[mark(8, 12, "time")]);
        assert_eq!(lit, "Ødegård \u{1b}[32msaid\u{1b}[0m no.");
        assert!(coloured(text, [0, 16], &[mark(13, 16, "time")]).ends_with("\u{1b}[0m"));
    }
}
