//! What a listing is found by: the codes of its facet, and its words. A listing that stands for others is found by theirs too.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::VenueKind;
use super::listing::{attribute_code, language_code, type_code, venue_code};
use super::store::{Details, venue_from};
use crate::catalogue::attributes::attributes;
use crate::error::{Error, Result};
use crate::storage::Read;

/// What of a listing is in the indexes, apart from place and time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundBy {
    pub fellowship: Option<String>,
    pub types: Vec<String>,
    pub venue: VenueKind,
    pub languages: Vec<String>,
    /// Name, place and notes, as the full-text index has them.
    pub words: [String; 3],
}

impl FoundBy {
    /// Of a listing alone; `None`: there is none.
    pub fn read(r: &Read, id: i64) -> Result<Option<Self>> {
        let sql = "SELECT name, fellowship, venue, place, address, types, details FROM meeting WHERE id = ?1";
        let row = r.conn().prepare_cached(sql)?.query_row([id], |row| {
            let text = |column: usize| row.get::<_, String>(column);
            let venue = venue_from(row.get_ref(2)?.as_str().unwrap_or_default());
            Ok((text(0)?, text(1)?, venue, text(3)?, text(4)?, text(5)?, text(6)?))
        });
        let Some((name, fellowship, venue, place, address, types, details)) = row.optional()? else { return Ok(None) };
        let details: Details = serde_json::from_str(&details).map_err(|_| Error::Internal("stored details cannot be read"))?;
        let some = |text: String| (!text.is_empty()).then_some(text);
        let (place, address) = (some(place), some(address));
        Ok(Some(Self {
            fellowship: some(fellowship),
            types: types.split('\n').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            venue,
            words: [
                name,
                place_words([&place, &address, &details.group], &details.regions),
                lines([&details.notes, &details.place_notes, &details.group_notes]),
            ],
            languages: details.languages,
        }))
    }

    /// Takes over what another listing of the same meeting tells besides. How one takes part is this one's own word.
    pub fn borrow(&mut self, other: &Self) {
        add_types(&mut self.types, &other.types);
        for language in &other.languages {
            if !self.languages.contains(language) {
                self.languages.push(language.clone());
            }
        }
        for (own, others) in self.words.iter_mut().zip(&other.words) {
            for line in others.lines().filter(|line| !line.is_empty()) {
                if !own.lines().any(|known| known == line) {
                    own.push('\n');
                    own.push_str(line);
                }
            }
        }
    }

    pub fn codes(&self) -> BTreeSet<String> {
        codes(self.fellowship.as_deref(), &self.types, self.venue, &self.languages)
    }

    /// The same in every build: it is stored.
    pub fn hash(&self) -> Uuid {
        let codes: Vec<String> = self.codes().into_iter().collect();
        Uuid::new_v5(&Uuid::NAMESPACE_OID, [codes.join("\n"), self.words.join("\u{1f}")].join("\u{1f}").as_bytes())
    }
}

/// Adds the types that another listing has more. Where one says whether the meeting is open, that holds: the other may be older,
/// and nobody walks into a room that was not meant for them.
pub(super) fn add_types(own: &mut Vec<String>, others: &[String]) {
    let says = |code: &str| matches!(code, "O" | "C");
    let told = own.iter().any(|code| says(code));
    for code in others {
        if code != "TC" && !(told && says(code)) && !own.contains(code) {
            own.push(code.clone());
        }
    }
}

/// The codes of a facet.
pub(super) fn codes(fellowship: Option<&str>, types: &[String], venue: VenueKind, languages: &[String]) -> BTreeSet<String> {
    let mut codes: BTreeSet<String> = types.iter().map(|code| type_code(code)).collect();
    codes.remove("");
    codes.extend(attributes(fellowship, types).into_iter().map(attribute_code));
    codes.insert(venue_code(venue));
    codes.extend(languages.iter().map(|language| language_code(language)));
    codes
}

/// Texts that are there, one a line.
pub(super) fn lines<const N: usize>(texts: [&Option<String>; N]) -> String {
    texts.iter().filter_map(|text| text.as_deref()).collect::<Vec<_>>().join("\n")
}

pub(super) fn place_words(texts: [&Option<String>; 3], regions: &[String]) -> String {
    let mut words = lines(texts);
    for region in regions {
        words.push('\n');
        words.push_str(region);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_another_listing() {
        let check = |own: &[&str], others: &[&str], expect: &[&str]| {
            let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
            let mut types = list(own);
            add_types(&mut types, &list(others));
            assert_eq!(types, expect);
        };
        check(&["O"], &["X", "O"], &["O", "X"]);
        check(&["C", "D"], &["O", "W", "TC"], &["C", "D", "W"]);
        check(&[], &["O"], &["O"]);
    }
}
