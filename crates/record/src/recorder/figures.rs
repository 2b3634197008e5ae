//! Recorder of figures.

use super::Report;
use crate::Record;

/// Adds the figures of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
