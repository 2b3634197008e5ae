//! Small mends where heads chosen word by word contradict each other.

use crate::{Deprel, Token, Upos};

/// A predicate has one subject. Where a title before a name was made a second one ("Commander | Pavel Orsk vowed"), it
/// becomes what it is: a description of the name.
///
/// `tokens` are the words of one sentence and `first` is the document-wide index of its first word.
pub fn titles(tokens: &mut [Token], first: usize) {
    for name in 1..tokens.len() {
        let title = name - 1;
        let subjects = [title, name].map(|tok| tokens[tok].deprel);
        let shared = tokens[title].head == tokens[name].head && tokens[name].head > first + name;
        let both = subjects == [Deprel::Nsubj; 2] || subjects == [Deprel::NsubjPass; 2];
        let nouns = matches!(tokens[title].upos, Upos::Noun | Upos::Propn) && tokens[name].upos == Upos::Propn;
        if shared && both && nouns {
            tokens[title].head = first + name;
            tokens[title].deprel = Deprel::NmodDesc;
        }
    }
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
    }
}
