//! When a source is asked again. Good answers are followed by a rest of the source's own length; bad ones by a short rest that
//! doubles, so that a website in trouble is left alone and one that is back is soon found to be.

use chrono::TimeDelta;

use super::SourceState;
use crate::time::Instant;

/// Hours between refreshes where nothing else is said: what the widespread plugin for intergroups' websites does too.
pub(super) const DAILY: u16 = 24;
/// The longest rest that a person may choose: 30 days.
pub(super) const LONGEST_HOURS: u16 = 720;
/// However often it failed, a source is asked again after a day.
const LONGEST_WAIT_HOURS: u16 = 24;
/// A website that asks for more than a week of rest (`Retry-After`) is asked after a week.
const LONGEST_ASKED: TimeDelta = TimeDelta::days(7);

pub(super) fn after_success(now: Instant, refresh_hours: u16) -> Instant {
    now + TimeDelta::hours(i64::from(refresh_hours.clamp(1, LONGEST_HOURS)))
}

/// After the `failures`th bad answer in a row: 1, 2, 4, … hours up to a day, or up to the source's own rest where that is shorter.
/// Never before the website asked to be asked.
pub(super) fn after_failure(now: Instant, refresh_hours: u16, failures: u32, retry_after: Option<TimeDelta>) -> Instant {
    let longest = refresh_hours.clamp(1, LONGEST_WAIT_HOURS);
    let doubled = 1_u16 << failures.saturating_sub(1).min(5);
    let wait = TimeDelta::hours(i64::from(doubled.min(longest)));
    now + retry_after.map_or(wait, |asked| asked.min(LONGEST_ASKED).max(wait))
}

/// A source that was asked in what is now the future was asked by a wrong clock: it must not wait until that comes true.
pub(super) fn is_due(tried_at: Option<Instant>, next_try_at: Instant, now: Instant) -> bool {
    next_try_at <= now || tried_at.is_some_and(|tried| tried > now)
}

pub(super) fn state(imported: bool, failing: bool, due: bool) -> SourceState {
    match (failing, imported, due) {
        (true, ..) => SourceState::Stale,
        (false, false, _) => SourceState::New,
        (false, true, true) => SourceState::Due,
        (false, true, false) => SourceState::Current,
    }
}
