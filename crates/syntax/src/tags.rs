//! Tags that a word's spelling or its place in the tree leaves no choice about.
//!
//! The heads of the network answer apart. Where the tag contradicts the relation of a function word, or the shape of an
//! address, the surer one is followed.

use crate::token::address;
use crate::{Deprel, Feats, Token, Upos, Xpos};

/// Settles the tags of a sentence.
///
/// `tokens` are its words, `first` is the document-wide index of the first of them, `text` the document's.
pub fn settle(tokens: &mut [Token], first: usize, text: &str) {
    for tok in 0..tokens.len() {
        let form = tokens[tok].span.of(text);
        let relative = tokens[tokens[tok].head - first].deprel == Deprel::AclRelcl;
        let token = &mut tokens[tok];
        match token.deprel {
            _ if form.eq_ignore_ascii_case("that") => conjunction(token, relative),
            Deprel::CompoundPrt if token.upos == Upos::Adv => retag(token, Upos::Adp, Xpos::Rp, ""),
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop if token.upos == Upos::Verb => token.upos = Upos::Aux,
            Deprel::Punct if form == "/" => retag(token, Upos::Punct, Xpos::Comma, ""),
            _ => {}
        }
        if token.upos == Upos::Noun && matches!(token.xpos, Xpos::Nnp | Xpos::Nnps) {
            token.upos = Upos::Propn;
        }
        addressed(token, form);
    }
}

/// "that": a conjunction, a determiner, or a pronoun, as its relation says.
fn conjunction(token: &mut Token, relative: bool) {
    use Deprel::*;
    match token.deprel {
        Mark => retag(token, Upos::Sconj, Xpos::In, ""),
        Det => retag(token, Upos::Det, Xpos::Dt, "Number=Sing|PronType=Dem"),
        Nsubj | NsubjPass | Obj | Obl | Nmod | Conj | Root if relative => {
            retag(token, Upos::Pron, Xpos::Wdt, "PronType=Rel")
        }
        Nsubj | NsubjPass | Obj | Obl | Nmod | Conj | Root => {
            retag(token, Upos::Pron, Xpos::Dt, "Number=Sing|PronType=Dem")
        }
        _ => {}
    }
}

/// Addresses, handles and hashtags are names; names of files are nouns.
fn addressed(token: &mut Token, form: &str) {
    match address::kind(form) {
        Some(address::Kind::File) => retag(token, Upos::Noun, Xpos::Nn, "Number=Sing"),
        Some(address::Kind::Place) => {
            retag(token, Upos::Propn, Xpos::Nnp, "Number=Sing");
            token.lemma = form.into();
        }
        None => {}
    }
}

/// Takes another part of speech, with what goes with it.
fn retag(token: &mut Token, upos: Upos, xpos: Xpos, feats: &str) {
    if token.upos != upos {
        token.upos = upos;
        token.xpos = xpos;
        token.feats = Feats::parse(feats);
    }
}

#[cfg(test)]
mod tests {
    use crate::conllu;

    /// Parts of speech after settling; a word is `form|upos|xpos|head|deprel`.
    fn settled(sentence: &str) -> String {
        let (mut rows, mut forms) = (String::new(), Vec::new());
        for (at, word) in sentence.split(' ').enumerate() {
            let cells: Vec<&str> = word.split('|').collect();
            let [form, upos, xpos, head, deprel] = cells[..] else { panic!("{word}") };
            rows += &format!("{}\t{form}\t{form}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", at + 1);
            forms.push(form);
        }
        let text = forms.join(" ");
        let mut syntax = conllu::read(&rows, &text).unwrap();
        super::settle(&mut syntax.tokens, 0, &text);
        let tags: Vec<String> = syntax.tokens.iter().map(|token| token.upos.to_string()).collect();
        tags.join(" ")
    }

    #[test]
    fn that_is_what_its_relation_says() {
        assert_eq!(settled("says|VERB|VBZ|0|root that|PRON|DT|3|mark sank|VERB|VBD|1|ccomp"), "VERB SCONJ VERB");
        assert_eq!(settled("ship|NOUN|NN|0|root that|SCONJ|IN|3|nsubj sank|VERB|VBD|1|acl:relcl"), "NOUN PRON VERB");
        assert_eq!(settled("that|PRON|DT|2|det ship|NOUN|NN|0|root"), "DET NOUN");
        assert_eq!(settled("that|ADV|RB|2|advmod big|ADJ|JJ|0|root"), "ADV ADJ");
    }

    #[test]
    fn function_words_follow_the_tree() {
        assert_eq!(settled("has|VERB|VBZ|2|aux sunk|VERB|VBN|0|root"), "AUX VERB");
        assert_eq!(settled("set|VERB|VBD|0|root off|ADV|RB|1|compound:prt"), "VERB ADP");
        assert_eq!(settled("went|VERB|VBD|0|root off|ADV|RB|1|advmod"), "VERB ADV");
    }

    #[test]
    fn addresses_are_names_and_files_are_nouns() {
        assert_eq!(settled("#tolm|SYM|NFP|0|root example.org|NOUN|NN|1|list list.xls|X|FW|1|list"), "PROPN PROPN NOUN");
        assert_eq!(settled("Tolm|NOUN|NNP|2|compound harbour|NOUN|NN|0|root"), "PROPN NOUN");
    }
}
