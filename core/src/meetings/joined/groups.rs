//! Which listing leads, and which follow it. Pure, and a function of the listings alone: whatever order they were imported in, the
//! same ones lead.
//!
//! Likeness is not transitive: a first hall can be near a second, and that near a third. So a group is a star. The best listing
//! of all leads and takes those that are like itself, then the best of what is left, and so on. Of one source it takes one
//! listing at a time of the week, the most alike: a source that lists two meetings there means two.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::likeness::{Card, Likeness};

/// What decides who leads; the smallest does.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// More times of the week first: a list shows the leader's alone.
    pub starts: Reverse<usize>,
    /// Then what a search needs to know.
    pub no_zone: bool,
    pub no_fellowship: bool,
    /// Then the most recent by the source's word, then a list of a fellowship's own before a collection of such lists.
    pub updated_at: Reverse<i64>,
    pub aggregated: bool,
    /// Then names, which are the same in every directory; ids and days of import are not.
    pub source: String,
    pub native_key: String,
}

/// A listing that another stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Follower {
    pub leader: i64,
    /// From 1, in the order of their ranks.
    pub place: i64,
    pub reasons: i64,
}

/// The pairs that are alike, from both sides.
pub(super) type Pairs = BTreeMap<i64, BTreeMap<i64, Likeness>>;

/// Who follows whom among listings of which all pairs are known.
pub(super) fn followers(cards: &BTreeMap<i64, Card>, pairs: &Pairs) -> BTreeMap<i64, Follower> {
    let mut order: Vec<(&Rank, i64)> = cards.iter().map(|(id, card)| (&card.rank, *id)).collect();
    order.sort_unstable();
    let mut taken: BTreeMap<i64, Follower> = BTreeMap::new();
    let mut leads: BTreeSet<i64> = BTreeSet::new();
    for (_, leader) in order {
        if taken.contains_key(&leader) {
            continue;
        }
        leads.insert(leader);
        for (place, (id, likeness)) in (1..).zip(following(leader, cards, pairs, &taken, &leads)) {
            taken.insert(id, Follower { leader, place, reasons: likeness.reasons });
        }
    }
    taken
}

