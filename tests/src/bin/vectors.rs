//! `vectors DIR`: runs every JSON file of a known shape in a folder. Exit code 1 when a case failed or a file was unreadable.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use handrail_tests::vectors::run_file;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: vectors DIR");
        return ExitCode::from(2);
    };
    let files = match json_files(Path::new(&folder)) {
        Ok(files) => files,
        Err(error) => {
            eprintln!("{folder}: {error}");
            return ExitCode::from(2);
        }
    };
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match run_file(file) {
            Ok(tally) => match tally.shape {
                None => {
                    println!("{name}: skipped, not a shape of ours");
                    skipped += 1;
                }
                Some(shape) => {
                    println!("{name} ({shape}): {} passed, {} failed", tally.passed, tally.failures.len());
                    for failure in &tally.failures {
                        println!("  {failure}");
                    }
                    passed += tally.passed;
                    failed += tally.failures.len();
                }
            },
            Err(reason) => {
                println!("{name}: cannot be run: {reason}");
                failed += 1;
            }
        }
    }
    println!("{} files, {skipped} skipped", files.len());
    println!("{passed} passed, {failed} failed");
    // A folder in which nothing was run proves nothing.
    if failed > 0 || passed == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn json_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
