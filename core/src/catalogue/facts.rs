//! Facts worth showing and health timelines: keys with a citation, never a sentence, and none that scares.
//!
//! The citations are those that public code names beside the same statements; the papers were not read again, so every row says
//! how sure it is. A statement without a citation is left out.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Confidence;

/// A fact for encouragement.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct Fact {
    /// A key that platforms put into words.
    pub key: String,
    /// Who says so.
    pub source: String,
    /// Where to read it.
    pub url: String,
}

/// What may change in the body after a start.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct HealthTimeline {
    /// What it is about: a key of [`subjects`](crate::api::subjects).
    pub subject: String,
    /// Show the withdrawal warning with it, always.
    pub withdrawal_warning: bool,
    /// The steps in the order of their days.
    pub steps: Vec<HealthStep>,
}

/// A step of a health timeline.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, uniffi::Record)]
pub struct HealthStep {
    /// About so many days after the start.
    pub days: u32,
    /// A key that platforms put into words.
    pub key: String,
    /// Who says so.
    pub source: String,
    /// Where to read it.
    pub url: String,
    /// How sure it is.
    pub confidence: Confidence,
}

#[derive(Deserialize)]
struct Row {
    from_days: u32,
    #[serde(flatten)]
    fact: Fact,
}

// A data file that cannot be read would be an empty list; a test makes that a failure.
static FACTS: LazyLock<Vec<Row>> = LazyLock::new(|| serde_json::from_str(include_str!("data/facts.json")).unwrap_or_default());
static HEALTH: LazyLock<Vec<HealthTimeline>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/health.json")).unwrap_or_default());

/// The facts that fit a run of so many days.
pub(crate) fn facts(days: u32) -> Vec<Fact> {
    FACTS.iter().filter(|row| row.from_days <= days).map(|row| row.fact.clone()).collect()
}

pub(crate) fn health_timeline(subject: &str) -> Option<&'static HealthTimeline> {
    HEALTH.iter().find(|timeline| timeline.subject == subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_has_a_citation_and_alcohol_its_warning() {
        assert!(!facts(10_000).is_empty() && facts(0).is_empty());
        let timeline = health_timeline("alcohol").unwrap();
        assert!(timeline.withdrawal_warning);
        assert!(timeline.steps.is_sorted_by_key(|step| step.days));
        assert!(timeline.steps.iter().all(|step| step.url.starts_with("https://") && !step.source.is_empty()));
        assert!(health_timeline("nicotine").is_none());
    }
}
