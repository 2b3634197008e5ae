//! What draws a row of numbers for every word, for the heads to read: one of two networks.

pub mod convolutions;
pub mod encoder;
pub mod forms;
pub mod pieces;

use crate::RawToken;
use crate::features::Gap;
use crate::kernel::bytes::Rows;
use std::fmt::Debug;
use std::ops::RangeInclusive;
use std::panic::{RefUnwindSafe, UnwindSafe};

/// The words of a text as a trunk sees them.
#[derive(Clone, Copy, Debug)]
pub struct Words<'t> {
    pub text: &'t str,
    pub raw: &'t [RawToken],
    /// Whether a sentence must begin with a word: paragraphs, and what follows a dateline.
    pub opens: &'t [bool],
}

impl<'t> Words<'t> {
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    pub fn form(&self, tok: usize) -> &'t str {
        self.raw[tok].span.of(self.text)
    }

    pub fn gap(&self, tok: usize) -> Gap {
        match tok {
            _ if self.opens[tok] => Gap::Paragraph,
            _ if self.raw[tok].space_before => Gap::Blank,
            _ => Gap::None,
        }
    }
}

/// A network below the heads.
pub trait Trunk: Debug + Send + Sync + UnwindSafe + RefUnwindSafe {
    /// Begins a text.
    fn begin<'t>(&'t self) -> Box<dyn Drawing<'t> + 't>;
}

/// A trunk at work on one text, with its buffers.
pub trait Drawing<'t> {
    /// Fills `rows` with one row for each word from `first`, where a sentence begins, to the word that is answered.
    ///
    /// At least `size.start()` words are drawn, unless a paragraph ends before, and no more than `size.end()`; all have seen
    /// the words that they depend on.
    fn draw(&mut self, words: &Words<'t>, first: usize, size: RangeInclusive<usize>, rows: &mut Rows) -> usize;
}
