//! Fills a ledger with copies of records and asks it: `fill FILE COPIES < records.jsonl`; says how long each took.

#![allow(clippy::print_stdout, reason = "an example talks")]

use rapporteur_ledger::{Ledger, Said};
use rapporteur_record::wire::Record;
use std::io::BufRead;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (file, copies) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    let copies: usize = copies.parse()?;
    let records: Vec<Record> = std::io::stdin()
        .lock()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, Box<dyn std::error::Error>>>()?;
    let mut ledger = Ledger::open(file)?;
    let started = Instant::now();
    let mut batch = Vec::new();
    for n in 0..copies {
        for record in &records {
            let mut record = record.clone();
            record.document.id = format!("{}-{n}", record.document.id);
            batch.push(record);
        }
        if batch.len() >= 64 {
            ledger.enter(&batch)?;
            batch.clear();
        }
    }
    ledger.enter(&batch)?;
    println!("{} documents in {:.1} s", copies * records.len(), started.elapsed().as_secs_f64());
    let asked = [
        ("about", Said { about: Some("rebel port".into()), limit: Some(50), ..Said::default() }),
        ("by", Said { speaker: Some("Minister".into()), limit: Some(50), ..Said::default() }),
        ("by nobody", Said { speaker: Some("Nobody".into()), limit: Some(50), ..Said::default() }),
        ("all", Said { limit: Some(50), ..Said::default() }),
    ];
    for (name, asked) in asked {
        let started = Instant::now();
        let rows = ledger.said(&asked)?.rows.len();
        println!("{name}: {rows} rows in {:.0} ms", started.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(())
}
