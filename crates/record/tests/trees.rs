//! Trees of chance: however wrongly a parser draws the sentences of the cases, the mended parse is one tree a sentence, and
//! its record can be made.

use rapporteur_record::{Document, Knowledge, mend_clauses, mend_names, record};
use rapporteur_syntax::{Syntax, conllu};
use std::path::Path;

/// Wrong trees drawn of each sentence.
const DRAWN: usize = 20;

const RELATIONS: &[&str] = &[
    "nsubj",
    "nsubj:pass",
    "csubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "acl",
    "acl:relcl",
    "advcl",
    "ccomp",
    "xcomp",
    "parataxis",
    "conj",
    "amod",
    "compound",
    "appos",
    "flat",
    "case",
    "mark",
    "cc",
    "det",
    "nummod",
    "aux",
    "aux:pass",
    "punct",
    "advmod",
    "dep",
];

/// Numbers of chance, the same in every run.
struct Chance(u64);

impl Chance {
    /// A number below `most`.
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % most
    }
}

/// The sentences of the cases, each with the cells of its rows.
fn sentences() -> Vec<(String, Vec<Vec<String>>)> {
    let mut found = Vec::new();
    for text in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")) {
        for (_, rest) in text.match_indices("# text = ").map(|(at, mark)| text[at..].split_at(mark.len())) {
            let mut lines = rest.lines();
            let sentence = lines.next().unwrap_or_default().to_owned();
            let rows = lines.take_while(|line| line.starts_with(|c: char| c.is_ascii_digit()));
            let cells: Vec<Vec<String>> = rows.map(|row| row.split('\t').map(str::to_owned).collect()).collect();
            // Glued words have a row of their own and no head.
            if !cells.is_empty() && cells.iter().all(|row| row[6].parse::<usize>().is_ok()) {
                found.push((sentence, cells));
            }
        }
    }
    found
}

/// What the files under a folder hold, in the order of their names.
fn files(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let hold = |path: &std::path::PathBuf| match path.is_dir() {
        true => files(path),
        false => vec![std::fs::read_to_string(path).expect("a case file")],
    };
    paths.iter().flat_map(hold).collect()
}

/// Hangs some words elsewhere, so that it stays a tree, and calls what they are there by some name.
fn redraw(chance: &mut Chance, cells: &mut [Vec<String>]) {
    let head = |cells: &[Vec<String>], tok: usize| cells[tok][6].parse::<usize>().ok()?.checked_sub(1);
    for _ in 0..1 + chance.below(4) {
        let (word, above) = (chance.below(cells.len()), chance.below(cells.len()));
        let circle = std::iter::successors(Some(above), |&at| head(cells, at)).any(|at| at == word);
        if !circle {
            cells[word][6] = (above + 1).to_string();
            cells[word][7] = RELATIONS[chance.below(RELATIONS.len())].to_owned();
        }
    }
}

fn is_a_tree(syntax: &Syntax) -> bool {
    syntax.sentences.iter().all(|sentence| {
        let words = sentence.tokens.clone();
        let roots = words.clone().filter(|&tok| syntax.head(tok).is_none()).count();
        let inside = |tok: usize| sentence.tokens.contains(&syntax.tokens[tok].head);
        let ends = |tok: usize| syntax.ancestors(tok).last().is_none_or(|top| syntax.head(top).is_none());
        roots == 1 && words.clone().all(|tok| inside(tok) && ends(tok))
    })
}

#[test]
fn mended_parses_of_chance_are_trees_and_can_be_recorded() {
    let knowledge = Knowledge::english();
    let mut chance = Chance(11);
    let mut mended = 0;
    for (text, right) in sentences() {
        let document = Document { text, ..Document::default() };
        for _ in 0..DRAWN {
            let mut cells = right.clone();
            redraw(&mut chance, &mut cells);
            let rows: String = cells.iter().map(|row| row.join("\t") + "\n").collect();
            let syntax = conllu::read(&rows, &document.text).unwrap();
            assert!(is_a_tree(&syntax), "{rows}");
            if let Some(syntax) = mend_clauses(&syntax, &knowledge) {
                assert!(is_a_tree(&syntax), "{rows}");
                mended += 1;
            }
            if let Some(syntax) = mend_names(&document, &syntax, &knowledge) {
                let apart = syntax.names.windows(2).all(|two| two[0].tokens.end <= two[1].tokens.start);
                assert!(apart && syntax.names.iter().all(|name| !name.tokens.is_empty()), "{rows}");
            }
            record(&document, &syntax, &knowledge);
        }
    }
    assert!(mended > 100, "{mended}");
}
