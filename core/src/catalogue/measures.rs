//! What amounts are counted in, and what a tracker can be about.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Confidence;

/// What a country calls a standard drink.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct StandardDrink {
    /// ISO 3166-1, two letters.
    pub country: String,
    /// Ethanol in it, in milligrams.
    pub milligrams: u32,
    /// How sure the source is.
    pub confidence: Confidence,
}

/// A currency in circulation (ISO 4217).
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Currency {
    /// Three letters.
    pub code: String,
    /// Digits of its minor unit: 2 for cents, 0 where there is none.
    pub digits: u8,
}

/// What a tracker can be about.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct Subject {
    /// A stable key, such as `alcohol`, `gambling`, `eating`. Platforms put it into words.
    pub key: String,
    /// What amounts of it are usually counted in.
    pub measure: MeasureKind,
    /// Stopping suddenly after heavy daily use can be dangerous: show the withdrawal card before a start is planned.
    pub withdrawal_warning: bool,
}

/// Kinds of measures.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Standard drinks.
    Drinks,
    /// Money.
    Money,
    /// Episodes.
    Episodes,
    /// Minutes.
    Minutes,
    /// A unit of the person's own.
    Own,
}

// A data file that cannot be read would be an empty list; a test makes that a failure.
static DRINKS: LazyLock<Vec<StandardDrink>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/standard_drinks.json")).unwrap_or_default());
static CURRENCIES: LazyLock<BTreeMap<String, u8>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/currencies.json")).unwrap_or_default());
static SUBJECTS: LazyLock<Vec<Subject>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/subjects.json")).unwrap_or_default());

pub(crate) fn standard_drinks() -> &'static [StandardDrink] {
    &DRINKS
}

pub(crate) fn currencies() -> Vec<Currency> {
    CURRENCIES.iter().map(|(code, digits)| Currency { code: code.clone(), digits: *digits }).collect()
}

/// The digits of a currency's minor unit; `None` for an unknown code.
pub(crate) fn currency_digits(code: &str) -> Option<u8> {
    CURRENCIES.get(code).copied()
}

pub(crate) fn subjects() -> &'static [Subject] {
    &SUBJECTS
}

pub(crate) fn subject(key: &str) -> Option<&'static Subject> {
    SUBJECTS.iter().find(|subject| subject.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_whole() {
        assert!(standard_drinks().iter().any(|drink| drink.country == "US" && drink.milligrams == 14_000));
        assert_eq!([currency_digits("USD"), currency_digits("JPY"), currency_digits("KWD")], [Some(2), Some(0), Some(3)]);
        assert_eq!(currency_digits("usd"), None);
        assert!(currencies().len() > 150);
        assert!(subject("alcohol").unwrap().withdrawal_warning);
        for subject in subjects() {
            assert_eq!(subjects().iter().filter(|other| other.key == subject.key).count(), 1, "{}", subject.key);
        }
    }
}
