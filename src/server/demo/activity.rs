//! What happens around people: tasks, notes, calls and mails.

use fastrand::Rng;
use rusqlite::{Connection, named_params};
use serde_json::{Value, json};

use crate::server::tasks::Task;

const DAY: i64 = 24 * 60 * 60;
/// The account is in Moscow, three hours east of Greenwich all year.
const EAST: i64 = 3 * 60 * 60;

const TEXTS: [&str; 10] = [
    "Перезвонить и уточнить количество",
    "Отправить коммерческое предложение",
    "Напомнить про оплату счёта",
    "Согласовать договор",
    "Узнать, дошла ли посылка",
    "Поздравить с днём рождения",
    "Встреча в офисе",
    "Выслать акт сверки",
    "Позвонить после обеда",
    "Ask for the signed copy",
];

/// The tasks of one contact: mostly none, some overdue, some for today, some to come, some done.
pub(super) fn tasks(rng: &mut Rng, contact: i64, user: i64, since: i64, now: i64) -> Vec<Task> {
    let count = match rng.u32(0..100) {
        0..70 => 0,
        70..92 => 1,
        _ => 2,
    };
    let today = (now + EAST).div_euclid(DAY) * DAY - EAST;
    (0..count)
        .map(|_| {
            let (due, done) = match rng.u32(0..10) {
                0..2 => (now - rng.i64(1..40) * DAY - rng.i64(0..DAY), false),
                // 23:59 is how "some time today" is written.
                2..4 => (today + DAY - 60, false),
                4..8 => (today + rng.i64(1..30) * DAY + rng.i64(9..19) * 3600, false),
                _ => (now - rng.i64(1..200) * DAY, true),
            };
            Task {
                contact,
                kind: rng.i64(1..=3),
                text: TEXTS[rng.usize(..TEXTS.len())].to_owned(),
                due,
                done,
                user,
                created_at: rng.i64(since..=now).min(due),
            }
        })
        .collect()
}

/// A note of a contact.
#[derive(Debug)]
pub(super) struct Note {
    kind: i64,
    text: String,
    params: Value,
}

const REMARKS: [&str; 8] = [
    "Просил звонить только после 15:00.\nСекретаря зовут Ольга.",
    "Обещал ответить до конца недели",
    "Сравнивает нас с двумя другими поставщиками",
    "Договорились о скидке 5 % на следующий заказ",
    "Переехали в новый офис, адрес уточнить",
    "Не берёт трубку третий день",
    "Prefers to speak English",
    "Оплатил, ждёт отгрузку",
];

/// The notes of one contact: most have none.
pub(super) fn notes(rng: &mut Rng, phone: Option<&str>, mail: Option<&str>) -> Vec<Note> {
    if rng.u32(0..100) >= 12 {
        return Vec::new();
    }
    let mut notes: Vec<Note> = (0..rng.u32(1..=4))
        .map(|_| Note {
            kind: 4,
            text: REMARKS[rng.usize(..REMARKS.len())].to_owned(),
            params: json!({}),
        })
        .collect();
    if let Some(phone) = phone {
        let (kind, status) = if rng.bool() {
            (10, 4)
        } else {
            (11, if rng.bool() { 4 } else { 6 })
        };
        let duration = if status == 4 { rng.u32(15..900) } else { 0 };
        let params = json!({"UNIQ": format!("{:016x}", rng.u64(..)), "LINK": "", "PHONE": phone, "DURATION": duration,
            "SRC": "demo", "call_status": status, "call_result": if status == 4 { "Поговорили" } else { "Не ответил" }});
        notes.push(Note {
            kind,
            text: String::new(),
            params,
        });
    }
    if let Some(mail) = mail {
        let params = json!({"subject": "Счёт и договор", "from": "anna@demo.test", "to": mail,
            "content": "Добрый день! Высылаю счёт и договор, как договаривались."});
        notes.push(Note {
            kind: 7,
            text: String::new(),
            params,
        });
    }
    notes
}

pub(super) fn keep_note(
    connection: &Connection,
    note: &Note,
    contact: i64,
    user: i64,
    at: i64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO note (element_type, element_id, note_type, text, params, responsible_user_id, created_by,
                created_at, updated_at, changed_at)
             VALUES (1, :contact, :kind, :text, :params, :user, :user, :at, :at, :at)",
        )?
        .execute(named_params! { ":contact": contact, ":kind": note.kind, ":text": note.text,
            ":params": note.params.to_string(), ":user": user, ":at": at })?;
    Ok(())
}
