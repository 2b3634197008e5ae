//! What holds for every text, and for every model file.

mod common;

use common::{TEXTS, check, parse_everything};
use cpu_time::ThreadTime;
use rapporteur_syntax::{ModelError, Reader, Syntax, tokenize};

#[test]
fn any_text_parses() {
    parse_everything(&Reader::fast(), 10_000);
}

#[test]
fn reading_from_the_middle_keeps_offsets() {
    let text = "HEADER é\n\nThe ministers met in Riga.";
    let start = text.find("The").unwrap();
    let syntax = Reader::fast().parse_from(text, start);
    assert_eq!(syntax.tokens[0].span.of(text), "The");
    assert_eq!(syntax.len(), tokenize(text, start).len());
}

#[test]
fn the_same_text_parses_the_same_beside_others() {
    let reader = Reader::fast();
    let alone = reader.parse(TEXTS[7]);
    assert_eq!(alone, reader.parse(TEXTS[7]));
    // Words far away do not touch a sentence: the network looks a fixed number of words to each side.
    let far = "A bridge stands here. ".repeat(300);
    let long = format!("{far}\n\n{}", TEXTS[7]);
    let (from, first) = (reader.parse(&long), alone.sentences[0].tokens.clone());
    let tail = from.len() - alone.len() + first.end;
    let tags = |syntax: &Syntax, tok: usize| (syntax.tokens[tok].upos, syntax.tokens[tok].lemma.clone());
    assert_eq!(tags(&alone, first.end), tags(&from, tail));
}

#[test]
fn time_grows_with_length_alone() {
    let reader = Reader::fast();
    // Words without a stop, marks alone, no blanks, broken pictures.
    for piece in ["stone and water ", "( ", "漢", "-a", "🙂\u{200d}", "\u{202e}x "] {
        let time = |times: usize| {
            let text = piece.repeat(times);
            let begin = ThreadTime::now();
            check(&text, &reader.parse(&text));
            begin.elapsed().as_secs_f64()
        };
        time(250);
        let (short, long) = (time(500), time(5_000));
        assert!(long < short * 60.0 + 0.05, "{piece:?}: ten times the text took {:.0} times as long", long / short);
    }
}

#[test]
fn plain_sentences_read_right() {
    let text = "The foreign minister said on Tuesday that talks with Norway would resume next week.";
    let syntax = Reader::fast().parse(text);
    let word = |form: &str| (0..syntax.len()).find(|&tok| syntax.tokens[tok].span.of(text) == form).unwrap();
    let head = |form: &str| syntax.head(word(form)).map(|tok| syntax.tokens[tok].span.of(text));
    assert_eq!(head("said"), None);
    assert_eq!(head("minister"), Some("said"));
    assert_eq!(head("resume"), Some("said"));
    assert_eq!(syntax.tokens[word("said")].lemma, "say");
    assert_eq!(syntax.tokens[word("minister")].deprel.to_string(), "nsubj");
    assert!(syntax.names.iter().any(|name| syntax.span(name.tokens.clone()).of(text) == "Norway"));
}

#[test]
fn a_damaged_model_is_refused_with_its_mend() {
    let whole = include_bytes!("../model/fast.safetensors");
    assert!(Reader::from_bytes(whole).is_ok());
    for cut in [0, 7, 100, whole.len() / 2, whole.len() - 1] {
        let error = Reader::from_bytes(&whole[..cut]).unwrap_err();
        assert!(matches!(error, ModelError::Broken(_)), "{error}");
        assert!(error.to_string().contains("download it again"));
    }
    let mut altered = whole.to_vec();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    assert!(matches!(Reader::from_bytes(&altered), Err(ModelError::Altered)));
    assert!(matches!(Reader::open("/no/such/model"), Err(ModelError::Unreadable { .. })));
}
