//! Help, usage, help now, completions and the man page.

use crate::{AT, Terminal, answer, assert_keys, bare};

#[test]
fn without_arguments_it_prints_help_and_is_content() {
    let answer = answer(&mut bare());
    assert_eq!(answer.code, 0);
    for command in ["demo", "today", "tracker", "meetings", "help-now", "completions", "man"] {
        assert!(answer.out.contains(&format!("\n  {command} ")), "{command} is missing:\n{}", answer.out);
    }
    assert_eq!(answer.err, "");
}

#[test]
fn what_it_cannot_understand_is_usage() {
    let terminal = Terminal::new();
    let wrong: [&[&str]; 9] = [
        &["frobnicate"],
        &["today", "--frobnicate"],
        &["tracker"],
        &["tracker", "add", "Name"],
        &["tracker", "add", "Name", "--start", "31.01.2026"],
        &["tracker", "add", "Name", "--start", "2026-02-30"],
        &["tracker", "add", "Name", "--start", "2026-01-31", "--time", "24:00"],
        &["meetings", "near", "here"],
        &["--at", "-262143-01-01", "today"],
    ];
    for args in wrong {
        let answer = terminal.run(args);
        assert_eq!(answer.code, 2, "{args:?}: {}{}", answer.out, answer.err);
        assert_eq!(answer.out, "", "{args:?}");
        assert!(!answer.err.is_empty());
        let answer = terminal.json(args);
        assert_eq!(answer.code, 2, "{args:?}");
        assert_eq!(answer.json()["error"]["code"], "usage", "{args:?}");
    }
    let missing = terminal.json(&["meetings", "import"]).json();
    assert_eq!(missing["error"]["text"], "the following required arguments were not provided: <FILE>");
    assert!(!terminal.data().exists(), "usage errors must not make files");
}

#[test]
fn help_now_needs_nothing_at_all() {
    let mut command = bare();
    command.args(["--data", "/nowhere/at/all", "--zone", "No/Where", "help-now", "--country", "US"]);
    let answer = answer(&mut command).done();
    assert!(answer.out.contains("call 911"), "{}", answer.out);
    assert!(answer.out.contains("call or text 988"), "{}", answer.out);
    assert!(answer.out.contains("not checked"), "{}", answer.out);
}

#[test]
fn help_now_answers_any_country_with_a_number() {
    for country in ["US", "gb", "XX", "", "🇺🇸", "US-IL", "../../etc", "\u{1b}[31m"] {
        let terminal = Terminal::new();
        let document = terminal.json(&["help-now", "--country", country]).done().json();
        assert_keys(&document, &["country", "emergency", "lines"]);
        let first = &document["emergency"][0];
        assert!(first["call"].as_str().is_some_and(|call| call.bytes().all(|b| b.is_ascii_digit())), "{country}: {document}");
        assert_keys(first, &["name", "kind", "call", "certainty", "verified_on"]);
        let text = terminal.run(&["help-now", "--country", country]).done();
        assert!(!text.out.contains('\u{1b}'));
    }
}

#[test]
fn help_now_takes_the_country_of_the_language_settings() {
    let number = |lang: &str| {
        let mut command = bare();
        command.env("LANG", lang).args(["--json", "help-now"]);
        answer(&mut command).done().json()["emergency"][0]["call"].as_str().map(ToOwned::to_owned)
    };
    assert_eq!(number("en_AU.UTF-8").as_deref(), Some("000"));
    assert_eq!(number("C.UTF-8").as_deref(), Some("112"));
    assert_eq!(number("").as_deref(), Some("112"));
}

#[test]
fn completions_and_the_man_page_know_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let answer = answer(bare().args(["completions", shell])).done();
        assert!(answer.out.contains("help-now") && answer.out.contains("within"), "{shell}");
    }
    let man = answer(bare().arg("man")).done().out;
    assert!(man.starts_with(".ie") || man.starts_with(".TH"), "{man:.80}");
    for word in ["help\\-now", "tracker", "\\-\\-within", "\\-\\-accept\\-shrink", "\\-\\-until"] {
        assert!(man.contains(word), "{word} is not in the man page");
    }
}

#[test]
fn a_file_and_no_color_get_no_colours() {
    let terminal = Terminal::new().with_sample();
    for args in [&["meetings", "near"][..], &["today"], &["help-now"]] {
        let answer = terminal.run(args).done();
        assert!(!answer.out.contains('\u{1b}'), "{args:?}");
    }
    let mut command = bare();
    command.env("NO_COLOR", "1").args(AT).arg("demo");
    assert!(!answer(&mut command).done().out.contains('\u{1b}'));
}

#[test]
fn no_word_that_shames_is_ever_said() {
    // Not the list of fellowships: their names are their own.
    let terminal = Terminal::new().with_sample();
    terminal.run(&["tracker", "add", "Mine", "--start", "2026-01-31"]).done();
    let mut said = String::new();
    let commands: [&[&str]; 11] = [
        &["--help"],
        &["tracker", "--help"],
        &["tracker", "return", "--help"],
        &["meetings", "near", "--help"],
        &["meetings", "import", "--help"],
        &["today"],
        &["tracker", "return", "Mine", "--on", "2026-02-10"],
        &["tracker", "history", "Mine"],
        &["tracker", "undo", "Mine"],
        &["tracker", "archive", "Mine"],
        &["help-now", "--country", "US"],
    ];
    for args in commands {
        let answer = terminal.run(args).done();
        said.push_str(&answer.out.to_lowercase());
    }
    for word in ["relapse", "failed", "failure", "addict ", "addicts ", "clean", "dirty", "abuse", "you lost", "junkie"] {
        assert!(!said.contains(word), "{word}:\n{said}");
    }
}
