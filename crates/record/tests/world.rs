//! The lint of the tables of the world: codes, years, terms and names of states, bodies, persons and offices.

use rapporteur_record::lexicon::actors::{ActorLexicon, fold};
use rapporteur_record::lexicon::{Row, TABLES, Table, terms};
use std::collections::{HashMap, HashSet};

/// Codes of actors that are no state's (PLOVER).
const INTERNATIONAL: [&str; 7] = ["EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO"];

fn text(name: &str) -> &'static str {
    let mut tables = TABLES.iter().copied().flatten();
    tables.find(|(table, _)| *table == name).map(|(_, text)| *text).expect("a table of that name")
}

fn table(name: &'static str) -> Table<'static> {
    Table::parse(name, text(name)).expect("a table that reads")
}

fn codes() -> HashSet<String> {
    let states = table("states.tsv");
    let codes = states.rows().map(|row| row.get("code").to_owned());
    codes.chain(INTERNATIONAL.iter().map(|code| (*code).to_owned())).collect()
}

fn sectors() -> HashSet<String> {
    let sectors = table("sectors.tsv");
    sectors.rows().map(|row| row.get("code").to_owned()).chain([String::new()]).collect()
}

/// Every name of a table by its folded words; a second bearer is an error.
fn unique(table: &Table, columns: &[&str]) {
    let mut bearers: HashMap<String, String> = HashMap::new();
    for row in table.rows() {
        let names = std::iter::once(row.key()).chain(columns.iter().flat_map(|column| row.list(column)));
        for name in names {
            let before = bearers.insert(fold(name), row.key().to_owned());
            let other = before.filter(|before| before != row.key());
            assert_eq!(other, None, "line {}: {name:?} names another entry too", row.line);
        }
    }
}

fn wants(row: &Row, right: bool, what: &str) {
    assert!(right, "{}", row.error(what));
}

#[test]
fn states_have_codes_and_names_of_their_own() {
    let states = table("states.tsv");
    unique(&states, &["aliases", "demonyms", "capital", "seats"]);
    let mut short: HashSet<&str> = HashSet::new();
    let mut whole = 0;
    for row in states.rows() {
        let (code, iso2, second) = (row.get("code"), row.get("iso2"), row.get("second"));
        let capitals = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_uppercase());
        wants(&row, capitals(code, 3), "expected an ISO 3166-1 alpha-3 code");
        wants(&row, matches!(second, "" | "PRE" | "PART" | "PAST"), "expected PRE, PART, PAST or nothing");
        if second.is_empty() {
            wants(&row, capitals(iso2, 2), "expected an ISO 3166-1 alpha-2 code");
            wants(&row, short.insert(iso2), "the alpha-2 code stands twice");
            whole += 1;
        }
    }
    assert!(whole >= 240, "{whole} states and territories");
}

#[test]
fn bodies_have_a_side_a_sector_and_years() {
    let (codes, sectors) = (codes(), sectors());
    let bodies = table("organisations.tsv");
    unique(&bodies, &["aliases"]);
    for row in bodies.rows() {
        wants(&row, codes.contains(row.get("code")), "no such code");
        wants(&row, sectors.contains(row.get("sector")), "no such sector");
        let year = |column: &str| match row.get(column) {
            "" => None,
            text => Some(text.parse::<i16>().unwrap_or_else(|_| panic!("{}", row.error("expected a year")))),
        };
        let (from, to) = (year("from"), year("to"));
        wants(&row, from.is_none_or(|from| (1000..=2030).contains(&from)), "expected a year of founding");
        wants(&row, from.zip(to).is_none_or(|(from, to)| from <= to), "ended before it was founded");
    }
    assert!(bodies.rows().count() >= 600, "{} bodies", bodies.rows().count());
}

#[test]
fn persons_have_terms_in_order() {
    let (codes, sectors) = (codes(), sectors());
    let persons = table("persons.tsv");
    unique(&persons, &["aliases"]);
    for row in persons.rows() {
        wants(&row, codes.contains(row.get("code")), "no such code");
        wants(&row, sectors.contains(row.get("sector")), "no such sector");
        wants(&row, matches!(row.get("gender"), "f" | "m"), "expected the gender f or m");
        let terms = terms::read(&row).unwrap_or_else(|error| panic!("{error}"));
        for term in &terms {
            wants(&row, *term.role == term.role.to_lowercase(), "expected an office in lower case");
            wants(&row, term.code.as_ref().is_none_or(|code| codes.contains(code.as_str())), "no such code after @");
        }
        let years: Vec<_> = terms.iter().filter_map(|term| term.from).map(|from| from.year()).collect();
        wants(&row, years.is_sorted(), "expected the earlier term first");
    }
    assert!(persons.rows().count() >= 1500, "{} persons", persons.rows().count());
}

#[test]
fn nouns_have_a_kind_a_sector_and_a_usage() {
    let (codes, sectors) = (codes(), sectors());
    for row in table("nouns.tsv").rows() {
        wants(&row, sectors.contains(row.get("sector")), "no such sector");
        wants(&row, matches!(row.get("role"), "" | "role"), "expected role or nothing");
        wants(&row, row.get("usage").is_empty() || codes.contains(row.get("usage")), "no such code under usage");
    }
}

/// Who leads is known at any time since 1990: a gap or a second head is a slip of the table.
#[test]
fn leaders_are_known_on_any_day() {
    let lexicon = ActorLexicon::read().expect("the tables read");
    let led = [
        ("Bush", "1990-08-02", "USA"),
        ("Major", "1992-04-10", "GBR"),
        ("Kohl", "1994-10-17", "DEU"),
        ("Yeltsin", "1996-07-04", "RUS"),
        ("Chirac", "1998-05-01", "FRA"),
        ("Howard", "2001-11-11", "AUS"),
        ("Koizumi", "2003-03-20", "JPN"),
        ("Merkel", "2008-09-15", "DEU"),
        ("Singh", "2010-01-26", "IND"),
        ("Netanyahu", "2012-11-14", "ISR"),
        ("Erdogan", "2013-06-01", "TUR"),
        ("Poroshenko", "2015-02-12", "UKR"),
        ("Trump", "2018-06-12", "USA"),
        ("Trump", "2025-03-01", "USA"),
        ("Ardern", "2019-03-15", "NZL"),
        ("Ramaphosa", "2021-07-10", "ZAF"),
        ("Zelensky", "2022-02-24", "UKR"),
        ("Starmer", "2024-09-01", "GBR"),
    ];
    for (surname, day, code) in led {
        let day = day.parse().expect("a date");
        let found = lexicon.in_office(surname, day).map(|person| person.code.to_string());
        assert_eq!(found.unwrap_or_default(), code, "{surname} on {day}");
    }
}
