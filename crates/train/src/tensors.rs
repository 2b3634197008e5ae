//! The prepared data: one column per thing known of a word, all documents in a row.

use anyhow::Result;
use rapporteur_syntax::features::{Featuriser, Gap, SCHEMA, SLOTS, TABLES};
use safetensors::{Dtype, tensor::TensorView};
use std::collections::HashMap;
use std::path::Path;

/// Names of the tag columns, in the order of [`Columns::tags`]. `head` counts from the word itself; a root has 0.
const TAGS: [&str; 6] = ["upos", "xpos", "feats", "lemma", "head", "deprel"];

/// Columns under construction. -1 means unknown; a label set of names of 0 likewise.
#[derive(Default)]
pub struct Columns {
    featuriser: Featuriser,
    types: HashMap<String, i32>,
    forms: String,
    slots: Vec<i32>,
    word: Vec<i32>,
    gap: Vec<i32>,
    names: Vec<i32>,
    end: Vec<i32>,
    document: Vec<i32>,
    part: Vec<i32>,
    tags: [Vec<i32>; 6],
    documents: i32,
    parts: Vec<String>,
}

impl Columns {
    /// Begins a part; documents before the first are for training.
    pub fn begin(&mut self, part: &str) {
        self.parts.push(part.to_owned());
    }

    /// Begins a document.
    pub fn document(&mut self) {
        self.documents += 1;
    }

    /// Adds a word, with the name labels that are allowed for it.
    pub fn word(&mut self, form: &str, gap: Gap, names: u32) {
        let known = self.types.get(form).copied();
        let id = known.unwrap_or_else(|| {
            let id = self.types.len() as i32;
            self.types.insert(form.to_owned(), id);
            if id > 0 {
                self.forms.push('\n');
            }
            self.forms.extend(form.chars().map(|c| if c == '\n' { ' ' } else { c }));
            self.slots.extend(self.featuriser.slots(form).map(|slot| slot as i32));
            id
        });
        self.word.push(id);
        self.gap.push(gap as i32);
        self.names.push(names as i32);
        self.document.push(self.documents - 1);
        self.part.push(self.parts.len() as i32);
    }

    /// Says whether a sentence ends with the last word added.
    pub fn end(&mut self, end: Option<bool>) {
        self.end.push(end.map_or(-1, i32::from));
    }

    /// The tags of the last word added.
    pub fn tags(&mut self, tags: [i32; 6]) {
        for (column, tag) in self.tags.iter_mut().zip(tags) {
            column.push(tag);
        }
    }

    /// Writes everything, with the tables' sizes beside the label sets.
    pub fn write(self, out: &Path, mut metadata: HashMap<String, String>) -> Result<()> {
        let tables = TABLES.iter().map(|t| format!("{}:{}:{}:{}", t.name, t.rows, t.width, t.slots));
        metadata.insert("tables".to_owned(), tables.collect::<Vec<_>>().join(" "));
        metadata.insert("schema".to_owned(), SCHEMA.to_string());
        metadata.insert("parts".to_owned(), self.parts.join(" "));
        let mut columns = vec![
            ("slots", &self.slots),
            ("word", &self.word),
            ("gap", &self.gap),
            ("names", &self.names),
            ("end", &self.end),
            ("document", &self.document),
            ("part", &self.part),
        ];
        columns.extend(TAGS.into_iter().zip(&self.tags));
        let bytes: Vec<(&str, Vec<u8>)> = columns
            .into_iter()
            .map(|(name, column)| (name, column.iter().flat_map(|v| v.to_le_bytes()).collect()))
            .collect();
        let mut views = Vec::new();
        for (name, column) in &bytes {
            let rows = column.len() / 4;
            let shape = if *name == "slots" { vec![rows / SLOTS, SLOTS] } else { vec![rows] };
            views.push((*name, TensorView::new(Dtype::I32, shape, column)?));
        }
        views.push(("forms", TensorView::new(Dtype::U8, vec![self.forms.len()], self.forms.as_bytes())?));
        if let Some(folder) = out.parent() {
            std::fs::create_dir_all(folder)?;
        }
        safetensors::serialize_to_file(views, Some(metadata), out)?;
        crate::say(&format!("{}: {} words of {} types", out.display(), self.word.len(), self.types.len()));
        Ok(())
    }
}
