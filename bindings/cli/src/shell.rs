//! Completions and the man page, made from the same arguments.

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::args::Cli;
use crate::failure::Failure;

pub fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handrail", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// One page for everything: the program, then each command with its options.
pub fn man() -> Result<String, Failure> {
    let mut root = Cli::command();
    root.build();
    let mut out = Vec::new();
    let failed = |error: std::io::Error| Failure::io("The man page could not be made", &error);
    Man::new(root.clone()).render(&mut out).map_err(failed)?;
    for command in root.get_subcommands() {
        describe(command, &mut out).map_err(failed)?;
    }
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn describe(command: &Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    if command.get_name() == "help" {
        return Ok(());
    }
    let mut inner: Vec<&Command> = command.get_subcommands().filter(|inner| inner.get_name() != "help").collect();
    if inner.is_empty() {
        inner.push(command);
    }
    for command in inner {
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_uppercase();
        out.extend_from_slice(format!(".SH \"{name}\"\n").as_bytes());
        // Below the command's own heading the sections of a man page become paragraphs.
        let mut page = Vec::new();
        let man = Man::new(command.clone());
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
        let page = String::from_utf8_lossy(&page).replace(".SH ", ".SS ");
        out.extend_from_slice(page.as_bytes());
    }
    Ok(())
}
