//! Everything that is judged without running the product.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::{dependencies, run, words};

const CARGO_FUZZ: &str = "0.13.2";

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

/// A bounded run of the fuzz targets, where a nightly toolchain is. Their proptest twins run with every test.
///
/// Without a sanitizer: the core forbids `unsafe`, so what is looked for are panics, and `SQLCipher` need not be built under one
/// (that took ten times as long). `HANDRAIL_FUZZ=0` leaves it out.
fn fuzz() -> Result<(), String> {
    let nightly = run::has("rustup")
        && run::output(run::command("rustup").args(["toolchain", "list"])).is_ok_and(|list| list.contains("nightly"));
    if std::env::var("HANDRAIL_FUZZ").is_ok_and(|asked| asked == "0") {
        println!("fuzz: left out, as HANDRAIL_FUZZ=0 asks (the proptest twins are among the tests)");
        return Ok(());
    }
    if !nightly {
        println!("fuzz: NOT RUN, as here is no nightly toolchain (the proptest twins are among the tests)");
        return Ok(());
    }
    let path = cargo_fuzz()?;
    let fuzz = |words: &[&str]| {
        let mut command = run::command("cargo");
        command.env("PATH", &path).args(["+nightly", "fuzz"]).args(words);
        command
    };
    for target in run::output(&mut fuzz(&["list", "--fuzz-dir", "core/fuzz"]))?.lines() {
        let bounds = ["--", "-max_total_time=15", "-max_len=65536"];
        let target = target.trim();
        // What a run finds worth keeping goes into the first folder: not among the seeds, which are in git.
        let found = run::root().join("target/fuzz").join(target);
        std::fs::create_dir_all(&found).map_err(|error| error.to_string())?;
        let mut command = fuzz(&["run", "--sanitizer", "none", "--fuzz-dir", "core/fuzz", target]);
        run::done(command.arg(&found).arg(run::root().join("core/fuzz/corpus").join(target)).args(bounds))?;
    }
    Ok(())
}

/// A search path on which cargo-fuzz is found: the person's own, or the one that is built into the project's folder once.
fn cargo_fuzz() -> Result<OsString, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if run::has("cargo-fuzz") {
        return Ok(path);
    }
    let tools = run::root().join("target/tools");
    if !tools.join("bin/cargo-fuzz").is_file() {
        let mut install = run::command("cargo");
        install.args(["install", "--quiet", "--locked", "--version", CARGO_FUZZ, "cargo-fuzz", "--root"]).arg(&tools);
        run::done(&mut install)?;
    }
    let folders = std::iter::once(tools.join("bin")).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).map_err(|error| error.to_string())
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
