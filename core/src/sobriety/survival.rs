//! The survival curve of a person's own runs (Kaplan and Meier, 1958). Pure.

use super::episodes::{Cause, Run};
use super::outcomes::count;
use crate::time::CivilDay;

/// Fewer runs than this say nothing.
const FEWEST: usize = 4;

/// A step of the curve.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SurvivalStep {
    /// Length of a run in days.
    pub days: u32,
    /// How many runs were as long or longer.
    pub at_risk: u32,
    /// How many ended at this length with a return to use.
    pub ended: u32,
    /// The part of runs that went on beyond it, 0 to 1.
    pub going_on: f64,
}

/// `S(t)` is the product of `1 - d/n` over all lengths up to `t`: of `n` runs as long or longer, `d` ended there. The current
/// run, and one that ended with a change of the goal, counts as long as it lasted and ends nothing.
pub(crate) fn curve(runs: &[Run], day: CivilDay) -> Option<Vec<SurvivalStep>> {
    if runs.len() < FEWEST {
        return None;
    }
    let mut lengths: Vec<(u32, bool)> =
        runs.iter().map(|run| (run.days(day), run.ended_by == Some(Cause::ReturnToUse))).collect();
    lengths.sort_unstable();
    let mut steps: Vec<SurvivalStep> = Vec::new();
    let mut going_on = 1.0;
    let mut rest = lengths.as_slice();
    while let Some(&(days, _)) = rest.first() {
        let same = rest.partition_point(|(length, _)| *length == days);
        let (here, longer) = rest.split_at(same);
        let at_risk = count(rest.len());
        let ended = count(here.iter().filter(|(_, ended)| *ended).count());
        if ended > 0 {
            going_on *= 1.0 - f64::from(ended) / f64::from(at_risk);
            steps.push(SurvivalStep { days, at_risk, ended, going_on });
        }
        rest = longer;
    }
    Some(steps)
}
