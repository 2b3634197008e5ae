//! From bytes to text, in whatever encoding they came.

use super::error::Kind;
use crate::Note;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file signs of binary data are looked for.
const SAMPLE: usize = 1 << 16;
/// First bytes of kinds of files that people mix up with text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "gzip inside gzip"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
];

/// Decodes a whole text; what had to be guessed or replaced is noted.
///
/// In this order: a byte order mark; UTF-8; UTF-16 without a mark, known by its zero bytes; UTF-8 with some broken bytes;
/// the encoding that browsers would guess. A byte order mark is no part of the text.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Vec<Note>), Kind> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return match encoding == UTF_8 {
            true => decode_unmarked(bytes[length..].to_vec()),
            false => Ok(decode_as(encoding, &bytes[length..], "a byte order mark says so")),
        };
    }
    decode_unmarked(bytes)
}

fn decode_unmarked(bytes: Vec<u8>) -> Result<(String, Vec<Note>), Kind> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = utf16_by_zeros(sample) {
        return Ok(decode_as(encoding, &bytes, "every other byte is zero"));
    }
    if let Some(what) = binary(sample) {
        return Err(Kind::Binary(what));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, Vec::new())),
        Err(broken) => broken.into_bytes(),
    };
    if mostly_utf8(&bytes) {
        return Ok(decode_as(UTF_8, &bytes, "most of it is"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    Ok(decode_as(detector.guess(None, Utf8Detection::Deny), &bytes, "a guess by its letters"))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], why: &str) -> (String, Vec<Note>) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if encoding != UTF_8 {
        let text = format!("the text was read as {}: {why}", encoding.name());
        notes.push(Note { code: "decoded", text, span: None });
    }
    if broken {
        let count = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
        let text = format!("{count} broken {} characters were replaced by U+FFFD", encoding.name());
        notes.push(Note { code: "replaced-bytes", text, span: None });
    }
    (text.into_owned(), notes)
}

/// UTF-16 of a Latin text has a zero in most of its odd (little-endian) or even (big-endian) bytes.
fn utf16_by_zeros(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match pairs {
        0 | 1 => None,
        _ if odd * 10 >= pairs * 7 && even == 0 => Some(UTF_16LE),
        _ if even * 10 >= pairs * 7 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// What the bytes are when they are no text: a zero byte, or one control character in ten, is in no text.
fn binary(sample: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| sample.starts_with(magic)) {
        return Some(what);
    }
    let control = |byte: &&u8| matches!(byte, 0x00..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let controls = sample.iter().filter(control).count();
    (sample.contains(&0) || controls * 10 > sample.len()).then_some("binary data")
}

/// True when more sequences of several bytes are good UTF-8 than are broken.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn decoded(bytes: &[u8]) -> (String, Vec<&'static str>) {
        let (text, notes) = decode(bytes.to_vec()).expect("text");
        (text, notes.iter().map(|note| note.code).collect())
    }

    #[test]
    fn utf8_with_and_without_mark() {
        assert_eq!(decoded("Talks in Kyïv".as_bytes()), ("Talks in Kyïv".to_owned(), vec![]));
        assert_eq!(decoded(b"\xef\xbb\xbfTalks"), ("Talks".to_owned(), vec![]));
    }

    #[test]
    fn utf16_by_mark_and_by_zeros() {
        let little: Vec<u8> = "Talks – soon".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Talks – soon".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big, &[b"\xff\xfe", &little[..]].concat(), &[b"\xfe\xff", &big[..]].concat()] {
            assert_eq!(decoded(bytes), ("Talks – soon".to_owned(), vec!["decoded"]));
        }
    }

    #[test]
    fn windows_quotation_marks() {
        let bytes = b"\x93We will not wait,\x94 the minister\x92s office said on Monday. \x93Not a day.\x94";
        let (text, notes) = decoded(bytes);
        assert!(text.starts_with("“We will not wait,” the minister’s"), "{text}");
        assert_eq!(notes, ["decoded"]);
    }

    #[test]
    fn broken_bytes_in_utf8_are_replaced() {
        let mut bytes = "“Talks” – “soon”".as_bytes().to_vec();
        bytes.push(0xe2);
        assert_eq!(decoded(&bytes), ("“Talks” – “soon”\u{fffd}".to_owned(), vec!["replaced-bytes"]));
    }

    #[test]
    fn binary_is_refused() {
        assert!(decode(b"%PDF-1.7 text".to_vec()).is_err());
        assert!(decode(vec![0, 1, 2, 3, 200, 201]).is_err());
        assert!(decode(b"Talks\0resume".to_vec()).is_err());
    }
}
