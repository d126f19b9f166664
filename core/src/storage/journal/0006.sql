-- The day of a tracker's newest entries, and the last award (row number) that was there before the first of them: what was lived
-- until then is kept for good, what the entries of one day say together is as true as they are.
ALTER TABLE standing ADD COLUMN lived_until TEXT NOT NULL DEFAULT '';
ALTER TABLE standing ADD COLUMN last_award INTEGER NOT NULL DEFAULT 0;

-- A month of the calendar looks up the awards of its days; both this and the look back from an entry read nothing but the index.
CREATE INDEX award_by_day ON award (tracker, earned_on, episode_start, milestone);
