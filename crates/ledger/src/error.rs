use rusqlite::ErrorCode;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why the ledger could not do what was asked. The message says what is wrong and what to do about it.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    path: Option<PathBuf>,
}

#[derive(Debug)]
enum Kind {
    Missing,
    NotSqlite,
    NotOurs { application_id: i32 },
    Newer { found: i32, known: i32 },
    Question(&'static str, String),
    Shape(serde_json::Error),
    Sql(rusqlite::Error),
    Migration(rusqlite_migration::Error),
}

impl Error {
    pub(crate) fn missing(path: &Path) -> Self {
        Error { kind: Kind::Missing, path: Some(path.to_owned()) }
    }

    pub(crate) fn not_ours(path: &Path, application_id: i32) -> Self {
        Error { kind: Kind::NotOurs { application_id }, path: Some(path.to_owned()) }
    }

    pub(crate) fn newer(path: &Path, found: i32, known: i32) -> Self {
        Error { kind: Kind::Newer { found, known }, path: Some(path.to_owned()) }
    }

    /// A question that cannot be asked: what was expected, and what came.
    pub(crate) fn question(expected: &'static str, found: impl Into<String>) -> Self {
        Error { kind: Kind::Question(expected, found.into()), path: None }
    }

    /// Names the file in the message, and tells a file that is no SQLite file from other trouble.
    pub(crate) fn at(mut self, path: &Path) -> Self {
        if let Kind::Sql(rusqlite::Error::SqliteFailure(failure, _)) = &self.kind
            && failure.code == ErrorCode::NotADatabase
        {
            self.kind = Kind::NotSqlite;
        }
        self.path = Some(path.to_owned());
        self
    }

    fn code(&self) -> Option<ErrorCode> {
        match &self.kind {
            Kind::Sql(rusqlite::Error::SqliteFailure(failure, _)) => Some(failure.code),
            Kind::Migration(rusqlite_migration::Error::RusqliteError {
                err: rusqlite::Error::SqliteFailure(failure, _),
                ..
            }) => Some(failure.code),
            _ => None,
        }
    }

    /// There is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// The file is not a ledger: not SQLite, or a database of another program.
    pub fn is_foreign(&self) -> bool {
        matches!(self.kind, Kind::NotSqlite | Kind::NotOurs { .. })
    }

    /// The ledger was written by a newer version of this program.
    pub fn is_newer(&self) -> bool {
        matches!(self.kind, Kind::Newer { .. })
    }

    /// The disk, or the file's allowed size, is full; nothing of the batch was entered.
    pub fn is_full(&self) -> bool {
        self.code() == Some(ErrorCode::DiskFull)
    }

    /// Another process kept the ledger locked for longer than we wait.
    pub fn is_busy(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    /// The file is damaged.
    pub fn is_corrupt(&self) -> bool {
        self.code() == Some(ErrorCode::DatabaseCorrupt)
    }

    /// The file or its folder may not be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
    }

    /// The question is at fault, not the ledger: a date that is none, SQL that does not parse or would change rows.
    pub fn is_question(&self) -> bool {
        matches!(self.kind, Kind::Question(..))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        match &self.kind {
            Kind::Missing => write!(f, "no such ledger; make one with `rapporteur read --ledger FILE PATH...`"),
            Kind::NotSqlite => {
                write!(f, "not a ledger (not an SQLite file, or one under a key); name another file with --ledger")
            }
            Kind::NotOurs { application_id } => write!(
                f,
                "an SQLite file of another program (application id {application_id}), left as it is; \
                 name another file with --ledger"
            ),
            Kind::Newer { found, known } => write!(
                f,
                "written by a newer rapporteur (schema {found}, this one knows up to {known}); \
                 install that version or read the reports into a new ledger"
            ),
            Kind::Question(expected, found) => write!(f, "{expected}: {found}"),
            Kind::Shape(error) => write!(f, "a row is not in the shape of a record: {error}"),
            Kind::Sql(_) if self.is_full() => {
                write!(f, "the disk is full, nothing of this batch was entered; make room and read again")
            }
            Kind::Sql(_) if self.is_busy() => {
                write!(f, "another program is writing to the ledger; wait for it and try again")
            }
            Kind::Sql(_) if self.is_read_only() => write!(f, "the file or its folder may not be written"),
            Kind::Sql(_) if self.code() == Some(ErrorCode::CannotOpen) => {
                write!(f, "cannot be opened or made; is there such a folder, and may it be written?")
            }
            Kind::Sql(_) if self.is_corrupt() => {
                write!(f, "the file is damaged; restore a copy, or read the reports into a new ledger")
            }
            Kind::Sql(error) => write!(f, "{error}"),
            Kind::Migration(error) => write!(f, "cannot bring the ledger up to date: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Sql(error) => Some(error),
            Kind::Migration(error) => Some(error),
            Kind::Shape(error) => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Error { kind: Kind::Sql(error), path: None }
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        Error { kind: Kind::Migration(error), path: None }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error { kind: Kind::Shape(error), path: None }
    }
}
