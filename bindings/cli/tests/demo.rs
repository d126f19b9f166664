//! The first look.

use crate::{AT, answer, assert_keys, bare};

#[test]
fn the_demo_reads_as_it_should() {
    let mut command = bare();
    command.args(AT).arg("demo");
    let answer = answer(&mut command).done();
    let seen = answer.out.replace(env!("CARGO_BIN_EXE_handrail"), "handrail");
    assert_eq!(seen, include_str!("demo.txt"), "if the change is meant, write the new text to tests/demo.txt:\n{seen}");
    assert_eq!(answer.err, "");
}

#[test]
fn the_demo_leaves_nothing_behind_unless_asked() {
    let place = tempfile::tempdir().unwrap();
    let mut command = bare();
    command.env("TMPDIR", place.path()).args(AT).arg("demo");
    answer(&mut command).done();
    assert_eq!(crate::entries(place.path()), Vec::<String>::new());

    let mut command = bare();
    command.env("TMPDIR", place.path()).args(AT).args(["--json", "demo", "--keep"]);
    let document = answer(&mut command).done().json();
    assert_keys(&document, &["data", "import", "today", "near"]);
    let kept = document["data"].as_str().unwrap();
    let mut command = bare();
    command.args(AT).args(["--json", "--data", kept, "today"]);
    assert_eq!(answer(&mut command).done().json(), document["today"]);
}

#[test]
fn the_commands_that_the_demo_names_work_as_they_stand() {
    let place = tempfile::tempdir().unwrap();
    for args in [&["demo"][..], &["demo", "--keep"]] {
        let mut command = bare();
        command.env("TMPDIR", place.path()).args(args);
        let out = answer(&mut command).done().out;
        let program = env!("CARGO_BIN_EXE_handrail");
        let named: Vec<_> = out.lines().filter(|line| line.trim_start().starts_with(program)).collect();
        assert_eq!(named.len(), 3, "{out}");
        for line in named {
            // The quotes of the shell; nothing else in these lines needs one.
            let mut words: Vec<String> = Vec::new();
            for (at, part) in line.trim().split('"').enumerate() {
                if at % 2 == 1 {
                    words.push(part.to_owned());
                } else {
                    words.extend(part.split_whitespace().map(ToOwned::to_owned));
                }
            }
            let mut command = bare();
            command.env("TMPDIR", place.path()).env("HANDRAIL_DATA", place.path().join("own")).args(&words[1..]);
            answer(&mut command).done();
        }
    }
}

#[test]
fn the_demo_is_not_mixed_into_a_journal() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("mine");
    let run = |args: &[&str]| {
        let mut command = bare();
        command.args(["--json", "--data", data.to_str().unwrap()]).args(args);
        answer(&mut command)
    };
    run(&["tracker", "add", "Mine", "--start", "today"]).done();
    let refused = run(&["demo"]);
    assert_eq!((refused.code, &refused.json()["error"]["code"]), (1, &"conflict".into()));
    assert_eq!(run(&["tracker", "list"]).done().json()["trackers"].as_array().unwrap().len(), 1);
}
