//! What a number counts: its unit, its noun, the people in it.

use super::excluded::excluded;
use super::{Amount, modifies};
use crate::lexicon::figures::{Counted, Unit, UnitKind};
use crate::lookup::Lookup;
use crate::recorder::Report;
use crate::row::Toll;
use crate::{Record, clause};
use compact_str::{CompactString, format_compact};
use rapporteur_syntax::{Deprel, NameKind, Tok, Upos, Xpos};
use std::ops::Range;

/// A number read together with what it counts.
pub struct Counting {
    pub tokens: Range<Tok>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approximate: bool,
    pub unit: String,
    /// The counted words as text.
    pub words: String,
    pub noun: Option<Tok>,
    /// The noun was taken over from an earlier figure.
    pub inherited: Option<Tok>,
    /// The word through which the number hangs in the sentence.
    pub host: Tok,
    pub toll: Option<Toll>,
    /// "three more than", "most of the 40": a difference or a whole, never a toll.
    pub compared: bool,
    pub confidence: f32,
    pub because: CompactString,
}

/// Chance that a figure is right, by how it was read; fitted on development records.
pub(super) mod confidence {
    pub const PEOPLE: f32 = 0.95;
    pub const MEASURE: f32 = 0.85;
    pub const THING: f32 = 0.85;
    pub const DURATION: f32 = 0.8;
    pub const SHARE: f32 = 0.75;
    pub const BARE: f32 = 0.8;
    pub const LONE: f32 = 0.6;
    pub const DEFINITE: f32 = 0.3;
}

/// The entry of a noun of people, and the lemma it stands under.
pub(super) fn counted<'r>(report: &Report<'r>, noun: Tok) -> Option<(CompactString, &'r Counted)> {
    let lexicon = &report.knowledge.figures;
    report.entry(noun, |lemma| Some((lemma.into(), lexicon.counted(lemma)?)))
}

/// What an amount counts, or `None` when it is no figure. `last` is the last counted noun, its unit and words.
pub fn reading(
    report: &Report,
    record: &Record,
    lookup: &Lookup,
    forms: &[CompactString],
    amount: &Amount,
    last: Option<&(Tok, String, String)>,
) -> Option<Counting> {
    let unit = unit_after(report, forms, amount);
    if excluded(report, record, lookup, forms, amount, unit.as_ref().map(|(unit, _)| *unit)) {
        return None;
    }
    let (low, high, approximate) = amount.ends();
    let base = |host: Tok| Counting {
        tokens: amount.first..amount.end,
        low,
        high,
        approximate,
        unit: String::new(),
        words: String::new(),
        noun: None,
        inherited: None,
        host,
        toll: None,
        compared: forms.get(amount.end).is_some_and(|form| form == "more")
            && forms.get(amount.end + 1).is_some_and(|form| form == "than"),
        confidence: confidence::MEASURE,
        because: amount.because(),
    };
    let top = top(report, amount.number.tokens.clone());
    if let Some(symbol) = amount.symbol {
        return Some(money(report, symbol, amount, base(top)));
    }
    if let Some((unit, words)) = unit {
        return measured(report, unit, words, base(top));
    }
    if amount.number.share {
        return share(report, top, base(top));
    }
    let noun = noun(report, top, amount);
    match noun.filter(|_| !amount.scored || noun.is_some_and(|noun| noun == amount.end)) {
        Some(noun) => nominal(report, forms, amount, noun, base(noun)),
        None if amount.scored => None,
        None => bare(report, top, last, amount, base(top)),
    }
}

/// "$40 million": the symbol names the unit.
fn money(report: &Report, symbol: Tok, amount: &Amount, base: Counting) -> Counting {
    let lexicon = &report.knowledge.figures;
    // "AU$" may be cut in two.
    let form = report.form(symbol).to_lowercase();
    let country = symbol.checked_sub(1).filter(|&country| country >= amount.first);
    let joined = country.map(|country| format!("{}{form}", report.form(country).to_lowercase()));
    let form = joined.filter(|joined| lexicon.unit(joined).is_some()).unwrap_or(form);
    let code = lexicon.unit(&form).map(|unit| unit.unit.to_string()).unwrap_or_default();
    let word = match code.as_str() {
        code if code.ends_with("USD") || code.ends_with('D') => "dollars",
        "EUR" => "euros",
        "GBP" => "pounds",
        _ => "",
    };
    let because = match amount.number.word {
        Some(_) => base.because.clone(),
        None => format_compact!("units:{form}"),
    };
    // The examples of symbols carry a scale; the symbol is the rarer knowledge.
    let because = if form == "$" { because } else { format_compact!("units:{form}") };
    Counting { unit: code, words: word.to_owned(), because, ..base }
}

