//! Knowing a meeting again whose website has given it a new key (`meetings.md`, 8.2 rule 13).
//!
//! Who has the same name, times and place is found by one hash, in the importer. Here is what that leaves: the name of the place
//! was tidied, the pin moved by a street's width, the room went online and kept its link, a word was added to the name. A pair
//! counts only where it is the only one of its kind on both sides: of two alike nobody can say which is which, and a favourite
//! that is told to be gone is better than one that leads to strangers.

use std::collections::BTreeMap;

use rusqlite::params;

use super::joined::{Name, room_of};
use super::model::Rule;
use super::store::Details;
use crate::error::{Error, Result};
use crate::storage::Read;

/// Two pins closer than this are one place, in degrees: some 200 metres.
const SAME_PLACE_DEGREES: f64 = 0.002;
/// Words that many names have.
const COMMON: [&str; 12] = ["the", "a", "of", "and", "group", "meeting", "aa", "na", "afg", "online", "zoom", "s"];

/// By what people know a meeting.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    pub id: i64,
    pub name: String,
    /// Days and starts, written so that equal times are equal texts.
    pub times: String,
    pub place: String,
    pub address: String,
    pub point: Option<(f64, f64)>,
    /// Host and path of the link, without what follows.
    pub link: String,
}

/// Which of the old meetings is which of the new ones.
pub(super) fn pairs(old: &[Face], new: &[Face]) -> Vec<(i64, i64)> {
    let mut matching = Matching { old, new, pairs: BTreeMap::new(), taken: BTreeMap::new() };
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    // From the surest to the least sure: a pair that is found takes both out.
    matching.by(|face| some(&[&face.times, &letters(&face.name), &letters(&face.address)]), |_, _| true);
    matching.by(|face| some(&[&face.times, &letters(&face.name), &face.link]), |_, _| true);
    matching.by(
        |face| some(&[&face.times, &letters(&face.name)]),
        |one, other| near(one, other) || nothing_against(one, other) || moved_on_the_net(one, other),
    );
    matching.by(|face| some(&[&face.times, &letters(&face.address)]), alike);
    matching.by(|face| some(&[&face.times, &face.link]), alike);
    matching.pairs.into_iter().collect()
}

struct Matching<'a> {
    old: &'a [Face],
    new: &'a [Face],
    pairs: BTreeMap<i64, i64>,
    taken: BTreeMap<i64, i64>,
}

impl Matching<'_> {
    /// Pairs what is alone under its key on both sides, where `fits` has nothing against it.
    fn by(&mut self, key: impl Fn(&Face) -> Option<String>, fits: impl Fn(&Face, &Face) -> bool) {
        let mut groups: BTreeMap<String, [Vec<&Face>; 2]> = BTreeMap::new();
        for face in self.old.iter().filter(|face| !self.pairs.contains_key(&face.id)) {
            if let Some(key) = key(face) {
                groups.entry(key).or_default()[0].push(face);
            }
        }
        for face in self.new.iter().filter(|face| !self.taken.contains_key(&face.id)) {
            if let Some(group) = key(face).and_then(|key| groups.get_mut(&key)) {
                group[1].push(face);
            }
        }
        for [old, new] in groups.into_values() {
            if let ([one], [other]) = (old.as_slice(), new.as_slice())
                && fits(one, other)
            {
                self.pairs.insert(one.id, other.id);
                self.taken.insert(other.id, one.id);
            }
        }
    }
}

/// A key, where every part of it says something.
fn some(parts: &[&str]) -> Option<String> {
    parts.iter().all(|part| !part.is_empty()).then(|| parts.join("\u{1f}"))
}

fn letters(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()).collect()
}

fn near(one: &Face, other: &Face) -> bool {
    one.point
        .zip(other.point)
        .is_some_and(|(one, other)| (one.0 - other.0).abs() < SAME_PLACE_DEGREES && (one.1 - other.1).abs() < SAME_PLACE_DEGREES)
}

/// One of them tells no place and no link, so that nothing speaks for two.
fn nothing_against(one: &Face, other: &Face) -> bool {
    let silent = |face: &Face| face.address.is_empty() && face.place.is_empty() && face.point.is_none() && face.link.is_empty();
    silent(one) || silent(other)
}

/// Both are in a room on the net, and rooms there change. Of 476 meetings of a website that renumbered everything in 2021, 93 had
/// kept name and time and got another room; 14 were read, each one group.
fn moved_on_the_net(one: &Face, other: &Face) -> bool {
    !one.link.is_empty() && !other.link.is_empty() && Name::of(&one.name).is_distinctive()
}

/// All telling words of one name stand in the other. Many groups meet in one house, so the hour and the house are not enough.
fn alike(one: &Face, other: &Face) -> bool {
    let words = |face: &Face| -> Vec<String> {
        let lower = face.name.to_lowercase().replace(['\'', '\u{2019}'], "");
        let words =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty() && !COMMON.contains(word));
        words.map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let within = |one: &[String], other: &[String]| !one.is_empty() && one.iter().all(|word| other.contains(word));
    within(&one, &other) || within(&other, &one)
}

