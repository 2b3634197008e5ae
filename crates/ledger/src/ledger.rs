use crate::error::Error;
use crate::fold;
use crate::schema::{APPLICATION_ID, MIGRATIONS, VERSION};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long to wait for another process's transaction.
const BUSY: Duration = Duration::from_secs(10);

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    /// Its file, for messages; `None` in memory.
    pub(crate) path: Option<PathBuf>,
}

impl Ledger {
    /// Opens a ledger to enter records, making the file or bringing it up to date where needed.
    ///
    /// Fails when the file is not a ledger ([`Error::is_foreign`]), was written by a newer version
    /// ([`Error::is_newer`]), or cannot be written; a foreign file is not touched.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        Self::open_or_make(path).map_err(|error| error.at(path))
    }

    /// A ledger that lives as long as the value: to ask of reports that are not to be kept.
    pub fn in_memory() -> Result<Self, Error> {
        let mut connection = Connection::open_in_memory()?;
        MIGRATIONS.to_latest(&mut connection)?;
        fold::register(&connection)?;
        Ok(Ledger { connection, path: None })
    }

    /// Opens a ledger that must exist, to ask. Nothing is changed, save that an older schema is brought up to date.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(Error::missing(path));
        }
        Self::open_to_ask(path).map_err(|error| error.at(path))
    }

    /// Lets the file grow to so many pages of 4096 bytes and no further; entering more fails as on a full disk.
    pub fn limit_pages(&mut self, pages: u32) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "max_page_count", pages)?)
    }

    fn open_or_make(path: &Path) -> Result<Self, Error> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(BUSY)?;
        check(&connection, path)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // With WAL a power cut may lose the last commits, never the file.
        connection.pragma_update(None, "synchronous", "normal")?;
        MIGRATIONS.to_latest(&mut connection)?;
        fold::register(&connection)?;
        Ok(Ledger { connection, path: Some(path.to_owned()) })
    }

    fn open_to_ask(path: &Path) -> Result<Self, Error> {
        let connection = open_read_only(path)?;
        if check(&connection, path)? < VERSION {
            drop(connection);
            return Self::open_or_make(path);
        }
        Ok(Ledger { connection, path: Some(path.to_owned()) })
    }
}

/// A connection through which nothing can be written.
pub fn open_read_only(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "query_only", true)?;
    fold::register(&connection)?;
    Ok(connection)
}

/// Says which schema a ledger has; 0 for an empty file. Refuses files that are not ours or come from the future.
pub fn check(connection: &Connection, path: &Path) -> Result<i32, Error> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let (application_id, version) = (number("application_id")?, number("user_version")?);
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let empty = objects == 0 && application_id == 0 && version == 0;
    if application_id != APPLICATION_ID && !empty {
        return Err(Error::not_ours(path, application_id));
    }
    if version > VERSION {
        return Err(Error::newer(path, version, VERSION));
    }
    Ok(version)
}
