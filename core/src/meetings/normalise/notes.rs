//! What was noticed while a feed was read.

use std::collections::BTreeMap;

use crate::meetings::feed::Cell;
use crate::meetings::{Diagnostic, DiagnosticCode, DiagnosticCount};

/// Examples of one code, so that a fault of every row does not hide the others.
const EXAMPLES_A_CODE: u32 = 20;
const EXAMPLES: usize = 200;
/// Characters of a value that are shown.
const SHOWN: usize = 80;

/// Counts what is noticed and keeps the first examples.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    row: u32,
    counts: BTreeMap<DiagnosticCode, u32>,
    examples: Vec<Diagnostic>,
}

impl Notes {
    /// What follows is about this row, from 1.
    pub fn at_row(&mut self, row: u32) {
        self.row = row;
    }

    /// Notes a problem. `field` is the specification's name of the field, never text of the feed.
    pub fn add(&mut self, field: &'static str, code: DiagnosticCode, value: &str) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= EXAMPLES_A_CODE && self.examples.len() < EXAMPLES {
            // Free text and whatever leads to a person may hold a contact: it is named, not repeated.
            let value = if may_hold_contact(field) { String::new() } else { value.chars().take(SHOWN).collect() };
            self.examples.push(Diagnostic { row: self.row, field: field.to_owned(), code, value });
        }
    }

    /// Notes a problem with a cell as its value.
    pub fn add_cell(&mut self, field: &'static str, code: DiagnosticCode, cell: &Cell) {
        // Most problems of a feed come again in every row: no text is made of what is only counted.
        let count = self.counts.get(&code).copied().unwrap_or(0);
        let shown = if count < EXAMPLES_A_CODE { cell.shown() } else { String::new() };
        self.add(field, code, &shown);
    }

    /// The counts, the most frequent first, and the examples in the order of the rows.
    pub fn finish(self) -> (Vec<DiagnosticCount>, Vec<Diagnostic>) {
        let mut counts: Vec<_> = self.counts.into_iter().map(|(code, count)| DiagnosticCount { code, count }).collect();
        // Stable: equal counts stay in the order of the codes.
        counts.sort_by_key(|count| std::cmp::Reverse(count.count));
        (counts, self.examples)
    }
}

fn may_hold_contact(field: &str) -> bool {
    field.ends_with("notes")
        || field.starts_with("contact")
        || matches!(
            field,
            "" | "email" | "phone" | "mailing_address" | "conference_phone" | "venmo" | "square" | "paypal" | "homegroup_online"
        )
}
