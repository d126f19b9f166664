//! Fellowships, token (chip) profiles and meeting type codes: data files and their readers.

/// A fellowship of mutual support.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
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
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TokenProfile {
    /// Stable id, such as `aa_us_common`, `na_core`, `generic`.
    pub id: String,
    /// The rows in the order in which they are reached.
    pub tokens: Vec<Token>,
}

/// One row of a token profile.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Token {
    /// What is reached.
    pub milestone: Milestone,
    /// A plain colour as a key, such as `white`, `dark_blue`, `glow`; `None` where no custom is known.
    pub colour: Option<String>,
    /// Given to whoever asks, at any time: no day is reached for it.
    pub on_request: bool,
    /// Only some groups give it.
    pub optional: bool,
    /// Repeats with every multiple after it (every year after the second).
    pub repeats: bool,
    /// How sure the source of the row is.
    pub confidence: Confidence,
}

/// A stretch of time that people mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Milestone {
    /// Hours, days, months or years.
    pub unit: MilestoneUnit,
    /// How many of them.
    pub count: u32,
}

/// What a milestone counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Confidence {
    /// Several sources agree.
    Good,
    /// One source, or sources that differ in detail.
    Fair,
    /// One source of unknown quality: say "check with your group".
    Low,
}

pub(crate) fn fellowships() -> &'static [Fellowship] {
    &[]
}
pub(crate) fn token_profiles() -> &'static [TokenProfile] {
    &[]
}
