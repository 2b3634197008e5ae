use jiff::civil::Date;

/// A report as it came in: its words and what is known about it from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The caller's name for the report; a file's path as given.
    pub id: String,
    /// The words, character for character.
    pub text: String,
    /// The day the report was written: TimeML's document creation time.
    pub date: Option<Date>,
    /// The date as it was handed in, time of day and zone kept; printed, never computed with.
    pub date_text: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Headline, when it is not part of `text`.
    pub title: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// ISO 639-1 code of its language; `None` while nobody has looked.
    pub language: Option<String>,
    /// Bytes at the start of `text` that are a header (`date 2024-03-05`) and not read as a sentence.
    pub header: usize,
}