/// "40 km", "15 percent", "7 weeks".
fn measured(report: &Report, unit: &Unit, words: Range<Tok>, base: Counting) -> Option<Counting> {
    let syntax = report.syntax;
    let last = words.end - 1;
    let lexicon = &report.knowledge.figures;
    let key = match words.len() {
        1 => report.form(last).to_lowercase(),
        _ => format!("{} {}", report.form(words.start).to_lowercase(), report.lemma(last).to_lowercase()),
    };
    let own = || report.entry(last, |lemma| lexicon.unit(lemma).map(|_| lemma.to_owned()));
    let key = if lexicon.unit(&key).is_some() { key } else { own().unwrap_or_default() };
    let hyphen = words.start > 0 && report.form(words.start - 1) == "-";
    let confidence = match unit.kind {
        UnitKind::Duration if hyphen => 0.4,
        UnitKind::Duration => confidence::DURATION,
        _ => confidence::MEASURE,
    };
    let counted = match unit.kind {
        UnitKind::Share => clause::under(syntax, last, "of").next().map(|noun| phrase(report, noun)),
        _ => None,
    };
    Some(Counting {
        tokens: base.tokens.start..base.tokens.end.max(words.end),
        unit: unit.unit.to_string(),
        words: counted.unwrap_or_else(|| syntax.span(words.clone()).of(&report.document.text).to_owned()),
        host: last,
        confidence,
        because: format_compact!("units:{key}"),
        ..base
    })
}

/// "a third of the country", "the bulk of the missiles".
fn share(report: &Report, top: Tok, base: Counting) -> Option<Counting> {
    let syntax = report.syntax;
    let of = clause::under(syntax, top, "of").next();
    let whole = of.or_else(|| syntax.head(top).filter(|&head| head > top && syntax.tokens[head].upos.is_nominal()))?;
    // "most of all", "half of that": nothing a reader could compare.
    if syntax.tokens[whole].upos == Upos::Pron {
        return None;
    }
    Some(Counting {
        tokens: base.tokens.start..base.tokens.end.max(whole + 1),
        unit: "share".to_owned(),
        words: phrase(report, whole),
        noun: Some(whole),
        host: top,
        confidence: confidence::SHARE,
        ..base
    })
}

/// "30 people", "seventeen rockets", "a man and his three sons".
fn nominal(report: &Report, forms: &[CompactString], amount: &Amount, noun: Tok, base: Counting) -> Option<Counting> {
    let syntax = report.syntax;
    let known = counted(report, noun);
    let lemma = known.as_ref().map_or_else(|| report.lemma(noun).to_lowercase(), |(lemma, _)| lemma.to_string());
    let one = amount.number.value() == Some(1.0);
    let rate = one && forms.get(amount.end).is_some_and(|form| form == "in");
    if empty(&lemma)
        || rate
        || (one && forms[amount.number.tokens.start] == "one" && forms[amount.end..].first()? == "of")
    {
        return None;
    }
    let entry = known.map(|(_, entry)| entry);
    let people = entry.is_some() || is_people(report, noun);
    let definite = syntax.children_by(noun, Deprel::Det).any(|det| {
        matches!(report.lemma(det), "the" | "this" | "that" | "these" | "those" | "both") && det < amount.first
    }) || syntax.children_by(noun, Deprel::NmodPoss).any(|poss| syntax.tokens[poss].upos == Upos::Pron);
    let small = base.high.is_some_and(|high| high <= 5.0) && amount.bound.is_none();
    let vague = one && !people || (definite && small && !people);
    let sum = people.then(|| summand(report, noun, amount)).flatten();
    let whole = amount.number.tokens.end <= noun;
    let start = sum.unwrap_or(base.tokens.start);
    let unit = if people { "person".to_owned() } else { lemma.clone() };
    let because = match (&amount.number.word, entry) {
        (None, Some(_)) => format_compact!("counted:{lemma}"),
        _ => base.because.clone(),
    };
    Some(Counting {
        tokens: start..if whole { base.tokens.end.max(noun + 1) } else { base.tokens.end },
        low: base.low.map(|low| low + if sum.is_some() { 1.0 } else { 0.0 }),
        high: base.high.map(|high| high + if sum.is_some() { 1.0 } else { 0.0 }),
        unit,
        words: phrase(report, noun),
        noun: Some(noun),
        host: sum.map_or(noun, |_| clause::first_conjunct(syntax, noun)),
        toll: entry.and_then(|entry| entry.toll),
        compared: base.compared || is_whole(report, noun, amount),
        confidence: match (vague || (definite && small && sum.is_none()), people) {
            (true, _) => confidence::DEFINITE,
            (_, true) => confidence::PEOPLE,
            _ => confidence::THING,
        },
        because,
        ..base
    })
}

