//! Recorder of events.

use super::Report;
use crate::Record;

/// Adds the events of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
