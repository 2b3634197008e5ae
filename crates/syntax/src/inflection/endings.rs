//! What English spelling settles: which base a regular ending was put on. All words here are lower case.

use compact_str::{CompactString, format_compact};

/// The base of a verb form when its stem shows that an `e` fell: "hoping" is of "hope", for "hop" doubles its last letter.
pub fn silent_e(form: &str) -> Option<CompactString> {
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed"))?;
    would_double(stem).then(|| format_compact!("{stem}e"))
}

/// The base of a comparative or superlative; `lemma` decides where spelling leaves it open ("finer", "wiser").
pub fn compared(form: &str, lemma: &str) -> Option<CompactString> {
    const OTHERS: &[&str] = &["better", "elder", "eldest", "further", "least", "less", "lesser", "other", "worse"];
    let stem = form.strip_suffix("er").or_else(|| form.strip_suffix("est"))?;
    if stem.chars().count() < 2 || OTHERS.contains(&form) {
        return None;
    }
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format_compact!("{stem}y"));
    }
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    if last == before && !matches!(last, 'l' | 's' | 'f' | 'z') {
        return Some(stem[..stem.len() - last.len_utf8()].into());
    }
    let mute = format_compact!("{stem}e");
    if would_double(stem) || last == 'l' && !is_vowel(before) && before != 'l' {
        return Some(mute);
    }
    if lemma == stem || lemma == mute {
        return None;
    }
    let soft = matches!(last, 'c' | 'v' | 'u' | 'z') || last == 'g' && before != 'n' || last == 's' && before != 's';
    Some(if soft { mute } else { stem.into() })
}

/// The singular of a plural whose ending leaves no choice.
pub fn singular(form: &str) -> Option<CompactString> {
    const ODD: &[(&str, &str)] = &[
        ("bonuses", "bonus"),
        ("calories", "calorie"),
        ("children", "child"),
        ("crevasses", "crevasse"),
        ("feet", "foot"),
        ("geese", "goose"),
        ("glasses", "glasses"),
        ("headaches", "headache"),
        ("impasses", "impasse"),
        ("men", "man"),
        ("mice", "mouse"),
        ("posses", "posse"),
        ("sunglasses", "sunglasses"),
        ("teeth", "tooth"),
    ];
    if let Ok(at) = ODD.binary_search_by_key(&form, |(plural, _)| plural) {
        return Some(ODD[at].1.into());
    }
    let hissing = ["sses", "shes", "tches", "xes"].iter().any(|ending| form.ends_with(ending));
    match form.strip_suffix("men") {
        Some(stem) if stem.len() > 1 => Some(format_compact!("{stem}man")),
        None if hissing && form.len() > 4 => Some(form[..form.len() - 2].into()),
        _ => None,
    }
}

/// A number as it is written, without the commas between its groups.
pub fn number(form: &str) -> Option<CompactString> {
    let plain = form.starts_with(|c: char| c.is_ascii_digit())
        && form.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let whole = form.split('.').next().unwrap_or(form);
    let grouped = whole.split(',').skip(1).all(|group| group.len() == 3);
    plain.then(|| if grouped { form.chars().filter(|&c| c != ',').collect() } else { form.into() })
}

/// True for a stem of one syllable that ends in one vowel and one consonant: such a stem doubles its last letter before
/// an ending.
fn would_double(stem: &str) -> bool {
    let mut letters = stem.chars();
    let last =
        letters.next_back().is_some_and(|c| c.is_ascii_lowercase() && !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y'));
    let vowel = letters.next_back().is_some_and(|c| is_vowel(c) || c == 'y');
    let onset = letters.as_str();
    let onset = onset.strip_suffix("qu").unwrap_or(onset);
    last && vowel && onset.chars().all(|c| c.is_ascii_lowercase() && !is_vowel(c))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_e_fell_where_the_stem_would_have_doubled() {
        for (form, base) in [("hoping", "hope"), ("stared", "stare"), ("quoted", "quote"), ("used", "use")] {
            assert_eq!(silent_e(form).as_deref(), Some(base), "{form}");
        }
        for form in ["hopping", "eating", "showed", "acted", "visited", "bring", "ed", "é"] {
            assert_eq!(silent_e(form), None, "{form}");
        }
    }

    #[test]
    fn comparatives_and_superlatives_show_their_base() {
        for (form, lemma, base) in [
            ("hottest", "hott", "hot"),
            ("simpler", "simpl", "simple"),
            ("heaviest", "heaviest", "heavy"),
            ("weaker", "weaker", "weak"),
            ("larger", "larger", "large"),
            ("later", "lat", "late"),
        ] {
            assert_eq!(compared(form, lemma).as_deref(), Some(base), "{form}");
        }
        for (form, lemma) in [("stranger", "strange"), ("smaller", "small"), ("better", "good"), ("more", "more")] {
            assert_eq!(compared(form, lemma), None, "{form}");
        }
    }

    #[test]
    fn plurals_and_numbers() {
        assert_eq!(singular("fishermen").as_deref(), Some("fisherman"));
        assert_eq!(singular("losses").as_deref(), Some("loss"));
        assert_eq!(singular("ashes").as_deref(), Some("ash"));
        assert_eq!(singular("impasses").as_deref(), Some("impasse"));
        assert_eq!(singular("mice").as_deref(), Some("mouse"));
        assert_eq!((singular("omen"), singular("uses"), singular("axes")), (None, None, None));
        assert_eq!(number("1,250.50").as_deref(), Some("1250.50"));
        assert_eq!(number("7,5").as_deref(), Some("7,5"));
        assert_eq!((number("ten"), number("10th")), (None, None));
    }
}
