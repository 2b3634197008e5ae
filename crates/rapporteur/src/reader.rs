use crate::decode::Input;
use crate::{Document, Model, Note, language, model, wire};
use rapporteur_gazetteer as gazetteer;
use rapporteur_record::{Knowledge, record};
use rapporteur_syntax::Syntax;

/// The version of the program, as it stands in every record.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The syntax model and the lexicon, ready to read reports. Shared freely between threads.
#[derive(Debug)]
pub struct Reader {
    syntax: rapporteur_syntax::Reader,
    knowledge: Knowledge,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// The model and the English lexicon that travel in the library.
    pub fn new() -> Self {
        Reader { syntax: rapporteur_syntax::Reader::fast(), knowledge: Knowledge::english() }
    }

    /// A model by its name or file, and the English lexicon.
    pub fn with_model(model: &Model) -> Result<Self, model::Error> {
        Ok(Reader { syntax: model.open()?, knowledge: Knowledge::english() })
    }

    /// Adds places of the user's own to those of the world; `text` is a table as described at [`gazetteer::table`], `file`
    /// names it in the errors. A table added before goes.
    pub fn add_places(&mut self, file: &str, text: &str) -> Result<(), gazetteer::table::TableError> {
        let entries = gazetteer::table::read(file, text)?;
        self.knowledge.add_places(gazetteer::Gazetteer::of(entries));
        Ok(())
    }

    /// Names the syntax model, as in [`wire::Record::model`].
    pub fn model(&self) -> &str {
        self.syntax.name()
    }

    /// Names the lexicon, as in [`wire::Record::lexicon`].
    pub fn lexicon(&self) -> &str {
        self.knowledge.version()
    }

    /// Reads a report into its record, at the default threshold.
    ///
    /// It never fails: what is odd about the report stands in the record's notes. A report in another language than
    /// English keeps its language and has no rows; the language is found from the words where `document` gives none.
    pub fn read(&self, document: &Document) -> wire::Record {
        self.read_above(document, wire::DEFAULT_CONFIDENCE)
    }

    /// Reads a report into its record; rows below `min_confidence` (0 to 1) are left out.
    pub fn read_above(&self, document: &Document, min_confidence: f32) -> wire::Record {
        let (known, syntax) = self.look_at(document);
        let document = known.as_ref().unwrap_or(document);
        let mut rows = match &syntax {
            Some(syntax) => record(document, syntax, &self.knowledge),
            None => Default::default(),
        };
        rows.notes.splice(0..0, notes(document));
        let options = wire::Options { min_confidence, version: VERSION, model: self.model(), lexicon: self.lexicon() };
        wire::write(document, &syntax.unwrap_or_default(), &rows, &options)
    }

    /// Reads a decoded input; what was odd about its bytes comes first in the record's notes.
    pub fn read_input(&self, input: &Input, min_confidence: f32) -> wire::Record {
        let mut record = self.read_above(&input.document, min_confidence);
        let odd = |note: &Note| wire::Note { code: note.code.to_owned(), text: note.text.clone(), span: None };
        record.notes.splice(0..0, input.notes.iter().map(odd));
        record
    }

    /// Parses a report without recording anything; a report that is not English has no sentences.
    pub fn parse(&self, document: &Document) -> Syntax {
        self.look_at(document).1.unwrap_or_default()
    }

    /// The document with its language filled in, when it came without one, and its parse, when it is English.
    fn look_at(&self, document: &Document) -> (Option<Document>, Option<Syntax>) {
        let body = &document.text[document.header..];
        let known = match document.language {
            Some(_) => None,
            None => language::of(body).map(|code| Document { language: Some(code.to_owned()), ..document.clone() }),
        };
        let language = known.as_ref().unwrap_or(document).language.as_deref();
        let syntax =
            language.is_none_or(language::is_english).then(|| self.syntax.parse_from(&document.text, document.header));
        (known, syntax)
    }
}

/// What is odd about a document as a whole.
fn notes(document: &Document) -> Vec<Note> {
    let note = |code, text: String| Note { code, text, span: None };
    let mut notes = Vec::new();
    if document.text[document.header..].trim().is_empty() {
        notes.push(note("empty", "the report has no words".to_owned()));
    }
    if document.date.is_none() {
        notes.push(note("no-date", "the report has no date: relative times stay unresolved".to_owned()));
    }
    if let Some(language) = document.language.as_deref().filter(|code| !language::is_english(code)) {
        notes.push(note("not-english", format!("the report is in another language ({language}) and was not read")));
    }
    notes
}
