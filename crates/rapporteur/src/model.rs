//! Which syntax model reads: the fast one in the program, the accurate one in its own file, or any file.

use rapporteur_syntax::{ModelError, Reader};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The accurate model's file.
const ACCURATE: &str = "accurate.safetensors";

/// A syntax model, by name. It parses from `best`, `fast`, `accurate`, or the path of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Model {
    /// The accurate one where its file is at hand, else the fast one. A file that is there and damaged is an error: which
    /// model reads must not depend on luck.
    #[default]
    Best,
    /// The one in the program.
    Fast,
    /// Several times slower, and fewer errors: `accurate.safetensors`, looked for in [`places`].
    Accurate,
    /// A model file.
    File(PathBuf),
}

/// Why a model cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The accurate model is not at hand.
    #[error("the accurate model is in none of its places: {}; put {ACCURATE} into one of them, or give its path to --model", listed(.0))]
    Absent(Vec<PathBuf>),
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(ModelError),
    /// The file is no model that this program reads.
    #[error("{}: {source}", path.display())]
    Unfit {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ModelError,
    },
}

impl FromStr for Model {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(match name {
            // An empty variable of the environment says nothing.
            "best" | "" => Model::Best,
            "fast" => Model::Fast,
            "accurate" => Model::Accurate,
            path => Model::File(path.into()),
        })
    }
}

impl Model {
    /// Loads the model.
    pub fn open(&self) -> Result<Reader, Error> {
        match self {
            Model::Fast => Ok(Reader::fast()),
            Model::File(path) => open(path),
            Model::Accurate => open(&accurate().ok_or_else(|| Error::Absent(places()))?),
            Model::Best => accurate().map_or_else(|| Ok(Reader::fast()), |file| open(&file)),
        }
    }
}

/// The accurate model's file, where it is at hand.
fn accurate() -> Option<PathBuf> {
    places().into_iter().map(|place| place.join(ACCURATE)).find(|file| file.exists())
}

fn open(path: &Path) -> Result<Reader, Error> {
    Reader::open(path).map_err(|error| match error {
        ModelError::Unreadable { .. } => Error::Unreadable(error),
        source => Error::Unfit { path: path.to_owned(), source },
    })
}

/// Folders in which model files are looked for: the one named by `RAPPORTEUR_MODELS`, the program's own, the user's data,
/// and `models` of the checkout that the program was built in.
pub fn places() -> Vec<PathBuf> {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = std::env::current_exe().ok();
    let own = own.as_deref().and_then(Path::parent);
    let data = named("XDG_DATA_HOME").or_else(|| Some(named("HOME")?.join(".local/share")));
    let checkout = own.and_then(|own| own.ancestors().find(|folder| folder.join("crates/rapporteur").is_dir()));
    let places = [
        named("RAPPORTEUR_MODELS"),
        own.map(Path::to_owned),
        data.map(|data| data.join("rapporteur/models")),
        checkout.map(|folder| folder.join("models")),
    ];
    places.into_iter().flatten().collect()
}

fn listed(places: &[PathBuf]) -> String {
    places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>().join(", ")
}
