INSERT INTO tracker (
    id, position, name, start_day, start_minute, fellowship, profile, zone, zone_mode, day_start, feb29, start_basis,
    count_style, created_at, subject, measure, vocabulary, discreet_name, number
) VALUES (
    ?1, (SELECT coalesce(max(position), 0) + 1 FROM tracker), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
    ?16, ?17, (SELECT coalesce(max(number), 0) + 1 FROM tracker)
)
