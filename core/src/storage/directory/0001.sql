-- Public meetings. Instants are milliseconds since 1970 (UTC); week minutes count from Sunday midnight in the meeting's zone.

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL DEFAULT '',
    fellowship TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    licence TEXT NOT NULL DEFAULT '',
    aggregator INTEGER NOT NULL DEFAULT 0,
    refresh_hours INTEGER NOT NULL DEFAULT 24,
    -- What a person says about the columns of a table, and below the format and the problem: JSON.
    columns TEXT NOT NULL DEFAULT '[]',
    format TEXT NOT NULL DEFAULT '',
    -- The version that was last imported, by the website's word.
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    -- 0: never.
    imported_at INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER NOT NULL DEFAULT 0,
    -- Bad answers in a row, and what the last of them was.
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    next_try_at INTEGER NOT NULL DEFAULT 0,
    -- A removed source keeps its row: its meetings are known again when it comes back.
    removed INTEGER NOT NULL DEFAULT 0,
    -- Meetings it has now.
    live INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX source_to_try ON source (next_try_at) WHERE url <> '' AND removed = 0;
CREATE INDEX source_tried ON source (tried_at) WHERE url <> '' AND removed = 0;

-- Zone 0 is the unknown one.
CREATE TABLE zone (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO zone (id, name) VALUES (0, '');

CREATE TABLE meeting (
    -- No AUTOINCREMENT, which writes a row of its own for each that is added: what hangs on a number goes with its meeting.
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES source (id),
    native_key TEXT NOT NULL,
    -- Of all facts; and of those by which a meeting is known again when its website renumbers everything.
    content_hash BLOB NOT NULL,
    identity_hash BLOB NOT NULL,
    first_seen INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- 0 while the source has it. A meeting is never deleted because a feed left it out.
    gone_at INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    fellowship TEXT NOT NULL DEFAULT '',
    venue TEXT NOT NULL,
    zone INTEGER NOT NULL DEFAULT 0 REFERENCES zone (id),
    schedule TEXT NOT NULL DEFAULT '[]',
    lat REAL DEFAULT NULL,
    lon REAL DEFAULT NULL,
    -- What a list shows stands in columns, what only the meeting's own screen shows in `details` (JSON).
    place TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    types TEXT NOT NULL DEFAULT '',
    details TEXT NOT NULL DEFAULT '{}',
    -- By the source's word; 0 where it says nothing.
    updated_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, native_key)
) STRICT;

CREATE TABLE meeting_alias (
    source INTEGER NOT NULL REFERENCES source (id),
    native_key TEXT NOT NULL,
    uid TEXT NOT NULL,
    PRIMARY KEY (source, native_key)
) STRICT;

CREATE TABLE meeting_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- A bit for each kind of change (see `changes.rs`).
    changes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX meeting_change_by_uid ON meeting_change (uid, at);

-- What people filter by, stored once for each combination that occurs: a fellowship and a set of codes (sorted, one a line): types
-- in capitals, attributes with a `#` before them, the venue with an `@`, languages with a `~`. A search finds the few facets that
-- fit and then compares one number a candidate. 7,000 real meetings hold some 1,500 sets of types. `live` counts the listed
-- meetings with a plain weekly time for which no other stands.
CREATE TABLE facet (
    id INTEGER PRIMARY KEY,
    fellowship TEXT NOT NULL,
    types TEXT NOT NULL,
    live INTEGER NOT NULL DEFAULT 0,
    UNIQUE (fellowship, types)
) STRICT;
CREATE INDEX facet_live ON facet (live) WHERE live > 0;
CREATE TABLE facet_type (
    code TEXT NOT NULL,
    facet INTEGER NOT NULL REFERENCES facet (id),
    UNIQUE (code, facet)
) STRICT;

-- One row for each weekly time of a meeting that a search may list: not gone, and there is a way to take part; `id` is 1024 times
-- the meeting's id plus a number, so that the times of a meeting lie together without an index. The indexes hold every column that
-- a search asks for until it knows its page.
CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    -- Zone, week minute, facet, length, whether it is the only one, and whether another listing stands for it, in one number (see
    -- `packed.rs`): a search reads thousands, and every column costs as much as the reckoning.
    packed INTEGER NOT NULL,
    -- Where it is, in one number (see `pin.rs`). -1: place unknown. -2: online only.
    pin INTEGER NOT NULL,
    -- A room on the net at this time of the week (see `joined/room.rs`); 0: none that is known by its link.
    room INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX slot_by_place ON slot (pin, packed);
CREATE INDEX slot_by_time ON slot (packed);
-- Those of more than 90 minutes (bits of `packed`), to find what began long ago and still runs.
CREATE INDEX slot_long ON slot (packed) WHERE packed >> 2 & 2047 > 90;
CREATE INDEX slot_by_room ON slot (room) WHERE room <> 0;

-- Words of a meeting. The texts themselves are not stored a second time. The index of beginnings of two and three letters is for
-- the first letters that a person types; at 100,000 made-up meetings it made the file 7 % larger and imports no slower.
CREATE VIRTUAL TABLE meeting_text USING fts5 (
    name, place, notes, content = '', contentless_delete = 1, detail = 'full', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
-- Larger pieces, merged less often: websites are loaded by the thousand rows, and words were found about as fast.
INSERT INTO meeting_text (meeting_text, rank) VALUES ('automerge', 8), ('hashsize', 4000000);
-- The words that occur: a word that nothing has is put right from here.
CREATE VIRTUAL TABLE meeting_term USING fts5vocab (meeting_text, row);

-- The tree of regions as the sources write them. Region 0 is the root.
CREATE TABLE region (
    id INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (parent, name)
) STRICT;
CREATE TABLE meeting_region (
    meeting INTEGER PRIMARY KEY,
    region INTEGER NOT NULL,
    -- Another listing stands for it.
    joined INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX meeting_region_by_region ON meeting_region (region, joined);

-- Listings of different sources that are one meeting. Kept for every pair, so that a listing that goes or changes names those
-- whose group has to be settled anew. `one` is less than `other`; `reasons` are bits (see `joined/likeness.rs`).
CREATE TABLE alike (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    reasons INTEGER NOT NULL,
    score INTEGER NOT NULL,
    UNIQUE (one, other)
) STRICT;
CREATE INDEX alike_by_other ON alike (other);

-- What follows from it: the listing that stands for another in every list. `place` orders those of one leader from 1.
CREATE TABLE joined (
    meeting INTEGER PRIMARY KEY,
    leader INTEGER NOT NULL,
    place INTEGER NOT NULL,
    reasons INTEGER NOT NULL
) STRICT;
CREATE INDEX joined_by_leader ON joined (leader, place);

-- Listings that are found by words and types of those that they stand for, with a hash of all that each is found by.
CREATE TABLE borrowed (
    leader INTEGER PRIMARY KEY,
    what BLOB NOT NULL
) STRICT;
