//! `--model`: which syntax model reads, where it is looked for, and what is said when it cannot be had.

use crate::house::{House, REPORT};
use std::path::Path;

/// A model file: the one that the program carries.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../syntax/model/fast.safetensors");

#[test]
fn the_model_in_the_program_and_in_its_file_read_the_same() {
    let house = House::new();
    house.write("a.txt", REPORT);
    let plain = house.run(["extract", "a.txt"]);
    plain.succeeds();
    for model in ["fast", FILE] {
        let run = house.run(["extract", "--model", model, "a.txt"]);
        run.succeeds();
        assert_eq!(run.out, plain.out);
    }
    assert!(plain.records()[0]["model"].as_str().unwrap().starts_with("fast"));
    house.run(["show", "--model", FILE, "a.txt"]).succeeds();
}

#[test]
fn the_accurate_model_is_looked_for_in_its_places() {
    let house = House::new();
    house.write("a.txt", REPORT).write("data/rapporteur/models/readme", "").write("models/readme", "");
    // Away from the checkout, which is one of the places.
    let program = house.path("program");
    std::fs::copy(env!("CARGO_BIN_EXE_rapporteur"), &program).unwrap();
    let run_with = |options: &[&str]| {
        let mut command = std::process::Command::new(&program);
        command.env_clear().current_dir(house.path("")).args(["extract", "a.txt"]).args(options);
        command.env("XDG_DATA_HOME", house.path("data")).env("RAPPORTEUR_MODELS", house.path("models"));
        command.output().unwrap()
    };
    let run = || run_with(&["--model", "accurate"]);
    let absent = run();
    assert_eq!(absent.status.code(), Some(2));
    let told = String::from_utf8(absent.stderr).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    for place in ["models", "", "data/rapporteur/models"] {
        let place = house.path(place).display().to_string();
        assert!(told.contains(place.trim_end_matches('/')), "{told}");
    }
    assert!(told.contains("; put accurate.safetensors into one of them, or give its path to --model"), "{told}");
    for place in ["models", "", "data/rapporteur/models"] {
        let file = house.path(Path::new(place).join("accurate.safetensors"));
        std::fs::copy(FILE, &file).unwrap();
        assert_eq!(run().status.code(), Some(0), "{place}");
        std::fs::remove_file(&file).unwrap();
    }
    // Unasked, it reads where it is, and where it is not, the fast one does.
    assert_eq!(run_with(&[]).status.code(), Some(0));
    house.write("models/accurate.safetensors", "damaged");
    let damaged = run_with(&[]);
    assert_eq!(damaged.status.code(), Some(2));
    assert!(String::from_utf8(damaged.stderr).unwrap().contains("accurate.safetensors: this is no model file"));
    assert_eq!(run_with(&["--model", "fast"]).status.code(), Some(0));
}

#[test]
fn a_file_that_is_no_model_is_refused_in_one_line() {
    let house = House::new();
    let mut altered = std::fs::read(FILE).unwrap();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    house.write("a.txt", REPORT).write("altered", &altered).write("short", &altered[..last / 2]);
    for (model, told) in [
        ("none", "cannot read the model none: "),
        ("altered", "altered: the model file was altered: its checksum does not match; copy or download it again"),
        ("short", "short: this is no model file, or it was cut short ("),
        ("a.txt", "a.txt: this is no model file, or it was cut short ("),
    ] {
        for command in ["extract", "read", "show"] {
            let run = house.run([command, "--model", model, "a.txt"]);
            assert_eq!((run.status, run.err.lines().count()), (2, 1), "{}", run.err);
            assert!(run.err.contains(told), "{}", run.err);
        }
    }
}
