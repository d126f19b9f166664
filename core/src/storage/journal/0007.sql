-- Whether an award stood when the day of an entry was over. One that did not is told as long as a run has earned it, and comes
-- back with the entry that is taken back. Of awards from before nobody knows; they stay.
ALTER TABLE award ADD COLUMN lived INTEGER NOT NULL DEFAULT 1;
ALTER TABLE standing DROP COLUMN last_award;
DROP INDEX award_by_day;
CREATE INDEX award_by_day ON award (tracker, earned_on, episode_start, milestone, lived);
