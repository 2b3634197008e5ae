//! What the reader knows: tables under `lexicon/en/`, embedded in the binary.
//!
//! A table is tab-separated text: comment lines open with `#` (licence, origin, who checked it), then one header line
//! names the columns, then one entry a line. [`Table`] reads it; each topic has a module that turns rows into
//! what its recorder asks for. An entry's id is `table:first cell` and stands in the `because` of the rows it makes;
//! its `example` is a sentence from which it must make one.

pub mod actors;
pub mod address;
pub mod events;
pub mod figures;
pub mod places;
pub mod positions;
pub mod prospects;
pub mod statements;
mod table;
pub mod terms;
pub mod times;

use sha2::{Digest, Sha256};

pub use table::{Row, Table, TableError};

/// Every table of every topic: file name and text.
pub const TABLES: &[&[(&str, &str)]] = &[
    actors::TABLES,
    times::TABLES,
    places::TABLES,
    statements::TABLES,
    events::TABLES,
    figures::TABLES,
    positions::TABLES,
    prospects::TABLES,
];

/// Everything the lexicon knows, ready to ask.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// The names of states, organisations, offices and sectors.
    pub actors: actors::ActorLexicon,
    /// The words of the calendar.
    pub times: times::TimeLexicon,
    /// The places, their kinds and points.
    pub places: places::PlaceLexicon,
    /// The cues of attribution and the acts they perform.
    pub statements: statements::StatementLexicon,
    /// The verbs and nouns of political acts and their codes.
    pub events: events::EventLexicon,
    /// The number words, units and counted nouns.
    pub figures: figures::FigureLexicon,
    /// The words of stance.
    pub positions: positions::PositionLexicon,
    /// The words of plan, promise, prediction and likelihood.
    pub prospects: prospects::ProspectLexicon,
    version: String,
}

impl Knowledge {
    /// The English lexicon that travels in the binary.
    ///
    /// # Panics
    /// Never for a released lexicon: a test reads every table.
    pub fn english() -> Self {
        Self::read().expect("the embedded tables are read by a test before every release")
    }

    /// Reads every embedded table.
    pub fn read() -> Result<Self, TableError> {
        let mut hash = Sha256::new();
        for (name, text) in TABLES.iter().copied().flatten() {
            hash.update(name.as_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(crate::recorder::statements::weights::ENGLISH);
        let places = places::PlaceLexicon::read()?;
        hash.update(places.world_version());
        let digest = hash.finalize();
        let short: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Ok(Knowledge {
            actors: actors::ActorLexicon::read()?,
            times: times::TimeLexicon::read()?,
            places,
            statements: statements::StatementLexicon::read()?,
            events: events::EventLexicon::read()?,
            figures: figures::FigureLexicon::read()?,
            positions: positions::PositionLexicon::read()?,
            prospects: prospects::ProspectLexicon::read()?,
            version: format!("en-{short}"),
        })
    }

    /// Adds a user's own places; those added before go. The version names them too.
    pub fn add_places(&mut self, own: rapporteur_gazetteer::Gazetteer) {
        let bare = self.version.split('+').next().unwrap_or_default();
        self.version = format!("{bare}+{}", own.version());
        self.places.add(own);
    }

    /// Names the lexicon in a record: language and a hash of all its tables and weights.
    pub fn version(&self) -> &str {
        &self.version
    }
}
