INSERT INTO source (
    name, url, fellowship, zone, country, licence, aggregator, refresh_hours, columns, format, etag, last_modified,
    imported_at, tried_at, failures, problem, next_try_at, removed
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
ON CONFLICT (name) DO UPDATE SET
    url = excluded.url, fellowship = excluded.fellowship, zone = excluded.zone, country = excluded.country,
    licence = excluded.licence, aggregator = excluded.aggregator, refresh_hours = excluded.refresh_hours,
    columns = excluded.columns, format = excluded.format, etag = excluded.etag, last_modified = excluded.last_modified,
    imported_at = excluded.imported_at, tried_at = excluded.tried_at, failures = excluded.failures,
    problem = excluded.problem, next_try_at = excluded.next_try_at, removed = excluded.removed
RETURNING id
