//! Three small reports with their rows, built by hand.

use rapporteur_record::wire::*;
use sha2::{Digest, Sha256};

/// A report without rows.
pub fn report(id: &str, date: Option<&str>, text: &str) -> Record {
    let sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let document = Document {
        id: id.into(),
        date: date.map(str::to_owned),
        outlet: Some("Harbour Post".into()),
        language: Some("en".into()),
        text: text.into(),
        sha256,
        ..Document::default()
    };
    let (version, model, lexicon) = ("0.1.0".into(), "fast-1".into(), "en-1".into());
    Record { document, sentences: sentences(text), version, model, lexicon, ..Record::default() }
}

fn sentences(text: &str) -> Vec<Span> {
    let (mut spans, mut start) = (Vec::new(), 0);
    for (point, c) in text.chars().enumerate() {
        if c == '.' {
            spans.push([start, point as u32 + 1]);
            start = point as u32 + 2;
        }
    }
    spans
}

/// Where some words stand first in a report, in code points.
pub fn span(record: &Record, words: &str) -> Span {
    let byte = record.document.text.find(words).unwrap_or_else(|| panic!("no {words:?}"));
    let start = record.document.text[..byte].chars().count() as u32;
    [start, start + words.chars().count() as u32]
}

fn actor(record: &mut Record, words: &str, name: &str, kind: &str, country: Option<&str>) -> String {
    let id = format!("a{}", span(record, words)[0]);
    let country = country.map(str::to_owned);
    record.actors.push(Actor { id: id.clone(), name: name.into(), kind: kind.into(), country, ..Actor::default() });
    let [start, end] = span(record, words);
    let form = "name".to_owned();
    record.mentions.push(Mention { id: format!("m{start}"), start, end, form, actor: Some(id.clone()) });
    id
}

/// "The ferry owner Ødegård said on Monday …": a direct statement, an event it vouches for, a figure, a time.
pub fn ferry() -> Record {
    let text = "Ødegård said on Monday that “pirates” seized the ferry off Merrin. Twelve sailors were killed.";
    let mut record = report("ferry.txt", Some("2024-03-05"), text);
    let owner = actor(&mut record, "Ødegård", "Kari Ødegård", "person", Some("NOR"));
    let pirates = actor(&mut record, "pirates", "pirates", "group", None);
    let [start, end] = span(&record, "Monday");
    let (time, place) = (format!("t{start}"), "p59".to_owned());
    record.times.push(Time {
        id: time.clone(),
        start,
        end,
        kind: "DATE".into(),
        value: "2024-03-04".into(),
        from: Some("2024-03-04".into()),
        to: Some("2024-03-04".into()),
        grain: Some("day".into()),
        ..Time::default()
    });
    let [start, end] = span(&record, "Merrin");
    record.places.push(Place {
        id: place.clone(),
        start,
        end,
        name: "Merrin".into(),
        country: Some("NOR".into()),
        lat: Some(60.25),
        lon: Some(-1.5),
        kind: "area".into(),
        use_: "literal".into(),
        bbox: Some([-2.0, 60.0, -1.0, 60.5]),
        claimed_by: vec!["NOR".into(), "GBR".into()],
        ..Place::default()
    });
    let cue = span(&record, "said");
    record.statements.push(Statement {
        id: format!("s{}", cue[0]),
        source: Some(Party { spans: vec![span(&record, "Ødegård")], actor: Some(owner) }),
        cue: Cue { spans: vec![cue], lemma: "say".into() },
        content: Words { spans: vec![span(&record, "that “pirates” seized the ferry off Merrin")] },
        mode: "mixed".into(),
        act: "say".into(),
        time: Some(time),
        confidence: 0.9,
        because: "cues:say".into(),
        ..Statement::default()
    });
    let trigger = span(&record, "seized");
    record.events.push(Event {
        id: format!("e{}", trigger[0]),
        trigger: Cue { spans: vec![trigger], lemma: "seize".into() },
        kind: "COERCE".into(),
        mode: Some("seize".into()),
        context: vec!["maritime".into()],
        actors: vec![pirates],
        place: Some(place),
        time_basis: Some("report date".into()),
        certainty: "certain".into(),
        polarity: "+".into(),
        tense: "past".into(),
        magnitude: Magnitude { dead: Some(Amount::Exact(Number(12.0))), ..Magnitude::default() },
        voucher: Some(format!("s{}", cue[0])),
        confidence: 0.8,
        because: "verbs:seize".into(),
        ..Event::default()
    });
    let [start, end] = span(&record, "Twelve sailors");
    record.figures.push(Figure {
        id: format!("f{start}"),
        start,
        end,
        low: Some(Number(12.0)),
        high: Some(Number(12.0)),
        unit: "person".into(),
        counted: Some("sailors".into()),
        event: Some(format!("e{}", trigger[0])),
        toll: Some("dead".into()),
        confidence: 0.95,
        because: "number".into(),
        ..Figure::default()
    });
    record.notes.push(Note { code: "odd-quotes".into(), text: "a note".into(), span: Some([28, 35]) });
    record
}

