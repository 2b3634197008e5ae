//! Recorder of positions.

use super::Report;
use crate::Record;

/// Adds the positions of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
