//! Recorder of times: expressions of calendar and clock, their TIMEX3 values, and the days they stand for.
//!
//! Three steps, each pure: the text is cut for the calendar (`words`), every paragraph is read for expressions
//! (`grammar`, with `dates`, `years`, `periods`, `clock` and `amounts`), and the expressions are resolved in text order
//! against the report's day, the tense of their clause (`direction`, `choose`), the day the text is telling of
//! (`resolve`) and, in a history, the year it has come to (`story`). What cannot be is noted (`odd`).
//!
//! Source: ISO-TimeML (ISO 24617-1), TIMEX3. A row's span has no preposition; see [`window`] for what one does to it.

mod amounts;
mod choose;
mod clock;
mod dates;
mod direction;
mod expression;
mod feasts;
mod grammar;
mod odd;
mod parts;
mod periods;
mod resolve;
mod share;
mod steps;
mod story;
mod value;
mod window;
mod words;
mod years;

use super::Report;
use super::quotes::Quotes;
use crate::Record;
use crate::lexicon::times::Anchor;
use crate::row::{Note, Time};
use direction::{Dated, Direction};
use expression::{Expression, Meaning, When};
use grammar::Grammar;
use rapporteur_syntax::{Deprel, NameKind, Span, Tok, Upos};
use resolve::{Context, Resolver};
use value::Resolved;
use words::Word;

pub use window::window;

/// Adds the times of a report.
pub fn record(report: &Report, record: &mut Record) {
    let document = report.document;
    let words = words::cut(&document.text, document.header, &report.knowledge.times);
    let mut expressions = expressions(&words);
    share::years(&mut expressions, &words);
    let history = history(report, &expressions);
    let quotes = history.map(|_| Quotes::of(&document.text, report.syntax));
    let mut resolver = Resolver::new(document.date, history, &report.knowledge.times.feasts);
    let mut open = None;
    for expression in &expressions {
        let span = words[expression.words.start].span.cover(words[expression.words.end - 1].span);
        if in_name(report, &words, expression, span) {
            continue;
        }
        let context = context(report, &words, expression, span, quotes.as_ref());
        let mut expression = expression.clone();
        anchor_ahead(&mut expression, &words, context.look.direction);
        record.notes.extend(odd::impossible(document.date, &expression, span, &document.text));
        let Some(resolved) = resolver.resolve(&expression, context) else { continue };
        if document.date.is_none() && is_relative(&expression.meaning) {
            open = open.or(Some(span));
        }
        let Resolved { kind, value, modifier, interval, grain } = resolved;
        let time = Time { span, kind, value, modifier, interval, grain };
        record.notes.extend(odd::dateline(document, &words, &expression, &time));
        record.times.push(time);
    }
    if let Some(span) = open {
        let text = "the report has no date: times that count from it stay unresolved".to_owned();
        record.notes.push(Note { code: "no-date", text, span: Some(span) });
    }
}

/// Every expression of the text; none crosses a blank line.
fn expressions(words: &[Word]) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in words.chunk_by(|_, next| !next.breaks) {
        let grammar = Grammar { words: paragraph };
        found.extend(grammar.expressions().into_iter().map(|mut expression| {
            expression.words = expression.words.start + start..expression.words.end + start;
            expression
        }));
        start += paragraph.len();
    }
    found
}

/// True inside a person's name ("Theresa May", "April Jones"); a holiday's name is its own.
fn in_name(report: &Report, words: &[Word], expression: &Expression, span: Span) -> bool {
    let Some(tok) = report.syntax.token_at(span.start) else { return false };
    let Some(name) = report.syntax.name_at(tok).filter(|name| name.kind == NameKind::Person) else {
        let month = matches!(expression.meaning, Meaning::Month { .. });
        return month && report.syntax.tokens[tok].deprel == Deprel::NmodDesc;
    };
    const PLACED: &[&str] = &["in", "since", "until", "during", "early", "late", "mid", "by", "of"];
    match expression.meaning {
        // "in April Nixon resigned": the month is not Nixon's.
        Meaning::Month { .. } => !PLACED.contains(&word_before(words, expression)),
        // "Bill Clinton Thursday condemned" against "Wednesday Addams".
        Meaning::Weekday { .. } => report.syntax.tokens_in(span).end < name.tokens.end,
        Meaning::Season { .. } | Meaning::Holiday { .. } => report.syntax.tokens_in(span).len() < name.tokens.len(),
        _ => false,
    }
}

/// The word before an expression, in lower case; empty at the text's start.
fn word_before<'w>(words: &'w [Word], expression: &Expression) -> &'w str {
    expression.words.start.checked_sub(1).map_or("", |at| words[at].lower.as_str())
}

