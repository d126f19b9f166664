//! Feeds far larger than any: the answer has a kind, and the memory stays where it was. Each is read in a process of its own.
//!
//! `HANDRAIL_FLOOD=1024` makes the texts so many MiB long and the rows so many times ten thousand; usually it is 16, and never fewer rows than are too many.

use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::Command;

use super::ROW;

fn size() -> u64 {
    std::env::var("HANDRAIL_FLOOD").ok().and_then(|size| size.parse().ok()).unwrap_or(16)
}

/// How it ended, and the peak in MiB.
fn measure(how: &str, file: &Path) -> (String, u64) {
    let answer = Command::new(env!("CARGO_BIN_EXE_measure")).arg(how).arg(file).output().unwrap();
    let text = String::from_utf8(answer.stdout).unwrap();
    let (outcome, peak) = text.trim().rsplit_once(' ').unwrap_or_else(|| panic!("{text:?} {:?}", answer.stderr));
    (outcome.to_owned(), peak.parse::<u64>().unwrap() / 1024)
}

fn usual() -> u64 {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("[{ROW}]")).unwrap();
    let (outcome, peak) = measure("import", file.path());
    assert_eq!(outcome, "ok 1");
    peak
}

/// A file with so many MiB of one byte between a beginning and an end.
fn long(begin: &str, byte: u8, end: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(begin.as_bytes()).unwrap();
    if byte == 0 {
        // A hole takes no room on the disk.
        file.seek(SeekFrom::Current(i64::try_from(size() << 20).unwrap())).unwrap();
    } else {
        let block = vec![byte; 1 << 20];
        (0..size()).for_each(|_| file.write_all(&block).unwrap());
    }
    file.write_all(end.as_bytes()).unwrap();
    file.flush().unwrap();
    file
}

/// Beside the buffers of a reader, a row of a megabyte and its parsed twin.
const ROOM: u64 = 16;

#[test]
fn one_text_without_an_end() {
    let usual = usual();
    let others = [
        // In a row: refused when the row is longer than any.
        (long(r#"[{"name":""#, b'a', r#""}]"#), "refused too large"),
        (long(r#"[{"name":""#, b'\\', r#""}]"#), "refused too large"),
        (long(r#"[{"name":""#, 0, r#""}]"#), "refused too large"),
        (long(&format!("[{ROW},"), b'[', "]"), "refused too large"),
        (long(&format!("[{ROW},"), b'9', "]"), "refused too large"),
        (long("Name,Day,Time\n\"", b'a', "\",1,2\n"), "refused too large"),
        (long("Name,Day,Time\nA,1,", b'"', "\n"), "refused too large"),
        (long("Name,Day,Time\nA,1,2\n", b',', "\n"), "refused too large"),
        (long("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:", b'a', "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"), "refused too large"),
        // No feed at all.
        (long("", 0, "x"), "refused unknown format"),
        (long("<html>", b'a', "</html>"), "refused a web page, not a feed"),
        // Many short lines, and none of them a row.
        (long("Name,Day,Time\n", b'\n', "A,1,19:00\n"), "ok 1"),
        (long("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b'\n', "END:VEVENT\r\nEND:VCALENDAR\r\n"), "refused unknown format"),
    ];
    for (number, (file, expect)) in others.iter().enumerate() {
        let (outcome, peak) = measure("import", file.path());
        // Past half a gigabyte nothing is read on, whatever it is.
        let too_large = size() > 512 && outcome == "refused too large";
        assert!(outcome == *expect || too_large, "{number}: {outcome}");
        assert!(peak <= usual + ROOM, "{number}: {peak} MiB, usually {usual}");
    }
    // Beside the rows it is only read over.
    let (outcome, peak) = measure("import", long(r#"{"warnings":""#, b'a', &format!(r#"","meetings":[{ROW}]}}"#)).path());
    assert!(outcome == if size() > 511 { "refused too large" } else { "ok 1" }, "{outcome}");
    assert!(peak <= usual + ROOM, "{peak} MiB, usually {usual}");
}

#[test]
fn more_rows_than_any_feed_has() {
    let usual = usual();
    let rows = (size() * 10_000).max(550_000);
    for (begin, row, end) in [("[", ",1", "]"), ("Name,Day,Time\n", "\nx", "\n"), ("", "\nx", "\n")] {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut out = BufWriter::new(File::create(file.path()).unwrap());
        let first = if begin.starts_with("Name") { "A,1,19:00" } else { ROW };
        write!(out, "{begin}{first}").unwrap();
        for _ in 0..rows {
            out.write_all(row.as_bytes()).unwrap();
        }
        write!(out, "{end}").unwrap();
        out.flush().unwrap();
        let (outcome, peak) = measure("check", file.path());
        assert_eq!(outcome, "refused too large", "{begin}");
        // What is known of a row is the hash of its key.
        assert!(peak <= usual + 64, "{peak} MiB, usually {usual}");
    }
}
