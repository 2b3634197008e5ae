//! Places of the world by name: country, division, kind, point, population.
//!
//! ```
//! use rapporteur_gazetteer::Gazetteer;
//!
//! let gazetteer = Gazetteer::world()?;
//! let largest = gazetteer.named("Kharkov").max_by_key(|place| place.population).expect("a city");
//! assert_eq!((largest.name.as_str(), largest.country), ("Kharkiv", "UKR"));
//! # Ok::<(), rapporteur_gazetteer::Damaged>(())
//! ```
//!
//! The packed table is used where it lies: sorted names in blocks, found by binary search; nothing is parsed or copied at
//! the start. A user's own table ([`table`]) is packed into the same form and asked the same way.

mod fold;
mod layout;
mod reader;
pub mod table;
mod writer;

pub use fold::fold;
pub use layout::Kind;
pub use reader::{Damaged, Gazetteer, Place};
pub use writer::{Entry, pack};
