//! A file that is one report.

use super::bytes::Source;
use super::error::Kind;
use super::{Input, Options, date, encoding, id_of};
use crate::Document;
use std::io::Read;
use std::path::Path;

/// Reads a whole file as one report; its id is the path.
pub fn read(path: &Path, mut source: Source, options: &Options) -> Result<Input, Kind> {
    let mut bytes = Vec::new();
    let read = source.reader.by_ref().take(options.max_bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| source.trouble(error))?;
    if bytes.len() as u64 > options.max_bytes {
        return Err(Kind::TooLarge(options.max_bytes));
    }
    let (text, notes) = encoding::decode(bytes)?;
    let document = Document { id: id_of(path), text, ..Document::default() };
    Ok(with_header(Input { document, notes }))
}

/// Takes note of a header `date YYYY-MM-DD`: it dates a report that has no other date, and is not read as a sentence.
pub fn with_header(mut input: Input) -> Input {
    let document = &mut input.document;
    let Some((end, words)) = header(&document.text) else {
        return input;
    };
    document.header = end;
    if document.date.is_none() {
        match date::iso(words) {
            Some(date) => {
                document.date = Some(date);
                document.date_text = None;
            }
            None => input.notes.push(date::bad(words)),
        }
    }
    input
}

/// Where a text's header ends, in bytes, and the date it names, possible or not.
fn header(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start().strip_prefix("date ")?;
    let words = rest.get(..10)?;
    let shape = words.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let after = &rest[10..];
    let closed = after.chars().next().is_none_or(char::is_whitespace);
    (shape && closed).then_some((text.len() - after.len(), words))
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn headers() {
        assert_eq!(header("date 2024-03-05 Talks resume."), Some((15, "2024-03-05")));
        assert_eq!(header(" \ndate 2024-03-05\nTalks resume."), Some((17, "2024-03-05")));
        assert_eq!(header("date 2024-02-30"), Some((15, "2024-02-30")));
        for none in
            ["date 2024-03-05.", "date 2024-3-5 x", "Date 2024-03-05 x", "date of 2024-03-05", "date 2024-03-0é", ""]
        {
            assert_eq!(header(none), None, "{none}");
        }
    }
}
