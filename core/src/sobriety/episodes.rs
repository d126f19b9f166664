//! Episodes from a start and the returns to use since (rule R11). Pure.

use super::days::in_standard;
use crate::time::{CivilDay, days_between};

/// A return to use, or another reason for which an episode ends and the next begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Return {
    pub first_day: CivilDay,
    pub last_day: CivilDay,
    pub resume_day: CivilDay,
    pub resume_minute: Option<u16>,
    pub note: Option<String>,
    /// Rises with every return that is recorded; 0 where none was recorded as such.
    pub number: i64,
    pub cause: Cause,
    /// In thousandths of the unit, on each of its days.
    pub amount: Option<i64>,
    pub standard: Option<u32>,
}

/// Why an episode ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum Cause {
    /// A return to use.
    #[default]
    ReturnToUse,
    /// Limits gave way to abstinence, or abstinence to limits.
    GoalChange,
}

impl Return {
    /// The end of an episode because the goal turned.
    pub fn turn(day: CivilDay) -> Self {
        Self { first_day: day, last_day: day, resume_day: day, cause: Cause::GoalChange, ..Self::default() }
    }

    /// The amount of one of its days, told in another standard drink.
    pub fn amount_in(&self, standard: Option<u32>) -> Option<i64> {
        in_standard(self.amount, self.standard, standard)
    }
}

/// An episode before it is told as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub start: CivilDay,
    pub start_minute: Option<u16>,
    pub end: Option<CivilDay>,
    pub note: Option<String>,
    pub ended_by: Option<Cause>,
    /// It began with the tracker.
    pub is_first: bool,
}

impl Run {
    /// A run that goes on.
    pub fn open(start: CivilDay, start_minute: Option<u16>, is_first: bool) -> Self {
        Self { start, start_minute, end: None, note: None, ended_by: None, is_first }
    }

    /// Civil days from the start to the end, or to `day` while it goes on.
    pub fn days(&self, day: CivilDay) -> u32 {
        u32::try_from(days_between(self.start, self.end.unwrap_or(day))).unwrap_or(0)
    }
}

/// All episodes in order; the last one is the current one.
///
/// The order in which the returns were entered does not matter: one that is entered late falls in its place. One that lies in a
/// return already known, or touches it, prolongs that return.
pub(crate) fn runs(start: CivilDay, start_minute: Option<u16>, events: &[Return]) -> Vec<Run> {
    let mut sorted: Vec<&Return> = events.iter().collect();
    sorted.sort();
    let mut closed: Vec<Run> = Vec::new();
    let mut open = Run::open(start, start_minute, true);
    for event in sorted {
        let inside_the_last = closed.last().is_some() && event.first_day <= open.start;
        if inside_the_last {
            if event.resume_day > open.start {
                open.start = event.resume_day;
                open.start_minute = event.resume_minute;
            }
            if let Some(last) = closed.last_mut() {
                last.note = joined(last.note.take(), event.note.as_deref());
                last.ended_by = last.ended_by.min(Some(event.cause));
            }
        } else {
            let mut ended = std::mem::replace(&mut open, Run::open(event.resume_day, event.resume_minute, false));
            ended.end = Some(event.first_day);
            ended.note.clone_from(&event.note);
            ended.ended_by = Some(event.cause);
            closed.push(ended);
        }
    }
    closed.push(open);
    closed
}

/// Two notes on one return are both kept.
pub(super) fn joined(first: Option<String>, second: Option<&str>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Some(format!("{first}\n{second}")),
        (None, Some(second)) => Some(second.to_owned()),
        (first, _) => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(offset: u32) -> CivilDay {
        CivilDay::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(u64::from(offset))
    }

    fn event(first: u32, last: u32, resume: u32) -> Return {
        Return { first_day: day(first), last_day: day(last), resume_day: day(resume), ..Return::default() }
    }

    fn check(returns: &[Return], expect: &[(u32, Option<u32>)]) {
        let found: Vec<_> = runs(day(0), None, returns).iter().map(|run| (run.start, run.end)).collect();
        let expect: Vec<_> = expect.iter().map(|(start, end)| (day(*start), end.map(day))).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn examples() {
        check(&[], &[(0, None)]);
        check(&[event(10, 10, 10)], &[(0, Some(10)), (10, None)]);
        check(&[event(10, 12, 13)], &[(0, Some(10)), (13, None)]);
        // On the very first day: an episode of no days, kept all the same.
        check(&[event(0, 0, 0)], &[(0, Some(0)), (0, None)]);
        // Entered late: it falls in place.
        check(&[event(30, 30, 30), event(10, 10, 10)], &[(0, Some(10)), (10, Some(30)), (30, None)]);
        // Overlapping and touching ones are one return.
        check(&[event(10, 14, 14), event(12, 20, 20)], &[(0, Some(10)), (20, None)]);
        check(&[event(10, 10, 10), event(10, 10, 10)], &[(0, Some(10)), (10, None)]);
        check(&[event(10, 12, 12), event(12, 13, 13)], &[(0, Some(10)), (13, None)]);
    }

    fn some_returns() -> impl Strategy<Value = Vec<Return>> {
        let one = (0_u32..400, 0_u32..9, 0_u32..3)
            .prop_map(|(first, length, pause)| event(first, first + length, first + length + pause));
        proptest::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn episodes_never_overlap_and_the_order_of_entry_does_not_matter(returns in some_returns(), turn in 0_usize..12) {
            let today = day(500);
            let found = runs(day(0), None, &returns);
            for pair in found.windows(2) {
                prop_assert!(pair[0].start <= pair[0].end.unwrap());
                prop_assert!(pair[0].end.unwrap() <= pair[1].start);
            }
            prop_assert_eq!(found.last().unwrap().end, None);
            let mut turned = returns.clone();
            turned.rotate_left(if returns.is_empty() { 0 } else { turn % returns.len() });
            turned.reverse();
            prop_assert_eq!(&runs(day(0), None, &turned), &found);
            // current <= longest <= total <= days since the first start
            let current = found.last().unwrap().days(today);
            let longest = found.iter().map(|run| run.days(today)).max().unwrap();
            let total: u32 = found.iter().map(|run| run.days(today)).sum();
            prop_assert!(current <= longest && longest <= total && total <= 500);
        }

        #[test]
        fn a_return_takes_no_earlier_episode_away(returns in some_returns()) {
            let last = returns.iter().map(|known| known.resume_day).max().unwrap_or(day(0));
            let before = runs(day(0), None, &returns);
            let mut more = returns.clone();
            let later = last + chrono::Days::new(5);
            more.push(Return { first_day: later, last_day: later, resume_day: later, ..Return::default() });
            let after = runs(day(0), None, &more);
            prop_assert_eq!(after.len(), before.len() + 1);
            for (old, new) in before.iter().zip(&after) {
                prop_assert_eq!(old.start, new.start);
            }
        }
    }
}
