//! Small mends where heads chosen word by word contradict each other.

use crate::{Deprel, Feats, Name, NameKind, Token, Upos, Xpos};

/// A predicate has one subject. Where a title before a name was made a second one ("Commander | Pavel Orsk vowed", "the
/// minister of trade | Pavel Orsk vowed"), it becomes what it is: a description of the name.
///
/// `tokens` are the words of one sentence and `first` is the document-wide index of its first word.
pub fn titles(tokens: &mut [Token], first: usize) {
    for name in 1..tokens.len() {
        let subject = matches!(tokens[name].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        if !subject || tokens[name].upos != Upos::Propn {
            continue;
        }
        // What ends just before the name: the title, or something under it.
        let begin = (0..name).rev().take_while(|&tok| under(tokens, first, tok, name)).last().unwrap_or(name);
        let Some(before) = begin.checked_sub(1).filter(|&before| tokens[before].upos != Upos::Punct) else { continue };
        let rival = |&tok: &usize| {
            tokens[tok].head == tokens[name].head
                && tokens[tok].deprel == tokens[name].deprel
                && matches!(tokens[tok].upos, Upos::Noun | Upos::Propn)
        };
        let chain = std::iter::successors(Some(before), |&tok| {
            let head = tokens[tok].head - first;
            (head != tok && head < name).then_some(head)
        });
        if let Some(title) = chain.take(tokens.len()).find(rival) {
            tokens[title].head = first + name;
            tokens[title].deprel = Deprel::NmodDesc;
        }
    }
}

/// A person stands in apposition to a person's description, not to the body inside it: "a spokeswoman for the Front,
/// Ilena Mars, denied".
pub fn appositions(tokens: &mut [Token], first: usize, names: &[Name]) {
    let last = first + tokens.len();
    let inside = |tok: usize, kinds: &[NameKind]| {
        names.iter().any(|name| name.tokens.contains(&tok) && kinds.contains(&name.kind))
    };
    for name in names.iter().filter(|name| name.kind == NameKind::Person) {
        let Some(person) = name.tokens.clone().find(|&tok| {
            let token = &tokens[tok - first];
            token.deprel == Deprel::Appos && !name.tokens.contains(&token.head)
        }) else {
            continue;
        };
        let body = tokens[person - first].head;
        let (deprel, noun) = (tokens[body - first].deprel, tokens[body - first].head);
        let described =
            deprel == Deprel::Nmod && (first..last).contains(&noun) && tokens[noun - first].upos == Upos::Noun;
        if described && inside(body, &[NameKind::Organisation, NameKind::Polity]) && noun < body && body < person {
            tokens[person - first].head = noun;
        }
    }
}

/// "A bomb exploded in Tolm, police said": where "exploded" was taken for a participle and both "bomb" and "police" for
/// subjects of "said", the first subject gets its verb back, and its clause is what is said.
pub fn garden_path(tokens: &mut [Token], first: usize) {
    let n = tokens.len();
    for verb in (0..n).filter(|&tok| tokens[tok].upos == Upos::Verb).collect::<Vec<_>>() {
        let subjects: Vec<usize> =
            (0..verb).filter(|&tok| tokens[tok].head == first + verb && tokens[tok].deprel == Deprel::Nsubj).collect();
        let [bomb, police] = subjects[..] else { continue };
        let comma =
            (bomb..police).rev().find(|&tok| tokens[tok].head != first + police && !under(tokens, first, tok, police));
        let parted = comma.is_some_and(|tok| tokens[tok].upos == Upos::Punct);
        let participle = (bomb + 1..police).find(|&tok| {
            let token = &tokens[tok];
            token.head == first + bomb && token.deprel == Deprel::Acl && matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        });
        if let (true, Some(happened)) = (parted, participle) {
            tokens[happened].head = first + verb;
            tokens[happened].deprel = Deprel::Ccomp;
            tokens[happened].xpos = Xpos::Vbd;
            tokens[happened].feats = Feats::parse("Mood=Ind|Tense=Past|VerbForm=Fin");
            tokens[bomb].head = first + happened;
        }
    }
}

/// "… had not fired and accused the Front of shelling": a clause after "of" belongs to the verb whose object stands before it.
pub fn accused_of(tokens: &mut [Token], first: usize) {
    for verb in 2..tokens.len() {
        if tokens[verb].xpos != Xpos::Vbg || tokens[verb].deprel != Deprel::Advcl {
            continue;
        }
        let mark = (1..verb).rev().find(|&tok| tokens[tok].head == first + verb && tokens[tok].deprel == Deprel::Mark);
        let Some(mark) = mark.filter(|&tok| tokens[tok].lemma == "of") else { continue };
        let Some(object) =
            (0..mark).rev().find(|&tok| tokens[tok].deprel == Deprel::Obj && under(tokens, first, mark - 1, tok))
        else {
            continue;
        };
        let governor = tokens[object].head;
        if governor > tokens[verb].head && governor < first + object && !under(tokens, first, governor - first, verb) {
            tokens[verb].head = governor;
        }
    }
}

/// True when `tok` hangs somewhere under `top`.
fn under(tokens: &[Token], first: usize, tok: usize, top: usize) -> bool {
    let mut at = tok;
    for _ in 0..tokens.len() {
        if at == top {
            return true;
        }
        let head = tokens[at].head - first;
        if head == at {
            return false;
        }
        at = head;
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::{Deprel, conllu};

    #[test]
    fn a_title_made_a_second_subject_describes_the_name() {
        let row = |n: usize, form: &str, upos: &str, head: usize, deprel: &str| {
            format!("{n}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_\n")
        };
        let tree = row(1, "General", "PROPN", 3, "nsubj")
            + &row(2, "Sarr", "PROPN", 3, "nsubj")
            + &row(3, "warned", "VERB", 0, "root");
        let mut syntax = conllu::read(&tree, "General Sarr warned").unwrap();
        super::titles(&mut syntax.tokens, 0);
        assert_eq!((syntax.tokens[0].head, syntax.tokens[0].deprel), (1, Deprel::NmodDesc));
        assert_eq!((syntax.tokens[1].head, syntax.tokens[1].deprel), (2, Deprel::Nsubj));
        let tree = row(1, "Minister", "NOUN", 5, "nsubj")
            + &row(2, "of", "ADP", 3, "case")
            + &row(3, "Trade", "PROPN", 1, "nmod")
            + &row(4, "Sarr", "PROPN", 5, "nsubj")
            + &row(5, "warned", "VERB", 0, "root");
        let mut syntax = conllu::read(&tree, "Minister of Trade Sarr warned").unwrap();
        super::titles(&mut syntax.tokens, 0);
        assert_eq!((syntax.tokens[0].head, syntax.tokens[0].deprel), (3, Deprel::NmodDesc));
        assert_eq!(syntax.tokens[3].head, 4);
    }

    #[test]
    fn a_comma_parts_two_subjects() {
        let row = |n: usize, form: &str, upos: &str, head: usize, deprel: &str| {
            format!("{n}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_\n")
        };
        let tree = row(1, "Talks", "NOUN", 4, "nsubj")
            + &row(2, ",", "PUNCT", 1, "punct")
            + &row(3, "Sarr", "PROPN", 4, "nsubj")
            + &row(4, "said", "VERB", 0, "root");
        let mut syntax = conllu::read(&tree, "Talks, Sarr said").unwrap();
        super::titles(&mut syntax.tokens, 0);
        assert_eq!(syntax.tokens[0].head, 3);
    }

    #[test]
    fn a_person_is_no_apposition_to_a_body() {
        let name = |kind: &str, cells: &str| cells.replace("\t_\n", &format!("\tName={kind}\n"));
        let row = |n: usize, form: &str, upos: &str, head: usize, deprel: &str| {
            format!("{n}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_\n")
        };
        let tree = row(1, "spokeswoman", "NOUN", 6, "nsubj")
            + &row(2, "for", "ADP", 3, "case")
            + &name("B-ORG", &row(3, "Front", "PROPN", 1, "nmod"))
            + &row(4, ",", "PUNCT", 5, "punct")
            + &name("B-PER", &row(5, "Mars", "PROPN", 3, "appos"))
            + &row(6, "denied", "VERB", 0, "root");
        let mut syntax = conllu::read(&tree, "spokeswoman for Front, Mars denied").unwrap();
        let names = syntax.names.clone();
        super::appositions(&mut syntax.tokens, 0, &names);
        assert_eq!(syntax.tokens[4].head, 0);
    }

    #[test]
    fn a_subject_gets_its_verb_back() {
        let row = |n: usize, form: &str, upos: &str, xpos: &str, head: usize, deprel: &str| {
            format!("{n}\t{form}\t{form}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n")
        };
        let tree = row(1, "Bombs", "NOUN", "NNS", 5, "nsubj")
            + &row(2, "exploded", "VERB", "VBN", 1, "acl")
            + &row(3, ",", "PUNCT", ",", 2, "punct")
            + &row(4, "police", "NOUN", "NNS", 5, "nsubj")
            + &row(5, "said", "VERB", "VBD", 0, "root");
        let mut syntax = conllu::read(&tree, "Bombs exploded, police said").unwrap();
        super::garden_path(&mut syntax.tokens, 0);
        let heads: Vec<usize> = syntax.tokens.iter().map(|token| token.head).collect();
        assert_eq!(heads, [1, 4, 1, 4, 4]);
        assert_eq!(syntax.tokens[1].deprel, Deprel::Ccomp);
    }

    #[test]
    fn a_clause_after_of_belongs_to_the_accuser() {
        let row = |n: usize, form: &str, xpos: &str, head: usize, deprel: &str| {
            format!("{n}\t{form}\t{form}\tVERB\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n")
        };
        let tree = row(1, "fired", "VBD", 0, "root")
            + &row(2, "accused", "VBD", 1, "conj")
            + &row(3, "Front", "NNP", 2, "obj")
            + &row(4, "of", "IN", 5, "mark")
            + &row(5, "shelling", "VBG", 1, "advcl");
        let mut syntax = conllu::read(&tree, "fired accused Front of shelling").unwrap();
        super::accused_of(&mut syntax.tokens, 0);
        assert_eq!(syntax.tokens[4].head, 1);
    }
}
