//! Loads made-up meetings from feed files and tells the time, the size on disk and the peak memory: a process of its own, as a
//! bench holds more than what it measures. `load [MEETINGS [FILE]]`, 200,000 by default; the directory stays where a file is named,
//! for the benches of other languages.

use std::path::Path;
use std::time::Instant;

use handrail_core::api::Directory;
use handrail_core::meetings::FeedOptions;
use handrail_core::time::Moment;
use handrail_tests::country::country;
use handrail_tests::made_up::feed;

/// Rows in a feed.
const FEED: usize = 2_000;
/// Meetings that are made up at a time: they stay out of the memory that is measured.
const PART: usize = 20_000;

/// Tells the loading process where the feeds are.
const FILES: &str = "HANDRAIL_LOAD_FILES";

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(200_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    if let Some(files) = std::env::var_os(FILES) {
        let path = std::env::args_os().nth(2).map_or_else(|| folder.path().join("directory.db"), Into::into);
        load(Path::new(&files), &path, count);
        return;
    }
    let mut number = 0;
    for part in 0..count.div_ceil(PART) {
        let rows = country(PART.min(count - part * PART), u64::try_from(part).unwrap_or(0) + 7);
        for chunk in rows.chunks(FEED) {
            std::fs::write(folder.path().join(format!("feed-{number:04}.json")), feed(chunk)).expect("a feed is written");
            number += 1;
        }
    }
    let this = std::env::current_exe().expect("the program's own path");
    let kept = std::env::args_os().nth(2);
    let status = std::process::Command::new(this).arg(count.to_string()).args(kept).env(FILES, folder.path()).status();
    assert!(status.is_ok_and(|status| status.success()), "the loading process failed");
}

fn load(files: &Path, path: &Path, count: usize) {
    let moment = Moment { at: "2026-01-14T02:10:00Z".parse().expect("a moment"), zone: "America/Los_Angeles".into() };
    let mut paths: Vec<_> = std::fs::read_dir(files).expect("a folder").map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let started = Instant::now();
    let directory = Directory::open(path.to_string_lossy().into_owned()).expect("a directory");
    for file in &paths {
        let source = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let file = file.to_string_lossy().into_owned();
        directory.import_feed(file, FeedOptions::new(&source), moment.clone(), None).expect("an import");
    }
    let seconds = started.elapsed().as_secs_f64();
    directory.close().expect("a file that closes");
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    println!("{count} meetings from {} feeds in {seconds:.2} s", paths.len());
    println!("on disk: {} bytes a meeting", size / u64::try_from(count.max(1)).unwrap_or(1));
    println!("peak memory: {}", peak().unwrap_or_else(|| "not known on this system".to_owned()));
}

/// What Linux says that the process held at most.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|text| text.trim().to_owned())
}
