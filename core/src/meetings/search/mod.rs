//! Which meetings come next: a page of them, from indexes.
//!
//! A search has candidates (weekly times, from one index, see [`gather`]), an exact reckoning of when each takes place next
//! ([`clocks`]), and an order; names and texts are read for the page alone.

mod area;
mod asked;
mod beside;
mod clocks;
mod cursor;
mod facets;
mod gather;
mod letters;
mod map;
mod narrow;
mod own;
#[cfg(test)]
mod plans;
mod rank;
mod regions;
mod soonest;
mod tally;
mod when;
mod words;

pub(crate) use facets::facets;
pub(super) use gather::NEAR;
pub(super) use letters::plain as plain_letters;
pub(crate) use map::map;
pub(crate) use regions::below as regions;
pub(super) use words::apart as letters_apart;

use super::joined;
use super::mine::Mine;
use super::schedule::ASSUMED_MINUTES;
use super::{
    MapCluster, MatchedIn, MeetingOrder, MeetingPage, MeetingQuery, MeetingRow, Occurrence, RegionCount, VenueKind, store,
};
use crate::catalogue::attributes::attributes;
use crate::error::Result;
use crate::storage::Read;
use crate::time::{Instant, Now};
use area::Area;
use asked::{Asked, Extent};
use clocks::Clocks;
use cursor::Mark;
use gather::Gathered;
use narrow::Narrow;

/// Where the circle holds fewer meetings than this, it grows.
const ENOUGH: usize = 10;
/// The circles that are tried where the person names none, in kilometres.
const CIRCLES: [f64; 4] = [25.0, 50.0, 100.0, WIDEST];
const WIDEST: f64 = 200.0;

/// Of more meetings than this, those of a page are looked for by time.
const MANY: usize = 1_000;

/// What a list is ordered by: favourites or not, then two numbers as the order says.
type Key = (u8, u64, u64);

/// A meeting with the occurrence by which it is ordered. Times are milliseconds since 1970; by appointment they are the last there
/// are, and so it comes last.
#[derive(Clone, Copy, Debug)]
struct Found {
    starts: i64,
    /// Bits of the distance in metres.
    distance: u64,
    /// The row's number; of the person's own meetings their place in [`Mine`], less than 0.
    meeting: i64,
    facet: i64,
    zone: i64,
    ends: i64,
    end_known: bool,
}

impl Found {
    fn is_by_appointment(&self) -> bool {
        self.starts == i64::MAX
    }

    /// At one of its times.
    fn at(self, time: &Occurrence) -> Self {
        let (starts, ends) = (time.starts_at.timestamp_millis(), time.ends_at.timestamp_millis());
        Self { starts, ends, end_known: time.end_known, ..self }
    }

    /// One may come whenever it is open: a room that is never left alone. (Of a length that is not known an hour is assumed.)
    fn is_always_open(&self) -> bool {
        !self.end_known && self.ends.saturating_sub(self.starts) > i64::from(ASSUMED_MINUTES) * 60_000
    }

    fn distance_m(&self) -> Option<f64> {
        (self.distance != u64::MAX).then(|| f64::from_bits(self.distance))
    }
}

/// Leaves the first occurrence of each meeting.
fn keep_first(found: &mut Vec<Found>) {
    found.sort_unstable_by_key(|hit| (hit.meeting, hit.starts, hit.ends));
    found.dedup_by_key(|hit| hit.meeting);
}

pub(crate) fn page(r: &Read, query: &MeetingQuery, mine: &Mine, now: &Now) -> Result<MeetingPage> {
    let mut asked = Asked::read(query, now)?;
    let narrow = Narrow::read(r, &asked, mine)?;
    let mut clocks = Clocks::new(r, now);
    let gathered = gather_in_growing_circles(r, &mut asked, &narrow, mine, &mut clocks)?;
    let order = rank::Order { asked: &asked, narrow: &narrow, mine };
    let (ranked, more) = order.page(r, &gathered.found)?;
    let mut meetings = Vec::with_capacity(ranked.len());
    for hit in &ranked {
        meetings.push(row(r, hit, &asked, &narrow, mine, &mut clocks)?);
    }
    let next_page = match (more, ranked.last(), meetings.last()) {
        (true, Some(hit), Some(row)) => Some(Mark(order.key(hit), row.name.clone(), row.id.clone()).to_cursor(asked.order)),
        _ => None,
    };
    Ok(MeetingPage {
        total: u32::try_from(gathered.total).unwrap_or(u32::MAX),
        meetings,
        next_page,
        within_km: asked.area.as_ref().and_then(Area::kilometres),
        corrected_words: narrow.corrected,
    })
}

