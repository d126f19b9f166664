INSERT INTO shown (tracker, episode_start, elapsed, at)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (tracker) DO UPDATE SET episode_start = excluded.episode_start, elapsed = excluded.elapsed, at = excluded.at
