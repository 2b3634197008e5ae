//! Recorder of prospects.

use super::Report;
use crate::Record;

/// Adds the prospects of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
