//! Whether two names are one name, written by two people. Pure.
//!
//! The measure: names are cut into words, without accents, capitals, plural endings, and the words that every meeting may carry
//! ("group", "Monday", "noon": the time is known to be the same). Of what is left, words that are the same or differ by a slip of
//! the pen make pairs; likeness is the part of all words that have a pair (Dice's coefficient), in percent. A word that tells one
//! meeting in a house from the one next door ("women", "beginners", "step", any number) must have its pair, or the likeness is
//! nothing. Edit distance over the whole name was tried on paper and left: "Men's Serenity" and "Women's Serenity" are two
//! letters apart.

use std::cmp::Ordering;

use super::words::{is_number_of_list, is_small, is_telling, singular, without_accent};
use crate::meetings::search::letters_apart;

/// From here on two names are one: three words of four on both sides.
pub(super) const ALIKE: u8 = 75;

/// A name, cut into what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Name {
    /// All letters and digits; the text itself where it has none.
    whole: String,
    /// What is not small, in order, once each.
    words: Vec<String>,
}

impl Name {
    pub fn of(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        let mut letters = text.chars().flat_map(char::to_lowercase).peekable();
        while let Some(letter) = letters.next() {
            let in_time = letter == ':' && plain.ends_with(is_digit) && letters.peek().copied().is_some_and(is_digit);
            match letter {
                ':' if in_time => plain.push(':'),
                '\'' | '’' | '‘' | '`' | '´' | '.' | '\u{300}'..='\u{36F}' => {}
                letter if letter.is_alphanumeric() => plain.push(without_accent(letter)),
                _ => plain.push(' '),
            }
        }
        let mut whole: String = plain.split([' ', ':']).collect();
        if whole.is_empty() {
            // Signs alone are a name too, and not the same as other signs.
            text.trim().clone_into(&mut whole);
        }
        let written: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
        let hour = |at: usize| {
            let half = written.get(at + 1).is_some_and(|next| matches!(*next, "am" | "pm"));
            half && written.get(at).is_some_and(|word| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let telling = (0..).zip(&written).filter(|(at, word)| !hour(*at) && !is_number_of_list(word));
        let mut words: Vec<String> = telling.map(|(_, word)| singular(word)).filter(|word| !is_small(word)).collect();
        words.sort_unstable();
        words.dedup();
        Self { whole, words }
    }

    /// 0 to 100.
    pub fn likeness(&self, other: &Self) -> u8 {
        let (part, without_pair) = self.compared(other);
        if without_pair.iter().any(|word| is_telling(word)) { 0 } else { part }
    }

    /// Whether it is hardly the same name, tidied or lengthened: less than half of the words have a pair. Names of small words
    /// alone tell nothing.
    pub fn is_another(&self, other: &Self) -> bool {
        let tells = !(self.words.is_empty() && other.words.is_empty());
        tells && self.compared(other).0 < 50
    }

    /// Whether something of one name is in the other, or one says nothing. What is for women is not what is for men.
    pub fn may_be(&self, other: &Self) -> bool {
        if self.words.is_empty() || other.words.is_empty() {
            return true;
        }
        let (part, without_pair) = self.compared(other);
        let for_others = ["men", "women"].iter().all(|word| without_pair.iter().any(|other| other == word));
        part > 0 && !for_others
    }

    /// Whether it has a word that is more than the kind of meeting.
    pub fn is_distinctive(&self) -> bool {
        self.words.iter().any(|word| !is_telling(word))
    }

    /// The part of all words that have a pair, in percent, and the words that have none.
    fn compared(&self, other: &Self) -> (u8, Vec<String>) {
        if self == other || (!self.whole.is_empty() && self.whole == other.whole) {
            return (100, Vec::new());
        }
        if self.words.is_empty() || other.words.is_empty() {
            return (0, Vec::new());
        }
        let alone = |one: &Self, other: &Self| -> Vec<String> {
            one.words.iter().filter(|word| other.words.binary_search(word).is_err()).cloned().collect()
        };
        let (mut left, mut right) = (alone(self, other), alone(other, self));
        let same = self.words.len() - left.len();
        // From both sides the same answer: pairs are made in one order.
        if left.cmp(&right) == Ordering::Greater {
            std::mem::swap(&mut left, &mut right);
        }
        let before = left.len();
        left.retain(|word| match right.iter().position(|other| is_slip(word, other)) {
            Some(at) => {
                right.remove(at);
                false
            }
            None => true,
        });
        let pairs = same + before - left.len();
        left.append(&mut right);
        (u8::try_from(pairs * 200 / (self.words.len() + other.words.len())).unwrap_or(0), left)
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// One letter more, less, other or swapped; in long words two. Short words are too much like others.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = one.len().min(other.len());
    let most = if shorter >= 9 { 2 } else { 1 };
    let lettered = one.iter().chain(&other).all(|letter| letter.is_alphabetic());
    shorter >= 6 && lettered && one.first() == other.first() && one.len().abs_diff(other.len()) <= most && {
        letters_apart(&one, &other) <= most
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::TELLING;
    use super::*;
    use proptest::prelude::*;

    fn check(one: &str, other: &str, alike: bool) {
        let found = Name::of(one).likeness(&Name::of(other));
        assert_eq!(found >= ALIKE, alike, "{one} / {other}: {found}");
    }

    #[test]
    fn one_name_written_twice() {
        for (one, other) in [
            ("Sunrise", "The Sunrise Group"),
            ("Men's Serenity", "SERENITY MENS"),
            ("Café Esperança", "Cafe Esperanca Group"),
            ("Night Owls", "Nightowls"),
            ("St. Paul's Noon", "Noon at St Paul"),
            ("Monday Night Live", "Live Monday"),
            ("Serenity Seekers", "Serentiy Seekers"),
            ("Eleventh Step Meditation", "11th Step Meditation Meeting"),
            ("AA Meeting", "AA meeting"),
            ("As Bill Sees It", "As Bill Sees It 7pm"),
            ("(SUSPENDED) The Underground (ONLINE)", "The Underground"),
            ("Strawberry Daily Remote", "Strawberry Daily Remote (Monday, 6:00 PM)"),
            ("Noon Alano Club", "Noon Alano Club 12 pm"),
            ("30729791 Survival to Recovery Adult Child AFG", "Adult Children Survival to Recovery AFG"),
            ("💚", "💚"),
        ] {
            check(one, other, true);
        }
    }

    #[test]
    fn two_groups_in_one_house() {
        for (one, other) in [
            ("Men's Serenity", "Women's Serenity"),
            ("Sunrise", "Sunrise Beginners"),
            ("Sunrise", "Sunset"),
            ("Group 1", "Group 2"),
            ("Room A", "Room B"),
            ("Monday Night Meeting", "Monday Noon Group"),
            ("Big Book Study", "Step Study"),
            ("Living Sober", "Giving Sober"),
            ("Saturday Night Live", "Saturday Night Speaker"),
            ("Keep It Simple", "Keep It Simple Young People"),
            ("💚", "💛"),
            ("", "Sunrise"),
        ] {
            check(one, other, false);
        }
    }

    proptest! {
        #[test]
        fn from_both_sides_the_same(one in "[a-c mens1]{0,24}", other in "[a-c mens1]{0,24}", any in ".{0,40}") {
            let (a, b, c) = (Name::of(&one), Name::of(&other), Name::of(&any));
            prop_assert_eq!(a.likeness(&b), b.likeness(&a));
            prop_assert_eq!(a.likeness(&c), c.likeness(&a));
        }

        #[test]
        fn a_name_is_its_own(any in ".{0,60}") {
            prop_assert_eq!(Name::of(&any).likeness(&Name::of(&any)), 100);
        }

        #[test]
        fn never_more_than_all(one in "[a-z ]{0,30}", other in "[a-z ]{0,30}") {
            prop_assert!(Name::of(&one).likeness(&Name::of(&other)) <= 100);
        }

        #[test]
        fn a_telling_word_more_is_another(name in "[b-d]{4,9} [b-d]{4,9} [b-d]{4,9} [b-d]{4,9}", at in 0..TELLING.len()) {
            let more = format!("{name} {}", TELLING[at]);
            prop_assert!(Name::of(&name).likeness(&Name::of(&more)) < ALIKE);
        }
    }
}
