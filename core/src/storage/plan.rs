//! What the database says it would do, for tests that no question walks through everything.

use super::Database;

impl Database {
    /// The steps of a statement.
    pub fn plan(&self, sql: &str) -> Vec<String> {
        let steps = self.read(|r| {
            let mut statement = r.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let empty = vec![rusqlite::types::Null; statement.parameter_count()];
            let rows = statement.query_map(rusqlite::params_from_iter(empty), |row| row.get(3))?;
            Ok(rows.collect::<Result<_, _>>()?)
        });
        steps.unwrap()
    }
}
