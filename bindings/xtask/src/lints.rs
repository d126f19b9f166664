//! Everything that is judged without running the product.

use std::path::{Path, PathBuf};

use crate::{dependencies, run, words};

pub fn all() -> Result<(), String> {
    run::cargo(&["fmt", "--all", "--check"])?;
    run::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    let mut docs = run::command("cargo");
    docs.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    run::done(&mut docs)?;
    dependencies::check()?;
    words::check()?;
    traces()?;
    fuzz()
}

/// A bounded run of the fuzz target where it is asked for and a nightly toolchain with cargo-fuzz is there. Its proptest twin runs
/// with every test; the target itself builds the whole core once more, which took longer than everything else together.
///
/// Without a sanitizer: the core forbids `unsafe`, so what is looked for are panics, and `SQLCipher` need not be built under one
/// (that took ten times as long).
fn fuzz() -> Result<(), String> {
    let folder = run::root().join("core/fuzz");
    let nightly = run::has("rustup")
        && run::output(run::command("rustup").args(["toolchain", "list"])).is_ok_and(|list| list.contains("nightly"));
    let asked = std::env::var_os("HANDRAIL_FUZZ").is_some();
    if !asked || !folder.is_dir() || !nightly || !run::has("cargo-fuzz") {
        println!(
            "fuzz: not run; HANDRAIL_FUZZ=1 runs it where a nightly toolchain with cargo-fuzz is (its proptest twin is among the tests)"
        );
        return Ok(());
    }
    let mut fuzz = run::command("cargo");
    fuzz.args([
        "+nightly",
        "fuzz",
        "run",
        "--fuzz-dir",
        "core/fuzz",
        "feed_reader",
        "--",
        "-max_total_time=20",
        "-max_len=65536",
    ]);
    run::done(&mut fuzz)
}

/// No path of somebody's machine, and no file that a person's data could hide in.
fn traces() -> Result<(), String> {
    let homes = [concat!("/", "root/"), concat!("/home", "/"), concat!("/Users", "/"), concat!("/", "work/")];
    for path in text_files()? {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if let Some(home) = homes.into_iter().find(|home| text.contains(home)) {
            return Err(format!("{} names a folder of a machine ({home}…)", path.display()));
        }
    }
    Ok(())
}

/// The files of the project that hold text, as git knows them.
pub fn text_files() -> Result<Vec<PathBuf>, String> {
    let list = run::output(run::command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let binary = ["png", "jar", "db", "zip"];
    let is_text = |path: &Path| !path.extension().is_some_and(|extension| binary.iter().any(|known| extension == *known));
    Ok(list.split('\0').filter(|name| !name.is_empty()).map(|name| run::root().join(name)).filter(|path| is_text(path)).collect())
}
