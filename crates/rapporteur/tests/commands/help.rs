//! What the program says of itself.

use crate::house::House;

#[test]
fn version_names_program_model_and_lexicon() {
    let run = House::new().run(["--version"]);
    run.succeeds();
    let words: Vec<&str> = run.out.split_whitespace().collect();
    assert_eq!(words[..3], ["rapporteur", env!("CARGO_PKG_VERSION"), "(model"]);
    assert_eq!(words[4], "lexicon");
}

#[test]
fn every_command_has_help_with_examples() {
    let house = House::new();
    let help = house.run(["--help"]);
    help.succeeds();
    let commands = help.out.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    let mut count = 0;
    for name in
        commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty())
    {
        let help = house.run([name, "--help"]);
        help.succeeds();
        assert!(help.out.contains("Examples:\n  rapporteur"), "{name} has no examples");
        count += 1;
    }
    assert!(count >= 4, "{commands}");
}

#[test]
fn verbose_tells_the_causes() {
    let house = House::new();
    house.run(["extract", "none.txt"]).skips(&["none.txt: cannot be read: no such file or directory"]);
    let run = house.run(["--verbose", "extract", "none.txt"]);
    assert!(run.err.contains("\n  because: No such file or directory (os error 2)\n"), "{}", run.err);
}

#[test]
fn completions_and_manual_pages() {
    let house = House::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = house.run(["completions", shell]);
        run.succeeds();
        assert!(run.out.contains("extract"), "{shell}");
    }
    let page = house.run(["man"]);
    page.succeeds();
    assert!(page.out.contains(".TH rapporteur 1"));
    house.run(["man", "pages"]).succeeds();
    assert!(house.path("pages/rapporteur-extract.1").exists());
}
