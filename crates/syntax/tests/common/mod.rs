//! Texts of every kind, and what holds for the parse of each.

use rapporteur_syntax::{Reader, Syntax};

pub const TEXTS: &[&str] = &[
    "",
    " \n\n\t ",
    "Yes",
    "...!?—",
    "🙂 🙂🙃 👩‍👩‍👧 flags 🇪🇺",
    "部长们周一在里加会面。他们没有达成协议。",
    "a\u{0}b \u{7}\u{200b}x\u{200b} \u{feff}soft\u{ad}hyphen",
    "The ministers met in Riga on Monday. \"We won't wait,\" Ilze Kalna said.\n\nThey will meet again in May.",
    "THE BRIDGE IS CLOSED\nthe bridge is closed\n- item one\n- item two",
    "No full stop and then\r\nanother line\r\n\r\nand a third",
    "\u{202e}desrever\u{202c} \u{2067}ferry\u{2069} \u{200f}right\u{200e} left\u{61c}",
    "مرحبا بالعالم שלום 안녕하세요 สวัสดีครับ हिन्दी",
    "we saw the ferry in riga and anna told us nothing about it",
    "MINISTERS MEET IN RIGA AFTER ANNA KALNA SAID \"WE WON'T WAIT\"",
];

/// Everything a [`Syntax`] promises about the text it was read from.
pub fn check(text: &str, syntax: &Syntax) {
    let mut at = 0;
    for token in &syntax.tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        assert!(start >= at && end > start && text.is_char_boundary(start) && text.is_char_boundary(end));
        assert!(text[at..start].chars().all(char::is_whitespace), "a word is missing before byte {start}");
        assert!(!token.lemma.is_empty());
        at = end;
    }
    assert!(text[at..].chars().all(char::is_whitespace));
    let mut next = 0;
    for sentence in &syntax.sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        let roots = sentence.tokens.clone().filter(|&tok| syntax.tokens[tok].head == tok).count();
        assert_eq!(roots, 1, "one root in {:?}", sentence.span.of(text));
        for tok in sentence.tokens.clone() {
            assert!(sentence.tokens.contains(&syntax.tokens[tok].head));
            let top = syntax.ancestors(tok).last().unwrap_or(tok);
            assert_eq!(syntax.head(top), None, "every word leads to the root");
        }
    }
    assert_eq!(next, syntax.len());
    let mut free = 0;
    for name in &syntax.names {
        assert!(name.tokens.start >= free && name.tokens.end > name.tokens.start);
        free = name.tokens.end;
        assert!(name.tokens.end <= syntax.sentence(name.tokens.start).tokens.end);
    }
}

/// Parses texts of every kind, short and endless, and checks what holds for each.
pub fn parse_everything(reader: &Reader, length: usize) {
    for text in TEXTS {
        check(text, &reader.parse(text));
    }
    for piece in ["word ", "Well, ", "( ", "\"", "a\n", "Mr. "] {
        let text = piece.repeat(length);
        check(&text, &reader.parse(&text));
    }
    let text = "x".repeat(10 * length);
    check(&text, &reader.parse(&text));
}