/// "Most of the 30 sailors", "two of the 20": the number of a whole, of which a part is told.
fn is_whole(report: &Report, noun: Tok, amount: &Amount) -> bool {
    let syntax = report.syntax;
    let of = syntax.tokens[noun].deprel.is_nmod() && clause::case(syntax, noun) == Some("of");
    let part = syntax.head(noun).filter(|&part| of && part < amount.first);
    part.is_some_and(|part| {
        let lemma = report.lemma(part).to_lowercase();
        syntax.tokens[part].upos == Upos::Num
            || matches!(
                lemma.as_str(),
                "most"
                    | "some"
                    | "half"
                    | "none"
                    | "many"
                    | "few"
                    | "several"
                    | "majority"
                    | "third"
                    | "quarter"
                    | "any"
            )
    })
}

/// "a man and his three sons": the first word of the single person counted with the others.
fn summand(report: &Report, noun: Tok, amount: &Amount) -> Option<Tok> {
    let syntax = report.syntax;
    let lone = syntax.head(noun).filter(|_| syntax.tokens[noun].deprel == Deprel::Conj)?;
    let is_person = counted(report, lone).is_some();
    let single = syntax.children_by(lone, Deprel::Det).find(|&det| matches!(report.lemma(det), "a" | "an"))?;
    let pair = syntax.children_by(lone, Deprel::Conj).count() == 1;
    (is_person && pair && amount.bound.is_none() && single < lone && lone < noun).then_some(single)
}

/// "at least 20 were killed", "only 27 have ratified it", "put the toll at six".
fn bare(
    report: &Report,
    top: Tok,
    last: Option<&(Tok, String, String)>,
    amount: &Amount,
    base: Counting,
) -> Option<Counting> {
    let syntax = report.syntax;
    let deprel = syntax.tokens[top].deprel;
    // A number alone before its verb is hard for the parser.
    let loose = || {
        let verb = syntax.head(top).filter(|&verb| verb > top && verb <= top + 3);
        deprel == Deprel::Dep && verb.is_some_and(|verb| syntax.tokens[verb].upos == Upos::Verb)
    };
    let subject = matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass) || loose();
    if super::toll::toll(report, top).is_some() {
        return Some(Counting { unit: "person".to_owned(), confidence: confidence::BARE, host: top, ..base });
    }
    let near = |noun: Tok| syntax.sentence_index(top) - syntax.sentence_index(noun) <= 1;
    // "six more" counts what was counted last, wherever it stands.
    let more = syntax.tokens.get(top + 1).is_some_and(|next| next.lemma == "more") || report.lemma(top) == "more";
    // "has two million refugees, down from over three million": an amount by its own words, counted like the one before.
    let rounded = amount.bound.is_some() || amount.number.is_round();
    let beside = |noun: Tok| rounded && syntax.sentence_index(top) == syntax.sentence_index(noun);
    let (noun, unit, words) = last.filter(|(noun, _, _)| (subject || more) && near(*noun) || beside(*noun))?;
    if base.high == Some(1.0) {
        return None;
    }
    let inherited = Some(*noun);
    Some(Counting {
        unit: unit.clone(),
        words: words.clone(),
        noun: inherited,
        inherited,
        confidence: confidence::BARE,
        ..base
    })
}

/// The word of a number through which it hangs in the sentence.
pub(super) fn top(report: &Report, tokens: Range<Tok>) -> Tok {
    let outside = |tok: &Tok| report.syntax.head(*tok).is_none_or(|head| !tokens.contains(&head));
    let last = tokens.end - 1;
    tokens.clone().rev().find(outside).unwrap_or(last)
}

