-- The last award (row number) that the ledger held when an entry was made: what was earned by the entry alone goes when the entry
-- is taken back. Of entries from before nothing is taken back.
ALTER TABLE day_change ADD COLUMN last_award INTEGER NOT NULL DEFAULT 9223372036854775807;
