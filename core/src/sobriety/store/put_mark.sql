INSERT INTO day_mark (key, state, medication, amount, standard, minute, origin, note, entered_at, after_return)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (key) DO UPDATE SET state = excluded.state, medication = excluded.medication, amount = excluded.amount,
    standard = excluded.standard, minute = excluded.minute, origin = excluded.origin, note = excluded.note,
    entered_at = excluded.entered_at, after_return = excluded.after_return
