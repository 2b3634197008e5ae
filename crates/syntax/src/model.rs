//! A model file: label sets, tables and matrices, checked before use.
//!
//! Safetensors. Every matrix lies as signed bytes, one row an output (of a table: one row a vector), with the scale of
//! each row in `NAME.scale`; biases are floats. The metadata names the label sets and the hashing the tables were
//! trained with. `sha256` covers the other metadata and all tensors in the order of their names.

use crate::bytes::Bytes;
use crate::features::{INPUT, SCHEMA, TABLES};
use crate::kernel::Matrix;
use crate::lemma::Edit;
use crate::{Deprel, Feats, NameKind, Upos, Xpos};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Display;

/// Version of the file's layout.
const FORMAT: &str = "1";

/// Width of the network's rows.
pub const WIDTH: usize = 192;
/// Distances, in words, between the three rows that each layer joins.
pub const DILATIONS: [usize; 6] = [1, 2, 4, 8, 2, 1];
/// Length of the vectors whose product scores an arc.
pub const ARC: usize = 128;
/// Length of the vectors that a relation is read from.
pub const RELATION: usize = 128;
/// Classes of distance between a word and its head.
pub const BUCKETS: usize = 21;

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read.
    #[error("cannot read the model {path}: {source}; check that the file exists and may be read")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are no whole safetensors file.
    #[error("this is no model file, or it was cut short ({0}); copy or download it again")]
    Broken(String),
    /// The tensors are not the ones the checksum was taken of.
    #[error("the model file was altered: its checksum does not match; copy or download it again")]
    Altered,
    /// Another layout, hashing or label set.
    #[error("the model's {what} is {found}, this program reads {expected}; take the model that came with this version")]
    Mismatch {
        /// What differs.
        what: String,
        /// In the file.
        found: String,
        /// In the program.
        expected: String,
    },
}

/// A table of vectors in signed bytes.
#[derive(Debug)]
pub struct Vectors {
    /// Length of a vector.
    pub width: usize,
    bytes: Vec<i8>,
    scale: Vec<f32>,
}

impl Vectors {
    /// Adds a row to `out`.
    pub fn add(&self, row: usize, out: &mut [f32]) {
        let scale = self.scale[row];
        let bytes = &self.bytes[row * self.width..(row + 1) * self.width];
        for (out, byte) in out.iter_mut().zip(bytes) {
            *out += f32::from(*byte) * scale;
        }
    }
}

/// Where each head begins in a row of the heads' outputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heads {
    pub names: usize,
    pub end: usize,
    pub arc_head: usize,
    pub arc_dep: usize,
    pub arc_distance: usize,
    pub relation_head: usize,
    pub relation_dep: usize,
}

/// Everything a model file holds, ready to compute with.
#[derive(Debug)]
pub struct Model {
    pub name: String,
    pub tables: Vec<Vectors>,
    pub mix: Matrix,
    pub gap: Vectors,
    pub blocks: Vec<Bytes>,
    /// All heads side by side; `at` says where each begins.
    pub heads: Bytes,
    pub at: Heads,
    pub relation_distance: Vec<f32>,
    pub relation: Matrix,
    pub feats: Vec<Feats>,
    pub edits: Vec<Edit>,
}

impl Model {
    /// Reads a model from the bytes of its file.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let broken = |error: safetensors::SafeTensorError| ModelError::Broken(error.to_string());
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(broken)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(broken)?;
        let file = File { tensors, metadata: header.metadata().clone().unwrap_or_default() };
        file.expect("format", FORMAT)?;
        file.expect("schema", &SCHEMA.to_string())?;
        let tables = TABLES.iter().map(|t| format!("{}:{}:{}:{}", t.name, t.rows, t.width, t.slots));
        file.expect("tables", &tables.collect::<Vec<_>>().join(" "))?;
        file.expect("upos", &list(Upos::ALL))?;
        file.expect("xpos", &list(Xpos::ALL))?;
        file.expect("deprel", &list(Deprel::ALL))?;
        let kinds = NameKind::ALL.iter().flat_map(|kind| [format!("B-{kind}"), format!("I-{kind}")]);
        file.expect("names", &list(&std::iter::once("O".to_owned()).chain(kinds).collect::<Vec<_>>()))?;
        file.verify()?;
        let feats: Vec<Feats> = file.metadata("feats").split(' ').map(Feats::parse).collect();
        let edits: Vec<Edit> = file.metadata("lemma").split(' ').map(|e| Edit::parse(e).unwrap_or_default()).collect();
        let names = Upos::ALL.len() + Xpos::ALL.len() + feats.len() + edits.len();
        let end = names + 1 + 2 * NameKind::ALL.len();
        let (heads, at) = file.heads(names, end)?;
        let vectors = |table: &crate::features::Table| {
            file.vectors(&format!("table.{}", table.name), table.rows as usize, table.width)
        };
        let distance = file.vectors("relation_distance", BUCKETS, RELATION)?;
        let mut relation_distance = vec![0.0; BUCKETS * RELATION];
        for (row, out) in relation_distance.chunks_exact_mut(RELATION).enumerate() {
            distance.add(row, out);
        }
        Ok(Model {
            name: file.metadata("name").to_owned(),
            tables: TABLES.iter().map(vectors).collect::<Result<_, _>>()?,
            mix: file.matrix("mix", INPUT, 2 * WIDTH)?,
            gap: file.vectors("gap", crate::features::GAPS, WIDTH)?,
            blocks: (0..DILATIONS.len())
                .map(|n| {
                    let name = format!("block{n}");
                    let rows = file.vectors(&name, 2 * WIDTH, 3 * WIDTH)?;
                    Ok(Bytes::new(
                        WIDTH,
                        3,
                        &rows.bytes,
                        &rows.scale,
                        &file.floats(&format!("{name}.bias"), 2 * WIDTH)?,
                    ))
                })
                .collect::<Result<_, ModelError>>()?,
            heads,
            at,
            relation_distance,
            relation: file.matrix("relation", RELATION, Deprel::ALL.len())?,
            feats,
            edits,
        })
    }
}

