//! `--gazetteer`: a user's own places.

use crate::house::House;

const REPORT: &str = "date 2024-03-05 Three people were killed in Qarwanabad on Monday, police said.\n";

#[test]
fn own_places_are_found_and_named_in_the_version() {
    let house = House::new();
    house.write("a.txt", REPORT).write("own.tsv", "name\tlat\tlon\tcountry\nQarwanabad\t33.5\t65.25\tAFG\n");
    let plain = house.run(["extract", "a.txt"]);
    let own = house.run(["extract", "--gazetteer", "own.tsv", "a.txt"]);
    own.succeeds();
    let record = &own.records()[0];
    let place = &record["places"][0];
    assert_eq!((place["name"].as_str(), place["country"].as_str()), (Some("Qarwanabad"), Some("AFG")), "{record}");
    assert!((place["lat"].as_f64().unwrap() - 33.5).abs() < 0.001);
    assert_ne!(record["lexicon"], plain.records()[0]["lexicon"]);
}

#[test]
fn a_wrong_table_is_refused_with_file_line_and_mend() {
    let house = House::new();
    house.write("a.txt", REPORT).write("own.tsv", "name\tlat\tlon\nHome\tnorth\t1\n");
    let run = house.run(["extract", "--gazetteer", "own.tsv", "a.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("own.tsv:2: lat \"north\": expected degrees between -90 and 90"), "{}", run.err);
    let run = house.run(["extract", "--gazetteer", "absent.tsv", "a.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("absent.tsv"), "{}", run.err);
}
