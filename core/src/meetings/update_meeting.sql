UPDATE meeting
SET content_hash = ?2, identity_hash = ?3, changed_at = ?4, gone_at = 0, name = ?5, fellowship = ?6, venue = ?7, zone = ?8,
    schedule = ?9, lat = ?10, lon = ?11, place = ?12, address = ?13, types = ?14, details = ?15, updated_at = ?16
WHERE id = ?1
