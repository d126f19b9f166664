//! The catalogue: fellowships, tokens, meeting types, measures and facts. Compiled in, read when first asked for.

use crate::catalogue::{self, Currency, Fellowship, HealthTimeline, MeetingType, StandardDrink, Subject, TokenProfile};
use crate::error::{Error, Field, HandrailError, Problem};

/// Grams of ethanol in a millilitre.
const DENSITY_THOUSANDTHS: u64 = 789;

/// The fellowships of the catalogue, in the order of their names.
///
/// # Errors
/// None today.
#[uniffi::export]
pub fn fellowships() -> Result<Vec<Fellowship>, HandrailError> {
    Ok(catalogue::fellowships().to_vec())
}

/// The token profiles of the catalogue. Customs of groups, not rules of a fellowship.
///
/// # Errors
/// None today.
#[uniffi::export]
pub fn token_profiles() -> Result<Vec<TokenProfile>, HandrailError> {
    Ok(catalogue::token_profiles().to_vec())
}

/// What the meeting types of a fellowship are called, in the order of their names; empty where they are not known.
///
/// `language` is an ISO 639-1 code in lower case; where a type has no name in it, the name is English.
#[uniffi::export]
pub fn meeting_types(fellowship: String, language: String) -> Vec<MeetingType> {
    catalogue::meeting_types(&fellowship, &language)
}

/// What a tracker can be about, as keys.
#[uniffi::export]
pub fn subjects() -> Vec<Subject> {
    catalogue::subjects().to_vec()
}

/// What countries call a standard drink.
#[uniffi::export]
pub fn standard_drinks() -> Vec<StandardDrink> {
    catalogue::standard_drinks().to_vec()
}

/// The currencies in circulation, in the order of their codes.
#[uniffi::export]
pub fn currencies() -> Vec<Currency> {
    catalogue::currencies()
}

/// What is known of the body after a start, step by step with citations; `None` where nothing can be cited. Where
/// [`withdrawal_warning`](HealthTimeline::withdrawal_warning) is set it must be shown with the timeline.
#[uniffi::export]
pub fn health_timeline(subject: String) -> Option<HealthTimeline> {
    catalogue::health_timeline(&subject).cloned()
}

/// The ethanol in a drink, in milligrams: millilitres times percent by volume times 0.789 grams. `strength` is in hundredths
/// of a percent: 500 for a beer of 5 %.
///
/// # Errors
/// [`HandrailError::Invalid`] above 20 litres or 100 percent.
#[uniffi::export]
pub fn ethanol_milligrams(millilitres: u32, strength: u32) -> Result<u64, HandrailError> {
    if millilitres > 20_000 || strength > 10_000 {
        return Err(Error::invalid(Field::Amount, Problem::OutOfRange).into());
    }
    // Millilitres x hundredths of a percent / 10,000 are millilitres of ethanol; a millilitre weighs 789 milligrams.
    Ok(u64::from(millilitres) * u64::from(strength) * DENSITY_THOUSANDTHS / 10_000)
}
