//! What the shipped library is made of: licences, no network, one SQLite.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use crate::run;

const LIST: &str = "LICENSES-THIRD-PARTY.md";

/// Licences that a closed app may link. A choice (`OR`) needs one of them, a sum (`AND`) all.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "0BSD",
    "BSL-1.0",
    "Unlicense",
    "blessing",
    // UniFFI: file by file, and we change none of its files.
    "MPL-2.0",
];

/// Crates that open connections or run an event loop. The core has no use for any of them.
const NETWORK: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "libp2p",
    "mio",
    "native-tls",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tiny_http",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
];

/// C code and data inside the crates, with licences of their own.
const INSIDE: &[(&str, &str, &str)] = &[
    ("SQLite", "public domain", "in libsqlite3-sys and sqlcipher-src"),
    ("SQLCipher (Zetetic LLC)", "BSD-3-Clause", "in sqlcipher-src; not on a machine that links no encrypted journal"),
    ("OpenSSL", "Apache-2.0", "in openssl-src; off Apple only"),
    ("IANA time zone database", "public domain", "in chrono-tz"),
];

pub fn check() -> Result<(), String> {
    let crates = shipped()?;
    for (name, (_, licence)) in &crates {
        if NETWORK.contains(&name.as_str()) {
            return Err(format!("{name} is in the core's dependency tree: the core has no network"));
        }
        if !allowed(licence) {
            return Err(format!("{name}: the licence {licence:?} is not on the list of bindings/xtask/src/dependencies.rs"));
        }
    }
    let there = std::fs::read_to_string(run::root().join(LIST)).map_err(|error| format!("{LIST}: {error}"))?;
    if there != listing(&crates) {
        return Err(format!("{LIST} is not what is linked: run `cargo xtask licences`"));
    }
    println!("{} crates in the shipped library: licences allowed, none opens a connection", crates.len());
    Ok(())
}

pub fn write() -> Result<(), String> {
    run::write_if_changed(&run::root().join(LIST), &listing(&shipped()?))
}

fn listing(crates: &BTreeMap<String, (String, String)>) -> String {
    let mut out = "# Licences of what is bundled\n\nWritten by `cargo xtask licences`: what the shipped library links.\n\n| crate | version | licence |\n| --- | --- | --- |\n".to_owned();
    for (name, (version, licence)) in crates {
        let _ = writeln!(out, "| {name} | {version} | {licence} |");
    }
    out.push_str("\n| inside these crates | licence | where |\n| --- | --- | --- |\n");
    for (name, licence, place) in INSIDE {
        let _ = writeln!(out, "| {name} | {licence} | {place} |");
    }
    out
}

fn allowed(licence: &str) -> bool {
    let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|one| ALLOWED.contains(&one.trim())))
}

/// Name to version and licence, of every crate that is linked into the library: normal dependencies only.
fn shipped() -> Result<BTreeMap<String, (String, String)>, String> {
    let mut cargo = run::command("cargo");
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "aarch64-linux-android"]);
    let metadata: Value = serde_json::from_str(&run::output(&mut cargo)?).map_err(|error| error.to_string())?;
    let all = |pointer: &str| metadata.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
    let packages: BTreeMap<&str, &Value> = all("/packages").filter_map(|package| Some((text(package, "id")?, package))).collect();
    let edges: BTreeMap<&str, Vec<&str>> =
        all("/resolve/nodes").filter_map(|node| Some((text(node, "id")?, normal(node)))).collect();
    let root = packages.iter().find(|(_, package)| text(package, "name") == Some("handrail-ffi")).ok_or("no handrail-ffi")?;

    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![*root.0];
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(edges.get(id).into_iter().flatten());
        }
    }
    let mut found = BTreeMap::new();
    for package in seen.iter().filter_map(|id| packages.get(id)).filter(|package| !package["source"].is_null()) {
        let field = |name| text(package, name).unwrap_or("none stated").to_owned();
        found.insert(field("name"), (field("version"), field("license")));
    }
    Ok(found)
}

/// The ids of a node's normal dependencies: neither for builds nor for tests.
fn normal(node: &Value) -> Vec<&str> {
    let list = |value: &'_ Value, field: &str| value.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    let is_normal = |edge: &Value| list(edge, "dep_kinds").iter().any(|kind| kind["kind"].is_null());
    node.get("deps")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter(|edge| is_normal(edge))
        .filter_map(|edge| text(edge, "pkg"))
        .collect()
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn a_choice_needs_one_and_a_sum_all() {
        assert!(allowed("MIT OR GPL-3.0"));
        assert!(allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!allowed("GPL-3.0"));
        assert!(!allowed("MIT AND GPL-2.0"));
        assert!(!allowed("none stated"));
    }
}
