use crate::ledger;
use crate::reports::{ferry, report};
use rapporteur_ledger::{Ledger, Said, sql};
use rusqlite::Connection;
use std::fs;
use tempfile::TempDir;

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.txt");
    fs::write(&path, "Not a database, but long enough to have a header. ".repeat(100)).unwrap();
    let before = fs::read(&path).unwrap();
    for error in [Ledger::open(&path).unwrap_err(), Ledger::open_existing(&path).unwrap_err()] {
        assert!(error.is_foreign());
        assert_eq!(
            error.to_string(),
            format!(
                "{}: not a ledger (not an SQLite file, or one under a key); name another file with --ledger",
                path.display()
            )
        );
    }
    assert!(sql::ask(&path, "SELECT 1", None).unwrap_err().is_foreign());
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn another_programs_database_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bookmarks.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE bookmarks (url); VACUUM").unwrap();
    let before = fs::read(&path).unwrap();
    let error = Ledger::open(&path).unwrap_err();
    assert!(error.is_foreign());
    assert!(error.to_string().contains("of another program"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_ledger_is_refused_with_its_mend() {
    let (folder, ledger) = ledger();
    drop(ledger);
    let path = folder.path().join("test.db");
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for error in [Ledger::open(&path).unwrap_err(), Ledger::open_existing(&path).unwrap_err()] {
        assert!(error.is_newer());
        assert!(
            error.to_string().contains("written by a newer rapporteur (schema 99, this one knows up to"),
            "{error}"
        );
    }
}

#[test]
fn a_missing_ledger_is_not_made_by_asking() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("none.db");
    assert!(Ledger::open_existing(&path).unwrap_err().is_missing());
    assert!(sql::ask(&path, "SELECT 1", None).unwrap_err().is_missing());
    assert!(!path.exists());
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = TempDir::new().unwrap();
    let error = Ledger::open(folder.path().join("none/test.db")).unwrap_err();
    assert!(error.to_string().contains("none/test.db: cannot be opened or made"), "{error}");
}

#[test]
fn a_writer_waits_for_another() {
    let (folder, mut ledger) = ledger();
    let other = Connection::open(folder.path().join("test.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let free = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        other.execute_batch("COMMIT").unwrap();
    });
    assert_eq!(ledger.enter(&[report("late", None, "Late.")]).unwrap().new, 1);
    free.join().unwrap();
    // Readers never wait.
    let writer = Connection::open(folder.path().join("test.db")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let reader = Ledger::open_existing(folder.path().join("test.db")).unwrap();
    assert_eq!(reader.said(&Said::default()).unwrap().rows.len(), 3);
}

#[test]
fn an_empty_file_becomes_a_ledger() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("empty.db");
    fs::write(&path, "").unwrap();
    Ledger::open(&path).unwrap().enter(&[ferry()]).unwrap();
    assert_eq!(Ledger::open_existing(&path).unwrap().said(&Said::default()).unwrap().rows.len(), 1);
}

#[test]
fn a_damaged_file_says_so() {
    let (folder, ledger) = ledger();
    drop(ledger);
    let path = folder.path().join("test.db");
    let mut bytes = fs::read(&path).unwrap();
    // The header stands, every page after it is rubbish.
    for byte in &mut bytes[4096..] {
        *byte = 0xA5;
    }
    fs::write(&path, bytes).unwrap();
    let error = Ledger::open_existing(&path).and_then(|ledger| ledger.said(&Said::default())).unwrap_err();
    assert!(error.is_corrupt(), "{error:?}");
    assert!(error.to_string().contains("the file is damaged"), "{error}");
}

#[test]
fn a_full_disk_says_so_and_leaves_the_batch_out() {
    let (folder, mut ledger) = ledger();
    let long = report("long", None, &"A very long report. ".repeat(50_000));
    ledger.limit_pages(64).unwrap();
    let error = ledger.enter(&[report("small", None, "Small."), long]).unwrap_err();
    assert!(error.is_full(), "{error:?}");
    assert!(error.to_string().contains("test.db: the disk is full"), "{error}");
    drop(ledger);
    let ledger = Ledger::open(folder.path().join("test.db")).unwrap();
    assert!(ledger.find("small").unwrap().is_empty());
    assert_eq!(ledger.said(&Said::default()).unwrap().rows.len(), 3);
}

#[test]
fn a_batch_cut_off_half_way_leaves_the_ledger_whole() {
    let (folder, ledger) = ledger();
    let path = folder.path().join("test.db");
    // What a killed process leaves behind: the files as they are in the middle of a transaction.
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; DELETE FROM statements; PRAGMA wal_checkpoint").unwrap_err();
    let copy = TempDir::new().unwrap();
    for name in ["test.db", "test.db-wal"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    drop(ledger);
    let ledger = Ledger::open(copy.path().join("test.db")).unwrap();
    assert_eq!(ledger.said(&Said::default()).unwrap().rows.len(), 3);
    let answer = sql::ask(copy.path().join("test.db"), "PRAGMA table_info(stories)", None).unwrap();
    assert_eq!(answer.rows.len(), 2);
}
