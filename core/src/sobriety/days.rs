//! One truth of the days: what was entered last for a day says what it was. Episodes and calendar are both derived from it.
//!
//! A return to use covers its days; a mark covers its day. Of two that disagree, the later entry holds. A day of use under a
//! goal of abstinence *is* a return to use, whether it was entered as one or in the calendar, so the two cannot contradict
//! each other.

use super::StartBasis;
use super::day::{DayState, Origin};
use super::episodes::{Cause, Return, Run};
use super::goal::Goals;
use crate::time::{CivilDay, Instant, days_between};

/// A mark as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub day: CivilDay,
    pub state: DayState,
    pub medication: bool,
    pub amount: Option<i64>,
    /// Milligrams of ethanol in a drink, for amounts that were entered in drinks.
    pub standard: Option<u32>,
    pub minute: Option<u16>,
    pub origin: Origin,
    pub note: Option<String>,
    pub entered_at: Instant,
    /// The newest return to use when it was entered.
    pub after_return: i64,
}

impl Mark {
    /// Whether the mark says that this return does not hold for its day.
    pub fn overrules(&self, event: &Return) -> bool {
        self.after_return >= event.number
            && matches!(self.state, DayState::Kept | DayState::Unknown)
            && (event.first_day..=event.last_day).contains(&self.day)
    }
}

/// What is counted of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DayFact {
    pub state: DayState,
    /// Nothing was entered, but an episode runs over it.
    pub inferred: bool,
    pub amount: Option<i64>,
    pub minute: Option<u16>,
}

impl DayFact {
    /// The state as a question sees it.
    pub fn seen(self, include_inferred: bool) -> DayState {
        if self.inferred && !include_inferred { DayState::None } else { self.state }
    }
}

/// Where the next episode begins after a day of use, unless the person says otherwise.
pub(crate) fn resume_after(last_day: CivilDay, basis: StartBasis) -> CivilDay {
    match basis {
        StartBasis::FirstDayWithout => last_day.succ_opt().unwrap_or(last_day),
        StartBasis::LastDayOfUse | StartBasis::Own => last_day,
    }
}

/// What ends episodes: the returns that hold, the marks of use under a goal of abstinence, and turns of the goal.
///
/// `marks` are those of use from the start on and those that overrule a return; in the order of their days.
pub(crate) fn events(start: CivilDay, basis: StartBasis, returns: &[Return], marks: &[Mark], goals: &Goals) -> Vec<Return> {
    let mut found: Vec<Return> = returns.iter().flat_map(|event| held(event, marks, basis)).collect();
    // The start day itself is a day of use for those who count from their last one.
    let first = if basis == StartBasis::FirstDayWithout { start } else { start.succ_opt().unwrap_or(start) };
    let used = marks.iter().filter(|mark| mark.state == DayState::Used && mark.day >= first);
    found.extend(used.filter(|mark| goals.on(mark.day).is_abstinence()).map(|mark| Return {
        first_day: mark.day,
        last_day: mark.day,
        resume_day: resume_after(mark.day, basis),
        resume_minute: if basis == StartBasis::FirstDayWithout { None } else { mark.minute },
        cause: Cause::ReturnToUse,
        ..Return::default()
    }));
    let mut joined = join(found);
    joined.extend(goals.turns().filter(|turn| *turn > start).map(Return::turn));
    joined
}

/// What is left of a return when later marks say that some of its days were not of use.
fn held(event: &Return, marks: &[Mark], basis: StartBasis) -> Vec<Return> {
    let mut pieces = Vec::new();
    let mut from = event.first_day;
    for mark in marks.iter().filter(|mark| mark.overrules(event)) {
        if let Some(before) = mark.day.pred_opt().filter(|before| *before >= from) {
            pieces.push((from, before));
        }
        from = mark.day.succ_opt().unwrap_or(mark.day);
    }
    if from <= event.last_day {
        pieces.push((from, event.last_day));
    }
    let piece = |(first_day, last_day)| {
        let whole = last_day == event.last_day;
        Return {
            first_day,
            last_day,
            resume_day: if whole { event.resume_day } else { resume_after(last_day, basis) },
            resume_minute: event.resume_minute.filter(|_| whole),
            ..event.clone()
        }
    };
    pieces.into_iter().map(piece).collect()
}

