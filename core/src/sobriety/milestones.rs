//! Which milestones a run has reached, and which comes next. Pure.

use chrono::TimeDelta;
use chrono_tz::Tz;

use crate::catalogue::{Milestone, MilestoneUnit, Token, TokenProfile};
use crate::time::{CivilDay, Feb29Rule, Instant, add_days, add_months, day_at, wall_instant};

/// The milestones of one run: a start, and the profile that says what is marked.
pub(crate) struct Ladder<'a> {
    pub profile: &'a TokenProfile,
    pub start: CivilDay,
    pub start_minute: Option<u16>,
    pub feb29: Feb29Rule,
    pub zone: Tz,
    pub day_start: u16,
}

/// A milestone with its day.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reach {
    pub milestone: Milestone,
    pub date: CivilDay,
    /// Where the time of day counts: the instant.
    pub at: Option<Instant>,
    pub colour: Option<String>,
}

impl Reach {
    /// Rule R7: reached when its day has come; hours, where the time of day is known, when their instant has.
    fn is_reached(&self, day: CivilDay, at: Instant) -> bool {
        self.at.map_or(self.date <= day, |instant| instant <= at)
    }
}

impl Ladder<'_> {
    /// All that were reached, in the order of their days.
    pub fn reached(&self, day: CivilDay, at: Instant) -> Vec<Reach> {
        self.rungs(day).filter(|rung| rung.is_reached(day, at)).collect::<Vec<_>>().sorted()
    }

    /// All that a closed run reached: by its last day, and never ahead of the clock.
    pub fn reached_by(&self, end: CivilDay, at: Instant) -> Vec<Reach> {
        self.rungs(end).filter(|rung| rung.date <= end && rung.is_reached(end, at)).collect::<Vec<_>>().sorted()
    }

    /// The first that is not reached.
    pub fn next(&self, day: CivilDay, at: Instant) -> Option<Reach> {
        self.rungs(day).filter(|rung| !rung.is_reached(day, at)).collect::<Vec<_>>().sorted().into_iter().next()
    }

    /// All that were reached, all that lie ahead, and of a repeating row the first ahead.
    pub fn all(&self, day: CivilDay) -> Vec<Reach> {
        self.rungs(day).collect::<Vec<_>>().sorted()
    }

    /// Every row of the profile, and of a repeating row all up to the first after `day`.
    fn rungs(&self, day: CivilDay) -> impl Iterator<Item = Reach> {
        self.profile.tokens.iter().filter(|token| !token.on_request).flat_map(move |token| self.of_token(token, day))
    }

    fn of_token(&self, token: &Token, day: CivilDay) -> Vec<Reach> {
        let mut found = Vec::new();
        let mut milestone = token.milestone;
        while let Some((date, at)) = self.date_of(milestone) {
            // A repeating row gives way to a row that names the same milestone ("black for all years between").
            let named = milestone != token.milestone && self.profile.tokens.iter().any(|other| other.milestone == milestone);
            if !named {
                found.push(Reach { milestone, date, at, colour: token.colour.clone() });
            }
            if !token.repeats || date > day {
                break;
            }
            milestone.count += 1;
        }
        found
    }

    /// Rules R4, R6 and R7: always from the original start.
    fn date_of(&self, milestone: Milestone) -> Option<(CivilDay, Option<Instant>)> {
        match milestone.unit {
            MilestoneUnit::Day => Some((add_days(self.start, milestone.count)?, None)),
            MilestoneUnit::Month => Some((add_months(self.start, milestone.count, self.feb29)?, None)),
            MilestoneUnit::Year => Some((add_months(self.start, milestone.count.checked_mul(12)?, self.feb29)?, None)),
            MilestoneUnit::Hour => match self.start_minute {
                Some(minute) => {
                    let at = wall_instant(self.start, minute, self.zone) + TimeDelta::hours(i64::from(milestone.count));
                    Some((day_at(at, self.zone, self.day_start), Some(at)))
                }
                None => Some((add_days(self.start, milestone.count.div_ceil(24))?, None)),
            },
        }
    }
}

