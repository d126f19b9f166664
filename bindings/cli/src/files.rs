//! The data folder: the journal with its key beside it, and the directory.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use handrail_core::api::{Directory, Journal, new_journal_key};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::output;

/// A data folder; it is made when something is first written to it.
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// In the folder that was named, else where the platform keeps an account's data.
    pub fn of(named: Option<PathBuf>) -> Result<Self, Failure> {
        let set = || std::env::var_os("HANDRAIL_DATA").filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = named.or_else(set).or_else(platform_folder).ok_or_else(|| {
            Failure::storage("file_unavailable", "There is no home folder for the data; name one with --data DIR.")
        })?;
        Ok(Self { folder })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn has_journal(&self) -> bool {
        // A link that leads nowhere, or a folder that may not be looked into, is no reason to begin anew.
        !matches!(fs::symlink_metadata(self.journal_path()), Err(error) if error.kind() == ErrorKind::NotFound)
    }

    /// Opens the journal, or makes it with a new key.
    pub fn journal(&self) -> Result<Arc<Journal>, Failure> {
        self.make_folder()?;
        let known = read_key(&self.key_path())?;
        let had_key = known.is_some();
        let key = match known {
            Some(key) => key,
            None if self.has_journal() => {
                return Err(Failure::storage(
                    "key_missing",
                    "There is a journal but no journal.key beside it. Put the key back; nothing was changed.",
                ));
            }
            None => make_key(&self.key_path())?,
        };
        let journal = Journal::open(text(&self.journal_path())?, key.to_vec())?;
        if had_key && journal.was_created()? {
            output::note(
                "There was a key but no journal.db beside it, so an empty journal was begun. If you had one, put it back.",
            );
        }
        Ok(journal)
    }

    /// The journal if there is one: looking must not make files.
    pub fn journal_if_any(&self) -> Result<Option<Arc<Journal>>, Failure> {
        if self.has_journal() { self.journal().map(Some) } else { Ok(None) }
    }

    /// Opens the directory of meetings, or makes it.
    pub fn directory(&self) -> Result<Arc<Directory>, Failure> {
        self.make_folder()?;
        let directory = Directory::open(text(&self.directory_path())?)?;
        if directory.rebuilt_from()?.is_some() {
            output::note(
                "The directory of meetings was damaged or of another build. It was kept aside and begun anew; please import the feeds again.",
            );
        }
        Ok(directory)
    }

    /// The directory if there is one.
    pub fn directory_if_any(&self) -> Result<Option<Arc<Directory>>, Failure> {
        if self.directory_path().exists() { self.directory().map(Some) } else { Ok(None) }
    }

    /// The directory, knowing the person's favourites where there is a journal.
    pub fn meetings_if_any(&self) -> Result<Option<Arc<Directory>>, Failure> {
        let Some(directory) = self.directory_if_any()? else { return Ok(None) };
        if let Some(journal) = self.journal_if_any()? {
            directory.use_journal(Some(journal))?;
        }
        Ok(Some(directory))
    }

    /// Remembers the ids of a list, so that `meetings show 3` finds the third. A convenience: errors do not matter.
    pub fn remember_list(&self, ids: &[&str]) {
        if let Ok(list) = serde_json::to_vec(ids) {
            let _ = fs::write(self.list_path(), list);
        }
    }

    /// The id behind a number of the latest list.
    pub fn listed(&self, number: usize) -> Option<String> {
        let list: Vec<String> = serde_json::from_slice(&fs::read(self.list_path()).ok()?).ok()?;
        list.into_iter().nth(number.checked_sub(1)?)
    }

    fn make_folder(&self) -> Result<(), Failure> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(|error| Failure::io("The data folder cannot be used", &error))
    }

    fn journal_path(&self) -> PathBuf {
        self.folder.join("journal.db")
    }

    fn key_path(&self) -> PathBuf {
        self.folder.join("journal.key")
    }

    fn directory_path(&self) -> PathBuf {
        self.folder.join("directory.db")
    }

    fn list_path(&self) -> PathBuf {
        self.folder.join("latest-list.json")
    }
}

/// The core takes paths as text, as every platform gives them.
pub fn text(path: &Path) -> Result<String, Failure> {
    path.to_str().map(ToOwned::to_owned).ok_or_else(|| Failure::input("malformed", "This path is not valid Unicode."))
}

fn platform_folder() -> Option<PathBuf> {
    let env = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        env("APPDATA").map(|data| data.join("Handrail"))
    } else if cfg!(target_os = "macos") {
        env("HOME").map(|home| home.join("Library/Application Support/Handrail"))
    } else {
        env("XDG_DATA_HOME").or_else(|| env("HOME").map(|home| home.join(".local/share"))).map(|data| data.join("handrail"))
    }
}

type Key = Zeroizing<Vec<u8>>;

/// The key as 64 hexadecimal digits: a line that can be copied and kept.
fn read_key(path: &Path) -> Result<Option<Key>, Failure> {
    let text = match fs::read(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::io("journal.key cannot be read", &error)),
    };
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Option<Key> = text.trim_ascii().iter().map(digit).collect::<Option<Vec<u8>>>().map(Zeroizing::new);
    let key: Option<Key> = digits.filter(|digits| digits.len() == 64).map(|digits| {
        Zeroizing::new(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
    });
    key.map(Some).ok_or_else(|| {
        Failure::storage("wrong_key", "journal.key does not hold a key (64 hexadecimal digits). The journal was left as it is.")
    })
}

/// Writes a new key so that it is there whole or not at all, and never over another.
fn make_key(path: &Path) -> Result<Key, Failure> {
    let failed = |error: std::io::Error| Failure::io("journal.key cannot be written", &error);
    let key = Zeroizing::new(new_journal_key()?);
    let line = Zeroizing::new(key.iter().map(|byte| format!("{byte:02x}")).chain(["\n".to_owned()]).collect::<String>());
    let draft = path.with_extension(format!("key.{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft).map_err(failed)?;
    let written = file.write_all(line.as_bytes()).and_then(|()| file.sync_all());
    // A link, unlike a renaming, does not replace what another process made a moment ago.
    let placed = written.and_then(|()| fs::hard_link(&draft, path));
    let _ = fs::remove_file(&draft);
    match placed {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            read_key(path)?.ok_or_else(|| Failure::storage("busy", "Another program is making the journal. Please try again."))
        }
        Err(error) => Err(failed(error)),
    }
}
