UPDATE tracker
SET name = ?2, start_day = ?3, start_minute = ?4, fellowship = ?5, profile = ?6, zone = ?7, zone_mode = ?8,
    day_start = ?9, feb29 = ?10, start_basis = ?11, count_style = ?12, subject = ?13, measure = ?14, vocabulary = ?15,
    discreet_name = ?16
WHERE id = ?1
