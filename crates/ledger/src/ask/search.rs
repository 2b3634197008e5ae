//! What people type, as a full-text query.

use crate::error::Error;

/// Turns typed words into an FTS5 query: all words must be there, words inside double quotation marks side by side.
///
/// Every piece is quoted, so that nothing typed can be taken for the query language.
pub fn query(typed: &str) -> Result<String, Error> {
    let quotes = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}');
    let mut pieces = Vec::new();
    for (n, part) in typed.split(quotes).enumerate() {
        // Between an odd and an even quotation mark lies a phrase.
        let phrase = n % 2 == 1;
        let words: Vec<&str> = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        match phrase {
            true if !words.is_empty() => pieces.push(format!("\"{}\"", words.join(" "))),
            true => {}
            false => pieces.extend(words.iter().map(|word| format!("\"{word}\""))),
        }
    }
    match pieces.is_empty() {
        true => Err(Error::question("expected words to search for", format!("{typed:?}"))),
        false => Ok(pieces.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn nothing_typed_is_query_language() {
        assert_eq!(query("gas price").unwrap(), r#""gas" "price""#);
        assert_eq!(query(r#""gas price" cap"#).unwrap(), r#""gas price" "cap""#);
        assert_eq!(query("NOT (a OR b*) col:c ^d -e").unwrap(), r#""NOT" "a" "OR" "b" "col" "c" "d" "e""#);
        assert_eq!(query("we won't").unwrap(), r#""we" "won" "t""#);
        assert_eq!(query("“no first use").unwrap(), r#""no first use""#);
        assert!(query(" \" - *").unwrap_err().is_question());
    }
}
