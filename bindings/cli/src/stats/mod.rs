//! The statistics of a tracker, and how each number comes about.

mod documents;

use std::fmt::Write as _;

use handrail_core::api::health_timeline;
use handrail_core::catalogue::HealthTimeline;
use handrail_core::sobriety::{CrossingKind, Measure, Outcomes, Tracker, TrackerStatistics, WithinGoal};

use self::documents::{Document, answer};
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Column, Reply, Style, Table, plain, wrap};
use crate::{plans, tracker, words};

pub fn run(name: &str, explain: bool, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let journal = files.journal_if_any()?.ok_or_else(tracker::no_such_tracker)?;
    let tracker = tracker::find(&journal, name)?;
    let found = journal.statistics(tracker.id.clone(), now.moment())?;
    let health = tracker.details.subject.as_deref().and_then(|subject| health_timeline(subject.to_owned()));
    let mut page = Page { out: String::new(), explain, style };
    page.whole(&tracker, &found, health.as_ref());
    Reply::new(&Document::new(&found, health.as_ref()), page.out)
}

/// What is written, and under it the reason where reasons are asked for.
struct Page {
    out: String,
    explain: bool,
    style: Style,
}

impl Page {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "  {text}");
    }

    fn head(&mut self, text: &str) {
        let _ = writeln!(self.out, "\n  {}", self.style.strong(text));
    }

    fn why(&mut self, reason: &str) {
        if self.explain {
            self.out.push_str(&self.style.quiet(&wrap(reason, "      ", 76)));
        }
    }

    fn whole(&mut self, tracker: &Tracker, found: &TrackerStatistics, health: Option<&HealthTimeline>) {
        let measure = tracker.details.measure.clone().unwrap_or(Measure::Episodes);
        let name = self.style.strong(&plain(&tracker.details.name));
        let _ = writeln!(self.out, "  {name}\n");
        self.runs(found);
        self.windows(found, &measure);
        self.pattern(found);
        if let Some(within) = &found.within_goal {
            self.within(within, &measure);
        }
        self.survival(found);
        self.saved(found);
        self.facts(found);
        if let Some(health) = health {
            self.health(health);
        }
    }

    fn runs(&mut self, found: &TrackerStatistics) {
        let (now, longest) = (words::count(found.current_days, "day"), words::count(found.longest_days, "day"));
        self.line(&format!("{now} now, {longest} the longest"));
        self.why("Civil days from the start of an episode to its end, or to today. The start day itself is not counted.");
        self.line(&format!(
            "{} in all, {:.1} % of the days since {}",
            words::count(found.total_days, "day"),
            found.percent_since_first_start,
            words::day(found.first_start)
        ));
        self.why(&format!(
            "The sum over {}; 100 x {} / the days from the first start to {}.",
            words::count(found.episodes, "episode"),
            found.total_days,
            words::day(found.day)
        ));
        if found.episodes > 1 {
            self.line(&format!("{:.1} days on average, {:.1} in the middle", found.mean_days, found.median_days));
            self.why(&format!(
                "The mean and the median length of all {}, the current one as long as it is by now. {} ended one.",
                words::count(found.episodes, "episode"),
                words::count(found.returns, "return")
            ));
        }
    }

    fn windows(&mut self, found: &TrackerStatistics, measure: &Measure) {
        self.head("The last days, up to yesterday");
        let mut table = Table::new(&[Column::Right, Column::Right, Column::Left, Column::Left]);
        for window in &found.windows {
            let before = percent(&window.before).map(|before| format!("before: {before}")).unwrap_or_default();
            table.row(row(format!("{} days", window.length), &window.outcomes, before));
        }
        for point in &found.checkpoints {
            if let Some(outcomes) = &point.outcomes {
                table.row(row(format!("first {} months", point.months), outcomes, String::new()));
            }
        }
        self.out.push_str(&(table.lines().join("\n") + "\n"));
        self.why(
            "Percent days abstinent: 100 x days without / known days. With under 80 % of the days known, the two bounds: every \
             unknown day counted as one of use, and as one without. A day without an entry in an episode counts as one without. \
             Continuous: every day of the window was one without. Before: the stretch of the same length that ends where the \
             window begins.",
        );
        let with_amount = found.windows.iter().rev().find(|window| window.outcomes.amount.is_some());
        if let Some((length, last)) = with_amount.map(|window| (window.length, &window.outcomes)) {
            let sum = words::amount(last.amount.unwrap_or(0), measure);
            let a_day = last.amount_per_day_of_use.unwrap_or(0.0);
            self.line(&format!("{sum} in {length} days, {a_day:.2} for a day of use"));
            self.why("The sum of the known amounts, and that sum / the days of use whose amount is known.");
            if let Some(heavy) = &last.heavy {
                self.line(&format!(
                    "{} with {} or more: {:.2} % of the days, {:.2} % at worst",
                    words::count(heavy.days, "day"),
                    words::amount(heavy.threshold, measure),
                    heavy.percent_observed,
                    heavy.percent_worst
                ));
                self.why(
                    "70 grams of ethanol, as in five drinks of the United States. At worst: every day that is not known \
                     counted in, as trials do.",
                );
            }
        }
    }

    fn pattern(&mut self, found: &TrackerStatistics) {
        const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
        if found.uses_by_weekday.iter().all(|days| *days == 0) {
            return;
        }
        self.head("Days of use");
        let by_day: Vec<_> = DAYS.iter().zip(&found.uses_by_weekday).map(|(day, days)| format!("{day} {days}")).collect();
        self.line(&by_day.join("   "));
        if !found.uses_by_hour.is_empty() {
            let by_hour: Vec<_> = found.uses_by_hour.iter().map(|uses| format!("{:02}:00 {}", uses.hour, uses.days)).collect();
            self.line(&by_hour.join("   "));
        }
        self.why("All days of use that are known, by weekday and by hour where the hour was entered.");
    }

    fn within(&mut self, found: &WithinGoal, measure: &Measure) {
        self.head(&format!("Your goal, from {} to {}", words::day(found.from), words::day(found.to)));
        self.line(&format!(
            "{} of {} within it, {} without",
            found.days_within,
            words::count(found.days_known, "known day"),
            words::count(found.dry_days, "day")
        ));
        self.why("Of the days of which it is known how they went: those on which no limit of a day was crossed.");
        if found.dry_days_planned > 0 {
            let planned = words::count(found.dry_days_planned, "planned dry day");
            self.line(&format!("{} of {planned} kept", found.dry_days_kept));
        }
        if found.weeks_known > 0 {
            self.line(&format!("{} of {} within it", found.weeks_within, words::count(found.weeks_known, "whole week")));
            self.why("Weeks from Monday to Sunday of which every day is known.");
        }
        for crossing in found.newest_crossings.iter().take(5) {
            let (limit, was) = match crossing.kind {
                CrossingKind::DaysInWeek => (format!("{} days", crossing.limit), format!("{} days", crossing.was)),
                _ => (words::amount(crossing.limit, measure), words::amount(crossing.was, measure)),
            };
            let what = match crossing.kind {
                CrossingKind::Day => format!("{was}, the limit is {limit}"),
                CrossingKind::Taper => format!("{was}, the line is at {limit}"),
                CrossingKind::Week => format!("{was} in the week from here, the limit is {limit}"),
                CrossingKind::DaysInWeek => format!("{was} of use in the week from here, the limit is {limit}"),
                CrossingKind::DryDay => "use on a planned dry day".to_owned(),
            };
            self.line(&format!("{}: {what}", words::day(crossing.day)));
        }
    }

    fn survival(&mut self, found: &TrackerStatistics) {
        let Some(steps) = &found.survival else { return };
        self.head("Of your runs so far");
        for step in steps {
            self.line(&format!("{:>5.1} % went on beyond {}", step.going_on * 100.0, words::count(step.days, "day")));
        }
        self.why("Kaplan and Meier: at each length, 1 - ended / as long or longer, multiplied up. The current run ends nothing.");
    }

    fn saved(&mut self, found: &TrackerStatistics) {
        let Some(saved) = &found.saved else { return };
        self.head("Saved");
        for sum in &saved.money {
            self.line(&plans::money(sum));
        }
        if saved.minutes > 0 {
            self.line(&format!("{} hours and {} minutes of your own time", saved.minutes / 60, saved.minutes % 60));
        }
        self.why("Rate times civil days, over all episodes and every stretch with one rate, rounded once at the end.");
    }

    fn facts(&mut self, found: &TrackerStatistics) {
        if found.facts.is_empty() {
            return;
        }
        self.head("Good to know");
        for fact in &found.facts {
            self.line(words::fact(&fact.key));
            self.line(&self.style.quiet(&format!("{}, {}", fact.source, fact.url)));
        }
    }

    fn health(&mut self, timeline: &HealthTimeline) {
        self.head("What may change in the body");
        if timeline.withdrawal_warning {
            self.out.push_str(&wrap(words::WITHDRAWAL, "  ", 78));
        }
        for step in &timeline.steps {
            self.line(&format!("about {}: {}", words::count(step.days, "day"), words::health(&step.key)));
            self.line(&self.style.quiet(&format!("  {}, {}", step.source, step.url)));
        }
        self.why("What others cite beside the same statements; the papers were not read again. No promise for one person.");
    }
}

/// Percent days abstinent, or its two bounds where too little is known; `None` where nothing is.
fn percent(found: &Outcomes) -> Option<String> {
    match found.pda_observed {
        _ if found.unknown == found.days => None,
        Some(observed) if found.coverage >= 80.0 => Some(format!("{observed:.2} %")),
        _ => Some(format!("{:.0} to {:.0} %", found.pda_worst, found.pda_best)),
    }
}

fn row(label: String, found: &Outcomes, before: String) -> [String; 4] {
    let percent = percent(found).unwrap_or_else(|| "nothing known".to_owned());
    let rest = format!("{} without, {} of use, continuous: {}", found.abstinent, found.used, answer(found.continuous));
    [label, percent, rest, before]
}
