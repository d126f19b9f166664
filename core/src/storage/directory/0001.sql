-- Public meetings. Instants are milliseconds since 1970 (UTC); week minutes count from Sunday midnight in the meeting's zone.

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    fellowship TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    imported_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Zone 0 is the unknown one.
CREATE TABLE zone (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO zone (id, name) VALUES (0, '');

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
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
    -- 1 when a search may list it: not gone, and there is a way to take part.
    listed INTEGER NOT NULL DEFAULT 0,
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
    UNIQUE (source, native_key)
) STRICT;
CREATE INDEX meeting_by_zone ON meeting (zone) WHERE listed = 1 AND schedule <> '[]';
CREATE INDEX meeting_by_fellowship ON meeting (fellowship) WHERE listed = 1;

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
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_change_by_uid ON meeting_change (uid, at);

CREATE TABLE meeting_type (
    code TEXT NOT NULL,
    meeting INTEGER NOT NULL REFERENCES meeting (id)
) STRICT;
CREATE UNIQUE INDEX meeting_type_by_code ON meeting_type (code, meeting);
CREATE INDEX meeting_type_by_meeting ON meeting_type (meeting);

-- One row for each weekly time of a listed meeting. `week_minute` is -1 where the rule is not plainly weekly: then the
-- meeting's schedule is asked. The indexes hold all columns, so that a search reads nothing else until it knows its page.
CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meeting (id),
    zone INTEGER NOT NULL,
    week_minute INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    online INTEGER NOT NULL,
    lat REAL DEFAULT NULL,
    lon REAL DEFAULT NULL
) STRICT;
CREATE INDEX slot_by_meeting ON slot (meeting, zone, week_minute, duration, online, lat, lon);
CREATE INDEX slot_by_place ON slot (lat, lon, meeting, zone, week_minute, duration, online) WHERE lat IS NOT NULL;
CREATE INDEX slot_by_time ON slot (zone, week_minute, meeting, duration, online, lat, lon);
CREATE INDEX slot_online ON slot (meeting, zone, week_minute, duration, online, lat, lon) WHERE online = 1;

-- Words of a meeting. The texts themselves are not stored a second time.
CREATE VIRTUAL TABLE meeting_text USING fts5 (
    name, place, address, regions, held_by, notes,
    content = '', contentless_delete = 1, detail = 'full', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
