use crate::ledger;
use rapporteur_ledger::sql;
use rapporteur_ledger::table::TABLES;

const SCHEMA: &str = include_str!("../../SCHEMA.md");

#[test]
fn every_table_and_column_is_described() {
    let (folder, _ledger) = ledger();
    let path = folder.path().join("test.db");
    let tables = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
                  WHERE m.type = 'table' AND m.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'";
    let answer = sql::ask(&path, tables, None).unwrap();
    assert!(answer.rows.len() > 150);
    for row in &answer.rows {
        let (table, column) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
        let section = SCHEMA.split("\n## ").find(|section| section.starts_with(&format!("{table}\n")));
        let section = section.unwrap_or_else(|| panic!("SCHEMA.md has no section \"## {table}\""));
        let described = section.lines().any(|line| line.starts_with("| ") && line.contains(&format!("`{column}`")));
        assert!(described, "SCHEMA.md does not describe {table}.{column}");
    }
}

#[test]
fn the_list_of_columns_is_the_schema() {
    let (folder, _ledger) = ledger();
    let path = folder.path().join("test.db");
    for table in TABLES {
        let columns = format!("SELECT name FROM pragma_table_info('{}') WHERE name <> 'number'", table.name);
        let answer = sql::ask(&path, &columns, None).unwrap();
        let names: Vec<&str> = answer.rows.iter().filter_map(|row| row[0].as_str()).collect();
        let listed: Vec<&str> =
            ["document"].into_iter().chain(table.columns.iter().map(|column| column.name)).collect();
        assert_eq!(names, listed, "{}", table.name);
    }
}
