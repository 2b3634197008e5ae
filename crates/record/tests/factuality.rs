//! Certainty, polarity and tense, asked of trees written by hand.
#![allow(clippy::unwrap_used)]

use rapporteur_record::Knowledge;
use rapporteur_record::factuality::{self, Factuality};
use rapporteur_record::row::{Certainty, Tense};
use rapporteur_syntax::conllu;

/// The factuality of word `at` (from 1) of a tree given as `form/lemma/XPOS/head/deprel` words.
fn of(words: &str, at: usize) -> Factuality {
    let (mut text, mut rows) = (String::new(), String::new());
    for (n, word) in words.split_whitespace().enumerate() {
        let [form, lemma, xpos, head, deprel] = word.split('/').collect::<Vec<_>>()[..] else { panic!("{word}") };
        let upos = match xpos {
            _ if deprel.starts_with("aux") || deprel == "cop" => "AUX",
            xpos if xpos.starts_with("VB") => "VERB",
            xpos if xpos.starts_with("NN") => "NOUN",
            "JJ" => "ADJ",
            _ => "X",
        };
        text.push_str(&format!("{form} "));
        rows.push_str(&format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", n + 1));
    }
    let syntax = conllu::read(&rows, &text).unwrap();
    factuality::of(&syntax, &Knowledge::english().events, at - 1)
}

#[test]
fn a_plain_past_is_actual() {
    assert!(of("Troops/troop/NNS/2/nsubj shelled/shell/VBD/0/root Tula/Tula/NNP/2/obj", 2).is_actual());
}

#[test]
fn a_negated_past_is_denied() {
    let fact = of("Troops/troop/NNS/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod shell/shell/VB/0/root", 4);
    assert!(!fact.positive);
    assert_eq!(fact.certainty, Certainty::Certain);
}

#[test]
fn a_refused_act_did_not_happen() {
    let fact = of("Mali/Mali/NNP/2/nsubj refused/refuse/VBD/0/root to/to/TO/4/mark withdraw/withdraw/VB/2/xcomp", 4);
    assert!(!fact.is_actual());
    assert!(!fact.positive);
}

#[test]
fn stopped_short_of_did_not_happen() {
    let tree = "Police/police/NNS/2/nsubj stopped/stop/VBD/0/root short/short/RB/2/advmod of/of/IN/5/mark \
                firing/fire/VBG/2/advcl";
    assert!(!of(tree, 5).positive);
}

#[test]
fn a_demanded_act_is_possible() {
    let tree = "Mali/Mali/NNP/2/nsubj urged/urge/VBD/0/root Chad/Chad/NNP/2/obj to/to/TO/5/mark \
                withdraw/withdraw/VB/2/xcomp";
    let fact = of(tree, 5);
    assert_eq!((fact.certainty, fact.tense), (Certainty::Possible, Tense::Future));
}

#[test]
fn a_wish_is_no_fact() {
    let tree = "He/he/PRP/2/nsubj wished/wish/VBD/0/root that/that/IN/6/mark they/they/PRP/6/nsubj had/have/VBD/6/aux \
                marched/march/VBN/2/ccomp";
    assert!(!of(tree, 6).is_actual());
    assert!(of(&tree.replace("wished/wish", "noted/note"), 6).is_actual());
}

#[test]
fn a_condition_and_what_hangs_on_it_are_possible() {
    let tree = "Mali/Mali/NNP/3/nsubj will/will/MD/3/aux withdraw/withdraw/VB/0/root if/if/IN/6/mark \
                shelling/shelling/NN/6/nsubj resumes/resume/VBZ/3/advcl";
    assert_eq!(of(tree, 3).certainty, Certainty::Possible);
    assert!(!of(tree, 6).is_actual());
    assert!(!of(tree, 5).is_actual());
}

#[test]
fn a_plan_is_future() {
    let tree = "They/they/PRP/2/nsubj are/be/VBP/0/root to/to/TO/4/mark meet/meet/VB/2/xcomp";
    assert_eq!(of(tree, 4).tense, Tense::Future);
}

#[test]
fn a_noun_takes_what_its_governor_makes_of_it() {
    let averted = "Envoys/envoy/NNS/2/nsubj averted/avert/VBD/0/root an/a/DT/4/det attack/attack/NN/2/obj";
    assert!(!of(averted, 4).positive);
    let chance = "A/a/DT/2/det chance/chance/NN/0/root of/of/IN/5/case a/a/DT/5/det strike/strike/NN/2/nmod";
    assert_eq!(of(chance, 5).certainty, Certainty::Possible);
    let happened = "The/the/DT/2/det attack/attack/NN/3/nsubj killed/kill/VBD/0/root many/many/JJ/3/obj";
    assert!(of(happened, 2).is_actual());
}

#[test]
fn a_participle_shares_its_clause() {
    let tree = "Troops/troop/NNS/2/nsubj advanced/advance/VBD/0/root ,/,/,/4/punct killing/kill/VBG/2/advcl \
                two/two/CD/4/obj";
    assert!(of(tree, 4).is_actual());
}