/// The counted noun: what the number modifies, the noun under its "of", or the next noun in a row of modifiers.
fn noun(report: &Report, top: Tok, amount: &Amount) -> Option<Tok> {
    let syntax = report.syntax;
    let nominal = |tok: Tok| {
        let participle = matches!(syntax.tokens[tok].xpos, Xpos::Vbn | Xpos::Vbd);
        let counts =
            matches!(syntax.tokens[tok].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb) && !participle;
        counts && !matches!(report.lemma(tok), "more" | "most" | "less" | "few")
    };
    let end = amount.end;
    let modifier = matches!(
        syntax.tokens[top].deprel,
        Deprel::Nummod | Deprel::Compound | Deprel::Amod | Deprel::Nmod | Deprel::NmodUnmarked | Deprel::Det
    );
    // A noun's preposition stands before its numbers: in "kills six near Tolm hours before dawn" no hours are counted.
    let parted = |head: usize| {
        (end..head).any(|tok| syntax.tokens[tok].deprel == Deprel::Case && syntax.head(tok) == Some(head))
    };
    let head = syntax.head(top).filter(|&head| modifier && head >= end && nominal(head) && !parted(head));
    // "the 4-0 win", "a two-day visit": the number belongs to what stands in between.
    let hyphen = report.form(end.min(syntax.len() - 1)) == "-" && end < syntax.len();
    if hyphen {
        let member = (end + 1 < syntax.len()).then_some(end + 1)?;
        return matches!(report.lemma(member), "member" | "seat" | "strong" | "nation" | "man").then_some(member);
    }
    let last = amount.number.tokens.end - 1;
    // "30 dead", "19 wounded": the adjective is the noun.
    let next_word = (end < syntax.sentence(top).tokens.end).then_some(end);
    let befallen = next_word.filter(|&next| {
        let verbal = matches!(syntax.tokens[next].upos, Upos::Adj | Upos::Verb);
        counted(report, next).is_some_and(|(_, entry)| verbal || entry.toll.is_some())
    });
    if befallen.is_some() && head.is_none_or(|head| Some(head) == befallen) {
        return befallen;
    }
    let of = || clause::under(syntax, last, "of").chain(clause::under(syntax, top, "of")).find(|&noun| nominal(noun));
    let next = || {
        let sentence = syntax.sentence(top).tokens.end;
        // "23 European and Arab countries".
        let joins = |tok: Tok| {
            let adjective = |tok: Tok| tok < sentence && syntax.tokens[tok].upos == Upos::Adj;
            syntax.tokens[tok].upos == Upos::Cconj && tok > end && adjective(tok - 1) && adjective(tok + 1)
        };
        let row = (end..sentence).take(6).take_while(|&tok| modifies(syntax.tokens[tok].upos) || joins(tok));
        row.take_while(|&tok| syntax.tokens[tok].upos != Upos::Num).find(|&tok| {
            // The tagger takes some plurals for verbs.
            let noun = syntax.tokens[tok].upos == Upos::Noun && report.form(tok).ends_with('s');
            noun || matches!(syntax.tokens[tok].xpos, Xpos::Nns | Xpos::Nnps)
        })
    };
    head.or_else(of).or_else(next)
}

/// The unit that stands right after a number, with its words.
fn unit_after<'r>(report: &Report<'r>, forms: &[CompactString], amount: &Amount) -> Option<(&'r Unit, Range<Tok>)> {
    let lexicon = &report.knowledge.figures;
    let syntax = report.syntax;
    let sentence = syntax.sentence(amount.first).tokens.end;
    let mut at = amount.end;
    let pair = |at: Tok| (at + 1 < sentence).then(|| format!("{} {}", forms[at], report.lemma(at + 1)));
    if at < sentence && matches!(forms[at].as_str(), "-" | "more" | "additional" | "straight" | "consecutive" | "full")
    {
        at += 1;
    }
    if at >= sentence {
        return None;
    }
    if let Some(unit) = pair(at).and_then(|pair| lexicon.unit(&pair)) {
        return Some((unit, at..at + 2));
    }
    // "won" is money after a round sum, else a verb.
    let round = amount.number.high.is_some_and(|high| high >= 1000.0);
    let name = matches!(syntax.tokens[at].upos, Upos::Verb | Upos::Propn) && !round;
    let unit = lexicon.unit(&forms[at]).or_else(|| report.entry(at, |lemma| lexicon.unit(lemma)))?;
    // "sterling pounds", "US dollars" keep the word between; "won" may be a verb.
    (unit.kind != UnitKind::Symbol && !(name && forms[at] == "won")).then_some((unit, at..at + 1))
}

/// The counted noun as text, with the nouns compounded before it.
fn phrase(report: &Report, noun: Tok) -> String {
    let syntax = report.syntax;
    let compound = |&tok: &Tok| syntax.tokens[tok].head == noun && syntax.tokens[tok].deprel == Deprel::Compound;
    let first = (syntax.sentence(noun).tokens.start..noun).rev().take_while(compound).last().unwrap_or(noun);
    syntax.span(first..noun + 1).of(&report.document.text).to_owned()
}

/// True for a name of people: "33 Russians".
fn is_people(report: &Report, noun: Tok) -> bool {
    let syntax = report.syntax;
    let plural = matches!(syntax.tokens[noun].xpos, Xpos::Nnps | Xpos::Nns);
    syntax.name_at(noun).is_some_and(|name| name.kind == NameKind::Group && name.tokens.end == noun + 1) && plural
}

/// Nouns whose number is no amount: "three times", "two ways", "two sides".
fn empty(lemma: &str) -> bool {
    matches!(lemma, "time" | "way" | "thing" | "side" | "point" | "first" | "last")
}
