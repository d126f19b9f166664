//! What comes in place of a feed: an error page, a question whether one is human, an archive.

use crate::error::FeedProblem;

/// What bot protections write into their pages.
const CHALLENGES: [&str; 6] = [
    "/cdn-cgi/challenge-platform/",
    "cf-browser-verification",
    "cf-mitigated",
    "checking your browser before accessing",
    "enable javascript and cookies to continue",
    "please enable cookies",
];

/// How archives begin: gzip, zip (workbooks too), zstd, xz, bzip2, 7z.
const ARCHIVES: [&[u8]; 6] = [b"\x1f\x8b", b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"BZh", b"7z\xbc\xaf"];

/// Tells a web page or an archive by its beginning.
pub(super) fn recognise(begin: &[u8]) -> Option<FeedProblem> {
    if matches!(begin.first(), Some(b'[' | b'{')) {
        return None;
    }
    if ARCHIVES.iter().any(|mark| begin.starts_with(mark)) {
        return Some(FeedProblem::Compressed);
    }
    let text = String::from_utf8_lossy(begin).to_ascii_lowercase();
    let page = (text.starts_with('<') && !text.starts_with("<?xml")) || text.contains("<html") || text.contains("<!doctype html");
    let challenge = page && CHALLENGES.iter().any(|mark| text.contains(mark));
    match (page, challenge) {
        (_, true) => Some(FeedProblem::BotChallenge),
        (true, false) => Some(FeedProblem::Html),
        (false, false) => None,
    }
}
