//! From the name head's logits to names: the best sequence of labels in which `I-k` only follows `B-k` or `I-k`.

use crate::{Name, NameKind};

/// Number of labels: `O`, then `B-k` and `I-k` of each kind.
pub const LABELS: usize = 1 + 2 * NameKind::ALL.len();

/// Reads the names of a sentence. `logits` are rows of `stride` numbers whose labels begin at `offset`; `start` is the
/// sentence's first word in the document.
pub fn decode(
    n: usize,
    logits: &[f32],
    stride: usize,
    offset: usize,
    start: usize,
    back: &mut Vec<u8>,
    names: &mut Vec<Name>,
) {
    back.clear();
    let mut best = [f32::NEG_INFINITY; LABELS];
    for word in 0..n {
        let row = &logits[word * stride + offset..][..LABELS];
        let top = (1..LABELS).fold(0, |top, label| if best[label] > best[top] { label } else { top });
        let before = if word == 0 { 0.0 } else { best[top] };
        let mut next = [f32::NEG_INFINITY; LABELS];
        for label in 0..LABELS {
            let inside = label > 0 && label % 2 == 0;
            let (from, score) = match inside {
                true if best[label - 1] >= best[label] => (label - 1, best[label - 1]),
                true => (label, best[label]),
                false => (top, before),
            };
            next[label] = score + row[label];
            back.push(from as u8);
        }
        best = next;
    }
    let mut label = (1..LABELS).fold(0, |top, label| if best[label] > best[top] { label } else { top });
    let first = names.len();
    let mut end = n;
    for word in (0..n).rev() {
        if label % 2 == 1 {
            let kind = NameKind::ALL[(label - 1) / 2];
            names.push(Name { tokens: start + word..start + end, kind });
        }
        if label == 0 || label % 2 == 1 {
            end = word;
        }
        label = usize::from(back[word * LABELS + label]);
    }
    names[first..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_label_needs_its_beginning() {
        let mut logits = vec![0.0; 3 * LABELS];
        logits[LABELS + 1] = 3.0; // B-PER
        logits[2 * LABELS + 4] = 2.0; // I-ORG, forbidden here
        logits[2 * LABELS + 2] = 1.5; // I-PER
        let (mut back, mut names) = (Vec::new(), Vec::new());
        decode(3, &logits, LABELS, 0, 10, &mut back, &mut names);
        assert_eq!(names, [Name { tokens: 11..13, kind: NameKind::Person }]);
    }

    #[test]
    fn neighbouring_names_stay_apart() {
        let mut logits = vec![0.0; 2 * LABELS];
        logits[1] = 3.0;
        logits[LABELS + 1] = 3.0;
        let (mut back, mut names) = (Vec::new(), Vec::new());
        decode(2, &logits, LABELS, 0, 0, &mut back, &mut names);
        assert_eq!(names.len(), 2);
    }
}
