use super::{ModelError, Vectors};
use crate::kernel::bytes::{BLOCK, Bytes};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A model file that is whole as a file.
pub struct File<'a> {
    tensors: SafeTensors<'a>,
    metadata: HashMap<String, String>,
}

impl<'a> File<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let broken = |error: safetensors::SafeTensorError| ModelError::Broken(error.to_string());
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(broken)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(broken)?;
        Ok(File { tensors, metadata: header.metadata().clone().unwrap_or_default() })
    }

    pub fn metadata(&self, key: &str) -> &str {
        self.metadata.get(key).map_or("", String::as_str)
    }

    pub fn expect(&self, what: &str, expected: &str) -> Result<(), ModelError> {
        match self.metadata(what) {
            found if found == expected => Ok(()),
            found => Err(mismatch(what, found, expected)),
        }
    }

    /// A number in the metadata.
    pub fn number<T: std::str::FromStr>(&self, key: &str) -> Result<T, ModelError> {
        let found = self.metadata(key);
        found.parse().map_err(|_| mismatch(key, found, "a number"))
    }

    /// Compares the checksum.
    pub fn verify(&self) -> Result<(), ModelError> {
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

    pub fn has(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok()
    }

    /// Rows and columns of a matrix.
    pub fn shape(&self, name: &str) -> Result<[usize; 2], ModelError> {
        let view = self.tensors.tensor(name).map_err(|error| ModelError::Broken(error.to_string()))?;
        let shape = view.shape();
        shape.try_into().map_err(|_| mismatch(name, &format!("{shape:?}"), "a matrix"))
    }

    fn tensor(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<TensorView<'_>, ModelError> {
        let view = self.tensors.tensor(name).map_err(|error| ModelError::Broken(error.to_string()))?;
        if view.dtype() != dtype || view.shape() != shape {
            let found = format!("{:?} {:?}", view.dtype(), view.shape());
            return Err(mismatch(name, &found, &format!("{dtype:?} {shape:?}")));
        }
        Ok(view)
    }

    /// A list of `count` floats.
    pub fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, ModelError> {
        let view = self.tensor(name, Dtype::F32, &[count])?;
        Ok(view.data().as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// A list of floats as long as it is.
    pub fn all_floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let view = self.tensors.tensor(name).map_err(|error| ModelError::Broken(error.to_string()))?;
        self.floats(name, view.shape().iter().product())
    }

    /// Vectors in signed bytes.
    pub fn vectors(&self, name: &str, rows: usize, width: usize) -> Result<Vectors, ModelError> {
        let view = self.tensor(name, Dtype::I8, &[rows, width])?;
        let bytes = view.data().iter().map(|byte| *byte as i8).collect();
        Ok(Vectors { width, bytes, scale: self.floats(&format!("{name}.scale"), rows)? })
    }

    /// A matrix in signed bytes with its bias. The kernels want whole blocks of outputs here, and whole fours of inputs.
    pub fn bytes(&self, name: &str, inputs: usize, taps: usize, outputs: usize) -> Result<Bytes, ModelError> {
        if !outputs.is_multiple_of(BLOCK) || !inputs.is_multiple_of(16) {
            return Err(mismatch(name, &format!("{outputs} x {inputs}"), &format!("multiples of {BLOCK} x 16")));
        }
        let rows = self.vectors(name, outputs, taps * inputs)?;
        let bias = self.floats(&format!("{name}.bias"), outputs)?;
        Ok(Bytes::new(inputs, taps, &rows.bytes, &rows.scale, &bias))
    }

    /// A text.
    pub fn text(&self, name: &str) -> Result<&str, ModelError> {
        let view = self.tensors.tensor(name).map_err(|error| ModelError::Broken(error.to_string()))?;
        std::str::from_utf8(view.data()).map_err(|error| ModelError::Broken(error.to_string()))
    }
}

pub fn mismatch(what: &str, found: &str, expected: &str) -> ModelError {
    let short = |text: &str| match text.chars().count() {
        0 => "missing".to_owned(),
        1..=60 => format!("\"{text}\""),
        _ => format!("\"{}…\"", text.chars().take(60).collect::<String>()),
    };
    ModelError::Mismatch { what: what.to_owned(), found: short(found), expected: short(expected) }
}
