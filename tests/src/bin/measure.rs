//! `measure check|import FILE`: takes a feed in a process of its own and says how that ended and how much memory it took at most, in
//! KiB: `ok 12 34567` or `refused too large 34567`. Tests of floods start it; the peak of the whole test run would say nothing.

use handrail_core::api::{Directory, check_feed};
use handrail_core::error::HandrailError;
use handrail_core::meetings::FeedOptions;
use handrail_core::time::Moment;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (how, file) = (arguments.next().ok_or("check or import?")?, arguments.next().ok_or("a file is needed")?);
    let options = FeedOptions { fellowship: Some("aa".into()), ..FeedOptions::new("flood") };
    let rows = if how == "check" {
        check_feed(file, options).map(|check| check.rows)
    } else {
        let folder = tempfile::tempdir()?;
        let directory = Directory::open(folder.path().join("directory.db").to_string_lossy().into_owned())?;
        let moment = Moment { at: "2026-01-14T02:10:00Z".parse()?, zone: "America/Los_Angeles".into() };
        directory.import_feed(file, options, moment, None).map(|report| report.rows)
    };
    match rows {
        Ok(rows) => println!("ok {rows} {}", peak()),
        Err(HandrailError::Feed { reason }) => println!("refused {reason} {}", peak()),
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

/// The most memory that this process has held, in KiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or(0)
}
