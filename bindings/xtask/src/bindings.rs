//! Generates the bindings of a language from the debug build of the library. Never from a stripped one: the generator reads the
//! symbols.

use std::path::{Path, PathBuf};

use crate::run;

pub fn generate(language: &str) -> Result<(), String> {
    match language {
        "kotlin" => kotlin(),
        "swift" => swift(),
        "python" => python().map(|_| ()),
        other => Err(format!("no bindings for {other}; there are kotlin, swift and python")),
    }
}

/// Into the folder that Maven and Gradle compile along.
fn kotlin() -> Result<(), String> {
    let fresh = fresh("kotlin")?;
    copy_tree(&fresh, &run::root().join("bindings/kotlin/target/generated"))
}

/// The Swift file into its target, header and module map into the system library that it imports.
fn swift() -> Result<(), String> {
    let fresh = fresh("swift")?;
    let package = run::root().join("bindings/swift");
    copy(&fresh.join("HandrailCore.swift"), &package.join("Sources/HandrailCore/HandrailCore.swift"))?;
    copy(&fresh.join("handrailFFI.h"), &package.join("Linux/handrailFFI/handrailFFI.h"))
}

/// Into `target/python`, with the library beside it; answers the folder.
pub fn python() -> Result<PathBuf, String> {
    let fresh = fresh("python")?;
    let folder = run::root().join("target/python");
    copy_tree(&fresh, &folder)?;
    std::fs::copy(run::debug_folder().join(run::library_name()), folder.join(run::library_name()))
        .map_err(|error| error.to_string())?;
    Ok(folder)
}

/// Generates into a folder of its own, so that files that did not change keep their time where builds look at them.
fn fresh(language: &str) -> Result<PathBuf, String> {
    run::cargo(&["build", "-p", "handrail-ffi"])?;
    let folder = run::root().join("target/generated").join(language);
    let library = run::debug_folder().join(run::library_name());
    let mut generator = run::command("cargo");
    generator.args([
        "run",
        "--quiet",
        "-p",
        "handrail-xtask",
        "--features",
        "bindgen",
        "--bin",
        "uniffi-bindgen",
        "--",
        "generate",
    ]);
    generator.arg(library).args(["--language", language, "--no-format", "--out-dir"]).arg(&folder);
    run::done(&mut generator)?;
    Ok(folder)
}

pub fn swift_source() -> Result<String, String> {
    std::fs::read_to_string(fresh("swift")?.join("HandrailCore.swift")).map_err(|error| error.to_string())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(from).map_err(|error| format!("{}: {error}", from.display()))?;
    run::write_if_changed(to, &text)
}

fn copy_tree(from: &Path, to: &Path) -> Result<(), String> {
    for entry in std::fs::read_dir(from).map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy_tree(&entry.path(), &target)? } else { copy(&entry.path(), &target)? }
    }
    Ok(())
}
