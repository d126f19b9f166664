//! Web pages that come in place of a feed: an error page, or a question whether one is human.

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

/// Tells a web page by the beginning of a text.
pub(super) fn recognise(begin: &[u8]) -> Option<FeedProblem> {
    if matches!(begin.first(), Some(b'[' | b'{')) {
        return None;
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
