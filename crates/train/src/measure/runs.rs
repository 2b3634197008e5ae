//! Every scorer's call, and the figures that count.

use super::{Figure, Input, Run};

/// A figure that the scorer gives as a share.
const fn share(name: &'static str, at: &'static str, floor: Option<f64>) -> Figure {
    Figure { name, at, scale: 100.0, floor }
}

/// A figure that the scorer gives in percent.
const fn percent(name: &'static str, at: &'static str, floor: Option<f64>) -> Figure {
    Figure { name, at, scale: 1.0, floor }
}

const TREEBANK: Run = Run {
    gold: "",
    input: Input::Treebank,
    recall: false,
    predictions: &[],
    scorer: "score_syntax.py",
    arguments: &[],
    figures: &[],
};

const NAMES: Run = Run {
    gold: "",
    input: Input::Documents,
    recall: false,
    predictions: &["names"],
    scorer: "score_names.py",
    arguments: &["--types", "PER,ORG,LOC", "--map", "GPE=LOC,FAC=LOC"],
    figures: &[],
};

/// Names as the syntax model gives them, without the lexicon.
const ALONE: Run = Run { input: Input::Alone, predictions: &[], ..NAMES };

/// Places where the corpus marks demonyms too.
const PEOPLED: Run = Run {
    gold: "",
    input: Input::Documents,
    recall: false,
    predictions: &["places"],
    scorer: "score_places.py",
    arguments: &["--skip-unlocated"],
    figures: &[],
};

/// Places where it does not.
const POINTED: Run = Run { predictions: &["places", "--no-demonyms"], ..PEOPLED };

/// A count of the dates to come that the reader keeps there.
const fn kept(gold: &'static str, input: Input, figures: &'static [Figure]) -> Run {
    Run { gold, input, recall: false, predictions: &["times"], scorer: "future", arguments: &[], figures }
}

