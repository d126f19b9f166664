//! The key of a row inside its source: by it a meeting stays the same one from import to import.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};

use super::notes::Notes;
use super::text;
use crate::meetings::DiagnosticCode::{SlugDuplicate, SlugMissing, SlugNotText};
use crate::meetings::feed::{Cell, Key, Row};

const CAP: usize = 255;

/// The keys that were given out. Hashes of them, so that a long feed costs 16 bytes a row; two keys of one hash would only
/// give the later one a suffix.
#[derive(Debug, Default)]
pub(super) struct Keys {
    seen: HashMap<u64, u32>,
}

impl Keys {
    /// The row's slug, else one made of its other names; made unique.
    pub fn read(&mut self, row: &Row, notes: &mut Notes) -> String {
        let slug = row.get(Key::Slug);
        let key = match slug {
            Cell::Text(text) if !is_nothing(text) => cap(&text::clean(text, false).text),
            Cell::Integer(_) | Cell::Float(_) => {
                notes.add_cell(Key::Slug.name(), SlugNotText, slug);
                cap(&slug.shown())
            }
            _ => String::new(),
        };
        let key = if key.is_empty() {
            notes.add(Key::Slug.name(), SlugMissing, "");
            made(row)
        } else {
            key
        };
        self.unique(key, notes)
    }

    fn unique(&mut self, key: String, notes: &mut Notes) -> String {
        if self.first(&key) {
            return key;
        }
        notes.add(Key::Slug.name(), SlugDuplicate, &key);
        loop {
            // `-2` for the second. The counter goes on where it stopped, or a feed of one slug would take quadratic time.
            let count = self.seen.entry(hash(&key)).or_default();
            *count += 1;
            let suffixed = format!("{key}-{count}");
            if self.first(&suffixed) {
                return suffixed;
            }
        }
    }

    fn first(&mut self, key: &str) -> bool {
        let mut new = false;
        self.seen.entry(hash(key)).or_insert_with(|| {
            new = true;
            1
        });
        new
    }
}

/// The same in every run: keys are stored.
fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(key.as_bytes());
    hasher.finish()
}

/// Blank, or the number that programs give to all that has none: `00000000-0000-0000-0000-000000000000`.
fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || (text.len() >= 32 && text.bytes().all(|byte| matches!(byte, b'0' | b'-')))
}

fn cap(text: &str) -> String {
    text.chars().take(CAP).collect()
}

/// A key of the first name there is, with day and time: names repeat through the week.
fn made(row: &Row) -> String {
    if row.has(Key::Id) {
        return cap(row.get(Key::Id).shown().trim());
    }
    let name =
        [Key::Name, Key::Group, Key::Location].iter().find_map(|key| row.get(*key).text().filter(|text| !text.trim().is_empty()));
    let words = [name.unwrap_or_default().into_owned(), row.get(Key::Day).shown(), row.get(Key::Time).shown()].join(" ");
    let mut slug = String::new();
    for c in words.to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = cap(slug.trim_end_matches('-'));
    if slug.is_empty() { "meeting".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetings::DiagnosticCode;
    use crate::meetings::feed::{Columns, Nested};

    fn check(rows: &[&str], expect: &[&str], codes: &[DiagnosticCode]) {
        let (mut keys, mut notes) = (Keys::default(), Notes::default());
        let found: Vec<_> = rows
            .iter()
            .map(|json| keys.read(&Row::from_object(json, Nested::No, &mut Columns::default()).expect("a row"), &mut notes))
            .collect();
        assert_eq!(found, expect);
        assert_eq!(notes.finish().1.iter().map(|note| note.code).collect::<Vec<_>>(), codes, "{rows:?}");
    }

    #[test]
    fn slugs() {
        check(&[r#"{"slug":"hope"}"#], &["hope"], &[]);
        check(&[r#"{"slug":5202}"#], &["5202"], &[SlugNotText]);
        check(&[r#"{"id":17,"name":"Hope"}"#], &["17"], &[SlugMissing]);
        check(&[r#"{"name":"Hope & Café","day":1,"time":"19:30"}"#], &["hope-café-1-19-30"], &[SlugMissing]);
        check(&[r#"{"day":1}"#], &["1"], &[SlugMissing]);
        check(&[r#"{"slug":"  ","name":"!!"}"#], &["meeting"], &[SlugMissing]);
    }

    #[test]
    fn duplicates_get_suffixes_that_are_free() {
        let rows = [r#"{"slug":"a"}"#, r#"{"slug":"a-2"}"#, r#"{"slug":"a"}"#, r#"{"slug":"a"}"#, r#"{"slug":"a-2"}"#];
        check(&rows, &["a", "a-2", "a-3", "a-4", "a-2-2"], &[SlugDuplicate; 3]);
    }
}
