//! What holds for all days, zones and orders of entry.

use std::collections::BTreeSet;

use chrono::{Days, TimeDelta, TimeZone};
use chrono_tz::TZ_VARIANTS;
use handrail_core::api::{civil_day, start_of_day};
use handrail_core::time::{Feb29Rule, Instant, add_months, days_between, years_months_days};
use proptest::prelude::*;

use super::*;

fn some_day() -> impl Strategy<Value = CivilDay> {
    // Ends of months and leap days are what goes wrong: every other one of these days is such a day.
    let ends = (1900_i32..2200, 1_u32..=12).prop_map(|(year, month)| {
        let next = if month == 12 { CivilDay::from_ymd_opt(year + 1, 1, 1) } else { CivilDay::from_ymd_opt(year, month + 1, 1) };
        next.unwrap().pred_opt().unwrap()
    });
    let any = (0_u64..109_000).prop_map(|offset| day("1900-01-01") + Days::new(offset));
    prop_oneof![ends, any]
}

fn rule() -> impl Strategy<Value = Feb29Rule> {
    prop_oneof![Just(Feb29Rule::Feb28), Just(Feb29Rule::Mar1)]
}

/// A return by its first day after the start and its length, and for a few a pause before counting again.
fn some_return() -> impl Strategy<Value = ReturnToUse> {
    (0_u64..390, 0_u64..6, proptest::option::weighted(0.2, 0_u64..4)).prop_map(|(first, length, pause)| {
        let start = day("2025-01-01");
        let last = start + Days::new(first + length);
        ReturnToUse {
            last_day: Some(last),
            new_start: pause.map(|pause| last + Days::new(pause)),
            ..ReturnToUse::on(start + Days::new(first))
        }
    })
}

/// Several of them, all entered on one day.
fn some_returns() -> impl Strategy<Value = Vec<ReturnToUse>> {
    proptest::collection::vec(some_return(), 1..5)
}

/// Several of them, each with the days that went by since the one before was entered.
fn returns_of_a_life() -> impl Strategy<Value = Vec<(u64, ReturnToUse)>> {
    proptest::collection::vec((prop_oneof![Just(0_u64), Just(1), 2_u64..90], some_return()), 1..5)
}

fn noon_of(day: CivilDay) -> Moment {
    noon(&day.to_string())
}

proptest! {
    #[test]
    fn years_months_and_days_lead_back_to_the_day(start in some_day(), later in 0_u64..40_000, rule in rule()) {
        let today = start + Days::new(later);
        let told = years_months_days(start, today, rule);
        let reached = add_months(start, told.years * 12 + told.months, rule).unwrap();
        prop_assert_eq!(days_between(reached, today), i64::from(told.days));
        prop_assert!(told.months < 12 && told.days <= 30);
        prop_assert!(add_months(start, told.years * 12 + told.months + 1, rule).unwrap() > today);
    }
}

