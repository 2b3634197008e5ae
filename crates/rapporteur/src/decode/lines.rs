//! JSON Lines: a report a line.

use super::bytes::Source;
use super::error::{Error, Kind};
use super::fields::kind;
use super::{Input, Options, encoding};
use serde_json::{Map, Value};
use std::io::{self, BufRead, Read};
use std::path::PathBuf;

/// The documents of a JSON Lines file, in order; blank lines are passed over.
pub struct Lines<'a> {
    path: PathBuf,
    source: Source,
    options: &'a Options,
    line: u64,
    /// The file cannot be read any further.
    over: bool,
}

impl<'a> Lines<'a> {
    pub fn new(path: PathBuf, source: Source, options: &'a Options) -> Self {
        Lines { path, source, options, line: 0, over: false }
    }

    fn read(&self, bytes: Vec<u8>) -> Result<Option<Input>, Kind> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        if self.line == 1 && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")) {
            return Err(Kind::NotUtf8);
        }
        let (text, notes) = encoding::decode(bytes)?;
        let object: Map<String, Value> = match serde_json::from_str(&text).map_err(Kind::NotJson)? {
            Value::Object(object) => object,
            value => return Err(Kind::NoObject(kind(&value))),
        };
        let mut input = self.options.fields.read(&object, &format!("{}:{}", self.path.display(), self.line))?;
        input.notes.splice(0..0, notes);
        Ok(Some(input))
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Input, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            self.line += 1;
            let read = match line(&mut self.source.reader, self.options.max_bytes) {
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => Err(Kind::TooLarge(self.options.max_bytes)),
                Ok(Line::Whole(bytes)) => self.read(bytes),
                Err(error) => {
                    self.over = true;
                    Err(self.source.trouble(error))
                }
            };
            // Each further line of such a file would be as unreadable.
            self.over |= matches!(read, Err(Kind::NotUtf8 | Kind::Binary(_)));
            match read.map_err(|kind| Error::of_line(&self.path, self.line, kind)).transpose() {
                Some(input) => return Some(input),
                None => continue,
            }
        }
        None
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

/// The next line without its end. One that is too long is passed over without being held in memory.
fn line(reader: &mut dyn BufRead, max_bytes: u64) -> io::Result<Line> {
    let mut bytes = Vec::new();
    // Two more for the line's own end.
    let n = reader.take(max_bytes + 2).read_until(b'\n', &mut bytes)?;
    if n == 0 {
        return Ok(Line::End);
    }
    let ended = bytes.last() == Some(&b'\n');
    let length = bytes.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |last| last + 1);
    let cut = !ended && n as u64 == max_bytes + 2;
    if cut || length as u64 > max_bytes {
        if !ended {
            reader.skip_until(b'\n')?;
        }
        return Ok(Line::TooLong);
    }
    bytes.truncate(length);
    Ok(Line::Whole(bytes))
}
