//! The golden listing of the exported surface: what reviewers look at when the boundary changes.
//!
//! Taken from the generated Swift, which states it plainest: protocols of the objects, records with their fields, enums with
//! their cases, functions. Documentation and machinery are left out.

use crate::{bindings, run};

const GOLDEN: &str = "tests/foreign/api.txt";

pub fn write() -> Result<(), String> {
    run::write_if_changed(&run::root().join(GOLDEN), &listing(&bindings::swift_source()?))
}

pub fn check() -> Result<(), String> {
    let golden = std::fs::read_to_string(run::root().join(GOLDEN)).map_err(|error| format!("{GOLDEN}: {error}"))?;
    let found = listing(&bindings::swift_source()?);
    let differing = golden.lines().zip(found.lines()).find(|(old, new)| old != new);
    if golden == found {
        println!("{GOLDEN}: {} lines, as exported", golden.lines().count());
        return Ok(());
    }
    if let Some((old, new)) = differing {
        eprintln!("was:  {old}\nnow:  {new}");
    }
    Err(format!("the exported surface differs from {GOLDEN}: look at it, then run `cargo xtask api`"))
}

fn listing(swift: &str) -> String {
    let mut out = String::new();
    let mut kind = None;
    let mut lines = without_comments(swift).into_iter();
    while let Some(line) = lines.next() {
        if kind.is_some() && line == "}" {
            out.push('\n');
            kind = None;
            continue;
        }
        // Error enums have their `public` on a line of its own.
        let starts = ["public protocol ", "public struct ", "public enum ", "public indirect enum ", "enum "];
        if let Some(started) = starts.into_iter().find(|start| line.starts_with(start)) {
            if !line.contains("FfiConverter") && !line.contains("Uniffi") {
                out.push_str(line.trim_start_matches("public ").trim_end_matches('{').trim_end());
                out.push('\n');
                kind = Some(started);
            }
            continue;
        }
        let member = match kind {
            Some("public protocol ") => line.trim_start().starts_with("func "),
            Some("public struct ") => line.starts_with("    public let ") || line.starts_with("    public var "),
            Some(_) => line.starts_with("    case "),
            None => line.starts_with("public func ") && !line.contains("FfiConverter") && !line.contains("uniffi"),
        };
        if member {
            let mut whole = line.trim().to_owned();
            while whole.matches('(').count() > whole.matches(')').count() {
                let Some(more) = lines.next() else { break };
                whole.push_str(more.trim());
            }
            if kind.is_some() {
                out.push_str("    ");
            }
            let plain = whole.split('{').next().unwrap_or_default().trim_end().trim_start_matches("public ");
            // A record's field is one whether Swift may change it in place or not.
            out.push_str(&plain.replacen("var ", "let ", 1));
            out.push('\n');
        }
    }
    out
}

/// The lines that are code.
fn without_comments(swift: &str) -> Vec<String> {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in swift.lines() {
        let mut rest = line;
        if inside {
            let Some((_, after)) = rest.split_once("*/") else { continue };
            rest = after;
            inside = false;
        }
        let mut rest = rest.to_owned();
        while let Some((before, after)) = rest.clone().split_once("/*") {
            if let Some((_, behind)) = after.split_once("*/") {
                rest = format!("{before}{behind}");
            } else {
                before.clone_into(&mut rest);
                inside = true;
            }
        }
        let trimmed = rest.trim();
        if !trimmed.is_empty() && !trimmed.starts_with("//") {
            kept.push(rest);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::listing;

    #[test]
    fn a_listing_has_the_surface_and_nothing_else() {
        let swift = "\
public protocol JournalProtocol: AnyObject, Sendable {
    /**
     * The first screen.
     */
    func today(moment: Moment) throws  -> Today
}
public struct Award: Equatable {
    /**
     * What.
     */
    public let milestone: Milestone
    public let earnedOn: CivilDay
    public init(milestone: Milestone) {
    }
}
public enum Repeat {
    case weekly(
        /**
         * On these days.
         */weekdays: [UInt8]
    )
    case dates
}
public struct FfiConverterTypeAward {
    public static func read() {}
}
public func crisisCard(country: String) -> CrisisCard  {
}
";
        assert_eq!(
            listing(swift),
            "protocol JournalProtocol: AnyObject, Sendable\n    func today(moment: Moment) throws  -> Today\n\n\
             struct Award: Equatable\n    let milestone: Milestone\n    let earnedOn: CivilDay\n\n\
             enum Repeat\n    case weekly(weekdays: [UInt8])\n    case dates\n\n\
             func crisisCard(country: String) -> CrisisCard\n"
        );
    }
}
