use super::ModelError;
use super::file::{File, mismatch};
use crate::features::{GAPS, TABLES};
use crate::trunk::Trunk;
use crate::trunk::convolutions::{Block, Convolutions};
use crate::trunk::encoder::{Encoder, Layer, Norm, Product};
use crate::trunk::forms::Tables;
use crate::trunk::pieces::Pieces;

/// A trunk, and the length of the rows that it draws.
type Drawn = Result<(Box<dyn Trunk>, usize), ModelError>;

/// Distances between the rows that the layers join, in files that do not say.
const DILATIONS: &str = "1 2 4 8 2 1";

/// The tables of features that the file holds; hashing must be as it was in training.
fn tables(file: &File<'_>) -> Result<Tables, ModelError> {
    let held: Vec<_> = TABLES.iter().filter(|table| file.has(&format!("table.{}", table.name))).collect();
    let told = held.iter().map(|t| format!("{}:{}:{}:{}", t.name, t.rows, t.width, t.slots));
    file.expect("tables", &told.collect::<Vec<_>>().join(" "))?;
    Tables::new(|table| {
        let name = format!("table.{}", table.name);
        file.has(&name).then(|| file.vectors(&name, table.rows as usize, table.width)).transpose()
    })
}

pub fn convolutions(file: &File<'_>) -> Drawn {
    let tables = tables(file)?;
    let [_, width] = file.shape("gap")?;
    let told = Some(file.metadata("dilations")).filter(|told| !told.is_empty()).unwrap_or(DILATIONS);
    let mut blocks = Vec::new();
    for (number, apart) in told.split(' ').enumerate() {
        let apart = apart
            .parse()
            .ok()
            .filter(|apart| *apart <= 64)
            .ok_or_else(|| mismatch("dilations", told, "small numbers"))?;
        blocks.push(Block { apart, weights: file.bytes(&format!("block{number}"), width, 3, 2 * width)? });
    }
    let mix = file.bytes("mix", tables.width(), 1, 2 * width)?;
    Ok((Box::new(Convolutions { tables, mix, gap: file.vectors("gap", GAPS, width)?, blocks }), width))
}

pub fn encoder(file: &File<'_>) -> Drawn {
    let list = file.text("vocabulary")?;
    let pieces = Pieces::new(list).ok_or_else(|| mismatch("vocabulary", "without marks", "[CLS], [SEP] and [UNK]"))?;
    let [rows, width] = file.shape("pieces")?;
    if pieces.len() != rows {
        return Err(mismatch("vocabulary", &pieces.len().to_string(), &rows.to_string()));
    }
    let heads: usize = file.number("attention")?;
    if heads == 0 || !width.is_multiple_of(heads) {
        return Err(mismatch("attention", &heads.to_string(), "a divisor of the width"));
    }
    let [places, _] = file.shape("places")?;
    let tables = tables(file)?;
    let layers = (0..).take_while(|n| file.has(&format!("layer{n}.qkv"))).map(|n| layer(file, n, width));
    let layers = layers.collect::<Result<Vec<_>, _>>()?;
    let blend = file.all_floats("blend")?;
    if blend.len() > layers.len() || places == 0 {
        return Err(mismatch("blend", &blend.len().to_string(), &layers.len().to_string()));
    }
    let encoder = Encoder {
        embeddings: file.vectors("pieces", rows, width)?,
        places: file.vectors("places", places, width)?,
        norm: norm(file, "norm", width)?,
        words: file.bytes("words", tables.width(), 1, 2 * width)?,
        gap_low: file.vectors("gap_low", GAPS, width)?,
        gap_high: file.vectors("gap_high", GAPS, width)?,
        last: norm(file, "last", width)?,
        pieces,
        tables,
        layers,
        heads,
        blend,
    };
    Ok((Box::new(encoder), width))
}

fn layer(file: &File<'_>, number: usize, width: usize) -> Result<Layer, ModelError> {
    let name = |part: &str| format!("layer{number}.{part}");
    let [inner, _] = file.shape(&name("up"))?;
    let product = |part: &str, inputs: usize, outputs: usize| -> Result<Product, ModelError> {
        let factors = format!("{}.factors", name(part));
        let factors = if file.has(&factors) { file.floats(&factors, inputs)? } else { vec![1.0; inputs] };
        Ok(Product { factors, weights: file.bytes(&name(part), inputs, 1, outputs)? })
    };
    Ok(Layer {
        qkv: product("qkv", width, 3 * width)?,
        out: product("out", width, width)?,
        norm1: norm(file, &name("norm1"), width)?,
        up: product("up", width, inner)?,
        down: product("down", inner, width)?,
        norm2: norm(file, &name("norm2"), width)?,
    })
}

fn norm(file: &File<'_>, name: &str, width: usize) -> Result<Norm, ModelError> {
    Ok(Norm {
        epsilon: if name == "last" { 1e-5 } else { file.number("epsilon")? },
        gain: file.floats(&format!("{name}.gain"), width)?,
        bias: file.floats(&format!("{name}.bias"), width)?,
    })
}