/// The colour that a profile gives a milestone, by its own row or by one that repeats.
pub(crate) fn colour_of(profile: &TokenProfile, milestone: Milestone) -> Option<String> {
    let given = || profile.tokens.iter().filter(|token| !token.on_request);
    let repeats =
        |token: &&Token| token.repeats && token.milestone.unit == milestone.unit && token.milestone.count < milestone.count;
    given().find(|token| token.milestone == milestone).or_else(|| given().find(repeats))?.colour.clone()
}

trait Sorted {
    fn sorted(self) -> Self;
}

impl Sorted for Vec<Reach> {
    /// By day; on the same day the smaller unit first, so that the longest comes last.
    fn sorted(mut self) -> Self {
        self.sort_by_key(|rung| (rung.date, rung.milestone.unit as u8, rung.milestone.count));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::token_profile;

    fn day(text: &str) -> CivilDay {
        text.parse().unwrap()
    }

    fn ladder(profile: &str, start: &str, minute: Option<u16>) -> Ladder<'static> {
        Ladder {
            profile: token_profile(profile).unwrap(),
            start: day(start),
            start_minute: minute,
            feb29: Feb29Rule::Feb28,
            zone: chrono_tz::America::New_York,
            day_start: 0,
        }
    }

    fn check(profile: &str, start: &str, today: &str, next: Option<(&str, &str)>) {
        let at = format!("{today}T17:00:00Z").parse().unwrap();
        let found = ladder(profile, start, None).next(day(today), at);
        assert_eq!(found.map(|rung| (rung.milestone.key(), rung.date)), next.map(|(key, date)| (key.to_owned(), day(date))));
    }

    #[test]
    fn the_next_milestone() {
        check("na_core", "2026-01-31", "2026-02-01", Some(("day.30", "2026-03-02")));
        check("na_core", "2026-01-31", "2026-03-02", Some(("day.60", "2026-04-01")));
        check("na_core", "2026-01-31", "2026-05-02", Some(("month.6", "2026-07-31")));
        check("aa_us_common", "2026-01-31", "2026-02-02", Some(("month.1", "2026-02-28")));
        check("aa_us_common", "2026-01-31", "2026-02-28", Some(("month.2", "2026-03-31")));
        check("na_core", "2020-02-29", "2025-02-28", Some(("year.6", "2026-02-28")));
        check("na_core", "1950-01-01", "2026-01-01", Some(("year.77", "2027-01-01")));
        check("generic", "2000-01-01", "2027-05-18", Some(("day.10000", "2027-05-19")));
        check("annual", "2026-01-31", "2026-02-01", Some(("year.1", "2027-01-31")));
    }

    #[test]
    fn a_named_year_has_its_own_colour_and_comes_once() {
        let reached =
            ladder("na_extended", "2000-01-01", None).reached(day("2012-01-01"), "2012-01-01T17:00:00Z".parse().unwrap());
        let tens: Vec<_> = reached.iter().filter(|rung| rung.milestone.key() == "year.10").collect();
        assert_eq!(tens.len(), 1);
        assert_eq!(tens[0].colour.as_deref(), Some("speckled_white"));
        assert_eq!(reached.last().unwrap().milestone.key(), "year.12");
    }

    #[test]
    fn twenty_four_hours_by_the_clock_also_when_clocks_change() {
        // The day of 23 hours: 20:00 to 21:00 the next day are 24 hours.
        let ladder = ladder("aa_us_common", "2026-03-07", Some(20 * 60));
        let first = |at: &str| ladder.next(day("2026-03-08"), at.parse().unwrap()).unwrap().milestone.key();
        assert_eq!(first("2026-03-09T00:59:59Z"), "hour.24");
        assert_eq!(first("2026-03-09T01:00:00Z"), "month.1");
    }
}
