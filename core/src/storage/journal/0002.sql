-- Goals, the day calendar, money and time, own fellowships and tokens.

ALTER TABLE tracker ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE tracker ADD COLUMN measure TEXT NOT NULL DEFAULT 'episodes';
ALTER TABLE tracker ADD COLUMN vocabulary TEXT NOT NULL DEFAULT '';
ALTER TABLE tracker ADD COLUMN discreet_name TEXT NOT NULL DEFAULT '';
ALTER TABLE tracker ADD COLUMN deleted_at INTEGER DEFAULT NULL;
-- A short number for the keys of its days.
ALTER TABLE tracker ADD COLUMN number INTEGER DEFAULT NULL;
UPDATE tracker SET number = rowid;
CREATE UNIQUE INDEX tracker_by_number ON tracker (number);

ALTER TABLE tracker_correction ADD COLUMN undone_at INTEGER DEFAULT NULL;

-- In thousandths of the unit, on each day of the return; `standard` is the standard drink at entry in milligrams of ethanol.
ALTER TABLE return_to_use ADD COLUMN amount INTEGER DEFAULT NULL;
ALTER TABLE return_to_use ADD COLUMN standard INTEGER DEFAULT NULL;

-- The goal of a day is the one with the latest `from_day` that is not after it; of two with one day, the one set last.
CREATE TABLE goal (
    id INTEGER PRIMARY KEY,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    from_day TEXT NOT NULL,
    goal TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;
CREATE INDEX goal_by_tracker ON goal (tracker, from_day, id);

-- What a person entered for a day. `key` is the tracker's number times 1,000,000 plus the day's number from the common era:
-- a year of a tracker lies together and is read in one sweep, in a tenth of the space that the tracker's id would take.
-- `after_return` is the newest return to use of that moment: whichever was entered later says whether the day was one of use.
CREATE TABLE day_mark (
    key INTEGER PRIMARY KEY,
    state INTEGER NOT NULL,
    medication INTEGER NOT NULL,
    amount INTEGER DEFAULT NULL,
    standard INTEGER DEFAULT NULL,
    minute INTEGER DEFAULT NULL,
    origin INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    entered_at INTEGER NOT NULL,
    after_return INTEGER NOT NULL
) STRICT;
CREATE INDEX day_mark_used ON day_mark (key) WHERE state = 2;

-- One entry by the person, of a day or of many; what stood there before is kept, so that it can be taken back exactly.
CREATE TABLE day_change (
    id INTEGER PRIMARY KEY,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    at INTEGER NOT NULL,
    undone_at INTEGER DEFAULT NULL
) STRICT;
CREATE INDEX day_change_by_tracker ON day_change (tracker, id);
CREATE TABLE day_before (
    id INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES day_change (id),
    key INTEGER NOT NULL,
    -- Nothing stood there where this is null.
    state INTEGER DEFAULT NULL,
    medication INTEGER DEFAULT NULL,
    amount INTEGER DEFAULT NULL,
    standard INTEGER DEFAULT NULL,
    minute INTEGER DEFAULT NULL,
    origin INTEGER DEFAULT NULL,
    note TEXT DEFAULT NULL,
    entered_at INTEGER DEFAULT NULL,
    after_return INTEGER DEFAULT NULL
) STRICT;
CREATE INDEX day_before_by_change ON day_before (change);

-- What use cost: money in minor units of the currency, and time. Of two from one day the one set last holds.
CREATE TABLE rate (
    id INTEGER PRIMARY KEY,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    from_day TEXT NOT NULL,
    rate TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_by_tracker ON rate (tracker, from_day, id);

CREATE TABLE saving_goal (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER DEFAULT NULL
) STRICT;

-- A person's own fellowships and token profiles.
CREATE TABLE own_entry (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    removed_at INTEGER DEFAULT NULL
) STRICT;

-- What the closed episodes add up to and where the current one began, so that the first screen reads one row however long
-- the years are. Derived, and written in the transaction that changes what it is derived from. Bookkeeping: no screen shows it.
CREATE TABLE standing (
    tracker TEXT NOT NULL PRIMARY KEY REFERENCES tracker (id),
    body TEXT NOT NULL
) STRICT;
