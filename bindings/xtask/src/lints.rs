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

/// A bounded run of the fuzz targets, where a nightly toolchain with cargo-fuzz is. Their proptest twins run with every test.
///
/// Without a sanitizer: the core forbids `unsafe`, so what is looked for are panics, and `SQLCipher` need not be built under one
/// (that took ten times as long). `HANDRAIL_FUZZ=0` leaves it out.
fn fuzz() -> Result<(), String> {
    let folder = run::root().join("core/fuzz");
    let nightly = run::has("rustup")
        && run::output(run::command("rustup").args(["toolchain", "list"])).is_ok_and(|list| list.contains("nightly"));
    if std::env::var("HANDRAIL_FUZZ").is_ok_and(|asked| asked == "0") {
        println!("fuzz: left out, as HANDRAIL_FUZZ=0 asks (the proptest twins are among the tests)");
        return Ok(());
    }
    if !folder.is_dir() || !nightly || !run::has("cargo-fuzz") {
        println!("fuzz: NOT RUN, as here is no nightly toolchain with cargo-fuzz (the proptest twins are among the tests)");
        return Ok(());
    }
    for target in run::output(run::command("cargo").args(["+nightly", "fuzz", "list", "--fuzz-dir", "core/fuzz"]))?.lines() {
        let mut fuzz = run::command("cargo");
        fuzz.args(["+nightly", "fuzz", "run", "--sanitizer", "none", "--fuzz-dir", "core/fuzz", target.trim()]);
        fuzz.args(["--", "-max_total_time=15", "-max_len=65536"]);
        run::done(&mut fuzz)?;
    }
    Ok(())
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
