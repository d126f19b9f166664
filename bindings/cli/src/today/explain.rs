//! How the numbers of the day come about.

use handrail_core::sobriety::{Goal, TrackerToday};

use crate::{plans, words};

/// How each number of a tracker comes about, a sentence for each.
pub fn reasons(tracker: &TrackerToday) -> Vec<String> {
    let (start, day) = (words::day(tracker.start), words::day(tracker.day));
    let mut reasons = vec![format!(
        "{} are the civil days from {start} to {day}, the tracker's own day at this moment. No hour and no change of clocks \
         counts into them.",
        words::count(tracker.elapsed_days, "day")
    )];
    if tracker.number != tracker.elapsed_days {
        reasons.push("The first day is counted as day 1, as you chose: one more is shown.".to_owned());
    }
    reasons.push(format!(
        "Years and months are stepped from {start}; a month that has no such day ends on its last. The days are what is left."
    ));
    if let Some(next) = &tracker.next {
        reasons.push(format!(
            "{} lie on {}, always reckoned from {start} and never from the milestone before.",
            words::milestone(next.milestone),
            words::day(next.date)
        ));
    }
    reasons.push(format!(
        "{} in all, over every episode; the longest is {}. A return to use takes nothing from either.",
        words::count(tracker.total_days, "day"),
        words::count(tracker.longest_days, "day")
    ));
    if let Some(next) = &tracker.next {
        reasons.push(format!(
            "The bar is {:.0} % full: the way from the milestone before (or the start) to the next.",
            next.progress * 100.0
        ));
    }
    match (&tracker.goal, tracker.allowance) {
        (Goal::Moderate { .. }, Some(room)) => reasons.push(format!(
            "{} is what your limits leave room for on this day of the week.",
            words::amount(room, &tracker.measure)
        )),
        (Goal::Reduce { taper }, Some(room)) => reasons.push(format!(
            "{} is where a straight line from {} on {} to {} on {} stands today, rounded down.",
            words::amount(room, &tracker.measure),
            words::amount(taper.from_amount, &tracker.measure),
            words::day(taper.from_day),
            words::amount(taper.to_amount, &tracker.measure),
            words::day(taper.to_day)
        )),
        _ => {}
    }
    if let Some(saved) = &tracker.saved {
        let mut sums: Vec<_> = saved.money.iter().map(plans::money).collect();
        if saved.minutes > 0 {
            sums.push(format!("{} hours and {} minutes", saved.minutes / 60, saved.minutes % 60));
        }
        reasons.push(format!("Saved: {}. Rate times civil days, over all episodes, rounded once.", sums.join(", ")));
    }
    reasons
}
