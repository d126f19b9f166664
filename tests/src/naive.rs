//! A second reckoning of the search: every meeting is looked at, day by day, with nothing shared with the core but the calendar
//! library. Slow and plain on purpose.

#![allow(clippy::missing_panics_doc)]

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use handrail_core::meetings::{MeetingOrder, MeetingQuery, VenueKind};
use handrail_core::time::Moment;

use crate::made_up::MadeUp;

/// What the second reckoning can be asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Place and kilometres.
    pub near: Option<(f64, f64, f64)>,
    /// How far ahead.
    pub hours: i64,
    /// Hours were not named.
    pub open_ended: bool,
    /// All of them.
    pub types: Vec<String>,
    /// Any of them.
    pub fellowships: Vec<String>,
    /// All of them, by their beginning; without accents, in lower case.
    pub words: Vec<String>,
    /// Online ones too.
    pub include_online: bool,
    /// Any of them.
    pub any_types: Vec<String>,
    /// None of them.
    pub without_types: Vec<String>,
    /// Any of them; empty: all.
    pub venues: Vec<VenueKind>,
    /// Days of the week and the minutes of the day from and until which it may start, in the person's zone.
    pub times: Option<(Vec<i8>, u16, u16)>,
    /// Only what can be reached, with so many minutes of grace, at so many kilometres an hour.
    pub reach: Option<(i64, Option<f64>)>,
    /// By distance.
    pub nearest: bool,
}

/// One meeting that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Index into the meetings.
    pub index: usize,
    /// Start and end; none: by appointment.
    pub times: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Metres.
    pub distance_m: Option<f64>,
}

impl Question {
    /// The same question.
    pub fn from_query(query: &MeetingQuery) -> Self {
        Self {
            near: query.near.map(|point| (point.latitude, point.longitude, query.within_km.unwrap_or(25.0))),
            hours: i64::from(query.hours.unwrap_or(168)),
            open_ended: query.hours.is_none()
                && query.weekdays.is_empty()
                && query.from_minute.is_none()
                && query.until_minute.is_none()
                && !query.only_reachable,
            types: query.types.iter().map(|code| code.to_uppercase()).collect(),
            fellowships: query.fellowships.clone(),
            words: query.words.iter().flat_map(|words| words.split_whitespace()).map(plain).collect(),
            include_online: query.include_online,
            any_types: query.any_types.iter().map(|code| code.to_uppercase()).collect(),
            without_types: query.without_types.iter().map(|code| code.to_uppercase()).collect(),
            venues: query.venues.clone(),
            times: (!query.weekdays.is_empty() || query.from_minute.is_some() || query.until_minute.is_some())
                .then(|| (query.weekdays.clone(), query.from_minute.unwrap_or(0), query.until_minute.unwrap_or(1440))),
            reach: query.only_reachable.then(|| (i64::from(query.grace_minutes.unwrap_or(10)), query.travel_kmh)),
            nearest: query.order == Some(MeetingOrder::Nearest),
        }
    }
}

/// All that fit, in order.
pub fn search(meetings: &[MadeUp], question: &Question, moment: &Moment) -> Vec<Hit> {
    let person: Tz = moment.zone.parse().expect("a zone");
    let mut hits: Vec<Hit> = Vec::new();
    for (index, meeting) in meetings.iter().enumerate() {
        let coming = next(meeting, meeting.zone.unwrap_or(person), moment.at);
        let first = coming.iter().find(|times| may_start(meeting, question, times.0, person, moment.at)).copied();
        let any_time = question.times.is_none() && question.reach.is_none();
        let times = if any_time { coming.first().copied() } else { first };
        if times.is_none() && !(any_time && coming.is_empty()) {
            continue;
        }
        if let Some(distance_m) = fits(meeting, question, times, moment.at) {
            hits.push(Hit { index, times, distance_m });
        }
    }
    hits.sort_by(|one, other| {
        let start = |hit: &Hit| hit.times.map_or(DateTime::<Utc>::MAX_UTC, |times| times.0);
        let away = |hit: &Hit| hit.distance_m.unwrap_or(f64::INFINITY);
        let name = |hit: &Hit| meetings.get(hit.index).map(|meeting| meeting.name.clone());
        let by_distance = if question.nearest { away(one).total_cmp(&away(other)) } else { Ordering::Equal };
        by_distance
            .then(start(one).cmp(&start(other)))
            .then(away(one).total_cmp(&away(other)))
            .then_with(|| name(one).cmp(&name(other)))
    });
    hits
}

