use crate::ledger;
use crate::reports::{ferry, treaty};
use rapporteur_ledger::{Answer, Dates, Events, Figures, Ledger, Positions, Prospects, Said};

fn ids(answer: &Answer) -> Vec<String> {
    let cite = |row: &Vec<_>| format!("{}:{}", answer.text(row, "document_id"), answer.text(row, "id"));
    answer.rows.iter().map(cite).collect()
}

fn said(ledger: &Ledger, asked: Said) -> Vec<String> {
    ids(&ledger.said(&asked).unwrap())
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn said_by_name_description_or_country() {
    let (_folder, ledger) = ledger();
    let by = |speaker| said(&ledger, Said { speaker: some(speaker), ..Said::default() });
    assert_eq!(by("ØDEGÅRD"), ["ferry.txt:s8"]);
    assert_eq!(by("kari ødegård"), ["ferry.txt:s8"]);
    assert_eq!(by("nor"), ["ferry.txt:s8"]);
    assert_eq!(by("spokesman"), ["denial.txt:s12"]);
    assert_eq!(by("envoy"), ["treaty.txt:s81"]);
    assert_eq!(by("OMN"), ["treaty.txt:s81"]);
    assert!(by("Ødeg").is_empty(), "whole words only");
    assert!(by("").is_empty());
    assert!(by("%' OR 1=1 --").is_empty());
}

#[test]
fn said_about_words_in_any_form_and_odd_characters() {
    let (_folder, ledger) = ledger();
    let about = |words| said(&ledger, Said { about: some(words), ..Said::default() });
    assert_eq!(about("pirate ferries"), ["ferry.txt:s8"]);
    assert_eq!(about("\"gas treaty\""), ["treaty.txt:s81"]);
    assert_eq!(about("Romania’s"), ["denial.txt:s12"]);
    assert!(about("treaty gas pirates").is_empty());
    for odd in ["a* OR b", "NEAR(x y)", "content_text:", "don't", "(", "“”x", "\"unfinished gas", "ca\u{300}fe", "-"]
    {
        let _ = ledger.said(&Said { about: some(odd), ..Said::default() });
    }
    assert!(ledger.said(&Said { about: some("-\"*"), ..Said::default() }).unwrap_err().is_question());
}

#[test]
fn said_without_beliefs_and_wishes() {
    let (_folder, mut ledger) = ledger();
    let mut hoping = ferry();
    hoping.statements[0].act = "hope".into();
    ledger.enter(&[hoping]).unwrap();
    assert_eq!(said(&ledger, Said { act: some("hope"), ..Said::default() }), ["ferry.txt:s8"]);
    assert!(said(&ledger, Said { act: some("hope"), spoken: true, ..Said::default() }).is_empty());
    let spoken = said(&ledger, Said { spoken: true, ..Said::default() });
    assert_eq!(spoken, ["denial.txt:s12", "treaty.txt:s81"]);
}

#[test]
fn said_by_act_mode_and_day() {
    let (_folder, ledger) = ledger();
    assert_eq!(said(&ledger, Said { act: some("Deny"), ..Said::default() }), ["denial.txt:s12"]);
    assert_eq!(said(&ledger, Said { direct: true, ..Said::default() }), ["ferry.txt:s8"]);
    let on = |from, to| said(&ledger, Said { dates: Dates::read(from, to).unwrap(), ..Said::default() });
    // Said on Monday the 4th, reported on the 5th; the other has no time of its own and takes the report's day.
    assert_eq!(on(None, Some("2024-03-04")), ["ferry.txt:s8"]);
    assert_eq!(on(Some("2024-03-05"), None), ["treaty.txt:s81"]);
    assert_eq!(on(Some("2024-03"), Some("2024-03")), ["ferry.txt:s8", "treaty.txt:s81"]);
    assert!(on(Some("2025"), None).is_empty());
}

#[test]
fn the_latest_rows_are_kept_and_shown_oldest_first() {
    let (_folder, ledger) = ledger();
    let answer = ledger.said(&Said { limit: Some(2), ..Said::default() }).unwrap();
    assert_eq!(ids(&answer), ["ferry.txt:s8", "treaty.txt:s81"]);
    assert!(answer.more);
    assert!(!ledger.said(&Said { limit: Some(3), ..Said::default() }).unwrap().more);
}

#[test]
fn answers_carry_words_sentence_and_maker() {
    let (_folder, ledger) = ledger();
    let answer = ledger.events(&Events { place: some("merrin"), ..Events::default() }).unwrap();
    let told = |column| answer.text(&answer.rows[0], column);
    assert_eq!(told("trigger_text"), "seized");
    assert_eq!(told("sentence"), "Ødegård said on Monday that “pirates” seized the ferry off Merrin.");
    assert_eq!(told("voucher_name"), "Kari Ødegård");
    assert_eq!(told("voucher_act"), "say");
    assert_eq!((told("date_from"), told("outlet")), ("2024-03-05".into(), "Harbour Post".into()));
    assert_eq!(told("model"), "fast-1");
    assert_eq!(told("magnitude"), r#"{"arrested":null,"dead":12,"displaced":null,"injured":null,"size":null}"#);
    assert_eq!(told("background"), "false");
}

#[test]
fn events_by_what_the_text_makes_of_them() {
    let (_folder, ledger) = ledger();
    let events = |asked: Events| ids(&ledger.events(&asked).unwrap());
    assert_eq!(events(Events { actor: some("ROU"), ..Events::default() }), ["denial.txt:e39"]);
    assert!(events(Events { actor: some("Oman"), ..Events::default() }).is_empty(), "Romania is not Oman");
    assert_eq!(events(Events { actual: true, ..Events::default() }), ["ferry.txt:e38"]);
    assert_eq!(events(Events { kind: some("assault"), ..Events::default() }), ["denial.txt:e39"]);
    assert_eq!(events(Events { country: some("NOR"), ..Events::default() }), ["ferry.txt:e38"]);
    assert_eq!(events(Events { vouched_by: some("Ødegård"), ..Events::default() }), ["ferry.txt:e38"]);
    assert!(events(Events { recipient: some("pirates"), ..Events::default() }).is_empty());
}

#[test]
fn figures_positions_and_prospects() {
    let (_folder, ledger) = ledger();
    let figures = |asked: Figures| ids(&ledger.figures(&asked).unwrap());
    assert_eq!(figures(Figures { counted: some("Sailors"), ..Figures::default() }), ["ferry.txt:f67"]);
    assert_eq!(figures(Figures { toll: some("dead"), ..Figures::default() }), ["ferry.txt:f67"]);
    assert!(figures(Figures { unit: some("km"), ..Figures::default() }).is_empty());

    let positions = |asked: Positions| ids(&ledger.positions(&asked).unwrap());
    assert_eq!(positions(Positions { holder: some("OMN"), ..Positions::default() }), ["treaty.txt:o23"]);
    assert_eq!(positions(Positions { issue: some("gas"), ..Positions::default() }), ["treaty.txt:o23"]);
    assert!(positions(Positions { stance: some("demand"), ..Positions::default() }).is_empty());

    let prospects = |asked: Prospects| ids(&ledger.prospects(&asked).unwrap());
    assert_eq!(prospects(Prospects { by: some("oman"), ..Prospects::default() }), ["treaty.txt:x23"]);
    assert_eq!(prospects(Prospects { due_before: some("2024-07"), ..Prospects::default() }), ["treaty.txt:x23"]);
    assert!(prospects(Prospects { due_before: some("2024-06-01"), ..Prospects::default() }).is_empty());
    let dates = Dates::read(Some("2024-05"), Some("2024-05")).unwrap();
    assert_eq!(prospects(Prospects { dates, ..Prospects::default() }), ["treaty.txt:x23"]);
    assert!(prospects(Prospects { status: some("lapsed"), ..Prospects::default() }).is_empty());
}

#[test]
fn superseded_texts_are_asked_only_on_demand() {
    let (_folder, mut ledger) = ledger();
    let mut edited = treaty();
    edited.document.text = edited.document.text.replace("Norway", "Sweden");
    edited.document.sha256 = "e0".repeat(32);
    edited.document.date = Some("2024-03-07".into());
    ledger.enter(&[edited, ferry()]).unwrap();
    assert_eq!(said(&ledger, Said { speaker: some("OMN"), ..Said::default() }).len(), 1);
    let all = Said { speaker: some("OMN"), all_versions: true, ..Said::default() };
    assert_eq!(said(&ledger, all).len(), 2);
}
