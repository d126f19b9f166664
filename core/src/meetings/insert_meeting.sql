INSERT INTO meeting (
    content_hash, identity_hash, changed_at, name, fellowship, venue, zone, schedule, lat, lon, place, address, types, details,
    updated_at, uid, source, native_key, first_seen
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?3)
