//! What the annotation says of each part, as questions with answers.

use super::gold::{Gold, Report};
use super::learn::{Chains, Choices, Fit, Rows};
use rapporteur_record::Knowledge;
use rapporteur_record::recorder::Report as Read;
use rapporteur_record::recorder::statements::content::{Chain, INTO, OUT_OF};
use rapporteur_record::recorder::statements::cue::{self, Sighting};
use rapporteur_record::recorder::statements::extent;
use rapporteur_record::recorder::statements::source::{self, View};
use rapporteur_record::recorder::statements::weights::{Bag, Part, Weights};
use rapporteur_record::recorder::statements::{Candidate, Scene, candidate, covered, possible};
use rapporteur_syntax::Tok;

/// The questions of every part.
#[derive(Default)]
pub struct Lessons {
    pub cue: Rows,
    extent: Rows,
    source: Choices,
    branch: Rows,
    content: Chains,
}

impl Lessons {
    /// The questions about cues alone.
    pub fn cues(reports: &[Report], knowledge: &Knowledge) -> Self {
        let mut lessons = Lessons::default();
        for report in reports {
            let doc = report.number;
            let read = Read { document: &report.document, syntax: &report.syntax, knowledge };
            lessons.cues_of(doc, report, &Scene::of(&read));
        }
        lessons
    }

    fn cues_of(&mut self, doc: usize, report: &Report, scene: &Scene) {
        let mut bag = Bag::default();
        let mut heads = vec![false; report.syntax.len()];
        let mut said = vec![false; report.syntax.len()];
        for gold in &report.statements {
            // The annotation knows only the outermost attribution: of words said it says nothing.
            gold.content.iter().for_each(|&tok| said[tok] = true);
        }
        for gold in &report.statements {
            if let Some(head) = cue::head_of(scene, &gold.cue) {
                heads[head] = true;
            }
        }
        for tok in 0..report.syntax.len() {
            let silent = (said[tok] && !heads[tok]) || report.discard.binary_search(&tok).is_ok();
            let Some(sighting) = cue::sight(scene, tok).filter(|_| !silent) else { continue };
            cue::features(scene, &sighting, &mut bag);
            self.cue.push(&bag.features, heads[tok], doc);
        }
    }

