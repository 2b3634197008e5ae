//! Words compared without regard to case: SQL's LIKE knows only ASCII.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Result};

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

/// True when `words` stand in `text` as whole words, case aside: "oman" is in "Oman's envoy", not in "Romania".
pub fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.trim().to_lowercase());
    if words.is_empty() {
        return false;
    }
    text.match_indices(&words).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
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
    fn whole_words_case_aside() {
        assert!(has_words("Sultan of Oman", "oman"));
        assert!(has_words("Recep Tayyip ERDOĞAN", "erdoğan"));
        assert!(has_words("Oman's envoy", "OMAN"));
        assert!(!has_words("Romania", "Oman"));
        assert!(!has_words("Somalia", "Mali"));
        assert!(!has_words("anything", " "));
    }
}