/// Days of use without a day between them are one return.
fn join(mut events: Vec<Return>) -> Vec<Return> {
    events.sort();
    let mut joined: Vec<Return> = Vec::with_capacity(events.len());
    for event in events {
        match joined.last_mut() {
            Some(last) if days_between(last.last_day, event.first_day) <= 1 => {
                let later = (event.last_day, event.resume_day, event.resume_minute);
                if later > (last.last_day, last.resume_day, last.resume_minute) {
                    (last.last_day, last.resume_day, last.resume_minute) = later;
                }
                last.note = super::episodes::joined(last.note.take(), event.note.as_deref());
            }
            _ => joined.push(event),
        }
    }
    joined
}

/// What the days `from` to `to` were, one after the other.
///
/// `marks`, `returns` and `runs` are those that touch the stretch. Days before `over` are over: a day that goes on is not yet
/// a day without.
pub(crate) struct Stretch<'a> {
    pub from: CivilDay,
    pub to: CivilDay,
    pub over: CivilDay,
    pub basis: StartBasis,
    pub marks: &'a [Mark],
    pub returns: &'a [Return],
    pub runs: &'a [Run],
    pub goals: &'a Goals,
    /// Milligrams of ethanol in the tracker's drink of today; `None` for other measures.
    pub standard: Option<u32>,
}

impl Stretch<'_> {
    pub fn facts(&self) -> Vec<DayFact> {
        let length = usize::try_from(days_between(self.from, self.to) + 1).unwrap_or(0);
        let mut facts = vec![DayFact::default(); length];
        self.infer(&mut facts);
        for event in self.returns {
            let amount = event.amount_in(self.standard);
            for fact in self.within(&mut facts, event.first_day, event.last_day) {
                *fact = DayFact { state: DayState::Used, inferred: false, amount, minute: None };
            }
            if let (Some(minute), Some(fact)) = (event.resume_minute, self.at(&mut facts, event.last_day)) {
                fact.minute = Some(minute);
            }
        }
        for mark in self.marks {
            let Some(fact) = self.at(&mut facts, mark.day) else { continue };
            // A return that was entered after the mark holds, but what the mark knows of amount and hour stays.
            let covers = |event: &&Return| (event.first_day..=event.last_day).contains(&mark.day);
            let overruled = self.returns.iter().filter(covers).any(|event| !mark.overrules(event));
            match mark.state {
                DayState::Used => {
                    let amount = in_standard(mark.amount, mark.standard, self.standard).or(fact.amount);
                    *fact = DayFact { state: DayState::Used, inferred: false, amount, minute: mark.minute.or(fact.minute) };
                }
                DayState::Kept | DayState::Unknown if !overruled => {
                    *fact = DayFact { state: mark.state, ..DayFact::default() };
                }
                _ => {}
            }
        }
        facts
    }

    /// A day without an entry that lies in an episode was one without, if the goal was to be without.
    fn infer(&self, facts: &mut [DayFact]) {
        for (number, run) in self.runs.iter().enumerate() {
            let is_first = number == 0 && run.is_first;
            let counts_from_use = is_first && self.basis == StartBasis::LastDayOfUse;
            let first = if counts_from_use { run.start.succ_opt().unwrap_or(run.start) } else { run.start };
            let last = run.end.unwrap_or(self.over).min(self.over).pred_opt();
            let Some(last) = last else { continue };
            let mut day = first.max(self.from);
            while day <= last.min(self.to) {
                if self.goals.on(day).is_abstinence()
                    && let Some(fact) = self.at(facts, day)
                {
                    *fact = DayFact { state: DayState::Kept, inferred: true, ..DayFact::default() };
                }
                let Some(next) = day.succ_opt() else { break };
                day = next;
            }
        }
    }

    fn at<'f>(&self, facts: &'f mut [DayFact], day: CivilDay) -> Option<&'f mut DayFact> {
        facts.get_mut(usize::try_from(days_between(self.from, day)).ok()?)
    }

    fn within<'f>(&self, facts: &'f mut [DayFact], from: CivilDay, to: CivilDay) -> impl Iterator<Item = &'f mut DayFact> {
        let first = usize::try_from(days_between(self.from, from.max(self.from))).unwrap_or(0);
        let last = usize::try_from(days_between(self.from, to.min(self.to)) + 1).unwrap_or(0);
        facts.get_mut(first..last.max(first)).unwrap_or_default().iter_mut()
    }
}

/// An amount that was entered in one standard drink, told in another; rounded to the nearest thousandth.
pub(crate) fn in_standard(amount: Option<i64>, entered: Option<u32>, told: Option<u32>) -> Option<i64> {
    match (amount, entered, told) {
        (Some(amount), Some(entered), Some(told)) if entered != told && told > 0 => {
            let told = i128::from(told);
            let milligrams = i128::from(amount) * i128::from(entered);
            i64::try_from((milligrams + told / 2) / told).ok()
        }
        (amount, ..) => amount,
    }
}