    /// The other questions; `cue` are weights that have not seen a document.
    pub fn rest<'w>(&mut self, reports: &[Report], knowledge: &Knowledge, cue: impl Fn(usize) -> &'w Vec<f32>) {
        for report in reports {
            let doc = report.number;
            let read = Read { document: &report.document, syntax: &report.syntax, knowledge };
            let scene = Scene::of(&read);
            let likely = likely(report, &scene, cue(doc));
            for gold in &report.statements {
                self.statement(doc, &scene, gold, &|tok| likely[tok]);
            }
        }
    }

    fn statement(&mut self, doc: usize, scene: &Scene, gold: &Gold, rival: &dyn Fn(Tok) -> bool) {
        let head = cue::head_of(scene, &gold.cue);
        let Some(mut sighting) = head.and_then(|head| cue::sight(scene, head)) else { return };
        let (mut bag, mut border) = (Bag::default(), Bag::default());
        self.grow(doc, scene, gold, &mut sighting, &mut bag);
        self.sources(doc, scene, gold, &sighting, &mut bag);
        let chain = Chain::of(scene, &sighting, &gold.source, rival);
        self.content.open(doc);
        for tok in chain.range.clone() {
            chain.inside(scene, tok, &mut bag);
            chain.border(scene, tok, &mut border);
            let turned = |bits: u32| border.features.iter().map(|feature| feature ^ bits).collect::<Vec<u32>>();
            let said = gold.content.binary_search(&tok).is_ok();
            self.content.word([&bag.features, &turned(INTO), &turned(OUT_OF)], said, chain.free(tok));
        }
    }

    /// Grows the cue to its annotated words.
    fn grow(&mut self, doc: usize, scene: &Scene, gold: &Gold, sighting: &mut Sighting, bag: &mut Bag) {
        let sentence = scene.sentence(sighting.head);
        for left in [true, false] {
            while let Some(next) = extent::beside(&sighting.group, &sentence, left) {
                let more = gold.cue.binary_search(&next).is_ok();
                extent::features(scene, sighting, next, left, bag);
                self.extent.push(&bag.features, more, doc);
                if !more {
                    break;
                }
                sighting.group = sighting.group.start.min(next)..sighting.group.end.max(next + 1);
            }
        }
    }

    fn sources(&mut self, doc: usize, scene: &Scene, gold: &Gold, sighting: &Sighting, bag: &mut Bag) {
        let candidates = source::candidates(scene, sighting);
        let named = |tok: &Tok| gold.source.binary_search(tok).is_ok();
        let top = |tok: &Tok| named(tok) && scene.head(*tok).is_none_or(|up| !named(&up));
        let right = candidates.iter().copied().find(top).or_else(|| candidates.iter().copied().find(named));
        if right.is_none() && !gold.source.is_empty() {
            return;
        }
        let view = View::of(scene, sighting);
        self.source.open(doc);
        view.nobody(scene, bag);
        self.source.option(&bag.features, right.is_none());
        for head in candidates {
            view.features(scene, head, bag);
            self.source.option(&bag.features, right == Some(head));
        }
        let Some(head) = right else { return };
        let mut range = head..head + 1;
        let mut refused = [false; 2];
        for branch in source::branches(scene, head, sighting.head) {
            if refused[usize::from(branch.left)] {
                continue;
            }
            let held = branch.range.clone().filter(named).count() * 2 >= branch.range.len();
            branch.features(scene, &range, bag);
            self.branch.push(&bag.features, held, doc);
            match held {
                true => range = range.start.min(branch.range.start)..range.end.max(branch.range.end),
                false => refused[usize::from(branch.left)] = true,
            }
        }
    }

    /// How many questions there are.
    pub fn sizes(&self) -> String {
        format!(
            "questions: cues {} ({:.1} % yes), words of cues {}, sources {}, branches {}, contents {}",
            self.cue.len(),
            100.0 * self.cue.share(),
            self.extent.len(),
            self.source.len(),
            self.branch.len(),
            self.content.len()
        )
    }

    /// Fits every part but cues and trust.
    pub fn fit(&self, keep: &dyn Fn(usize) -> bool) -> Weights {
        let mut weights = Weights::default();
        weights.set(Part::Extent, &self.extent.fit(Part::Extent, &Fit::WORDS, keep));
        weights.set(Part::Source, &self.source.fit(Part::Source, &Fit::WORDS, keep));
        weights.set(Part::Branch, &self.branch.fit(Part::Branch, &Fit::WORDS, keep));
        weights.set(Part::Content, &self.content.fit(Part::Content, &Fit::WORDS, keep));
        weights
    }
}

/// The words that are likely cues by these weights.
fn likely(report: &Report, scene: &Scene, cue: &[f32]) -> Vec<bool> {
    let mut weights = Weights::default();
    weights.set(Part::Cue, cue);
    let mut bag = Bag::default();
    let mut odds = |tok: Tok| {
        let sighting = cue::sight(scene, tok)?;
        cue::features(scene, &sighting, &mut bag);
        Some(weights.score(Part::Cue, &bag.features))
    };
    (0..report.syntax.len()).map(|tok| odds(tok).is_some_and(|odds| odds > 0.0)).collect()
}

/// Reads documents with weights that have not seen them, and asks of each statement whether it is right.
pub fn trust(
    reports: &[Report],
    knowledge: &Knowledge,
    weights: &Weights,
    keep: impl Fn(usize) -> bool,
    rows: &mut Rows,
) {
    let mut bag = Bag::default();
    for report in reports.iter().filter(|report| keep(report.number)) {
        let read = Read { document: &report.document, syntax: &report.syntax, knowledge };
        let scene = Scene::of(&read);
        let candidates = possible(&scene, weights);
        let covered = covered(&candidates, report.syntax.len());
        // The annotation has outermost statements only, and none in what it strikes out.
        let open =
            |candidate: &&Candidate| !covered[candidate.head] && report.discard.binary_search(&candidate.head).is_err();
        for candidate in candidates.iter().filter(open) {
            candidate::features(&scene, candidate, false, &mut bag);
            let right = report.statements.iter().any(|gold| agree(gold, candidate));
            rows.push(&bag.features, right, report.number);
        }
    }
}

/// True when source, cue and content each share half their words.
fn agree(gold: &Gold, candidate: &Candidate) -> bool {
    let cue: Vec<Tok> = candidate.cue.clone().collect();
    half(&gold.cue, &cue) && half(&gold.content, &candidate.content) && half(&gold.source, candidate.source_tokens())
}

fn half(a: &[Tok], b: &[Tok]) -> bool {
    let shared = a.iter().filter(|tok| b.binary_search(tok).is_ok()).count();
    a.is_empty() == b.is_empty() && 4 * shared >= a.len() + b.len()
}
