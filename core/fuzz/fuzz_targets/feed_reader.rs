//! Any bytes as a feed: an answer of a known kind, never a panic. Run with
//! `cargo +nightly fuzz run --fuzz-dir core/fuzz feed_reader`.
#![no_main]

use std::cell::RefCell;
use std::io::{Seek as _, Write as _};

use handrail_core::api::check_feed;
use handrail_core::error::HandrailError;
use handrail_core::meetings::FeedOptions;
use libfuzzer_sys::fuzz_target;

thread_local! {
    // One file for the whole run: the reader takes a path, and making a file costs more than reading it.
    static FILE: RefCell<tempfile::NamedTempFile> = RefCell::new(tempfile::NamedTempFile::new().expect("a temporary file"));
}

fuzz_target!(|bytes: &[u8]| {
    FILE.with_borrow_mut(|file| {
        file.as_file().set_len(0).expect("an empty file");
        file.rewind().expect("its beginning");
        file.write_all(bytes).expect("room for it");
        let options = FeedOptions { fellowship: Some("aa".into()), ..FeedOptions::new("fuzz") };
        match check_feed(file.path().to_string_lossy().into_owned(), options) {
            Ok(check) => assert!(check.meetings <= check.rows && check.examples.len() <= 200),
            Err(HandrailError::Feed { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
});
