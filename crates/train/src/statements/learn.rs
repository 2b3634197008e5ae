//! Linear models by stochastic gradient: yes or no, one of several, and chains of two states.

use rapporteur_record::recorder::statements::content::log_sum;
use rapporteur_record::recorder::statements::weights::Part;

/// How a part is fitted.
pub struct Fit {
    epochs: usize,
    /// First step.
    rate: f32,
    /// Pull towards zero, a step.
    decay: f32,
    /// A feature met less often is left out.
    least: u8,
}

impl Fit {
    /// Words, heads, branches and borders: small steps, so that rare features weigh little.
    pub const WORDS: Fit = Fit { epochs: 6, rate: 0.05, decay: 3e-4, least: 2 };
    /// Whole statements.
    pub const TRUST: Fit = Fit { epochs: 12, rate: 0.01, decay: 1e-4, least: 3 };
}

/// Weights of a part after all epochs; `learn` takes one example at a time.
fn fitted<T: Copy>(part: Part, fit: &Fit, mut order: Vec<T>, mut learn: impl FnMut(T, &mut Model)) -> Vec<f32> {
    let mut model = Model::new(part, fit);
    for epoch in 0..fit.epochs {
        shuffle(&mut order, epoch as u64);
        model.epoch(epoch, fit);
        for &example in &order {
            learn(example, &mut model);
            model.answered += 1.0;
        }
    }
    model.mean()
}

/// Questions with their features, each with an answer, in the order of their documents.
#[derive(Default)]
pub struct Rows {
    ends: Vec<u32>,
    features: Vec<u32>,
    right: Vec<bool>,
    docs: Vec<u32>,
}

impl Rows {
    /// Adds a question.
    pub fn push(&mut self, features: &[u32], right: bool, doc: usize) {
        self.features.extend_from_slice(features);
        self.ends.push(self.features.len() as u32);
        self.right.push(right);
        self.docs.push(doc as u32);
    }

    /// Number of questions.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Share answered yes.
    pub fn share(&self) -> f32 {
        self.right.iter().filter(|&&right| right).count() as f32 / self.len().max(1) as f32
    }

    fn row(&self, n: usize) -> &[u32] {
        let start = n.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start as usize..self.ends[n] as usize]
    }

    /// Fits yes or no on the documents that `keep` names.
    pub fn fit(&self, part: Part, fit: &Fit, keep: impl Fn(usize) -> bool) -> Vec<f32> {
        let order: Vec<usize> = (0..self.len()).filter(|&n| keep(self.docs[n] as usize)).collect();
        let known = Known::of(order.iter().map(|&n| self.row(n)), fit.least);
        fitted(part, fit, order, |n, model| {
            let row = known.row(self.row(n));
            let score = model.score(&row);
            let gradient = f32::from(u8::from(self.right[n])) - 1.0 / (1.0 + (-score).exp());
            if gradient.abs() > 1e-3 {
                model.step(&row, gradient);
            }
        })
    }
}

/// Choices of one among several.
#[derive(Default)]
pub struct Choices {
    rows: Rows,
    /// First row of each choice, and past its last.
    groups: Vec<(u32, u32, u32)>,
}

impl Choices {
    /// Opens a choice; its options follow by [`Choices::option`].
    pub fn open(&mut self, doc: usize) {
        let at = self.rows.len() as u32;
        self.groups.push((at, at, doc as u32));
    }

    /// Adds an option.
    pub fn option(&mut self, features: &[u32], right: bool) {
        let doc = self.groups.last().map_or(0, |group| group.2);
        self.rows.push(features, right, doc as usize);
        if let Some(group) = self.groups.last_mut() {
            group.1 = self.rows.len() as u32;
        }
    }

    /// Number of choices.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Fits the choices on the documents that `keep` names.
    pub fn fit(&self, part: Part, fit: &Fit, keep: impl Fn(usize) -> bool) -> Vec<f32> {
        let order: Vec<(u32, u32, u32)> = self.groups.iter().copied().filter(|group| keep(group.2 as usize)).collect();
        let rows = order.iter().flat_map(|group| group.0..group.1).map(|n| self.rows.row(n as usize));
        let known = Known::of(rows, fit.least);
        fitted(part, fit, order, |(start, end, _), model| {
            let options: Vec<Vec<u32>> = (start..end).map(|n| known.row(self.rows.row(n as usize))).collect();
            let scores: Vec<f32> = options.iter().map(|row| model.score(row)).collect();
            let total = scores.iter().copied().fold(f32::NEG_INFINITY, log_sum);
            for ((row, score), n) in options.iter().zip(&scores).zip(start..end) {
                let gradient = f32::from(u8::from(self.rows.right[n as usize])) - (score - total).exp();
                if gradient.abs() > 1e-3 {
                    model.step(row, gradient);
                }
            }
        })
    }
}

/// Chains of words, each said or not; three rows a word: being said, beginning there, having ended before.
#[derive(Default)]
pub struct Chains {
    rows: Rows,
    free: Vec<bool>,
    groups: Vec<(u32, u32, u32)>,
}

impl Chains {
    /// Opens a chain; its words follow by [`Chains::word`].
    pub fn open(&mut self, doc: usize) {
        let at = self.free.len() as u32;
        self.groups.push((at, at, doc as u32));
    }

    /// Adds a word: the features of its three rows, whether it is said, whether it can be.
    pub fn word(&mut self, features: [&[u32]; 3], said: bool, free: bool) {
        for row in features {
            self.rows.push(row, said, 0);
        }
        self.free.push(free);
        if let Some(group) = self.groups.last_mut() {
            group.1 = self.free.len() as u32;
        }
    }

