//! The directory at the size that the whole of a continent has, each question beside a naive answer in the same run: load every
//! meeting, reckon each, sort. `HANDRAIL_GROWTH=1` adds the growth from 10,000 to 500,000 meetings, some minutes. `HANDRAIL_FEEDS=FOLDER` asks
//! real feeds too.

#![allow(clippy::unwrap_used)] // A bench that cannot be set up has nothing to tell.

mod growth;
mod load;
mod questions;
mod real;
mod refresh;
mod setting;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    benches,
    refresh::of_one_feed,
    load::of_a_continent,
    questions::of_a_person,
    real::of_websites,
    growth::with_the_directory
);
criterion_main!(benches);
