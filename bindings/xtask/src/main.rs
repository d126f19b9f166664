//! `cargo xtask`: what a developer runs besides cargo itself.

mod api;
mod bindings;
mod dependencies;
mod design;
mod lints;
mod parts;
mod run;
mod words;

use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  test [--only PART]              every test: Rust, terminal, Kotlin, Android, Swift, iOS, Python, vectors
  ci                              all lints, then every test, as continuous integration runs them
  lint                            only the lints
  bindings kotlin|swift|python    generate the bindings of a language from a debug build
  demo                            cargo run --release -- demo
  vectors DIR                     run every JSON file of a known shape in DIR
  api [--check]                   write, or compare, the golden listing of the exported surface
  design [--check]                write, or compare, the design tokens of both apps
  licences [--check]              write, or compare, LICENSES-THIRD-PARTY.md
  bench                           the Criterion benches
  ship                            build the library as phones get it and tell its size
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["test"] => parts::test(None),
        ["test", "--only", part] => parts::test(Some(part)),
        ["ci"] => lints::all().and_then(|()| parts::test(None)),
        ["lint"] => lints::all(),
        ["bindings", language] => bindings::generate(language),
        ["demo"] => run::cargo(&["run", "--release", "--", "demo"]),
        ["vectors", folder] => run::cargo(&["run", "--quiet", "-p", "handrail-tests", "--bin", "vectors", "--", folder]),
        ["api"] => api::write(),
        ["api", "--check"] => api::check(),
        ["design"] => design::write(),
        ["design", "--check"] => design::check(),
        ["licences"] => dependencies::write(),
        ["licences", "--check"] => dependencies::check(),
        ["bench"] => run::cargo(&["bench", "-p", "handrail-tests", "--benches"]),
        ["ship"] => ship(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// What a phone carries may not grow unseen.
const SHIPPED_LIMIT: f64 = 6.5e6;

fn ship() -> Result<(), String> {
    run::cargo(&["build", "--profile", "ship", "-p", "handrail-ffi"])?;
    let library = run::root().join("target/ship").join(run::library_name());
    let size = std::fs::metadata(&library).map_err(|error| error.to_string())?.len();
    #[allow(clippy::cast_precision_loss)]
    let megabytes = size as f64;
    println!("{}: {size} bytes, limit {SHIPPED_LIMIT}", relative(&library));
    if megabytes <= SHIPPED_LIMIT { Ok(()) } else { Err("the library is too large".to_owned()) }
}

/// A path as a reader of the output knows it.
fn relative(path: &Path) -> String {
    path.strip_prefix(run::root()).unwrap_or(path).display().to_string()
}
