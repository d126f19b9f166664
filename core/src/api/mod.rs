//! What crosses to Kotlin, Swift and the terminal: two long-lived objects and a few functions.
//!
//! Every call blocks: run it on a worker. One call answers a whole screen. Time comes in with the question.

mod calendar;
mod catalogue;
mod days;
mod directory;
mod export;
mod journal;
mod mine;
mod sources;

pub use calendar::{add_months, civil_day, start_of_day};
pub use catalogue::{
    currencies, ethanol_milligrams, fellowships, health_timeline, meeting_types, standard_drinks, subjects, token_profiles,
};
pub use directory::{Directory, check_feed, guess_columns, next_occurrences};
pub use journal::{Journal, keep_aside, new_journal_key};

use crate::safety::CrisisCard;

/// Help now. Works with no file, no key, no network and no unlock, and cannot fail.
///
/// `country` is an ISO 3166-1 code in any case (`US`, `gb`); whatever else it is, the card still carries an emergency number.
/// Cost: microseconds; the data is compiled in. Show [`CrisisLine::certainty`](crate::safety::CrisisLine::certainty) and the
/// day a number was last checked.
#[uniffi::export]
pub fn crisis_card(country: String) -> CrisisCard {
    crate::safety::card(&country)
}
