//! `cargo xtask test`: every part, one line each at the end.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{api, bindings, design, run};

/// How a part ended.
enum Outcome {
    Passed,
    Failed(String),
    /// Not run, and why. On continuous integration that is a failure.
    Missing(String),
}

type Part = (&'static str, fn() -> Outcome);

const PARTS: &[Part] = &[
    ("rust", || of(run::cargo(&["test", "--workspace"]))),
    ("vectors", || of(run::cargo(&["run", "--quiet", "-p", "handrail-tests", "--bin", "vectors", "--", "tests/vectors"]))),
    // Without `-p`, as the README has it: once a second binary had crept in and nobody could run the first command.
    ("demo", || of(run::cargo(&["run", "--quiet", "--", "demo"]))),
    ("api", || of(api::check())),
    ("design", || of(design::check())),
    ("kotlin", kotlin),
    ("android", android),
    ("swift", || swift("bindings/swift")),
    ("ios", || swift("ios/Packages/HandrailApp")),
    ("python", python),
];

pub fn test(only: Option<&str>) -> Result<(), String> {
    let chosen: Vec<&Part> = PARTS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = PARTS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no such part; there are {}", names.join(", ")));
    }
    let mut ended: Vec<(&str, Outcome, Duration)> = Vec::new();
    for (name, part) in chosen {
        println!("\n==== {name}");
        let started = Instant::now();
        let outcome = part();
        ended.push((name, outcome, started.elapsed()));
    }
    summary(&ended)
}

fn summary(ended: &[(&str, Outcome, Duration)]) -> Result<(), String> {
    println!("\n==== summary");
    let (mut passed, mut failed) = (0, 0);
    for (name, outcome, time) in ended {
        let said = match outcome {
            Outcome::Passed => {
                passed += 1;
                "passed".to_owned()
            }
            Outcome::Failed(reason) => {
                failed += 1;
                format!("FAILED: {reason}")
            }
            Outcome::Missing(reason) if run::strict() => {
                failed += 1;
                format!("FAILED, missing: {reason}")
            }
            Outcome::Missing(reason) => format!("not run, missing: {reason}"),
        };
        println!("{name:<9} {:>6.1} s  {said}", time.as_secs_f64());
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} parts failed", ended.len())) }
}

fn of(result: Result<(), String>) -> Outcome {
    result.map_or_else(Outcome::Failed, |()| Outcome::Passed)
}

fn maven(folder: &Path, goals: &[&str]) -> Result<(), String> {
    let mut maven = run::command("mvn");
    maven.current_dir(folder).args(["--batch-mode", "--no-transfer-progress", "-Dkotlin.compiler.daemon=false"]).args(goals);
    maven.arg(format!("-Dhandrail.lib.dir={}", run::debug_folder().display()));
    run::done(&mut maven)
}

fn maven_missing() -> Option<Outcome> {
    let missing = ["java", "mvn"].into_iter().find(|program| !run::has(program))?;
    Some(Outcome::Missing(format!("{missing} (JDK 17 and Maven)")))
}

fn kotlin() -> Outcome {
    if let Some(missing) = maven_missing() {
        return missing;
    }
    of(bindings::generate("kotlin").and_then(|()| maven(&run::root().join("bindings/kotlin"), &["install"])))
}

/// Google's libraries come through Maven's default repository on some machines only. Elsewhere Gradle is the way.
fn android() -> Outcome {
    if let Some(missing) = maven_missing() {
        return missing;
    }
    let folder = run::root().join("android/maven");
    let probe = ["--quiet", "dependency:get", "-Dartifact=androidx.annotation:annotation-jvm:1.9.1:jar", "-Dtransitive=false"];
    if maven(&folder.join("tools"), &probe).is_err() {
        return Outcome::Missing("androidx in Maven's default repository; build android/ with Gradle instead".to_owned());
    }
    let checked = if run::has("python3") { run::done(run::command("python3").arg("android/maven/check.py")) } else { Ok(()) };
    of(checked.and_then(|()| bindings::generate("kotlin")).and_then(|()| maven(&folder, &["test"])))
}

fn swift(package: &str) -> Outcome {
    let Some(mut swift) = swift_command() else {
        return Outcome::Missing("Swift 6 on the path, or Debian with root rights to unpack it".to_owned());
    };
    let folder = run::root().join(package);
    swift.current_dir(&folder).env("HANDRAIL_LIB_DIR", run::debug_folder()).arg("test");
    of(bindings::generate("swift").and_then(|()| run::done(&mut swift)))
}

/// Swift from the path, else Debian's own, unpacked once into the user's cache folder.
fn swift_command() -> Option<Command> {
    if run::has("swift") {
        return Some(run::command("swift"));
    }
    if !Path::new("/etc/debian_version").exists() {
        return None;
    }
    let script = run::root().join("bindings/swift/swift-root.sh");
    if let Err(reason) = run::done(run::command("bash").arg(&script).arg("--install")) {
        eprintln!("{reason}");
        return None;
    }
    let mut command = run::command("bash");
    command.arg(script).arg("swift");
    Some(command)
}

fn python() -> Outcome {
    if !run::has("python3") {
        return Outcome::Missing("python3".to_owned());
    }
    let smoke = |folder: PathBuf| run::done(run::command("python3").arg("tests/foreign/smoke.py").env("PYTHONPATH", folder));
    of(bindings::python().and_then(smoke))
}