/// What surrounds an expression.
fn context(report: &Report, words: &[Word], expression: &Expression, span: Span, quotes: Option<&Quotes>) -> Context {
    let before = match word_before(words, expression) {
        // "ended on Friday", "starting from Monday".
        "on" | "from" => expression.words.start.checked_sub(2).map_or("", |at| words[at].lower.as_str()),
        before => before,
    };
    let before = match before {
        "ended" | "ending" | "starting" | "beginning" | "effective" => before,
        _ => word_before(words, expression),
    };
    let first = report.syntax.token_at(span.start);
    let dated = match expression.meaning {
        Meaning::Weekday { .. } | Meaning::Today(_) | Meaning::Unit { .. } => Dated::Weekday,
        Meaning::Day { .. } | Meaning::Days { .. } | Meaning::Holiday { .. } | Meaning::Nth { .. } => Dated::Day,
        _ => Dated::Month,
    };
    let speech = |tok: Tok| quotes.and_then(|quotes| quotes.holding(tok)).is_some_and(|quote| quote.is_speech());
    Context {
        look: direction::look(report, head(report, span), before, dated),
        rate: is_rate(report, words, expression),
        quoted: first.is_some_and(speech),
        opens: first.is_some_and(|tok| tok - report.syntax.sentence(tok).tokens.start <= 2),
    }
}

/// The word of a span that hangs outside it.
fn head(report: &Report, span: Span) -> Option<Tok> {
    let tokens = report.syntax.tokens_in(span);
    let outside = |&tok: &Tok| report.syntax.head(tok).is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(outside)
}

/// "in six weeks", "within two days" of something to come run from the report on.
fn anchor_ahead(expression: &mut Expression, words: &[Word], direction: Direction) {
    let before = word_before(words, expression);
    if let Meaning::Duration { side: side @ None, .. } = &mut expression.meaning
        && direction == Direction::Future
        && matches!(before, "in" | "within")
    {
        *side = Some(1);
    }
}

/// "a million barrels a day": a unit with an article after a noun or a number is what is counted over.
fn is_rate(report: &Report, words: &[Word], expression: &Expression) -> bool {
    let Meaning::Duration { amount, side: None, .. } = &expression.meaning else { return false };
    let Some(before) = expression.words.start.checked_sub(1).filter(|_| amount.article) else { return false };
    let word = &words[before];
    let counted = matches!(word.lower.as_str(), "times" | "once" | "twice" | "million" | "billion" | "percent" | "%");
    let tagged = report.syntax.tokens_in(word.span).next().map(|tok| report.syntax.tokens[tok].upos);
    counted || word.is_number() || matches!(tagged, Some(Upos::Noun | Upos::Num | Upos::Sym))
}

/// True when the meaning counts from the report's day.
fn is_relative(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { when, .. } | Meaning::Days { when, .. } | Meaning::Month { when, .. } => {
            !matches!(when, When::Year(_))
        }
        Meaning::Weekday { .. } | Meaning::Unit { .. } | Meaning::Shift { .. } | Meaning::Today(_) => true,
        _ => false,
    }
}

