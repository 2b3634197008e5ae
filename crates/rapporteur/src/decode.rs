//! From files, folders, gzip and JSON Lines to documents.
//!
//! [`inputs`] walks the paths in the order given and yields one [`Input`] a document, or an [`Error`] that names file
//! and line for what cannot be read; the rest is still read. Nothing here reads more than a bounded piece into memory.

mod bytes;
mod date;
mod encoding;
mod error;
mod fields;
mod files;
mod lines;
mod text;

pub use error::Error;
pub use fields::{FieldMap, FieldMapError};

use crate::{Document, Note};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// Bytes that one document or one JSON line may hold by default, unpacked: five hundred times a long report.
pub const MAX_BYTES: u64 = 4 << 20;

/// A document as it was decoded, and what was odd about its bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// The report.
    pub document: Document,
    /// A date that cannot be, an encoding that was guessed, bytes that were replaced.
    pub notes: Vec<Note>,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One report, as text.
    Text,
    /// A report a line, as JSON objects.
    JsonLines,
}

/// How inputs are decoded.
#[derive(Clone, Debug)]
pub struct Options {
    /// What files hold; `None`: told by their names (`.jsonl` and `.ndjson`, also with `.gz`, are JSON Lines).
    pub format: Option<Format>,
    /// Where the fields of a document are found in a JSON object.
    pub fields: FieldMap,
    /// Bytes that one document or one line may hold, unpacked.
    pub max_bytes: u64,
    /// The language of every report, whatever it looks like and whatever the input says.
    pub language: Option<String>,
    /// Counts the bytes read from files so far, packed as they are: what a progress bar shows.
    pub meter: Arc<AtomicU64>,
}

impl Default for Options {
    fn default() -> Self {
        let fields = FieldMap::default();
        Options { format: None, fields, max_bytes: MAX_BYTES, language: None, meter: Arc::default() }
    }
}

/// The documents of files, folders and standard input (`-`), in order.
///
/// A folder is walked with all folders below it, sorted by name; only files whose names end in `.txt`, `.text`
/// (text), `.jsonl`, `.ndjson` (JSON Lines) or one of these with `.gz` are taken from it, and links to folders are not
/// followed. A path that is named itself is read whatever it is called.
pub fn inputs<'a>(paths: &'a [PathBuf], options: &'a Options) -> impl Iterator<Item = Result<Input, Error>> + 'a {
    let files = paths.iter().flat_map(move |path| files::walk(path, options.format));
    let documents = files.flat_map(move |file| match file {
        Ok(file) => documents(&file, options),
        Err(error) => one(Err(error)),
    });
    documents.map(move |input| {
        let mut input = input?;
        if let Some(language) = &options.language {
            input.document.language = Some(language.clone());
        }
        Ok(input)
    })
}

/// How many bytes the files under the paths have, packed as they are; 0 for what does not tell, such as standard input.
pub fn size(paths: &[PathBuf], options: &Options) -> u64 {
    let files = paths.iter().flat_map(|path| files::walk(path, options.format)).flatten();
    files.filter_map(|file| std::fs::metadata(file.path).ok()).map(|entry| entry.len()).sum()
}

type Inputs<'a> = Box<dyn Iterator<Item = Result<Input, Error>> + 'a>;

fn one<'a>(input: Result<Input, Error>) -> Inputs<'a> {
    Box::new(std::iter::once(input))
}

fn documents<'a>(file: &files::File, options: &'a Options) -> Inputs<'a> {
    let source = match bytes::open(&file.path, options) {
        Ok(source) => source,
        Err(kind) => return one(Err(Error::of_file(&file.path, kind))),
    };
    match file.format {
        Format::Text => one(text::read(&file.path, source, options).map_err(|kind| Error::of_file(&file.path, kind))),
        Format::JsonLines => Box::new(lines::Lines::new(file.path.clone(), source, options)),
    }
}

/// A path as people gave it: the id of a document that a file holds.
fn id_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
