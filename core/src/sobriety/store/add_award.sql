INSERT INTO award (id, tracker, episode_start, milestone, earned_on, recorded_at, lived)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)
ON CONFLICT (tracker, episode_start, milestone) DO NOTHING
