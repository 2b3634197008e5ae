//! A ledger written by each released schema opens, comes up to date, and answers the same.

use rapporteur_ledger::{Events, Ledger, Said};
use rusqlite::Connection;
use tempfile::TempDir;

#[test]
fn version_1_opens_and_answers() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("v1.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../src/schema/1.sql")).unwrap();
    old.execute_batch(include_str!("../lifetimes/1.sql")).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    let ledger = Ledger::open_existing(&path).unwrap();
    let answer = ledger.said(&Said { about: Some("bridge".into()), ..Said::default() }).unwrap();
    assert_eq!(answer.text(&answer.rows[0], "content_text"), "that the bridge would open");
    assert_eq!(answer.text(&answer.rows[0], "sentence"), "The mayor said that the bridge would open.");
    assert_eq!(ledger.events(&Events::default()).unwrap().rows.len(), 0);
    let record = ledger.record("00000000000000aa").unwrap().unwrap();
    assert_eq!(record.statements[0].cue.lemma, "say");
}
