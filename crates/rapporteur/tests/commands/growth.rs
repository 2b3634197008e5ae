//! Odd reports that would take for ever if anything in the house were quadratic: four times the length may take four
//! times as long, with room for caches and noise, and not sixteen times.

use rapporteur::{Document, Reader};
use rustix::time::{ClockId, clock_gettime};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

/// Seconds of this thread's own work: other work on the machine does not count.
fn cost(text: &str) -> f64 {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    };
    let document = Document {
        id: "odd".into(),
        text: text.to_owned(),
        language: Some("en".into()),
        date: "2024-03-05".parse().ok(),
        ..Document::default()
    };
    let start = now();
    let record = READER.read(&document);
    assert_eq!(record.document.text.len(), text.len());
    now() - start
}

/// Compares `n` and four times `n`, in words or so: at these lengths a quadratic loop of a microsecond a step shows.
fn grows_evenly(n: usize, text: impl Fn(usize) -> String) {
    let (short, long) = (text(n), text(4 * n));
    let least = |text: &str| (0..2).map(|_| cost(text)).fold(f64::INFINITY, f64::min);
    let (before, after) = (least(&short), least(&long));
    println!("{before:.3} s, {after:.3} s for four times as much");
    assert!(after < 0.1 || after < 9.0 * before, "{before:.3} s, but {after:.3} s for four times as much");
}

#[test]
fn a_very_long_sentence() {
    grows_evenly(1_000, |n| format!("The envoy said that {}.", vec!["the army left the town"; n / 5].join(" and ")));
}

#[test]
fn a_very_long_list_of_names() {
    grows_evenly(1_000, |n| format!("The talks joined {}.", vec!["Anna Okoro of Nuhal"; n / 4].join(", ")));
}

#[test]
fn many_quotation_marks() {
    grows_evenly(1_000, |n| "\"".repeat(n));
    grows_evenly(1_000, |n| "“ ".repeat(n));
    grows_evenly(1_000, |n| "The envoy said \"yes\" \"".repeat(n / 4));
}

#[test]
fn deep_nesting() {
    grows_evenly(1_000, |n| format!("{}the army left{}.", "(".repeat(n / 2), ")".repeat(n / 2)));
    grows_evenly(1_000, |n| format!("{}the army left{}.", "“The envoy said ".repeat(n / 8), "”".repeat(n / 8)));
    grows_evenly(1_000, |n| format!("{}the army left.", "The envoy said that ".repeat(n / 4)));
}

#[test]
fn one_long_word_and_many_blanks() {
    grows_evenly(50_000, |n| "a".repeat(n));
    grows_evenly(50_000, |n| "9".repeat(n));
    grows_evenly(50_000, |n| " \n".repeat(n));
    grows_evenly(10_000, |n| ".".repeat(n));
    grows_evenly(10_000, |n| "\u{301}".repeat(n));
}

#[test]
fn many_short_sentences_and_speakers() {
    grows_evenly(1_000, |n| (0..n / 5).map(|i| format!("Mr Osei{i} said he agreed. ")).collect());
    grows_evenly(1_000, |n| "He left on Monday. ".repeat(n / 4));
    grows_evenly(1_000, |n| (0..n / 5).map(|i| format!("{i} people died in Nuhal. ")).collect());
}
