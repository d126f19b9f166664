INSERT INTO return_to_use (id, tracker, first_day, last_day, minute, resume_day, resume_minute, note, entered_at, amount, standard)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
