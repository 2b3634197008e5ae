use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key under which a name is kept: lower case, without accents, dots, apostrophes and a leading article, hyphens as
/// blanks, Saint, Mount and Fort in short.
pub fn fold(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    if words.is_ascii() {
        words.chars().for_each(|c| push(&mut plain, c));
    } else {
        words.nfd().filter(|&c| !is_combining_mark(c)).for_each(|c| push(&mut plain, c));
    }
    let mut folded = String::with_capacity(plain.len());
    for (idx, word) in plain.split_ascii_whitespace().enumerate() {
        if idx == 0 && word == "the" && plain.trim().len() > 3 {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(short(word));
    }
    folded
}

fn short(word: &str) -> &str {
    match word {
        "saint" => "st",
        "sainte" => "ste",
        "mount" => "mt",
        "fort" => "ft",
        "&" => "and",
        word => word,
    }
}

/// Adds a character of a name as its key has it.
fn push(plain: &mut String, c: char) {
    match c {
        'A'..='Z' => plain.push(c.to_ascii_lowercase()),
        'a'..='z' | '0'..='9' | '&' => plain.push(c),
        'ø' | 'Ø' => plain.push('o'),
        'ł' | 'Ł' => plain.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
        'ħ' | 'Ħ' => plain.push('h'),
        'ı' => plain.push('i'),
        'ə' | 'Ə' => plain.push('a'),
        'ß' => plain.push_str("ss"),
        'æ' | 'Æ' => plain.push_str("ae"),
        'œ' | 'Œ' => plain.push_str("oe"),
        'þ' | 'Þ' => plain.push_str("th"),
        '-' | '–' | '—' | '/' | ',' | '(' | ')' => plain.push(' '),
        c if c.is_whitespace() => plain.push(' '),
        c if c.is_alphanumeric() && !is_apostrophe(c) => plain.extend(c.to_lowercase()),
        _ => {}
    }
}

/// Letters that Unicode calls modifiers and romanisations use as apostrophes.
fn is_apostrophe(c: char) -> bool {
    ('\u{2b0}'..='\u{2ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_meet() {
        assert_eq!(fold("Saint-Étienne"), "st etienne");
        assert_eq!(fold("St. Louis"), fold("Saint Louis"));
        assert_eq!(fold("Donets’k"), "donetsk");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("The Hague"), "hague");
        assert_eq!(fold("the"), "the");
        assert_eq!(fold("Ra's al-ʿAyn"), "ras al ayn");
        assert_eq!(fold("Washington, D.C."), "washington dc");
        assert_eq!(fold(" "), "");
    }
}
