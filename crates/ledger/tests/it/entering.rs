use crate::ledger;
use crate::reports::{denial, ferry, report, treaty};
use rapporteur_ledger::{Entered, Ledger, Maker, Prospects, Said, document_key, sql};
use rapporteur_record::Document;
use rapporteur_record::wire::Record;
use tempfile::TempDir;

fn key(record: &Record) -> String {
    document_key(&record.document.id, &record.document.sha256)
}

#[test]
fn what_is_entered_is_given_back() {
    let (_folder, ledger) = ledger();
    for record in [ferry(), treaty(), denial()] {
        assert_eq!(ledger.record(&key(&record)).unwrap(), Some(record));
    }
    assert_eq!(ledger.record("0000000000000000").unwrap(), None);
}

#[test]
fn entering_twice_changes_nothing() {
    let (folder, mut ledger) = ledger();
    let all = "SELECT * FROM statements, documents, events";
    let before = sql::ask(folder.path().join("test.db"), all, None).unwrap();
    let entered = ledger.enter(&[ferry(), treaty(), denial()]).unwrap();
    assert_eq!(entered, Entered { new: 0, unchanged: 3, replaced: 0 });
    assert_eq!(sql::ask(folder.path().join("test.db"), all, None).unwrap(), before);
}

#[test]
fn a_new_maker_replaces_the_rows() {
    let (folder, mut ledger) = ledger();
    let mut better = ferry();
    better.model = "fast-2".into();
    better.statements.clear();
    better.events.clear();
    better.figures.clear();
    assert_eq!(ledger.enter(std::slice::from_ref(&better)).unwrap(), Entered { replaced: 1, ..Entered::default() });
    assert_eq!(ledger.record(&key(&better)).unwrap(), Some(better));
    assert_eq!(ledger.said(&Said { speaker: Some("Ødegård".into()), ..Said::default() }).unwrap().rows.len(), 0);
    // The full-text index follows, and nothing else went.
    let path = folder.path().join("test.db");
    let found = "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'pirates'";
    assert_eq!(sql::ask(&path, found, None).unwrap().rows, [[0]]);
    assert_eq!(sql::ask(&path, "SELECT count(*) FROM statements", None).unwrap().rows, [[2]]);
}

#[test]
fn prospects_keep_their_status_when_read_again() {
    let (folder, mut ledger) = ledger();
    let connection = rusqlite::Connection::open(folder.path().join("test.db")).unwrap();
    connection.execute("UPDATE prospects SET status = 'happened', settled_by = 'e7'", []).unwrap();
    let mut better = treaty();
    better.model = "fast-2".into();
    ledger.enter(&[better]).unwrap();
    let answer = ledger.prospects(&Prospects::default()).unwrap();
    assert_eq!(answer.text(&answer.rows[0], "status"), "happened");
    assert_eq!(answer.text(&answer.rows[0], "settled_by"), "e7");
}

#[test]
fn an_edited_report_supersedes_the_earlier_text() {
    let folder = TempDir::new().unwrap();
    let mut ledger = Ledger::open(folder.path().join("test.db")).unwrap();
    let first = report("a", Some("2024-03-05"), "Thirty-eight were hurt.");
    let second = report("a", Some("2024-03-06"), "Forty were hurt.");
    // The later date wins, whichever comes first.
    for (one, other) in [(&first, &second), (&second, &first)] {
        let mut ledger = Ledger::open(folder.path().join(format!("{}.db", key(one)))).unwrap();
        ledger.enter(std::slice::from_ref(one)).unwrap();
        ledger.enter(std::slice::from_ref(other)).unwrap();
        let found = ledger.find("a").unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((&found[0].document, &found[0].superseded_by), (&key(&second), &None));
        assert_eq!(found[1].superseded_by, Some(key(&second)));
        assert_eq!(ledger.find(&key(&first)[..8]).unwrap()[0].document, key(&first));
    }
    // Without dates the one entered last wins.
    let (first, second) = (report("b", None, "Old."), report("b", None, "New."));
    ledger.enter(&[first, second.clone()]).unwrap();
    assert_eq!(ledger.find("b").unwrap()[0].document, key(&second));
}

#[test]
fn has_knows_document_and_maker() {
    let (_folder, ledger) = ledger();
    let ferry = ferry();
    let document = Document {
        id: ferry.document.id.clone(),
        text: ferry.document.text.clone(),
        date_text: ferry.document.date.clone(),
        outlet: ferry.document.outlet.clone(),
        ..Document::default()
    };
    let maker = Maker { version: "0.1.0", model: "fast-1", lexicon: "en-1" };
    let has = |document: &Document, maker: &Maker| ledger.has(document, maker).unwrap();
    assert!(has(&document, &maker));
    assert!(!has(&document, &Maker { model: "fast-2", ..maker }));
    assert!(!has(&Document { date_text: None, ..document.clone() }, &maker));
    assert!(!has(&Document { text: "Other words.".into(), ..document.clone() }, &maker));
    assert!(!has(&Document { id: "other.txt".into(), ..document }, &maker));
}

#[test]
fn a_batch_is_entered_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let mut ledger = Ledger::open(folder.path().join("test.db")).unwrap();
    let mut broken = treaty();
    // Two rows of one id cannot be told apart.
    broken.statements.push(broken.statements[0].clone());
    assert!(ledger.enter(&[ferry(), broken]).is_err());
    assert_eq!(ledger.said(&Said::default()).unwrap().rows.len(), 0);
    assert!(ledger.find("ferry.txt").unwrap().is_empty());
}

#[test]
fn spans_outside_the_text_are_kept_and_quote_nothing() {
    let folder = TempDir::new().unwrap();
    let mut ledger = Ledger::open(folder.path().join("test.db")).unwrap();
    let mut wild = treaty();
    wild.statements[0].content.spans = vec![[4_000, 5_000], [9, 3]];
    ledger.enter(std::slice::from_ref(&wild)).unwrap();
    let answer = ledger.said(&Said::default()).unwrap();
    assert_eq!(answer.text(&answer.rows[0], "content_text"), " … ");
    assert_eq!(ledger.record(&key(&wild)).unwrap(), Some(wild));
}