/// Which starts may be listed for a question, by its hours, its days and its stretch of the day.
pub(crate) fn starts_of(query: &MeetingQuery, now: &Now) -> Result<impl Fn(Instant) -> bool> {
    let when = when::When::read(query, now)?;
    Ok(move |starts: Instant| when.may_start(starts.timestamp_millis()))
}

/// Gathers, in wider circles where the first holds little and the person named none.
fn gather_in_growing_circles(r: &Read, asked: &mut Asked, narrow: &Narrow, mine: &Mine, clocks: &mut Clocks) -> Result<Gathered> {
    for kilometres in CIRCLES {
        if asked.auto_radius
            && let Some(wider) = asked.area.as_ref().and_then(|area| area.resized(kilometres))
        {
            asked.area = Some(wider);
        }
        let gathered = gather(r, asked, narrow, mine, clocks)?;
        let here = gathered.found.iter().filter(|hit| hit.distance != u64::MAX).count();
        if !asked.auto_radius || asked.area.is_none() || here >= ENOUGH || kilometres >= WIDEST {
            return Ok(gathered);
        }
    }
    Ok(Gathered::default())
}

fn gather(r: &Read, asked: &Asked, narrow: &Narrow, mine: &Mine, clocks: &mut Clocks) -> Result<Gathered> {
    let whole = [(clocks.now_ms() - gather::DAY, asked.when.until())];
    let windows = asked.when.windows().unwrap_or(&whole);
    // Words that many have are found sooner in time's own index; how many there are is known where facets do not matter.
    let many = |meetings: &[i64]| {
        let counted = !narrow.has_codes() && asked.order == MeetingOrder::Soonest;
        counted && asked.when.open_ended && asked.extent == Extent::Page && meetings.len() > MANY
    };
    let mut gathered = match (&asked.area, narrow.meetings()) {
        (Some(area), _) if area.is_wide() && asked.when.is_short() => {
            gather::in_windows(r, asked, windows, Some(area), narrow, clocks)?
        }
        (Some(area), _) => gather::near(r, asked, area, narrow, clocks)?,
        (None, Some(meetings)) if !many(meetings) => gather::by_words(r, asked, meetings, narrow, clocks)?,
        (None, None) if asked.extent == Extent::All || !asked.when.open_ended => {
            gather::in_windows(r, asked, windows, None, narrow, clocks)?
        }
        (None, _) => soonest::page(r, asked, narrow, clocks)?,
    };
    let own = own::found(asked, narrow, mine, clocks);
    gathered.total += own.len();
    gathered.found.extend(own);
    if asked.favourites_first && asked.area.is_none() {
        // Favourites stand first whenever they start: the window of time alone may not have reached them.
        let favourites: Vec<i64> = mine.favourites().iter().copied().filter(|meeting| *meeting >= 0).collect();
        let more = gather::by_words(r, asked, &favourites, narrow, clocks)?.found;
        gathered.found.extend(more);
        keep_first(&mut gathered.found);
    }
    Ok(gathered)
}

fn row(r: &Read, hit: &Found, asked: &Asked, narrow: &Narrow, mine: &Mine, clocks: &mut Clocks) -> Result<MeetingRow> {
    let mut plain = match mine.own(hit.meeting) {
        Some(own) => own.row(clocks.now()),
        None => store::row(r, hit.meeting)?,
    };
    if plain.also_in > 0 && !mine.relisted().contains(&hit.meeting) {
        joined::store::add_types(r, hit.meeting, &mut plain.types, mine.relisted())?;
        plain.badges = attributes(plain.fellowship.as_deref(), &plain.types);
    }
    let distance_m = hit.distance_m();
    let next = match mine.own(hit.meeting) {
        Some(own) => own::occurrence(own, hit, clocks.now()),
        None => clocks.occurrence(hit)?,
    };
    let travel_minutes = asked.when.travel_minutes(distance_m, plain.venue == VenueKind::Online);
    let reachable = next.as_ref().and_then(|_| asked.when.in_time(hit, travel_minutes));
    Ok(MeetingRow {
        distance_m,
        next,
        travel_minutes,
        reachable,
        matched: narrow.matched(hit.meeting).or_else(|| asked.words.as_ref().map(|_| MatchedIn::Notes)),
        favourite: mine.favourites().contains(&hit.meeting),
        changed: mine.changed().contains(&hit.meeting),
        also_in: plain.also_in.saturating_sub(mine.kept_apart_from(hit.meeting)),
        ..plain
    })
}