proptest! {
    // Each case writes to a real, fully synchronous journal.
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_return_takes_no_award_away_and_undoing_restores_exactly(returns in returns_of_a_life()) {
        let end = || noon("2027-06-01");
        let (life, id) = Life::with(na("2025-01-01"), noon("2025-01-01"));
        let mut before = vec![life.history(&id, end())];
        let mut entered = BTreeSet::new();
        let mut on = day("2026-02-01");
        let mut lived = life.history(&id, noon_of(on)).awards;
        for (later, event) in returns {
            if later > 0 {
                // The day before: what stands then is the person's, whatever they enter from now on.
                lived = life.history(&id, noon_of(on + Days::new(later - 1))).awards;
                on = on + Days::new(later);
            }
            let at = || noon_of(on);
            let after = life.record(&id, event.clone(), at());
            for award in &lived {
                prop_assert!(after.awards.contains(award), "{award:?}");
            }
            let current = after.episodes.last().unwrap().days;
            prop_assert!(current <= after.longest_days && after.longest_days <= after.total_days && after.total_days <= 396 + 360);
            // The first screen and the history look in different ways and see the same.
            let first = life.first(at());
            prop_assert_eq!((first.start, first.elapsed_days), (after.today.start, after.today.elapsed_days));
            // The same return entered twice is one; any other is undone by itself, also one that lies inside another.
            if entered.insert((event.first_day, event.last_day, event.new_start.or(event.last_day))) {
                before.push(life.history(&id, end()));
            }
        }
        while let Some(last) = before.pop() {
            prop_assert_eq!(life.history(&id, end()), last);
            if !before.is_empty() {
                life.undo(&id, noon_of(on));
            }
        }
    }

    #[test]
    fn the_order_of_entry_does_not_matter(returns in some_returns(), lived in any::<bool>()) {
        let at = || noon("2026-02-01");
        let life = Life::new();
        let told = |events: &mut dyn Iterator<Item = &ReturnToUse>| {
            // A tracker of more than a year, or one that is added with all its past on this day.
            let id = life.add(na("2025-01-01"), if lived { noon("2025-01-01") } else { at() }).id;
            events.for_each(|event| drop(life.record(&id, event.clone(), at())));
            let history = life.history(&id, at());
            (episodes(&history), history.today.start, awards(&history))
        };
        prop_assert_eq!(told(&mut returns.iter()), told(&mut returns.iter().rev()));
    }

    #[test]
    fn what_is_shown_never_falls(zone in 0..TZ_VARIANTS.len(), day_start in 0_u16..=360, from in 0_i64..20_000, steps in proptest::collection::vec(1_i64..200_000, 20)) {
        let zone = TZ_VARIANTS[zone].name();
        let own = TrackerDetails { day_start: Some(day_start), ..details("1970-01-01") };
        let mut at: Instant = chrono::Utc.timestamp_opt((from + 2) * 86_400, 0).unwrap();
        let (life, _) = Life::with(own, Moment { at, zone: zone.into() });
        let mut last = 0;
        for step in steps {
            let found = life.first(Moment { at, zone: zone.into() }).elapsed_days;
            prop_assert!(found >= last, "{zone} {at}: {last} then {found}");
            last = found;
            at += TimeDelta::seconds(step);
        }
    }
}

/// The days around every change of clocks from 1970 to 2040, and some quiet ones, in every zone of the world.
#[test]
fn a_day_starts_at_its_first_instant_in_every_zone() {
    let (first, last) = (day("1970-01-02"), day("2040-12-31"));
    let mut checked = 0;
    for zone in TZ_VARIANTS {
        let offset = |at: CivilDay| zone.offset_from_utc_date(&at).to_string();
        let mut here = first;
        while here < last {
            let ahead = here + Days::new(14);
            if offset(here) == offset(ahead) {
                // Nothing happens on a quiet day: one of eight is enough.
                if days_between(first, here) % (8 * 14) == 0 {
                    check_start(here, zone.name());
                    checked += 1;
                }
            } else {
                for step in 0..16 {
                    check_start(here + Days::new(step), zone.name());
                    checked += 1;
                }
            }
            here = ahead;
        }
    }
    assert!(checked > 400_000, "{checked}");
}

fn check_start(on: CivilDay, zone: &str) {
    let start = start_of_day(on, zone.to_owned()).unwrap();
    let at = |at: Instant| civil_day(Moment { at, zone: zone.into() }, 0).unwrap();
    assert!(at(start - TimeDelta::seconds(1)) < on, "{on} in {zone} began before {start}");
    // Whole days were left out on the date line.
    let left_out = matches!(
        (zone, on.to_string().as_str()),
        ("Pacific/Apia" | "Pacific/Fakaofo", "2011-12-30")
            | ("Pacific/Kwajalein" | "Kwajalein", "1993-08-21")
            | ("Pacific/Enderbury" | "Pacific/Kanton" | "Pacific/Kiritimati", "1994-12-31")
    );
    assert_eq!(at(start), if left_out { on.succ_opt().unwrap() } else { on }, "{on} in {zone}");
}
