-- What a person says about listings that the directory takes for one meeting: this one is another.
ALTER TABLE my_meeting ADD COLUMN apart INTEGER NOT NULL DEFAULT 0;
