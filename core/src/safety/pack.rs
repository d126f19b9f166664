//! The numbers that are compiled in, and the card made of them.
//!
//! Every number waits for a person to check it at the service's own site. `read` was found in a source, `recalled` is from
//! memory. Where no national emergency number was known, 112 stands: GSM networks route it to the local services.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Certainty, CrisisCard, CrisisLine, CrisisLineKind, country};
use crate::error::Field;
use crate::time::{CivilDay, parse_day};

/// A card for whatever `text` is. Without a country that is known it holds 112 alone.
pub(crate) fn card(text: &str) -> CrisisCard {
    let known = country::code(text).and_then(|code| PACK.get_key_value(&code));
    known.map_or_else(
        || CrisisCard { country: None, emergency: vec![mobile_112()], lines: Vec::new() },
        |(code, entry)| CrisisCard {
            country: Some(code.clone()),
            emergency: entry.emergency.clone(),
            lines: entry.lines.clone(),
        },
    )
}

struct Entry {
    emergency: Vec<CrisisLine>,
    lines: Vec<CrisisLine>,
}

/// A file that cannot be read leaves the pack empty and every card with 112; tests prove that both can be read.
static PACK: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| {
    let numbers: Vec<CountryRow> = serde_json::from_str(include_str!("data/emergency_numbers.json")).unwrap_or_default();
    let mut lines: Vec<LineRow> = serde_json::from_str(include_str!("data/crisis_lines.json")).unwrap_or_default();
    lines.sort_by_key(LineRow::rank);
    let mut pack: HashMap<String, Entry> =
        numbers.into_iter().map(|row| (row.country.clone(), Entry { emergency: row.lines(), lines: Vec::new() })).collect();
    for row in lines {
        if let Some(entry) = pack.get_mut(&row.country) {
            entry.lines.push(row.line());
        }
    }
    pack
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryRow {
    country: String,
    /// The first to dial first: in an overdose the ambulance comes before the police.
    numbers: Vec<(Service, String)>,
    #[serde(default)]
    read: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Service {
    All,
    Ambulance,
    Police,
    Fire,
    /// 112 beside or in place of the national number, by way of the mobile network.
    Mobile,
}

impl Service {
    fn name(self) -> &'static str {
        match self {
            Self::All => "Emergency services",
            Self::Ambulance => "Ambulance",
            Self::Police => "Police",
            Self::Fire => "Fire service",
            Self::Mobile => "Emergency services (mobile phones)",
        }
    }
}

impl CountryRow {
    fn lines(&self) -> Vec<CrisisLine> {
        let line = |(service, number): &(Service, String)| {
            let certainty = if self.read.contains(number) { Certainty::Read } else { Certainty::Recalled };
            emergency(service.name(), number, certainty)
        };
        let lines: Vec<_> = self.numbers.iter().map(line).collect();
        if lines.is_empty() { vec![mobile_112()] } else { lines }
    }
}

fn mobile_112() -> CrisisLine {
    emergency(Service::Mobile.name(), "112", Certainty::Recalled)
}

fn emergency(name: &str, number: &str, certainty: Certainty) -> CrisisLine {
    CrisisLine {
        name: name.to_owned(),
        kind: CrisisLineKind::Emergency,
        call: Some(number.to_owned()),
        text_to: None,
        text_body: None,
        chat_url: None,
        hours: None,
        languages: Vec::new(),
        certainty,
        verified_on: None,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRow {
    country: String,
    name: String,
    kind: Kind,
    /// For veterans, young people, a people of a country: after the lines that are for everyone.
    #[serde(default)]
    for_some: bool,
    call: Option<String>,
    text_to: Option<String>,
    text_body: Option<String>,
    chat_url: Option<String>,
    hours: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    certainty: Sureness,
    verified_on: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Emergency,
    Suicide,
    Crisis,
    MentalHealth,
    Substance,
    Poison,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sureness {
    Read,
    Recalled,
    Verified,
}

impl LineRow {
    /// Crisis lines to call, then to write to, then those for some, then everything else by kind.
    fn rank(&self) -> (u8, CrisisLineKind) {
        let kind = self.kind();
        let for_crisis = kind <= CrisisLineKind::Crisis;
        let rank = match (for_crisis, self.for_some, self.call.is_some()) {
            (true, false, true) => 0,
            (true, false, false) => 1,
            (true, true, _) => 2,
            (false, ..) => 3,
        };
        (rank, kind)
    }

    fn kind(&self) -> CrisisLineKind {
        match self.kind {
            Kind::Emergency => CrisisLineKind::Emergency,
            Kind::Suicide => CrisisLineKind::Suicide,
            Kind::Crisis => CrisisLineKind::Crisis,
            Kind::MentalHealth => CrisisLineKind::MentalHealth,
            Kind::Substance => CrisisLineKind::Substance,
            Kind::Poison => CrisisLineKind::Poison,
        }
    }

    fn line(self) -> CrisisLine {
        let verified_on: Option<CivilDay> = self.verified_on.as_deref().and_then(|day| parse_day(day, Field::Day).ok());
        let certainty = match self.certainty {
            Sureness::Read => Certainty::Read,
            Sureness::Recalled => Certainty::Recalled,
            // "Verified" without its day would claim what nobody can check.
            Sureness::Verified if verified_on.is_none() => Certainty::Read,
            Sureness::Verified => Certainty::Verified,
        };
        CrisisLine {
            kind: self.kind(),
            name: self.name,
            call: self.call,
            text_to: self.text_to,
            text_body: self.text_body,
            chat_url: self.chat_url,
            hours: self.hours,
            languages: self.languages,
            certainty,
            verified_on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_can_be_read_whole() {
        let numbers: Vec<CountryRow> = serde_json::from_str(include_str!("data/emergency_numbers.json")).unwrap();
        let lines: Vec<LineRow> = serde_json::from_str(include_str!("data/crisis_lines.json")).unwrap();
        assert_eq!(numbers.len(), 249);
        assert_eq!(PACK.len(), 249, "a country occurs twice");
        let placed: usize = PACK.values().map(|entry| entry.lines.len()).sum();
        assert_eq!(placed, lines.len(), "a line names a country that is not in the table");
        for row in &numbers {
            assert!(row.read.iter().all(|number| row.numbers.iter().any(|(_, n)| n == number)), "{}", row.country);
        }
        for row in &lines {
            assert_eq!(row.verified_on.is_some(), matches!(row.certainty, Sureness::Verified), "{}", row.name);
        }
    }
}
