use rusqlite_migration::{M, Migrations};

/// Stands in the file's header and says whose file it is: "RAPP" in ASCII.
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"RAPP");

const STEPS: &[M] = &[M::up(include_str!("schema/1.sql"))];

/// The steps from an empty file to the newest schema; `user_version` counts those taken.
pub const MIGRATIONS: Migrations = Migrations::from_slice(STEPS);

/// The newest schema.
pub const VERSION: i32 = STEPS.len() as i32;

#[cfg(test)]
mod tests {
    #[test]
    fn every_step_runs() {
        super::MIGRATIONS.validate().unwrap();
    }
}
