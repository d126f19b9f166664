INSERT INTO day_mark (key, state, medication, amount, standard, minute, origin, note, entered_at, after_return)
SELECT key, state, medication, amount, standard, minute, origin, note, entered_at, after_return
FROM day_before WHERE change = ?1 AND state IS NOT NULL
