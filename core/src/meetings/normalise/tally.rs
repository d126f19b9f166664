//! What the meetings of a feed tell, in numbers.

use crate::meetings::model::{CanonicalMeeting, Repeat, Rule};
use crate::meetings::{FeedFacts, VenueKind};

/// What a row says of itself, and its meeting no longer does.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    pub closed_for_now: bool,
    /// It names its zone, and that is known.
    pub zone: bool,
    pub point: bool,
}

pub(crate) fn count(facts: &mut FeedFacts, meeting: &CanonicalMeeting, told: Told) {
    let reachable = meeting.conference_url.is_some() || meeting.conference_phone.is_some();
    let venue = meeting.venue.0;
    let several = |rule: &Rule| matches!(&rule.repeat, Repeat::Weekly { weekdays } if weekdays.len() > 1);
    let counted = [
        (&mut facts.in_person, venue == VenueKind::InPerson),
        (&mut facts.online, venue == VenueKind::Online),
        (&mut facts.hybrid, venue == VenueKind::Hybrid),
        (&mut facts.inactive, venue == VenueKind::Inactive),
        (&mut facts.closed_for_now, told.closed_for_now),
        (&mut facts.closed_but_online, told.closed_for_now && reachable),
        (&mut facts.approximate, meeting.approximate),
        (&mut facts.with_point, told.point && matches!(venue, VenueKind::InPerson | VenueKind::Hybrid)),
        (&mut facts.online_with_point, told.point && venue == VenueKind::Online),
        (&mut facts.with_zone, told.zone),
        (&mut facts.several_days, meeting.schedule.len() > 1 || meeting.schedule.iter().any(several)),
        (&mut facts.by_appointment, meeting.schedule.is_empty()),
        (&mut facts.with_end, meeting.schedule.iter().any(|rule| rule.duration.is_some())),
        (&mut facts.with_link, meeting.conference_url.is_some()),
        (&mut facts.with_phone, meeting.conference_phone.is_some()),
        (&mut facts.with_contribution, !meeting.contributions.is_empty()),
    ];
    for (count, is_so) in counted {
        *count += u32::from(is_so);
    }
}