/// The first year named by a text that tells of years long past: many years named, few weekdays and days counted from
/// the report. `None` for news.
fn history(report: &Report, expressions: &[Expression]) -> Option<i16> {
    let this = report.document.date.map_or(i16::MAX, |date| date.year());
    let past = expressions.iter().filter_map(|expression| match expression.meaning {
        Meaning::Year(year) => Some(year),
        Meaning::Day { when: When::Year(year), .. } | Meaning::Month { when: When::Year(year), .. } => Some(year),
        _ => None,
    });
    let past: Vec<i16> = past.filter(|year| year.saturating_add(1) < this).collect();
    let near = |expression: &&Expression| match expression.meaning {
        Meaning::Weekday { .. } | Meaning::Today(_) => true,
        Meaning::Unit { anchor, .. } | Meaning::Shift { anchor, .. } => anchor == Anchor::Report,
        Meaning::Duration { side, .. } => side.is_some(),
        _ => false,
    };
    let near = expressions.iter().filter(near).count();
    past.first().copied().filter(|_| past.len() >= 6 && past.len() > 4 * near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Knowledge};
    use rapporteur_syntax::Syntax;

    fn times(text: &str, date: Option<&str>, knowledge: &Knowledge) -> Record {
        let date = date.map(|date| date.parse().unwrap());
        let document = Document { text: text.to_owned(), date, ..Document::default() };
        let mut found = Record::default();
        record(&Report { document: &document, syntax: &Syntax::default(), knowledge }, &mut found);
        found
    }

    /// Words of the calendar in any order: no panic, spans in order, inside the text and not overlapping.
    #[test]
    fn any_order_of_words_reads() {
        let (_, table) = crate::lexicon::times::TABLES[0];
        let entries = table.lines().filter_map(|line| line.split('\t').next());
        let mut pool: Vec<&str> = entries.filter(|entry| !entry.starts_with('#')).collect();
        pool.extend([
            "May",
            "Sunday",
            "the",
            "of",
            "-",
            ",",
            "1995",
            "31",
            "'s",
            "é",
            "\n\n",
            "Christmas",
            "old",
            "(",
            "2/3/2019",
        ]);
        let knowledge = Knowledge::english();
        let mut seed: u64 = 7;
        for _ in 0..60 {
            let mut text = String::new();
            for _ in 0..300 {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                text.push_str(pool[(seed >> 33) as usize % pool.len()]);
                text.push_str(["", " ", " ", "-"][(seed >> 20) as usize % 4]);
            }
            for date in [Some("2024-03-05"), Some("9999-12-31"), Some("-009999-01-01"), None] {
                let found = times(&text, date, &knowledge);
                assert!(found.times.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
                assert!(found.times.iter().all(|time| !time.span.is_empty() && text.get(time.span.range()).is_some()));
            }
        }
    }

    #[test]
    fn a_report_without_a_date_says_so_once() {
        let found = times("Talks resume on Friday. They began last week, in March 2021.", None, &Knowledge::english());
        let values: Vec<&str> = found.times.iter().map(|time| time.value.as_str()).collect();
        assert_eq!(values, ["XXXX-WXX-5", "XXXX-WXX", "2021-03"]);
        assert_eq!(found.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["no-date"]);
    }

    /// Days that cannot be are said and stay unresolved; a dateline that contradicts the report's date is said.
    #[test]
    fn what_cannot_be_is_noted() {
        let knowledge = Knowledge::english();
        let codes = |text: &str, date: Option<&str>| -> Vec<&str> {
            times(text, date, &knowledge).notes.iter().map(|note| note.code).collect()
        };
        let day = Some("2024-03-05");
        assert_eq!(codes("He was held on 31 February.", day), ["impossible-date"]);
        assert_eq!(codes("He was held on April 31, 2019.", day), ["impossible-date"]);
        assert_eq!(codes("He was held on 29 February 2023.", day), ["impossible-date"]);
        assert_eq!(codes("He was held on 29 February 2024.", day), [""; 0]);
        assert_eq!(codes("He was held on Monday, 29 February 2024.", day), ["wrong-weekday"]);
        assert_eq!(codes("He was held on Thursday, 29 February 2024.", day), [""; 0]);
        assert_eq!(codes("NAIROBI, Jan. 5 (Reuters) - Police fired.", day), ["dateline"]);
        assert_eq!(codes("NAIROBI, March 4 (Reuters) - Police fired.", day), [""; 0]);
        assert_eq!(codes("Fire\n\nNAIROBI, 12 May 2019 – Police fired.", day), ["dateline"]);
        assert_eq!(codes("The NATO summit of Jan. 5 (a Friday) failed.", day), [""; 0]);
        assert_eq!(codes("Police fired on 31 February.", None), ["impossible-date"]);
    }

    /// A 29 February without a year is the last or the next that was.
    #[test]
    fn leap_days_find_their_year() {
        let knowledge = Knowledge::english();
        let value = |text: &str, date: &str| times(text, Some(date), &knowledge).times[0].value.clone();
        assert_eq!(value("It fell on 29 February.", "2023-06-01"), "2024-02-29");
        assert_eq!(value("It fell on 29 February.", "2021-06-01"), "2020-02-29");
    }

    /// The preposition before a time opens or closes its window; two times joined by "to" share one.
    #[test]
    fn prepositions_open_and_close_windows() {
        let knowledge = Knowledge::english();
        let windows = |text: &str| {
            let document = Document { text: text.to_owned(), date: "2024-03-05".parse().ok(), ..Document::default() };
            let mut found = Record::default();
            let report = Report { document: &document, syntax: &Syntax::default(), knowledge: &knowledge };
            record(&report, &mut found);
            let day = |date: Option<jiff::civil::Date>| date.map_or("..".to_owned(), |date| date.to_string());
            let window = |time| window(&document, &found, time);
            let spans = (0..found.times.len()).map(window).map(|days| format!("{} {}", day(days.from), day(days.to)));
            spans.collect::<Vec<_>>()
        };
        assert_eq!(windows("Open since 1967."), ["1967-01-01 2024-03-05"]);
        assert_eq!(windows("Closed until April 9."), ["2024-03-05 2024-04-09"]);
        assert_eq!(windows("From 2015 to 2017."), ["2015-01-01 2017-12-31"; 2]);
        assert_eq!(windows("After March 1."), ["2024-03-02 2024-03-05"]);
        assert_eq!(windows("In April."), ["2024-04-01 2024-04-30"]);
    }
}
