//! Fellowships, token (chip) profiles and meeting type codes: data files and their readers.
//!
//! The data is compiled in and read once, when it is first asked for.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub(crate) mod attributes;
mod facts;
mod measures;
mod type_names;
pub(crate) mod types;

pub use attributes::MeetingAttribute;
pub use facts::{Fact, HealthStep, HealthTimeline};
pub(crate) use facts::{facts, health_timeline};
pub use measures::{Currency, MeasureKind, StandardDrink, Subject};
pub(crate) use measures::{currencies, currency_digits, standard_drinks, subject, subjects};
pub use type_names::MeetingType;
pub(crate) use type_names::meeting_types;

/// A fellowship of mutual support, or a group of the person's own.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, uniffi::Record)]
pub struct Fellowship {
    /// Stable id in lower case, such as `aa`, `na`, `smart`; `own-` and a UUID for one of the person's own.
    pub id: String,
    /// Its name as it calls itself. A proper name, not translated.
    pub name: String,
    /// The usual abbreviation, such as `AA`.
    pub abbreviation: String,
    /// Other names that people look for it under.
    #[serde(default)]
    #[uniffi(default = [])]
    pub other_names: Vec<String>,
    /// What it is about.
    #[serde(default)]
    #[uniffi(default = [])]
    pub focus: Vec<Focus>,
    /// What its programme is made of.
    #[serde(default)]
    pub programme: Programme,
    /// The words its members use, as keys.
    #[serde(default)]
    pub vocabulary: Vocabulary,
    /// What it means by abstinence.
    #[serde(default)]
    pub abstinence: AbstinenceModel,
    /// The id of the token profile that its trackers begin with.
    pub token_profile: String,
}

/// What a fellowship is about.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Focus {
    /// A substance: alcohol, drugs, nicotine.
    Substance,
    /// A behaviour: gambling, eating, spending, sex.
    Behaviour,
    /// The families and friends of others.
    Family,
    /// A condition of mental health beside it.
    Dual,
}

/// What a programme is made of: any kind, any count. Numbers only: the texts belong to the fellowships.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, uniffi::Record)]
pub struct Programme {
    /// Steps, statements, points or none.
    pub kind: ProgrammeKind,
    /// How many of them; 0 where there are none.
    #[serde(default)]
    pub count: u32,
}

/// The parts a programme speaks of.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeKind {
    /// Steps.
    Steps,
    /// Statements.
    Statements,
    /// Points.
    Points,
    /// No fixed parts.
    #[default]
    None,
}

/// What is meant by abstinence.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum AbstinenceModel {
    /// None of it.
    #[default]
    Total,
    /// None of what the person has put on a list of their own.
    BottomLine,
    /// Within limits.
    Moderation,
    /// By a plan that the person makes (of food, of spending).
    PlanBased,
}

/// The words a person wants to read, as keys that platforms put into sentences.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, uniffi::Record)]
pub struct Vocabulary {
    /// What the start date is called.
    pub start: StartTerm,
    /// What a return to use is called.
    pub event: ReturnTerm,
}

/// What the start date is called.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum StartTerm {
    /// In words that fit everybody.
    #[default]
    StartDate,
    /// Sobriety date.
    SobrietyDate,
    /// Clean date: the word of some fellowships, only ever shown to people who chose it.
    CleanDate,
    /// Quit date.
    QuitDate,
    /// Abstinence date.
    AbstinenceDate,
}

/// What a return to use is called.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum ReturnTerm {
    /// Return to use.
    #[default]
    ReturnToUse,
    /// Reset.
    Reset,
    /// Slip.
    Slip,
    /// Setback.
    Setback,
}

/// A set of milestones and the tokens (chips, key tags, medallions) that some groups give for them. Customs, not rules.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, uniffi::Record)]
pub struct TokenProfile {
    /// Stable id, such as `aa_us_common`, `na_core`, `generic`; `own-` and a UUID for one of the person's own.
    pub id: String,
    /// The person's own name for it; `None` for those of the catalogue, which platforms name by their id.
    #[serde(default)]
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// The rows in the order in which they are reached.
    pub tokens: Vec<Token>,
}

/// One row of a token profile.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, uniffi::Record)]
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
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash, uniffi::Record)]
pub struct Milestone {
    /// Hours, days, months or years.
    pub unit: MilestoneUnit,
    /// How many of them.
    pub count: u32,
}

/// What a milestone counts.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash, uniffi::Enum)]
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
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, uniffi::Enum)]
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
mod tests;
