//! Prints the places that bear each name read from standard input, a line a place.

// It is a program: what it prints is its answer.
#![allow(clippy::print_stdout)]

use rapporteur_gazetteer::Gazetteer;

fn main() -> anyhow::Result<()> {
    let gazetteer = Gazetteer::world()?;
    for name in std::io::stdin().lines() {
        let name = name?;
        for place in gazetteer.named(&name) {
            println!(
                "{name}\t{}\t{:?}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                place.name,
                place.kind,
                place.country,
                place.admin1,
                place.point.0,
                place.point.1,
                place.population,
                place.geonames.unwrap_or(0),
                if place.second { "second" } else { "first" },
            );
        }
    }
    Ok(())
}
