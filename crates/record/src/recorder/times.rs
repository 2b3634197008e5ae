//! Recorder of times.

use super::Report;
use crate::Record;

/// Adds the times of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
