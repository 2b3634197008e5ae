//! Words compared without regard to case and accents: SQL's LIKE knows only the case of ASCII.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Result};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Gives a connection the function `has_words(text, words)`.
pub fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("has_words", 2, flags, |context| {
        let (text, words) = (context.get::<Option<String>>(0)?, context.get::<Option<String>>(1)?);
        Ok(matches!((text, words), (Some(text), Some(words)) if has_words(&text, &words)))
    })?;
    connection.create_scalar_function("sentence_at", 3, flags, |context| {
        let (text, sentences) = (context.get::<String>(0)?, context.get::<String>(1)?);
        Ok(sentence_at(&text, &sentences, context.get::<u32>(2)?))
    })
}

/// True when `words` stand in `text` as whole words, case and accents aside: "oman" is in "Oman's envoy", not in "Romania".
pub fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (fold(text), fold(words.trim()));
    if words.is_empty() {
        return false;
    }
    text.match_indices(&words).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Lower case without accents, apostrophes straight, as people type names they read with a keyboard that lacks them.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            // Letters whose stroke Unicode does not take for an accent.
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '’' | 'ʼ' | 'ʻ' => folded.push('\''),
            // "İ" in lower case is an "i" and a dot of its own.
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// The sentence around a code point of a text, blanks and line ends as single blanks; `sentences` are spans as JSON.
fn sentence_at(text: &str, sentences: &str, point: u32) -> Option<String> {
    let spans: Vec<[u32; 2]> = serde_json::from_str(sentences).ok()?;
    let [start, end] = *spans.iter().find(|[start, end]| (*start..*end).contains(&point))?;
    let words: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn whole_words_case_and_accents_aside() {
        assert!(has_words("Sultan of Oman", "oman"));
        assert!(has_words("Recep Tayyip ERDOĞAN", "erdoğan"));
        assert!(has_words("Recep Tayyip Erdoğan", "erdogan"));
        assert!(has_words("İSTANBUL", "istanbul"));
        assert!(has_words("Kari Ødegård", "odegard"));
        assert!(has_words("Lech Wałęsa’s", "walesa's"));
        assert!(has_words("金正恩", "金正恩"));
        assert!(has_words("Oman's envoy", "OMAN"));
        assert!(!has_words("Romania", "Oman"));
        assert!(!has_words("Somalia", "Mali"));
        assert!(!has_words("anything", " "));
    }
}
