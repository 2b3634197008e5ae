use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file, or a line of it, cannot be read; it names both and says what was expected.
#[derive(Debug)]
pub struct Error {
    file: PathBuf,
    line: Option<u64>,
    kind: Kind,
}

impl Error {
    pub(super) fn of_file(file: &Path, kind: Kind) -> Self {
        Error { file: file.to_owned(), line: None, kind }
    }

    pub(super) fn of_line(file: &Path, line: u64, kind: Kind) -> Self {
        Error { file: file.to_owned(), line: Some(line), kind }
    }

    /// The file, as it was named; `-` is standard input.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The line, counted from 1, where the file has lines.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The kind of trouble in a word or two: what a summary counts.
    pub fn reason(&self) -> &'static str {
        match self.kind {
            Kind::Unreadable(_) => "unreadable",
            Kind::NoFile => "not a file",
            Kind::Binary(_) => "binary",
            Kind::TooLarge(_) => "too large",
            Kind::Truncated(_) | Kind::Corrupt(_) | Kind::NotGzip => "broken gzip",
            Kind::Bomb => "gzip bomb",
            Kind::NotUtf8 | Kind::NotJson(_) | Kind::NoObject(_) | Kind::WrongType { .. } | Kind::Missing(_) => {
                "malformed line"
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.kind)
    }
}

/// What can be wrong with bytes that come from outside.
#[derive(Debug, thiserror::Error)]
pub(super) enum Kind {
    #[error("cannot be read: {}", plain(.0))]
    Unreadable(#[source] io::Error),
    #[error("is no regular file; name it on the command line to read it all the same")]
    NoFile,
    #[error("is no text but {0}; only text, JSON Lines and gzip of them are read")]
    Binary(&'static str),
    #[error("is longer than {0} bytes; raise the limit with --max-bytes")]
    TooLarge(u64),
    #[error("the gzip data end too early; fetch the file again")]
    Truncated(#[source] io::Error),
    #[error("the gzip data are damaged; fetch the file again")]
    Corrupt(#[source] io::Error),
    #[error("is no gzip although its name ends in .gz; rename it")]
    NotGzip,
    #[error("unpacks to more than {} times its size; unpack it by hand if you trust it", super::bytes::MAX_RATIO)]
    Bomb,
    #[error("is UTF-16; convert the file to UTF-8")]
    NotUtf8,
    #[error("is no JSON: {}", told(.0))]
    NotJson(#[source] serde_json::Error),
    #[error("expected a JSON object with \"id\" and \"text\", found {0}")]
    NoObject(&'static str),
    #[error("expected {expected} in \"{field}\", found {found}")]
    WrongType { field: String, expected: &'static str, found: &'static str },
    #[error("\"{0}\" is missing; name the field that holds it with --map")]
    Missing(String),
}

/// An input error without the number of the operating system, in lower case.
fn plain(error: &io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

/// What the JSON parser says; its line is always 1 here and left out.
fn told(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line").next().unwrap_or_default();
    format!("{words}, at column {}", error.column())
}
