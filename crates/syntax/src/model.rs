//! A model file: label sets, tables and matrices, checked before use.
//!
//! Safetensors. Every matrix lies as signed bytes, one row an output (of a table: one row a vector), with the scale of
//! each row in `NAME.scale`; biases are floats. The metadata names the label sets, the trunk and the hashing the tables
//! were trained with; sizes are those of the tensors. `sha256` covers the other metadata and all tensors in the order of
//! their names.

mod file;
mod trunks;

use crate::features::SCHEMA;
use crate::heads::{BUCKETS, Heads, Places};
use crate::kernel::bytes::Bytes;
use crate::kernel::panels::Matrix;
use crate::lemma::Edit;
use crate::trunk::Trunk;
use crate::{Deprel, Feats, NameKind, Upos, Xpos};
use file::File;
use std::fmt::Display;

/// Version of the file's layout.
const FORMAT: &str = "1";

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
    /// Number of vectors.
    pub fn rows(&self) -> usize {
        self.scale.len()
    }

    /// Adds a vector to `out`.
    pub fn add(&self, row: usize, out: &mut [f32]) {
        let scale = self.scale[row];
        let bytes = &self.bytes[row * self.width..(row + 1) * self.width];
        for (out, byte) in out.iter_mut().zip(bytes) {
            *out += f32::from(*byte) * scale;
        }
    }

    /// All vectors as floats.
    fn floats(&self) -> Vec<f32> {
        let mut out = vec![0.0; self.bytes.len()];
        out.chunks_exact_mut(self.width).enumerate().for_each(|(row, out)| self.add(row, out));
        out
    }
}

/// Everything a model file holds, ready to compute with.
#[derive(Debug)]
pub struct Model {
    pub name: String,
    /// Whether the trunk is an encoder.
    pub encoder: bool,
    pub trunk: Box<dyn Trunk>,
    pub heads: Heads,
    pub feats: Vec<Feats>,
    pub edits: Vec<Edit>,
}

impl Model {
    /// Reads a model from the bytes of its file.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = File::open(bytes)?;
        file.expect("format", FORMAT)?;
        file.expect("schema", &SCHEMA.to_string())?;
        file.expect("upos", &list(Upos::ALL))?;
        file.expect("xpos", &list(Xpos::ALL))?;
        file.expect("deprel", &list(Deprel::ALL))?;
        let kinds = NameKind::ALL.iter().flat_map(|kind| [format!("B-{kind}"), format!("I-{kind}")]);
        file.expect("names", &list(&std::iter::once("O".to_owned()).chain(kinds).collect::<Vec<_>>()))?;
        file.verify()?;
        let feats: Vec<Feats> = file.metadata("feats").split(' ').map(Feats::parse).collect();
        let edits: Vec<Edit> = file.metadata("lemma").split(' ').map(|e| Edit::parse(e).unwrap_or_default()).collect();
        let encoder = file.metadata("trunk") == "encoder";
        let (trunk, width) = match file.metadata("trunk") {
            _ if encoder => trunks::encoder(&file)?,
            // Files written before there were two name none.
            "" | "convolutions" => trunks::convolutions(&file)?,
            other => return Err(file::mismatch("trunk", other, "encoder or convolutions")),
        };
        let names = Upos::ALL.len() + Xpos::ALL.len() + feats.len() + edits.len();
        let heads = heads(&file, width, names)?;
        Ok(Model { name: file.metadata("name").to_owned(), encoder, trunk, heads, feats, edits })
    }
}

fn list<T: Display>(labels: &[T]) -> String {
    labels.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The heads, which read rows of `width` numbers. `names` is the place of the first name label among the tags.
fn heads(file: &File<'_>, width: usize, names: usize) -> Result<Heads, ModelError> {
    let end = names + 1 + 2 * NameKind::ALL.len();
    let [arc, _] = file.shape("arc_head")?;
    let [_, relation] = file.shape("relation")?;
    let sizes = [
        ("tags", end + 1),
        ("arc_head", arc),
        ("arc_dep", arc),
        ("arc_distance", BUCKETS),
        ("relation_head", relation),
        ("relation_dep", relation),
    ];
    let (mut bytes, mut scale, mut bias, mut begins) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (name, outputs) in sizes {
        let rows = file.vectors(name, outputs, width)?;
        begins.push(scale.len());
        bytes.extend_from_slice(&rows.bytes);
        scale.extend_from_slice(&rows.scale);
        match name {
            "relation_dep" => bias.resize(scale.len(), 0.0),
            _ => bias.extend(file.floats(&format!("{name}.bias"), outputs)?),
        }
    }
    let at = Places {
        names,
        end,
        arc_head: begins[1],
        arc_dep: begins[2],
        arc_distance: begins[3],
        relation_head: begins[4],
        relation_dep: begins[5],
    };
    let deprels = Deprel::ALL.len();
    let weights = file.vectors("relation", deprels, relation)?.floats();
    Ok(Heads {
        linear: Bytes::new(width, 1, &bytes, &scale, &bias),
        at,
        arc,
        relation_distance: file.vectors("relation_distance", BUCKETS, relation)?.floats(),
        relation: Matrix::new(relation, deprels, &weights, file.floats("relation.bias", deprels)?),
    })
}
