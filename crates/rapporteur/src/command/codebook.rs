use super::Command;
use crate::door::{Outcome, cannot_write};
use crate::ui::{self, FAINT, HEADING};
use clap::{Args, FromArgMatches, ValueEnum};
use rapporteur_record::lexicon::{Row, Table, actors, places};
use rapporteur_record::row::{ActorKind, PlaceKind, PlaceUse};
use std::fmt::Write;

pub const COMMAND: Command = Command {
    name: "codebook",
    about: "Tells what a kind of row can say: its fields, its codes, and the tables behind them with their sources",
    examples: "  rapporteur codebook actors
  rapporteur codebook places | less",
    arguments: Arguments::augment_args,
    run: |given| run(&Arguments::from_arg_matches(given)?),
};

#[derive(Args, Debug)]
struct Arguments {
    /// The kind of row
    #[arg(value_enum)]
    topic: Topic,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Actors,
    Places,
}

/// Entries of a table that are shown.
const SAMPLES: usize = 3;
/// Longest cell shown whole, in characters.
const CELL: usize = 44;

const ACTOR_FIELDS: &[(&str, &str)] = &[
    (
        "name",
        "the longest name of a person, the lexicon's name of a state or a body, else the words of the first mention",
    ),
    ("kind", "one of the kinds below"),
    (
        "country",
        "ISO 3166-1 alpha-3 of the state, or IGO UNO EUR NGO IMG ISM MNC across borders; null where nothing tells",
    ),
    ("sector", "one of the sectors below; null where nothing tells"),
    ("role", "the office, as the text names it, else as the table of persons does for the report's date"),
    ("organisation", "the body that the office belongs to"),
    ("wikidata", "null: no table of ours carries these ids"),
];

const PLACE_FIELDS: &[(&str, &str)] = &[
    ("name", "the words of the mention without articles"),
    ("kind", "one of the kinds below; the point is only as exact as the kind"),
    ("use", "one of the uses below; maps want the literal ones"),
    ("country", "ISO 3166-1 alpha-3"),
    ("admin1", "the first-order division"),
    ("lat, lon", "degrees, WGS 84"),
    ("bbox", "west, south, east, north, for regions"),
    ("geonames", "the GeoNames id, where certain"),
    ("within", "the place that the text puts it in"),
    ("claimed_by", "the states that claim a disputed place"),
];

fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    ui::write(&page(arguments.topic)?).map_err(cannot_write("standard output"))?;
    Ok(Outcome::Done)
}

fn page(topic: Topic) -> anyhow::Result<String> {
    let mut page = String::new();
    match topic {
        Topic::Actors => {
            list(&mut page, "fields of an actor", ACTOR_FIELDS.iter().copied())?;
            words(&mut page, "kinds", ActorKind::ALL.iter().map(|kind| kind.as_str()))?;
            let sectors = table(actors::TABLES, "sectors.tsv")?;
            let told =
                sectors.rows().map(|row| (row.get("code"), format!("{} ({})", row.get("means"), row.get("such"))));
            let told: Vec<_> = told.map(|(code, means)| (code, means.replace(" ()", ""))).collect();
            list(&mut page, "sectors (PLOVER 0.8)", told.iter().map(|(code, means)| (*code, means.as_str())))?;
            tables(&mut page, actors::TABLES)?;
        }
        Topic::Places => {
            list(&mut page, "fields of a place", PLACE_FIELDS.iter().copied())?;
            words(&mut page, "kinds", PlaceKind::ALL.iter().map(|kind| kind.as_str()))?;
            words(&mut page, "uses", PlaceUse::ALL.iter().map(|of| of.as_str()))?;
            tables(&mut page, places::TABLES)?;
        }
    }
    Ok(page)
}

fn list<'a>(page: &mut String, heading: &str, items: impl Iterator<Item = (&'a str, &'a str)>) -> std::fmt::Result {
    writeln!(page, "{HEADING}{heading}{HEADING:#}")?;
    for (name, means) in items {
        writeln!(page, "  {name:<13} {means}")?;
    }
    page.write_char('\n')
}

fn words<'a>(page: &mut String, heading: &str, items: impl Iterator<Item = &'a str>) -> std::fmt::Result {
    let items: Vec<&str> = items.collect();
    writeln!(page, "{HEADING}{heading}{HEADING:#}\n  {}\n", items.join(", "))
}

fn table(tables: &'static [(&str, &str)], name: &str) -> anyhow::Result<Table<'static>> {
    let (name, text) = tables.iter().find(|(table, _)| *table == name).copied().unwrap_or((tables[0].0, ""));
    Ok(Table::parse(name, text)?)
}

/// Each table: its size, what its header says of source and columns, and a few entries from all over it.
fn tables(page: &mut String, tables: &'static [(&str, &str)]) -> anyhow::Result<()> {
    writeln!(page, "{HEADING}tables{HEADING:#}")?;
    for &(name, text) in tables {
        let table = Table::parse(name, text)?;
        let rows: Vec<Row> = table.rows().collect();
        writeln!(page, "  {HEADING}{name}{HEADING:#} {FAINT}{} entries{FAINT:#}", rows.len())?;
        for line in text.lines().take_while(|line| line.starts_with('#')) {
            writeln!(page, "    {}", line.trim_start_matches('#').trim())?;
        }
        let step = rows.len() / (SAMPLES + 1);
        for row in rows.iter().skip(step).step_by(step.max(1)).take(SAMPLES) {
            writeln!(page, "    {FAINT}e.g.{FAINT:#} {}", entry(row))?;
        }
        page.push('\n');
    }
    Ok(())
}

/// The filled cells of an entry, each with its column's name.
fn entry(row: &Row) -> String {
    let short = |cell: &str| match cell.char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    };
    let cells = row.cells().filter(|(_, cell)| !cell.is_empty());
    cells.map(|(column, cell)| format!("{column} {}", short(cell))).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_fields_kinds_and_tables_with_their_source() {
        for &topic in Topic::value_variants() {
            let page = page(topic).unwrap();
            for part in ["fields", "kinds", "tables", "icence", "e.g."] {
                assert!(page.contains(part), "{topic:?} lacks {part}:\n{page}");
            }
        }
    }

    #[test]
    fn long_cells_are_cut() {
        let text = "# licence\nname\taliases\nA\tAlpha beta gamma delta epsilon zeta eta theta iota kappa\n";
        let table = Table::parse("x.tsv", text).unwrap();
        let entry = entry(&table.rows().next().unwrap());
        assert!(entry.starts_with("name A · aliases Alpha") && entry.ends_with('…'), "{entry}");
    }
}