/// In the order of the table.
pub const RUNS: &[Run] = &[
    Run {
        gold: "syntax/ewt-dev.conllu.gz",
        figures: &[
            percent("syntax, EWT raw: LAS", "/scores/LAS/f1", Some(85.0)),
            percent("syntax, EWT raw: UPOS", "/scores/UPOS/f1", Some(95.5)),
            percent("syntax, EWT raw: sentences", "/scores/Sentences/f1", Some(85.0)),
            percent("syntax, EWT raw: lemmas", "/scores/Lemmas/f1", Some(96.0)),
            percent("syntax, EWT raw: words", "/scores/Words/f1", Some(99.0)),
        ],
        ..TREEBANK
    },
    Run {
        gold: "syntax/gum-dev.conllu.gz",
        figures: &[
            percent("syntax, GUM raw: LAS", "/scores/LAS/f1", Some(87.0)),
            percent("syntax, GUM raw: UPOS", "/scores/UPOS/f1", Some(96.5)),
            percent("syntax, GUM raw: sentences", "/scores/Sentences/f1", Some(93.0)),
        ],
        ..TREEBANK
    },
    Run {
        gold: "syntax/gum-wikinews-dev.conllu.gz",
        figures: &[percent("syntax, GUM news raw: LAS", "/scores/LAS/f1", Some(87.5))],
        ..TREEBANK
    },
    Run {
        gold: "names/worldwide_dev.jsonl",
        figures: &[share("names, Worldwide: strict F1", "/strict/f1", Some(83.5))],
        ..NAMES
    },
    Run {
        gold: "names/uner_ewt_dev.jsonl",
        figures: &[share("names, UNER EWT: strict F1", "/strict/f1", Some(73.0))],
        ..NAMES
    },
    Run { gold: "names/gum_dev.jsonl", figures: &[share("names, GUM: strict F1", "/strict/f1", Some(76.0))], ..NAMES },
    Run {
        gold: "names/worldwide_dev.jsonl",
        figures: &[share("names alone, Worldwide: strict F1", "/strict/f1", Some(81.5))],
        ..ALONE
    },
    Run {
        gold: "names/uner_ewt_dev.jsonl",
        figures: &[share("names alone, UNER EWT: strict F1", "/strict/f1", Some(70.0))],
        ..ALONE
    },
    Run {
        gold: "names/gum_dev.jsonl",
        figures: &[share("names alone, GUM: strict F1", "/strict/f1", Some(75.0))],
        ..ALONE
    },
    Run {
        gold: "statements/dev.jsonl",
        input: Input::Documents,
        recall: true,
        predictions: &["statements"],
        scorer: "score_statements.py",
        arguments: &[],
        figures: &[
            percent("statements, PolNeAR, --recall: half F1", "/statement~1half/f1", Some(69.0)),
            percent("statements, PolNeAR, --recall: half precision", "/statement~1half/p", None),
            percent("statements, PolNeAR, --recall: who+what F1", "/statement~1who+what/f1", Some(71.0)),
            percent("statements, PolNeAR, --recall: direct, half F1", "/split~1direct~1half/f1", Some(86.0)),
            percent("statements, PolNeAR, --recall: mixed, half F1", "/split~1mixed~1half/f1", Some(76.0)),
            percent("statements, PolNeAR, --recall: indirect, half F1", "/split~1indirect~1half/f1", Some(62.5)),
            percent("statements, PolNeAR, --recall: sourceless, half F1", "/split~1sourceless~1half/f1", Some(27.0)),
            percent("statements, PolNeAR, --recall: exact source F1", "/source~1exact/f1", Some(75.5)),
            percent("statements, PolNeAR, --recall: exact cue F1", "/cue~1exact/f1", Some(71.5)),
            percent("statements, PolNeAR, --recall: exact content F1", "/content~1exact/f1", Some(58.0)),
        ],
    },
    Run {
        gold: "statements/dev.jsonl",
        input: Input::Documents,
        recall: false,
        predictions: &["statements"],
        scorer: "score_statements.py",
        arguments: &[],
        figures: &[
            percent("statements, PolNeAR, default: half F1", "/statement~1half/f1", None),
            percent("statements, PolNeAR, default: half precision", "/statement~1half/p", Some(80.0)),
            percent("statements, PolNeAR, default: half recall", "/statement~1half/r", Some(60.0)),
            percent("statements, PolNeAR, default: quotations under a wrong name", "/wrong name/share", None),
        ],
    },
    Run {
        gold: "times/dev.jsonl",
        input: Input::Documents,
        recall: false,
        predictions: &["times"],
        scorer: "score_times.py",
        arguments: &["--interval"],
        figures: &[
            share("times, TimeBank/AQUAINT: value F1", "/value/f1", Some(78.0)),
            share("times, TimeBank/AQUAINT: strict F1", "/strict/f1", Some(83.0)),
            share("times, TimeBank/AQUAINT: relaxed F1", "/relaxed/f1", Some(93.0)),
            share("times, TimeBank/AQUAINT: intervals right", "/interval/accuracy", Some(80.0)),
        ],
    },
    Run {
        gold: "times/wikiwars_dev.jsonl",
        input: Input::Documents,
        recall: false,
        predictions: &["times"],
        scorer: "score_times.py",
        arguments: &[],
        figures: &[share("times, WikiWars: value F1", "/value/f1", Some(83.0))],
    },
    kept("times/dev.jsonl", Input::Documents, &[share("future dates kept, TimeBank/AQUAINT", "/share", Some(95.0))]),
    kept("times/gum_dev.jsonl", Input::Documents, &[share("future dates kept, GUM", "/share", Some(95.0))]),
    kept("records/dev", Input::Documents, &[share("future dates kept, records", "/share", Some(95.0))]),
    kept("records/traps.dev.jsonl", Input::AsIs, &[share("future dates kept, traps", "/share", Some(95.0))]),
    Run {
        gold: "times/gum_dev.jsonl",
        input: Input::Documents,
        recall: false,
        predictions: &["times"],
        scorer: "score_times.py",
        arguments: &["--interval", "--types", "DATE,TIME"],
        figures: &[share("times, GUM: intervals right", "/interval/accuracy", Some(70.0))],
    },
    Run {
        gold: "places/lgl_dev.jsonl",
        figures: &[
            share("places, LGL: relaxed F1", "/relaxed/f1", Some(73.0)),
            share("places, LGL: within 161 km, of those found", "/resolution/acc", Some(78.0)),
            share("places, LGL: end to end F1", "/end_to_end/f1", Some(57.0)),
        ],
        ..PEOPLED
    },
    Run {
        gold: "places/trnews_dev.jsonl",
        figures: &[
            share("places, TR-News: relaxed F1", "/relaxed/f1", Some(85.0)),
            share("places, TR-News: within 161 km, of those found", "/resolution/acc", Some(88.0)),
            share("places, TR-News: end to end F1", "/end_to_end/f1", Some(75.0)),
        ],
        ..PEOPLED
    },
    Run {
        gold: "places/geovirus_dev.jsonl",
        figures: &[
            share("places, GeoVirus: relaxed F1", "/relaxed/f1", Some(84.0)),
            share("places, GeoVirus: within 161 km, of those found", "/resolution/acc", Some(84.0)),
            share("places, GeoVirus: end to end F1", "/end_to_end/f1", Some(71.0)),
        ],
        ..POINTED
    },
    Run {
        gold: "places/gwn_dev.jsonl",
        figures: &[
            share("places, GeoWebNews: relaxed F1", "/relaxed/f1", Some(82.0)),
            share("places, GeoWebNews: within 161 km, of those found", "/resolution/acc", Some(87.0)),
            share("places, GeoWebNews: end to end F1", "/end_to_end/f1", Some(71.0)),
        ],
        ..PEOPLED
    },
    Run {
        gold: "coref/ontogum_dev.jsonl",
        input: Input::Documents,
        recall: false,
        predictions: &["coref"],
        scorer: "score_coref.py",
        arguments: &["--types", "person,organization,place", "--typed-by", "DATA/coref/gum_dev.jsonl"],
        figures: &[share("coreference, OntoGUM: CoNLL F1", "/conll", Some(50.0))],
    },
    Run {
        gold: "events/gsr.dev.jsonl",
        input: Input::Documents,
        recall: false,
        predictions: &["events"],
        scorer: "score_events.py",
        arguments: &[],
        figures: &[
            share("events, GSR: type F1", "/scores/type/2", Some(75.0)),
            share("events, GSR: type and countries F1", "/scores/triple/2", None),
        ],
    },
    Run {
        gold: "records/dev",
        input: Input::Documents,
        recall: false,
        predictions: &[],
        scorer: "score_record.py",
        arguments: &[],
        figures: &[
            share("records: entities F1", "/kinds/entities/f1", Some(75.0)),
            share("records: country right among entities found", "/kinds/entities/fields/country/accuracy", Some(92.0)),
            share("records: sector right among entities found", "/kinds/entities/fields/sector/accuracy", Some(85.0)),
            share("records: times F1", "/kinds/times/f1", None),
            share("records: places F1", "/kinds/places/f1", None),
            share("records: statements F1", "/kinds/statements/f1", Some(72.0)),
            share("records: events F1", "/kinds/events/f1", Some(65.0)),
            share("records: positions F1", "/kinds/positions/f1", Some(63.0)),
            share("records: figures F1", "/kinds/figures/f1", Some(90.0)),
            share("records: prospects F1", "/kinds/prospects/f1", Some(70.0)),
        ],
    },
    Run {
        gold: "records/traps.dev.jsonl",
        input: Input::AsIs,
        recall: false,
        predictions: &[],
        scorer: "score_record.py",
        arguments: &["--traps"],
        figures: &[
            share("traps: minimal pairs wholly right", "/total/pair_rate", Some(80.0)),
            share("traps: expectations met", "/total/expect_rate", None),
            share("traps: forbidden rows avoided", "/total/keep_rate", Some(95.0)),
        ],
    },
];
