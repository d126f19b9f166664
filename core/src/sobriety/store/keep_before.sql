INSERT INTO day_before (change, key, state, medication, amount, standard, minute, origin, note, entered_at, after_return)
SELECT ?1, ?2, m.state, m.medication, m.amount, m.standard, m.minute, m.origin, m.note, m.entered_at, m.after_return
FROM (SELECT 1) LEFT JOIN day_mark AS m ON m.key = ?2