fn list<T: Display>(labels: &[T]) -> String {
    labels.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

struct File<'a> {
    tensors: SafeTensors<'a>,
    metadata: HashMap<String, String>,
}

impl File<'_> {
    fn metadata(&self, key: &str) -> &str {
        self.metadata.get(key).map_or("", String::as_str)
    }

    fn expect(&self, what: &str, expected: &str) -> Result<(), ModelError> {
        match self.metadata(what) {
            found if found == expected => Ok(()),
            found => Err(mismatch(what, found, expected)),
        }
    }

    fn verify(&self) -> Result<(), ModelError> {
        let mut digest = Sha256::new();
        let mut keys: Vec<&String> = self.metadata.keys().filter(|key| *key != "sha256").collect();
        keys.sort_unstable();
        for key in keys {
            digest.update(format!("{key}\0{}\0", self.metadata[key]));
        }
        let mut tensors = self.tensors.tensors();
        tensors.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, view) in &tensors {
            digest.update(format!("{name}\0"));
            digest.update(view.data());
        }
        let found: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if found == self.metadata("sha256") { Ok(()) } else { Err(ModelError::Altered) }
    }

    fn tensor(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<TensorView<'_>, ModelError> {
        let view = self.tensors.tensor(name).map_err(|error| ModelError::Broken(error.to_string()))?;
        if view.dtype() != dtype || view.shape() != shape {
            let found = format!("{:?} {:?}", view.dtype(), view.shape());
            return Err(mismatch(name, &found, &format!("{dtype:?} {shape:?}")));
        }
        Ok(view)
    }

    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, ModelError> {
        let view = self.tensor(name, Dtype::F32, &[count])?;
        Ok(view.data().as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    fn vectors(&self, name: &str, rows: usize, width: usize) -> Result<Vectors, ModelError> {
        let view = self.tensor(name, Dtype::I8, &[rows, width])?;
        let bytes = view.data().iter().map(|byte| *byte as i8).collect();
        Ok(Vectors { width, bytes, scale: self.floats(&format!("{name}.scale"), rows)? })
    }

    /// The heads that read a word's last row, put side by side. `names` and `end` are places among the tags.
    fn heads(&self, names: usize, end: usize) -> Result<(Bytes, Heads), ModelError> {
        let sizes = [
            ("tags", end + 1),
            ("arc_head", ARC),
            ("arc_dep", ARC),
            ("arc_distance", BUCKETS),
            ("relation_head", RELATION),
            ("relation_dep", RELATION),
        ];
        let (mut bytes, mut scale, mut bias, mut begins) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (name, outputs) in sizes {
            let rows = self.vectors(name, outputs, WIDTH)?;
            begins.push(scale.len());
            bytes.extend_from_slice(&rows.bytes);
            scale.extend_from_slice(&rows.scale);
            match name {
                "relation_dep" => bias.resize(scale.len(), 0.0),
                _ => bias.extend(self.floats(&format!("{name}.bias"), outputs)?),
            }
        }
        let at = Heads {
            names,
            end,
            arc_head: begins[1],
            arc_dep: begins[2],
            arc_distance: begins[3],
            relation_head: begins[4],
            relation_dep: begins[5],
        };
        Ok((Bytes::new(WIDTH, 1, &bytes, &scale, &bias), at))
    }

    fn matrix(&self, name: &str, inputs: usize, outputs: usize) -> Result<Matrix, ModelError> {
        let vectors = self.vectors(name, outputs, inputs)?;
        let mut weights = vec![0.0; inputs * outputs];
        for (output, row) in vectors.bytes.chunks_exact(inputs).enumerate() {
            for (input, byte) in row.iter().enumerate() {
                weights[input * outputs + output] = f32::from(*byte) * vectors.scale[output];
            }
        }
        let bias = format!("{name}.bias");
        let bias = if self.tensors.tensor(&bias).is_ok() { self.floats(&bias, outputs)? } else { Vec::new() };
        Ok(Matrix { inputs, outputs, weights, bias })
    }
}

fn mismatch(what: &str, found: &str, expected: &str) -> ModelError {
    let short = |text: &str| match text.chars().count() {
        0 => "missing".to_owned(),
        1..=60 => format!("\"{text}\""),
        _ => format!("\"{}…\"", text.chars().take(60).collect::<String>()),
    };
    ModelError::Mismatch { what: what.to_owned(), found: short(found), expected: short(expected) }
}