    /// Number of chains.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Fits the chains on the documents that `keep` names.
    pub fn fit(&self, part: Part, fit: &Fit, keep: impl Fn(usize) -> bool) -> Vec<f32> {
        let order: Vec<(u32, u32, u32)> = self.groups.iter().copied().filter(|group| keep(group.2 as usize)).collect();
        let rows = order.iter().flat_map(|group| 3 * group.0..3 * group.1).map(|n| self.rows.row(n as usize));
        let known = Known::of(rows, fit.least);
        fitted(part, fit, order, |(start, end, _), model| self.learn(start as usize..end as usize, &known, model))
    }

    fn learn(&self, words: std::ops::Range<usize>, known: &Known, model: &mut Model) {
        let rows: Vec<[Vec<u32>; 3]> =
            words.clone().map(|word| [0, 1, 2].map(|n| known.row(self.rows.row(3 * word + n)))).collect();
        let scores: Vec<[f32; 3]> = rows
            .iter()
            .zip(words.clone())
            .map(|(rows, word)| {
                let [inside, start, end] = [0, 1, 2].map(|n| model.score(&rows[n]));
                [if self.free[word] { inside } else { f32::NEG_INFINITY }, start, end]
            })
            .collect();
        let length = scores.len();
        // Forward and backward: logarithms of the weight of all paths out and in.
        let mut forward = vec![(0f32, f32::NEG_INFINITY); length + 1];
        for (n, &[inside, start, end]) in scores.iter().enumerate() {
            let (out, inn) = forward[n];
            forward[n + 1] = (log_sum(out, inn + end), log_sum(inn, out + start) + inside);
        }
        let mut backward = vec![(0f32, 0f32); length + 1];
        for (n, &[inside, start, end]) in scores.iter().enumerate().rev() {
            let (out, inn) = backward[n + 1];
            backward[n] = (log_sum(out, inn + inside + start), log_sum(inn + inside, out + end));
        }
        let total = log_sum(forward[length].0, forward[length].1);
        let mut before = false;
        for (n, word) in words.enumerate() {
            let [inside, start, end] = scores[n];
            let said = self.rows.right[3 * word] && self.free[word];
            let share = |log: f32| (log - total).exp();
            let began = share(forward[n].0 + start + inside + backward[n + 1].1);
            let ended = share(forward[n].1 + end + backward[n + 1].0);
            let within = share(forward[n + 1].1 + backward[n + 1].1);
            let one = |yes: bool| f32::from(u8::from(yes));
            let gradients = [one(said) - within, one(said && !before) - began, one(!said && before) - ended];
            for (row, gradient) in rows[n].iter().zip(gradients) {
                if gradient.abs() > 1e-3 {
                    model.step(row, gradient);
                }
            }
            before = said;
        }
    }
}

/// Which features are met often enough.
struct Known {
    counts: Vec<u8>,
    least: u8,
}

/// Buckets in which features are counted.
const BUCKETS: usize = 1 << 24;

impl Known {
    fn of<'r>(rows: impl Iterator<Item = &'r [u32]>, least: u8) -> Self {
        let mut counts = vec![0u8; BUCKETS];
        for &feature in rows.flatten() {
            let count = &mut counts[feature as usize % BUCKETS];
            *count = count.saturating_add(1);
        }
        Known { counts, least }
    }

    fn row(&self, row: &[u32]) -> Vec<u32> {
        row.iter().copied().filter(|&feature| self.counts[feature as usize % BUCKETS] >= self.least).collect()
    }
}

/// Weights with the squares of their gradients (AdaGrad); what counts in the end is their mean over the later half of
/// the steps, which forgets the order of the questions.
struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// Questions answered since the mean began, and each weight's changes times the questions before them.
    answered: f64,
    late: Vec<f64>,
    mask: usize,
    rate: f32,
    decay: f32,
}

impl Model {
    fn new(part: Part, fit: &Fit) -> Self {
        let size = 1 << part.bits();
        let (weights, squares, late) = (vec![0.0; size], vec![1e-2; size], vec![0.0; size]);
        Model { weights, squares, answered: 0.0, late, mask: size - 1, rate: fit.rate, decay: fit.decay }
    }

    /// Says that an epoch begins; the mean begins with the later half.
    fn epoch(&mut self, epoch: usize, fit: &Fit) {
        if epoch == fit.epochs / 2 {
            self.answered = 0.0;
            self.late.fill(0.0);
        }
    }

    /// The mean of the weights.
    fn mean(self) -> Vec<f32> {
        let steps = self.answered.max(1.0);
        self.weights.iter().zip(&self.late).map(|(weight, late)| weight - (late / steps) as f32).collect()
    }

    fn score(&self, row: &[u32]) -> f32 {
        row.iter().map(|&feature| self.weights[feature as usize & self.mask]).sum()
    }

    fn step(&mut self, row: &[u32], gradient: f32) {
        for &feature in row {
            let at = feature as usize & self.mask;
            let slope = gradient - self.decay * self.weights[at];
            self.squares[at] += slope * slope;
            let change = self.rate * slope / self.squares[at].sqrt();
            self.weights[at] += change;
            self.late[at] += self.answered * f64::from(change);
        }
    }
}

/// A fixed order for each epoch.
fn shuffle<T>(items: &mut [T], epoch: u64) {
    let mut state = 0x9E37_79B9_7F4A_7C15u64.wrapping_mul(epoch + 1);
    for n in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(n, (state % (n as u64 + 1)) as usize);
    }
}
