use crate::recorder::{RECORDERS, Report};
use crate::{Document, Knowledge, Record, clauses, names};
use rapporteur_syntax::Syntax;

/// Reads a parsed report into its record.
///
/// A pure function: the same document, syntax and knowledge give the same record. It never fails; what is odd becomes
/// a note. `syntax` MUST be the parse of `document.text`.
pub fn record(document: &Document, syntax: &Syntax, knowledge: &Knowledge) -> Record {
    let named = names::mend(document, syntax, knowledge);
    let syntax = named.as_ref().unwrap_or(syntax);
    let hung = clauses::mend(syntax, knowledge);
    let syntax = hung.as_ref().unwrap_or(syntax);
    let report = Report { document, syntax, knowledge };
    let mut record = Record::default();
    for recorder in RECORDERS {
        (recorder.run)(&report, &mut record);
    }
    record
}
