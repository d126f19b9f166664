-- Meetings that a person keeps, hides, corrects or adds. The directory may be rebuilt at any time; this is theirs.
CREATE TABLE my_meeting (
    -- The meeting's id in the directory; a meeting of their own has one that the directory does not know.
    uid TEXT PRIMARY KEY,
    favourite INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    -- Minutes before the start; -1: none.
    reminder INTEGER NOT NULL DEFAULT -1,
    added_at INTEGER NOT NULL,
    -- As it was when the person last saw it (JSON): enough to find it again when the directory has other ids, to tell what changed,
    -- and to show it when it is gone.
    seen TEXT NOT NULL DEFAULT '',
    -- Their own facts (JSON), of a correction or a meeting of their own.
    own TEXT NOT NULL DEFAULT ''
) STRICT;
