INSERT INTO meeting (
    uid, source, native_key, content_hash, identity_hash, first_seen, changed_at, name, fellowship, venue, zone, schedule, lat, lon,
    place, address, types, details, updated_at
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
