//! Spreadsheets tell what belongs to a group or an address once; every row of that group or address has it
//! (`meetings.md`, 8.2 rule 11). For sheets only: in other feeds an empty field is empty.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::meetings::feed::{Cell, Key, Row};

const OF_A_GROUP: [Key; 6] = [Key::GroupNotes, Key::Venmo, Key::Square, Key::Paypal, Key::HomegroupOnline, Key::Website];
const OF_AN_ADDRESS: [Key; 9] = [
    Key::Latitude,
    Key::Longitude,
    Key::Approximate,
    Key::Location,
    Key::LocationNotes,
    Key::Timezone,
    Key::Regions,
    Key::Region,
    Key::SubRegion,
];
/// Bytes of text that are remembered. A sheet with more than this many words on its groups is no list of meetings.
const MOST: usize = 4 << 20;

type Told = HashMap<String, Vec<(Key, String)>>;

/// The first value that is told for each group and each address.
#[derive(Debug, Default)]
pub(crate) struct FillDown {
    groups: Told,
    addresses: Told,
    bytes: usize,
}

impl FillDown {
    /// Remembers what a row tells.
    pub fn learn(&mut self, row: &Row) {
        if self.bytes >= MOST {
            return;
        }
        if let Some(group) = group(row) {
            self.bytes += group.len();
            learn(self.groups.entry(group).or_default(), row, &OF_A_GROUP, &mut self.bytes);
        }
        if let Some(address) = address(row) {
            self.bytes += address.len();
            learn(self.addresses.entry(address).or_default(), row, &OF_AN_ADDRESS, &mut self.bytes);
        }
    }

    /// Gives a row what others told of its group and its address.
    pub fn fill(&self, row: &mut Row) {
        let told =
            [group(row).and_then(|group| self.groups.get(&group)), address(row).and_then(|address| self.addresses.get(&address))];
        for (key, value) in told.into_iter().flatten().flatten() {
            row.fill(*key, Cell::Text(Cow::Owned(value.clone())));
        }
    }
}

fn learn(told: &mut Vec<(Key, String)>, row: &Row, keys: &[Key], bytes: &mut usize) {
    for key in keys {
        let Some(text) = row.get(*key).text().filter(|text| !text.trim().is_empty()) else { continue };
        if !told.iter().any(|(known, _)| known == key) && *bytes + text.len() <= MOST {
            *bytes += text.len();
            told.push((*key, text.into_owned()));
        }
    }
}

fn group(row: &Row) -> Option<String> {
    row.get(Key::Group).text().map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty() && text.len() < 300)
}

fn address(row: &Row) -> Option<String> {
    let parts =
        [Key::FormattedAddress, Key::Address, Key::City].map(|key| row.get(key).text().unwrap_or_default().trim().to_lowercase());
    let [formatted, street, _] = &parts;
    // A town alone is shared by strangers.
    if formatted.is_empty() && street.is_empty() { None } else { Some(parts.join("|")).filter(|text| text.len() < 1000) }
}
