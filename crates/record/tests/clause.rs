//! Questions about a clause, asked of trees written by hand.

use rapporteur_record::clause;
use rapporteur_record::row::Tense;
use rapporteur_syntax::{Syntax, conllu};

/// A one-sentence tree from `form lemma xpos head deprel` lines; the text is the forms joined by blanks.
fn tree(lines: &str) -> Syntax {
    let mut text = String::new();
    let mut rows = String::new();
    for (n, line) in lines.trim().lines().enumerate() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let upos = match cells[2] {
            xpos if xpos.starts_with("VB") => "VERB",
            "MD" => "AUX",
            "NNP" => "PROPN",
            "PRP" | "WDT" | "WP" => "PRON",
            xpos if xpos.starts_with("NN") => "NOUN",
            _ => "X",
        };
        text.push_str(cells[0]);
        text.push(' ');
        rows.push_str(&format!(
            "{}\t{}\t{}\t{upos}\t{}\t_\t{}\t{}\t_\t_\n",
            n + 1,
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            cells[4]
        ));
    }
    conllu::read(&rows, &text).expect("a tree written by hand")
}

#[test]
fn a_conjunct_shares_the_subject() {
    let syntax =
        tree("Iran Iran NNP 2 nsubj\nrefused refuse VBD 0 root\nand and CC 4 cc\nwithdrew withdraw VBD 2 conj");
    assert_eq!(clause::subject(&syntax, 3), Some(0));
}

#[test]
fn an_object_controls_the_infinitive() {
    let syntax = tree(
        "They they PRP 2 nsubj\nurged urge VBD 0 root\nMali Mali NNP 2 obj\nto to TO 5 mark\nwithdraw withdraw VB 2 xcomp",
    );
    assert_eq!(clause::subject(&syntax, 4), Some(2));
    assert_eq!(clause::subject(&syntax, 1), Some(0));
}

#[test]
fn a_relative_pronoun_stands_for_its_noun() {
    let syntax = tree("troops troop NNS 0 root\nthat that WDT 4 nsubj\nhad have VBD 4 aux\nfled flee VBN 1 acl:relcl");
    assert_eq!(clause::subject(&syntax, 3), Some(0));
    assert_eq!(clause::tense(&syntax, 3), Tense::Past);
}

#[test]
fn voice_and_agent() {
    let syntax = tree(
        "Camps camp NNS 3 nsubj:pass\nwere be VBD 3 aux:pass\nshelled shell VBN 0 root\nby by IN 5 case\nrebels rebel NNS 3 obl:agent",
    );
    assert!(clause::is_passive(&syntax, 2));
    assert_eq!(clause::agent(&syntax, 2), Some(4));
    assert_eq!(clause::case(&syntax, 4), Some("by"));
}

#[test]
fn negation_is_the_clause_s_own() {
    let syntax = tree("No no DT 2 det\ntroops troop NNS 3 nsubj\nfired fire VBD 0 root");
    assert!(clause::is_negated(&syntax, 2));
    let syntax = tree("He he PRP 3 nsubj\nnever never RB 3 advmod\npaid pay VBD 0 root");
    assert!(clause::is_negated(&syntax, 2));
    let syntax = tree("He he PRP 2 nsubj\npaid pay VBD 0 root\ntwice twice RB 2 advmod");
    assert!(!clause::is_negated(&syntax, 1));
}

#[test]
fn tense_and_modal() {
    let syntax =
        tree("Talks talk NNS 3 nsubj\nwill will MD 3 aux\nresume resume VB 0 root\nand and CC 5 cc\nend end VB 3 conj");
    assert_eq!(clause::tense(&syntax, 2), Tense::Future);
    assert_eq!(clause::modal(&syntax, 4), Some("will"));
}
