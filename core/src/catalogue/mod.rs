//! Fellowships, token (chip) profiles and meeting type codes: data files and their readers.
//!
//! The data is compiled in and read once, when it is first asked for.

use std::sync::LazyLock;

use serde::Deserialize;

pub(crate) mod types;

/// A fellowship of mutual support.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct Fellowship {
    /// Stable id in lower case, such as `aa`, `na`, `smart`.
    pub id: String,
    /// Its name as it calls itself. A proper name, not translated.
    pub name: String,
    /// The usual abbreviation, such as `AA`.
    pub abbreviation: String,
    /// The id of the token profile that its trackers begin with.
    pub token_profile: String,
}

/// A set of milestones and the tokens (chips, key tags, medallions) that some groups give for them. Customs, not rules.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct TokenProfile {
    /// Stable id, such as `aa_us_common`, `na_core`, `generic`.
    pub id: String,
    /// The rows in the order in which they are reached.
    pub tokens: Vec<Token>,
}

/// One row of a token profile.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct Token {
    /// What is reached.
    #[serde(flatten)]
    pub milestone: Milestone,
    /// A plain colour as a key, such as `white`, `dark_blue`, `glow`; `None` where no custom is known.
    pub colour: Option<String>,
    /// Given to whoever asks, at any time: no day is reached for it.
    #[serde(default)]
    pub on_request: bool,
    /// Only some groups give it.
    #[serde(default)]
    pub optional: bool,
    /// Repeats with every multiple after it (every year after the second).
    #[serde(default)]
    pub repeats: bool,
    /// How sure the source of the row is.
    pub confidence: Confidence,
}

/// A stretch of time that people mark.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Milestone {
    /// Hours, days, months or years.
    pub unit: MilestoneUnit,
    /// How many of them.
    pub count: u32,
}

/// What a milestone counts.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, uniffi::Enum)]
#[serde(rename_all = "lowercase")]
pub enum MilestoneUnit {
    /// Hours by the clock where the time of day is known, else one civil day for every 24 (rule R7).
    Hour,
    /// Civil days.
    Day,
    /// Calendar months from the original date.
    Month,
    /// Calendar years from the original date.
    Year,
}

/// How sure a fact of the catalogue is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, uniffi::Enum)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Several sources agree.
    Good,
    /// One source, or sources that differ in detail.
    Fair,
    /// One source of unknown quality: say "check with your group".
    Low,
}

/// The profile of a tracker that names neither profile nor fellowship.
pub(crate) const GENERIC: &str = "generic";

// A data file that cannot be read would be an empty catalogue; `the_data_files_are_whole` makes that a failing test.
static FELLOWSHIPS: LazyLock<Vec<Fellowship>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/fellowships.json")).unwrap_or_default());
static TOKEN_PROFILES: LazyLock<Vec<TokenProfile>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/token_profiles.json")).unwrap_or_default());

pub(crate) fn fellowships() -> &'static [Fellowship] {
    &FELLOWSHIPS
}

pub(crate) fn fellowship(id: &str) -> Option<&'static Fellowship> {
    FELLOWSHIPS.iter().find(|fellowship| fellowship.id == id)
}

pub(crate) fn token_profiles() -> &'static [TokenProfile] {
    &TOKEN_PROFILES
}

pub(crate) fn token_profile(id: &str) -> Option<&'static TokenProfile> {
    TOKEN_PROFILES.iter().find(|profile| profile.id == id)
}

impl Milestone {
    /// `hour.24`, `day.30`, `month.6`, `year.1`: what is stored, and what platforms look up in their string catalogues.
    pub fn key(self) -> String {
        let unit = match self.unit {
            MilestoneUnit::Hour => "hour",
            MilestoneUnit::Day => "day",
            MilestoneUnit::Month => "month",
            MilestoneUnit::Year => "year",
        };
        format!("{unit}.{}", self.count)
    }

    /// Reads what [`key`](Self::key) wrote.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        let (unit, count) = key.split_once('.')?;
        let unit = match unit {
            "hour" => MilestoneUnit::Hour,
            "day" => MilestoneUnit::Day,
            "month" => MilestoneUnit::Month,
            "year" => MilestoneUnit::Year,
            _ => return None,
        };
        Some(Self { unit, count: count.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_whole() {
        serde_json::from_str::<Vec<Fellowship>>(include_str!("data/fellowships.json")).unwrap();
        serde_json::from_str::<Vec<TokenProfile>>(include_str!("data/token_profiles.json")).unwrap();
        assert!(fellowships().len() >= 30);
        assert!(token_profile(GENERIC).is_some());
        for fellowship in fellowships() {
            assert!(token_profile(&fellowship.token_profile).is_some(), "{}", fellowship.id);
            assert_eq!(fellowships().iter().filter(|other| other.id == fellowship.id).count(), 1, "{}", fellowship.id);
        }
        for profile in token_profiles() {
            for token in &profile.tokens {
                assert_eq!(Milestone::from_key(&token.milestone.key()), Some(token.milestone));
                assert!(token.milestone.count > 0 || token.on_request, "{}: a day nobody can reach", profile.id);
            }
        }
    }
}
