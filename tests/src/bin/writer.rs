//! `writer FOLDER`: writes trackers and imports two feeds in turn until it is killed, and says on standard output what was
//! acknowledged. The kill test starts it.

use std::io::Write;
use std::path::Path;
use std::thread;

use handrail_core::api::{Directory, Journal};
use handrail_core::meetings::FeedOptions;
use handrail_core::sobriety::TrackerDetails;
use handrail_core::time::Moment;

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Outcome {
    let folder = std::env::args().nth(1).ok_or("a folder is needed")?;
    let imports = {
        let folder = folder.clone();
        thread::spawn(move || import(Path::new(&folder)))
    };
    track(Path::new(&folder))?;
    imports.join().map_err(|_| "the importing thread panicked")?
}

fn moment() -> Result<Moment, chrono::ParseError> {
    Ok(Moment { at: "2026-01-14T02:10:00Z".parse()?, zone: "America/Los_Angeles".into() })
}

/// Says it only once it is safe on the other side of a pipe.
fn acknowledge(what: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{what}")?;
    out.flush()?;
    Ok(())
}

fn track(folder: &Path) -> Outcome {
    let key = std::fs::read(folder.join("key"))?;
    let journal = Journal::open(folder.join("journal.db").to_string_lossy().into_owned(), key)?;
    let day = "2025-06-01".parse()?;
    loop {
        let tracker = journal.add_tracker(TrackerDetails::new("Alcohol", day), moment()?)?;
        acknowledge(&format!("tracker {}", tracker.id))?;
    }
}

fn import(folder: &Path) -> Outcome {
    let directory = Directory::open(folder.join("directory.db").to_string_lossy().into_owned())?;
    for feed in ["one", "two"].iter().cycle() {
        let file = folder.join(format!("{feed}.json")).to_string_lossy().into_owned();
        let options = FeedOptions { accept_shrink: true, ..FeedOptions::new("made up") };
        directory.import_feed(file, options, moment()?, None)?;
        acknowledge(&format!("import {feed}"))?;
    }
    Ok(())
}