/// "Oman will not sign …": a position with a condition and a prospect with a likelihood.
pub fn treaty() -> Record {
    let text = "Oman will probably not sign the gas treaty by June unless Norway pays, its envoy said.";
    let mut record = report("treaty.txt", Some("2024-03-06"), text);
    let oman = actor(&mut record, "Oman", "Oman", "state", Some("OMN"));
    let norway = actor(&mut record, "Norway", "Norway", "state", Some("NOR"));
    let envoy = actor(&mut record, "its envoy", "its envoy", "person", Some("OMN"));
    let cue = span(&record, "said");
    let statement = format!("s{}", cue[0]);
    record.statements.push(Statement {
        id: statement.clone(),
        source: Some(Party { spans: vec![span(&record, "its envoy")], actor: Some(envoy) }),
        cue: Cue { spans: vec![cue], lemma: "say".into() },
        content: Words {
            spans: vec![
                span(&record, "Oman will probably not sign the gas treaty"),
                span(&record, "unless Norway pays"),
            ],
        },
        mode: "indirect".into(),
        act: "refuse".into(),
        confidence: 0.7,
        because: "cues:say".into(),
        ..Statement::default()
    });
    let condition = Some(Words { spans: vec![span(&record, "unless Norway pays")] });
    let issue = span(&record, "sign the gas treaty");
    record.positions.push(Position {
        id: format!("o{}", issue[0]),
        holder: Some(oman.clone()),
        stance: "refuse".into(),
        issue: Issue { spans: vec![issue], label: "gas treaty".into() },
        towards: vec![norway],
        condition: condition.clone(),
        statement: Some(statement.clone()),
        confidence: 0.6,
        because: "stance:refuse".into(),
    });
    record.prospects.push(Prospect {
        id: format!("x{}", issue[0]),
        what: What { spans: vec![issue], event: None },
        polarity: "-".into(),
        likelihood: Some(Likelihood {
            word: "probably".into(),
            spans: vec![span(&record, "probably")],
            low: Some(55),
            high: Some(80),
        }),
        from: Some("2024-03-06".into()),
        to: Some("2024-06-01".into()),
        said_by: Some(oman),
        statement: Some(statement),
        kind: "threat".into(),
        condition,
        settles: Settles { types: vec!["AGREE".into()], ..Settles::default() },
        confidence: 0.65,
        because: "modal:will".into(),
    });
    record
}

/// A report of another source with neither date nor speaker's name, in which someone denies.
pub fn denial() -> Record {
    let text = "A spokesman denied that Romania's navy shelled the port.";
    let mut record = report("denial.txt", None, text);
    record.document.outlet = None;
    let navy = actor(&mut record, "Romania's navy", "Romania's navy", "organisation", Some("ROU"));
    let cue = span(&record, "denied");
    record.statements.push(Statement {
        id: format!("s{}", cue[0]),
        source: Some(Party { spans: vec![span(&record, "A spokesman")], actor: None }),
        cue: Cue { spans: vec![cue], lemma: "deny".into() },
        content: Words { spans: vec![span(&record, "that Romania's navy shelled the port")] },
        mode: "indirect".into(),
        act: "deny".into(),
        confidence: 0.9,
        because: "cues:deny".into(),
        ..Statement::default()
    });
    let trigger = span(&record, "shelled");
    record.events.push(Event {
        id: format!("e{}", trigger[0]),
        trigger: Cue { spans: vec![trigger], lemma: "shell".into() },
        kind: "ASSAULT".into(),
        actors: vec![navy],
        certainty: "certain".into(),
        polarity: "-".into(),
        tense: "past".into(),
        voucher: Some(format!("s{}", cue[0])),
        confidence: 0.8,
        because: "verbs:shell".into(),
        ..Event::default()
    });
    record
}