/// `None`: does not fit. Else how far away it is, if that can be said.
#[allow(clippy::option_option)]
fn fits(
    meeting: &MadeUp,
    question: &Question,
    times: Option<(DateTime<Utc>, DateTime<Utc>)>,
    at: DateTime<Utc>,
) -> Option<Option<f64>> {
    let in_time = match times {
        Some((starts, _)) => starts < at + TimeDelta::hours(question.hours),
        None => question.open_ended && !question.words.is_empty(),
    };
    let has_types = question.types.iter().all(|code| meeting.types.iter().any(|has| has.to_uppercase() == *code));
    let has = |code: &String| meeting.types.iter().any(|has| has.to_uppercase() == *code);
    let has_any = question.any_types.is_empty() || question.any_types.iter().any(has);
    let has_none = !question.without_types.iter().any(has);
    let venue = if meeting.point.is_some() { VenueKind::InPerson } else { VenueKind::Online };
    let has_venue = question.venues.is_empty() || question.venues.contains(&venue);
    let has_fellowship = question.fellowships.is_empty() || question.fellowships.iter().any(|id| id == meeting.fellowship);
    let text = plain(&format!("{} {} {} {}", meeting.name, meeting.place, meeting.town, meeting.notes));
    let text = format!("{text} 12 example street 00000 nowhere");
    let has_words =
        question.words.iter().all(|word| text.split(|letter: char| !letter.is_alphanumeric()).any(|has| has.starts_with(word)));
    if !(in_time && has_types && has_any && has_none && has_venue && has_fellowship && has_words) {
        return None;
    }
    match (question.near, meeting.point) {
        (None, _) => Some(None),
        (Some(_), None) => question.include_online.then_some(None),
        (Some((latitude, longitude, kilometres)), Some(point)) => {
            let metres = angle((latitude, longitude), point) * 6_371_008.8;
            (metres <= kilometres * 1000.0).then_some(Some(metres))
        }
    }
}

/// The angle between two places, by their vectors: another formula than the core's.
fn angle(one: (f64, f64), other: (f64, f64)) -> f64 {
    let vector = |(latitude, longitude): (f64, f64)| {
        let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
        [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()]
    };
    let ([ax, ay, az], [bx, by, bz]) = (vector(one), vector(other));
    let cross = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
    let sine = cross.iter().map(|part| part * part).sum::<f64>().sqrt();
    sine.atan2(ax * bx + ay * by + az * bz)
}

/// Whether it may start then.
fn may_start(meeting: &MadeUp, question: &Question, starts: DateTime<Utc>, person: Tz, at: DateTime<Utc>) -> bool {
    let local = starts.with_timezone(&person).naive_local();
    let minute = (local - local.date().and_time(NaiveTime::MIN)).num_minutes();
    let on = |day: NaiveDate, days: &[i8]| {
        days.is_empty() || days.iter().any(|asked| u32::try_from(*asked) == Ok(day.weekday().num_days_from_sunday()))
    };
    let in_times = question.times.as_ref().is_none_or(|(days, from, until)| {
        let (from, until) = (i64::from(*from), i64::from(*until));
        if until > from {
            on(local.date(), days) && (from..until).contains(&minute)
        } else {
            (on(local.date(), days) && minute >= from) || (on(local.date() - Days::new(1), days) && minute < until)
        }
    });
    let in_reach = question.reach.is_none_or(|(grace, kmh)| {
        let way = match (question.near, meeting.point, kmh) {
            (Some((latitude, longitude, _)), Some(point), Some(kmh)) => {
                (angle((latitude, longitude), point) * 6_371.008_8 / kmh * 60.0).ceil()
            }
            _ => 0.0,
        };
        #[allow(clippy::cast_possible_truncation)]
        let way = TimeDelta::minutes(way as i64);
        at + way <= starts + TimeDelta::minutes(grace)
    });
    in_times && in_reach && starts < at + TimeDelta::hours(question.hours)
}

/// Day by day from two days ago: all that have not ended.
fn next(meeting: &MadeUp, zone: Tz, at: DateTime<Utc>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let today = at.with_timezone(&zone).date_naive();
    let length = TimeDelta::minutes(i64::from(meeting.minutes.unwrap_or(60)));
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(meeting.minute) * 60, 0).unwrap_or_default();
    (today - Days::new(3))
        .iter_days()
        .take(20)
        .filter(|day| meeting.days.iter().any(|weekday| u32::from(*weekday) == day.weekday().num_days_from_sunday()))
        .map(|day| instant(day.and_time(time), zone))
        .map(|starts| (starts, starts + length))
        .filter(|(_, ends)| *ends > at)
        .collect()
}

fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => {
            let offset = zone.offset_from_utc_datetime(&(local - TimeDelta::days(2))).fix();
            (local - TimeDelta::seconds(i64::from(offset.local_minus_utc()))).and_utc()
        }
    }
}

/// Lower case without the accents of the made-up names.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|letter| match letter {
            'é' => 'e',
            'ç' => 'c',
            'í' => 'i',
            other => other,
        })
        .collect()
}
