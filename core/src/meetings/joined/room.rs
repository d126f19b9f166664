//! The room behind a link to take part. Pure.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::meetings::packed::IRREGULAR;
use crate::time::parse_zone;

/// Minutes of a week.
pub(super) const WEEK: i64 = 7 * 1440;
/// Noon UTC on 15 January and 15 July 2026: what a zone's clock shows in both halves of a year. Two feeds may write one meeting in
/// two zones; it is the same instant only if it is so in both halves. One year for all: what is compared was stored in
/// different years.
const HALVES: [i64; 2] = [1_768_478_400, 1_784_116_800];

/// Minutes east of Greenwich in both halves of the year; `None`: the zone is unknown.
pub(super) fn offsets(zone: Option<&str>) -> Option<[i64; 2]> {
    let zone: Tz = parse_zone(zone?).ok()?;
    Some(HALVES.map(|at| {
        let utc = DateTime::from_timestamp(at, 0).unwrap_or_default().naive_utc();
        i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()) / 60
    }))
}

/// A number for a room at one of its weekly starts, so that one index entry finds all who meet there then; 0: no room that is
/// known by its link. The same in every build: it is stored.
pub(in super::super) fn key(link: Option<&str>, zone: Option<&str>, week_minute: i64) -> i64 {
    let Some(room) = link.and_then(room) else { return 0 };
    let offset = offsets(zone);
    let start = match offset {
        Some([winter, _]) if week_minute != IRREGULAR => (week_minute - winter).rem_euclid(WEEK),
        _ => week_minute,
    };
    let text = format!("{room} {start} {}", offset.is_some());
    let (first, _) = Uuid::new_v5(&Uuid::NAMESPACE_URL, text.as_bytes()).as_u64_pair();
    // Never 0, and positive as it looks in a file that someone opens.
    i64::try_from(first >> 1).unwrap_or(1).max(1)
}

/// The service and the number or name of a room. A link to a page about meetings is none: whole intergroups share one, and so do
/// registration forms.
pub(in super::super) fn room(link: &str) -> Option<String> {
    let (_, rest) = link.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.");
    // Some links came through a search engine, which hangs its own parameters on without a question mark.
    let mut parts = path.split(['?', '#', '&']).next()?.split('/').filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?.to_ascii_lowercase(), parts.next().map(str::to_ascii_lowercase));
    let number = |text: &str| (9..=11).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is = |name: &str| host == name || host.ends_with(&format!(".{name}"));
    if is("zoom.us") || is("zoom.com") || is("zoomgov.com") {
        return match (first.as_str(), second) {
            ("j" | "w" | "s", Some(room)) if number(&room) => Some(format!("zoom {room}")),
            ("my", Some(name)) => Some(format!("zoom my {name}")),
            (room, None) if number(room) => Some(format!("zoom {room}")),
            _ => None,
        };
    }
    match (host, first.as_str(), second) {
        ("meet.google.com", room, None) if room.len() >= 10 => Some(format!("meet {room}")),
        ("meet.jit.si", room, None) => Some(format!("jitsi {room}")),
        ("global.gotomeeting.com" | "app.goto.com", "join" | "meeting", Some(room)) if number(&room) => {
            Some(format!("goto {room}"))
        }
        ("gotomeeting.com", room, None) if number(room) => Some(format!("goto {room}")),
        ("gotomeet.me", room, None) => Some(format!("goto me {room}")),
        ("join.freeconferencecall.com", room, None) => Some(format!("freeconferencecall {room}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms() {
        for (link, expect) in [
            ("https://us02web.zoom.us/j/81234567890?pwd=x", Some("zoom 81234567890")),
            ("HTTPS://ZOOM.US/j/81234567890/", Some("zoom 81234567890")),
            ("https://zoom.us/j/534605207&sa=D&sntz=1&usg=AFQjC", Some("zoom 534605207")),
            ("https://zoom.us/my/ThirdTradition", Some("zoom my thirdtradition")),
            ("https://zoom.us/7097178303", Some("zoom 7097178303")),
            ("https://meet.google.com/iuf-swbg-yop", Some("meet iuf-swbg-yop")),
            ("https://www.gotomeet.me/Firstthingsfirst", Some("goto me firstthingsfirst")),
            ("https://global.gotomeeting.com/join/706376373", Some("goto 706376373")),
            ("https://meet.jit.si/KeepItGreener", Some("jitsi keepitgreener")),
            ("https://us02web.zoom.us/meeting/register/tZEufu6trD4u", None),
            ("https://zoom.us/d/1234567", None),
            ("https://zoom.us/meetings", None),
            ("https://notzoom.us/j/81234567890", None),
            ("https://www.example.org/online", None),
            ("https://zoom.us", None),
        ] {
            assert_eq!(room(link).as_deref(), expect, "{link}");
        }
    }

    #[test]
    fn one_instant_in_two_zones_is_one_key() {
        let link = Some("https://zoom.us/j/81234567890");
        // Sunday 21:00 in New York is Monday 02:00 in London: in both halves of the year.
        let new_york = key(link, Some("America/New_York"), 21 * 60);
        assert!(new_york > 0);
        assert_eq!(new_york, key(link, Some("Europe/London"), 1440 + 2 * 60));
        assert_ne!(new_york, key(link, Some("Europe/London"), 1440 + 3 * 60));
        assert_ne!(new_york, key(link, None, 21 * 60));
        assert_ne!(new_york, key(Some("https://zoom.us/j/81234567891"), Some("America/New_York"), 21 * 60));
        assert_eq!(key(Some("https://example.org/"), Some("America/New_York"), 21 * 60), 0);
        // The week is a ring: Saturday night in the west is Sunday in the east.
        assert_eq!(key(link, Some("America/New_York"), 6 * 1440 + 20 * 60), key(link, Some("Europe/London"), 60));
    }
}