/// How a stored meeting is known.
pub(super) fn face(r: &Read, id: i64) -> Result<Face> {
    let sql = "SELECT name, schedule, place, address, lat, lon, details FROM meeting WHERE id = ?1";
    let (schedule, details, mut face): (String, String, Face) = r.conn().prepare_cached(sql)?.query_row(params![id], |row| {
        let point: (Option<f64>, Option<f64>) = (row.get(4)?, row.get(5)?);
        let (place, address) = (row.get(2)?, row.get(3)?);
        let face = Face { id, name: row.get(0)?, place, address, point: point.0.zip(point.1), ..Face::default() };
        Ok((row.get(1)?, row.get(6)?, face))
    })?;
    let broken = |_| Error::Internal("a stored meeting cannot be read");
    let rules: Vec<Rule> = serde_json::from_str(&schedule).map_err(broken)?;
    let details: Details = serde_json::from_str(&details).map_err(broken)?;
    face.times = times(&rules);
    face.link = details.conference_url.as_deref().map(link).unwrap_or_default();
    Ok(face)
}

/// Days and starts, whatever the length. By appointment there is nothing to know it by.
pub(super) fn times(rules: &[Rule]) -> String {
    let mut times: Vec<String> = rules.iter().map(|rule| format!("{:?} {}", rule.repeat, rule.minute)).collect();
    times.sort_unstable();
    times.join(";")
}

/// The room, else host and path: a password behind them changes, the room stays.
pub(super) fn link(url: &str) -> String {
    if let Some(room) = room_of(url) {
        return room;
    }
    let plain = url.split(['?', '#']).next().unwrap_or(url).to_lowercase();
    plain.split_once("://").map_or(plain.as_str(), |(_, rest)| rest).trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(id: i64, name: &str, times: &str, address: &str, link: &str) -> Face {
        Face { id, name: name.into(), times: times.into(), address: address.into(), link: link.into(), ..Face::default() }
    }

    fn check(old: &[Face], new: &[Face], expect: &[(i64, i64)]) {
        assert_eq!(pairs(old, new), expect, "{old:?} {new:?}");
    }

    #[test]
    fn an_address_in_another_hand() {
        check(&[face(1, "Hope", "1", "1 Main St., Salem", "")], &[face(2, "HOPE!", "1", "1 main st salem", "")], &[(1, 2)]);
    }

    #[test]
    fn a_room_that_went_online_and_kept_its_link() {
        check(&[face(1, "Hope", "1", "1 Main St", "zoom.us/j/1")], &[face(2, "Hope", "1", "Salem", "zoom.us/j/1")], &[(1, 2)]);
    }

    #[test]
    fn another_room_on_the_net() {
        let (old, new) = (face(1, "Sober Sisters", "1", "1 Main St", "zoom 1"), face(2, "Sober Sisters", "1", "", "zoom 2"));
        check(std::slice::from_ref(&old), &[new], &[(1, 2)]);
        check(&[old], &[face(2, "Sober Sisters", "1", "9 Far Rd", "")], &[]);
        let named = |id, link| face(id, "Step Study", "1", "", link);
        check(&[named(1, "zoom 1")], &[named(2, "zoom 2")], &[]);
    }

    #[test]
    fn another_hour_or_another_town_is_another_meeting() {
        check(&[face(1, "Hope", "1", "1 Main St", "")], &[face(2, "Hope", "2", "1 Main St", "")], &[]);
        check(&[face(1, "Hope", "1", "1 Main St", "")], &[face(2, "Hope", "1", "9 Far Rd", "")], &[]);
    }

    #[test]
    fn a_pin_that_moved_across_the_street() {
        let at = |id, lat| Face {
            point: Some((lat, 7.0)),
            ..face(id, "Hope", "1", if id == 1 { "1 Main St" } else { "2 Main St" }, "")
        };
        check(&[at(1, 47.0)], &[at(2, 47.001)], &[(1, 2)]);
        check(&[at(1, 47.0)], &[at(2, 47.1)], &[]);
    }

    #[test]
    fn a_word_more_in_the_name() {
        let old = [face(1, "Sober Sisters", "1", "1 Main St", "")];
        check(&old, &[face(2, "Sober Sisters Group of Salem", "1", "1 Main St", "")], &[(1, 2)]);
        check(&old, &[face(2, "Men's Step Study", "1", "1 Main St", "")], &[]);
        check(&[face(1, "The Group", "1", "1 Main St", "")], &[face(2, "Group Meeting", "1", "1 Main St", "")], &[]);
    }

    #[test]
    fn of_two_alike_nobody_can_say_which() {
        let old = [face(1, "Hope A", "1", "1 Main St", ""), face(2, "Hope B", "1", "1 Main St", "")];
        check(&old, &[face(3, "Hope", "1", "1 Main St", "")], &[]);
        check(&old[..1], &[face(3, "Hope", "1", "1 Main St", ""), face(4, "Hope", "1", "1 Main St", "")], &[]);
    }

    #[test]
    fn without_times_there_is_nothing_to_know_it_by() {
        check(&[face(1, "Hope", "", "1 Main St", "")], &[face(2, "Hope", "", "1 Main St", "")], &[]);
    }
}
