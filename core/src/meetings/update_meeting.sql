UPDATE meeting
SET content_hash = ?2, identity_hash = ?3, changed_at = ?4, gone_at = 0, listed = ?5, name = ?6, fellowship = ?7, venue = ?8,
    zone = ?9, schedule = ?10, lat = ?11, lon = ?12, place = ?13, address = ?14, types = ?15, details = ?16
WHERE id = ?1