/// Those that follow a leader, in the order of their ranks.
fn following(
    leader: i64,
    cards: &BTreeMap<i64, Card>,
    pairs: &Pairs,
    taken: &BTreeMap<i64, Follower>,
    leads: &BTreeSet<i64>,
) -> Vec<(i64, Likeness)> {
    let (Some(card), Some(like)) = (cards.get(&leader), pairs.get(&leader)) else { return Vec::new() };
    let free = |id: &i64| !taken.contains_key(id) && !leads.contains(id);
    // Another listing of the leader's own source may be the one that is meant.
    let is_meant_elsewhere = |id: i64, score: i64| {
        pairs.get(&id).into_iter().flatten().any(|(other, likeness)| {
            likeness.score > score
                && free(other)
                && cards
                    .get(other)
                    .zip(cards.get(&id))
                    .is_some_and(|(other, own)| other.source == card.source && other.covers(own))
        })
    };
    let mut candidates: Vec<(i64, &Card, Likeness)> = like
        .iter()
        .filter(|(id, _)| free(id))
        .filter_map(|(id, likeness)| Some((*id, cards.get(id)?, *likeness)))
        .filter(|(id, other, likeness)| card.covers(other) && !is_meant_elsewhere(*id, likeness.score))
        .collect();
    candidates.sort_by(|one, other| other.2.score.cmp(&one.2.score).then_with(|| one.1.rank.cmp(&other.1.rank)));
    let mut follow: Vec<(i64, &Card, Likeness)> = Vec::new();
    for candidate in candidates {
        if !follow.iter().any(|(_, known, _)| known.source == candidate.1.source && known.overlaps(candidate.1)) {
            follow.push(candidate);
        }
    }
    follow.sort_by(|one, other| one.1.rank.cmp(&other.1.rank));
    follow.into_iter().map(|(id, _, likeness)| (id, likeness)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::likeness::{Times, likeness};
    use super::super::names::Name;
    use super::*;
    use proptest::prelude::*;

    fn card(source: i64, name: &str, times: &[i64], updated_at: i64) -> Card {
        Card {
            source,
            name: Name::of(name),
            fellowship: "aa".into(),
            offsets: Some([-480, -420]),
            times: Times::Weekly(times.to_vec()),
            point: Some((37.33, -121.89)),
            room: None,
            rank: Rank {
                starts: Reverse(times.len()),
                updated_at: Reverse(updated_at),
                source: source.to_string(),
                native_key: name.to_owned(),
                ..Rank::default()
            },
        }
    }

    /// Who follows whom, by the numbers of the cards, whatever ids they have.
    fn groups(cards: &[Card], ids: &[i64]) -> BTreeMap<usize, usize> {
        let by_id: BTreeMap<i64, Card> = ids.iter().copied().zip(cards.iter().cloned()).collect();
        let mut pairs = Pairs::new();
        for (a, one) in &by_id {
            for (b, other) in &by_id {
                if let Some(likeness) = likeness(one, other).filter(|_| a != b) {
                    pairs.entry(*a).or_default().insert(*b, likeness);
                }
            }
        }
        let number = |id: i64| ids.iter().position(|known| *known == id).unwrap();
        followers(&by_id, &pairs).into_iter().map(|(id, follower)| (number(id), number(follower.leader))).collect()
    }

    #[test]
    fn the_newest_leads() {
        let cards = [card(1, "Sunrise", &[60], 5), card(2, "Sunrise", &[60], 9), card(3, "Sunrise", &[60], 7)];
        assert_eq!(groups(&cards, &[1, 2, 3]), [(0, 1), (2, 1)].into());
    }

    #[test]
    fn one_with_all_days_stands_for_one_a_day() {
        let cards = [card(1, "Sunrise", &[60, 1500], 1), card(2, "Sunrise", &[60], 9), card(2, "Sunrise", &[1500], 9)];
        assert_eq!(groups(&cards, &[1, 2, 3]), [(1, 0), (2, 0)].into());
        let cards = [card(1, "Sunrise", &[60, 1500], 1), card(2, "Sunrise", &[60], 9), card(2, "The Sunrise", &[60], 9)];
        assert_eq!(groups(&cards, &[1, 2, 3]).len(), 1, "a source with two at once means two");
    }

    #[test]
    fn each_finds_its_own() {
        let cards = [
            card(1, "Happy Joyous Free Red", &[60], 9),
            card(1, "Happy Joyous Free Blue", &[60], 8),
            card(2, "Happy Joyous Free Blue", &[60], 7),
            card(2, "Happy Joyous Free Red", &[60], 6),
        ];
        assert_eq!(groups(&cards, &[1, 2, 3, 4]), [(2, 1), (3, 0)].into());
    }

    proptest! {
        #[test]
        fn ids_do_not_matter(
            seeds in prop::collection::vec((1_i64..5, 0_usize..4, 1_usize..4, 0_i64..3), 2..9), ids in Just((1_i64..9).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let names = ["Sunrise", "Happy Joyous Free Red", "Happy Joyous Free Blue", "Happy Joyous Free"];
            let cards: Vec<Card> = seeds
                .iter()
                .enumerate()
                .map(|(number, (source, name, days, updated))| {
                    let times: Vec<i64> = [60, 1500, 2940][..*days].to_vec();
                    let mut card = card(*source, names[*name], &times, *updated);
                    card.rank.native_key = number.to_string();
                    card
                })
                .collect();
            let plain: Vec<i64> = (1..9).collect();
            let found = groups(&cards, &plain[..cards.len()]);
            prop_assert_eq!(&found, &groups(&cards, &ids[..cards.len()]));
            for (follower, leader) in &found {
                prop_assert!(!found.contains_key(leader), "a leader follows nobody");
                prop_assert!(cards[*leader].covers(&cards[*follower]) && cards[*leader].source != cards[*follower].source);
            }
        }
    }
}
