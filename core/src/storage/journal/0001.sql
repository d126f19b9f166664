-- One truth: a start, and the returns to use since. Episodes are derived from them, so the two cannot contradict.
-- Days are ISO dates; instants are milliseconds since 1970 (UTC); minutes count from midnight.

CREATE TABLE tracker (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    start_day TEXT NOT NULL,
    start_minute INTEGER DEFAULT NULL,
    fellowship TEXT NOT NULL DEFAULT '',
    profile TEXT NOT NULL,
    zone TEXT NOT NULL,
    zone_mode TEXT NOT NULL DEFAULT 'home',
    day_start INTEGER NOT NULL DEFAULT 0,
    feb29 TEXT NOT NULL DEFAULT 'feb28',
    start_basis TEXT NOT NULL DEFAULT 'own',
    count_style TEXT NOT NULL DEFAULT 'elapsed',
    created_at INTEGER NOT NULL,
    archived_at INTEGER DEFAULT NULL
) STRICT;

-- What a correction replaced: nothing that a person entered is overwritten without a trace.
CREATE TABLE tracker_correction (
    id TEXT NOT NULL PRIMARY KEY,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    at INTEGER NOT NULL,
    before TEXT NOT NULL
) STRICT;
CREATE INDEX tracker_correction_by_tracker ON tracker_correction (tracker, at);

CREATE TABLE return_to_use (
    id TEXT NOT NULL PRIMARY KEY,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    minute INTEGER DEFAULT NULL,
    resume_day TEXT NOT NULL,
    resume_minute INTEGER DEFAULT NULL,
    note TEXT NOT NULL DEFAULT '',
    entered_at INTEGER NOT NULL,
    undone_at INTEGER DEFAULT NULL
) STRICT;
CREATE INDEX return_to_use_by_tracker ON return_to_use (tracker, first_day);
-- The first screen needs the current episode only: its start is found in one step, after fifty years too.
CREATE INDEX return_to_use_by_resume ON return_to_use (tracker, resume_day DESC, first_day, last_day, resume_minute)
    WHERE undone_at IS NULL;

-- Only grows (rule R8). An award belongs to the episode that began on `episode_start`.
CREATE TABLE award (
    id TEXT NOT NULL PRIMARY KEY,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    episode_start TEXT NOT NULL,
    milestone TEXT NOT NULL,
    earned_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    UNIQUE (tracker, episode_start, milestone)
) STRICT;

-- The number last shown, so that a flight west does not take a day away (rule R9). Bookkeeping: no screen shows it.
CREATE TABLE shown (
    tracker TEXT NOT NULL PRIMARY KEY REFERENCES tracker (id),
    episode_start TEXT NOT NULL,
    elapsed INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
