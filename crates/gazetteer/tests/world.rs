//! The table that travels, its hash, and users' own tables.

use rapporteur_gazetteer::{Gazetteer, Kind, fold, pack, table};

fn world() -> Gazetteer {
    Gazetteer::world().expect("the table travels with the crate")
}

#[test]
fn the_table_is_whole() {
    let world = world();
    world.verify().unwrap();
    assert!(world.len() > 350_000, "{} places", world.len());
}

#[test]
fn spellings_lead_to_one_place() {
    let world = world();
    for (name, country, point) in [
        ("Kharkov", "UKR", (49.98, 36.25)),
        ("Kharkiv", "UKR", (49.98, 36.25)),
        ("Calcutta", "IND", (22.56, 88.36)),
        ("Zawiya", "LBY", (32.75, 12.73)),
        ("Az Zāwiyah", "LBY", (32.75, 12.73)),
        ("Saint Louis", "USA", (38.63, -90.2)),
        ("St. Louis", "USA", (38.63, -90.2)),
        ("sao paulo", "BRA", (-23.55, -46.64)),
        ("Khan Younis", "PSE", (31.35, 34.3)),
    ] {
        let near = |place: &rapporteur_gazetteer::Place| {
            (place.point.0 - point.0).abs() < 0.2 && (place.point.1 - point.1).abs() < 0.2
        };
        assert!(world.named(name).any(|place| place.country == country && near(&place)), "{name}");
    }
}

#[test]
fn divisions_have_their_points() {
    let world = world();
    for (name, country, kind, point) in [
        ("Texas", "USA", Kind::Admin1, (31.25, -99.25)),
        ("New York", "USA", Kind::Admin1, (43.0, -75.5)),
        ("Bavaria", "DEU", Kind::Admin1, (49.0, 11.5)),
        ("Washtenaw County", "USA", Kind::Admin2, (42.25, -83.84)),
    ] {
        let places: Vec<_> = world.named(name).filter(|place| place.kind == kind && place.country == country).collect();
        let near = |place: &rapporteur_gazetteer::Place| {
            (place.point.0 - point.0).abs() < 0.5 && (place.point.1 - point.1).abs() < 0.5
        };
        assert!(places.iter().any(near), "{name}: {places:?}");
    }
}

#[test]
fn names_that_nobody_bears_have_no_places() {
    let world = world();
    for name in ["", " ", "the", "Qqqxyz", "zzzzzzzzzzzz", "\u{301}", "Springfieldd"] {
        assert_eq!(world.named(name).count(), 0, "{name:?}");
        assert_eq!(world.largest(name), None, "{name:?}");
    }
}

#[test]
fn a_damaged_table_is_refused_with_the_mend() {
    let small = pack(table::read("own.tsv", "name\tlat\tlon\nHome\t1\t2\n").unwrap());
    Gazetteer::from_bytes(small.clone()).unwrap();
    for at in [0, 9, 16, 20, 24, small.len() / 2, small.len() - 1] {
        let mut broken = small.clone();
        broken[at] ^= 0x40;
        let error = Gazetteer::from_bytes(broken).expect_err("damage is seen").to_string();
        assert!(error.contains("damaged") && error.contains("install"), "{error}");
    }
    for length in [0, 7, 40, small.len() - 1] {
        Gazetteer::from_bytes(small[..length].to_vec()).expect_err("a cut is seen");
    }
}

#[test]
fn an_own_table_is_asked_like_the_world() {
    let text = "# ours\nname\tlat\tlon\tothers\tkind\tcountry\tadmin1\tpopulation\n\
                Café Corner\t10.5\t-3.25\tThe Corner; Eck\tcity\tBFA\tSahel\t1200\n\
                Long Valley\t11\t-3\t\tregion\t\t\t\n";
    let own = Gazetteer::from_bytes(pack(table::read("own.tsv", text).unwrap())).unwrap();
    let place = own.named("cafe corner").next().unwrap();
    assert_eq!(
        (place.name.as_str(), place.country, place.admin1, place.second),
        ("Café Corner", "BFA", "Sahel", false)
    );
    assert!((place.point.0 - 10.5).abs() < 1e-3 && (place.point.1 + 3.25).abs() < 1e-3);
    assert!((1100..1300).contains(&place.population));
    assert!(own.named("Eck").next().unwrap().second);
    assert_eq!(own.named("Long Valley").next().unwrap().kind, Kind::Region);
    assert_eq!(own.named("Long Valley").next().unwrap().country, "");
    assert_eq!(own.len(), 2);
}

#[test]
fn many_places_of_one_name_are_all_there() {
    let mut text = String::from("name\tlat\tlon\tpopulation\n");
    for n in 0..300 {
        text.push_str(&format!("Same\t{}\t1\t{}\nOther {n}\t1\t1\t\n", n % 90, n));
    }
    let own = Gazetteer::from_bytes(pack(table::read("own.tsv", &text).unwrap())).unwrap();
    assert_eq!(own.named("Same").count(), 255);
    assert!(own.named("Same").next().unwrap().population > 280);
    for n in 0..300 {
        assert_eq!(own.named(&format!("Other {n}")).count(), 1, "{n}");
    }
}

#[test]
fn errors_name_the_line_and_the_mend() {
    for (text, expected) in [
        ("", "own.tsv:1: expected a header line"),
        ("name\tlat\n", "own.tsv:1: expected a header line with at least the columns name, lat and lon"),
        ("name\tlat\tlon\tcolour\n", "own.tsv:1: no such column \"colour\"; the columns are name, lat"),
        ("name\tlat\tlon\tlat\n", "own.tsv:1: the column \"lat\" stands twice"),
        ("name\tlat\tlon\n\nA\t91\t0\n", "own.tsv:3: lat \"91\": expected degrees between -90 and 90"),
        ("name\tlat\tlon\nA\t1\tx\n", "own.tsv:2: lon \"x\": expected degrees between -180 and 180"),
        ("name\tlat\tlon\n\t1\t1\n", "own.tsv:2: expected a name"),
        ("name\tlat\tlon\nA\t1\t1\t1\n", "own.tsv:2: expected 3 cells, found 4"),
        ("name\tlat\tlon\tcountry\nA\t1\t1\tfr\n", "own.tsv:2: country \"fr\": expected three capitals"),
        (
            "name\tlat\tlon\tkind\nA\t1\t1\triver\n",
            "own.tsv:2: kind \"river\": expected admin1, admin2, city or region",
        ),
        ("name\tlat\tlon\tpopulation\nA\t1\t1\t-4\n", "own.tsv:2: population \"-4\": expected a whole number"),
    ] {
        let error = table::read("own.tsv", text).expect_err(text).to_string();
        assert!(error.starts_with(expected), "{text:?}: {error}");
    }
}

#[test]
fn a_table_with_too_many_countries_is_refused() {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    let line = |n: usize| format!("Place {n}\t1\t1\t{}{}{}\n", letter(n / 676), letter(n / 26), letter(n));
    let text: String = std::iter::once("name\tlat\tlon\tcountry\n".to_owned()).chain((0..300).map(line)).collect();
    let error = table::read("own.tsv", &text).expect_err("too many").to_string();
    assert!(error.starts_with("own.tsv:257: a table holds"), "{error}");
}

#[test]
fn keys_are_stable_under_folding() {
    for name in ["Saint-Étienne", "The Hague", "Mount Isa", "Fort St. John", "Łódź", "İzmir"] {
        assert_eq!(fold(&fold(name)), fold(name));
    }
}
