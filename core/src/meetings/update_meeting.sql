UPDATE meeting
SET content_hash = ?1, identity_hash = ?2, changed_at = ?3, gone_at = 0, name = ?4, fellowship = ?5, venue = ?6, zone = ?7,
    schedule = ?8, lat = ?9, lon = ?10, place = ?11, address = ?12, types = ?13, details = ?14, updated_at = ?15
WHERE id = ?16
