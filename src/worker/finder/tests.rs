//! Typing, scrolling and waiting for a first copy, over a scripted account.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use tokio::time::Instant;

use crate::{
    domain::id::ContactId,
    letters::{Command, CopyStage, Event, Reading, Rows, Suggestion},
    worker::{
        Settings,
        tests::{Bench, Scripted, Turn, contact},
    },
};

/// A background whose copy is complete and on the screen.
async fn copied(contacts: i64) -> Bench {
    let mut bench = Bench::start(Scripted::with(contacts));
    assert_eq!(bench.found("").await, [0; 0]);
    bench.drafts().await;
    bench.told(|event| *event == Event::Changed).await;
    bench.rests().await;
    bench
}

#[tokio::test(start_paused = true)]
async fn the_first_page_of_a_first_copy_is_shown_while_the_copy_goes_on() {
    let crm = Scripted::with(100)
        .then_copy(Turn::After(Duration::from_millis(50)))
        .then_copy(Turn::Hang);
    let mut settings = Settings::default();
    settings.sync.page_rows = 40;
    let mut bench = Bench::settled(crm, settings);
    let began = Instant::now();
    assert_eq!(bench.found("").await, [0; 0]);
    bench.connect();
    bench.told(|event| *event == Event::Changed).await;
    assert!(began.elapsed() < Duration::from_millis(100));
    let ticket = bench.search("");
    match bench.answer(ticket).await {
        Event::Found {
            total, contacts, ..
        } => assert_eq!((total, contacts.len()), (40, 20)),
        other => panic!("{other:?}"),
    }
    let copies = |event: &Event| {
        matches!(event, Event::Copy(state)
            if matches!(state.stage, CopyStage::Copying { rows: 40, .. }))
    };
    bench.told(copies).await;
}

#[tokio::test(start_paused = true)]
async fn the_newest_search_is_answered_and_the_older_ones_are_not() {
    let mut bench = copied(30).await;
    let tickets = ["к", "ко", "контакт 7"].map(|query| bench.search(query));
    for ticket in &tickets[..2] {
        let ticket = *ticket;
        assert_eq!(bench.answer(ticket).await, Event::Superseded { ticket });
    }
    match bench.answer(tickets[2]).await {
        Event::Found { contacts, .. } => assert_eq!(contacts[0].id, ContactId(7)),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn rows_of_a_result_are_given_from_anywhere_and_around_a_contact() {
    let mut bench = copied(30).await;
    let mut given = async |from, around: Option<i64>| {
        let rows = Rows {
            from,
            count: 4,
            around: around.map(ContactId),
        };
        let ticket = bench.send(|ticket| Command::Search {
            ticket,
            query: " ".to_owned(),
            rows,
        });
        match bench.answer(ticket).await {
            Event::Found {
                total,
                from,
                contacts,
                around,
                ..
            } => {
                let ids: Vec<i64> = contacts.iter().map(|contact| contact.id.0).collect();
                (total, from, ids, around)
            }
            other => panic!("{other:?}"),
        }
    };
    // By name, in which 10 stands before 2.
    assert_eq!(given(0, None).await, (30, 0, vec![1, 10, 11, 12], None));
    assert_eq!(given(99, None).await, (30, 26, vec![6, 7, 8, 9], None));
    assert_eq!(
        given(0, Some(2)).await,
        (30, 9, vec![18, 19, 2, 20], Some(11))
    );
    assert_eq!(
        given(1, Some(77)).await,
        (30, 1, vec![10, 11, 12, 13], None)
    );
}

#[tokio::test(start_paused = true)]
async fn when_little_is_found_what_else_may_have_been_meant_is_said() {
    let mut bench = copied(30).await;
    let mut suggested = async |query: &str| {
        let ticket = bench.search(query);
        match bench.answer(ticket).await {
            Event::Found { suggestions, .. } => suggestions,
            other => panic!("{other:?}"),
        }
    };
    let meant = |reading, query: &str, total| Suggestion {
        reading,
        query: query.to_owned(),
        total,
    };
    assert_eq!(
        suggested("rjynfrn").await,
        [meant(Reading::OtherLayout, "контакт", 30)]
    );
    assert_eq!(
        suggested("kontakt 2").await,
        [meant(Reading::Transliterated, "контакт 2", 12)]
    );
    assert_eq!(suggested("контакт").await, []);
    assert_eq!(suggested("xqz").await, []);
}

#[tokio::test(start_paused = true)]
async fn changes_wait_while_somebody_types_but_not_for_ever() {
    let mut bench = copied(30).await;
    bench.crm.change(|contacts| {
        contacts.insert(ContactId(31), contact(31, "Новый"));
    });
    let lists = bench.crm.lists();
    let mut passed = None;
    let waited = loop {
        bench.found("контакт").await;
        if bench.has_heard(&Event::Changed) {
            break passed.map(|at: Instant| at.elapsed());
        }
        if bench.crm.lists() > lists {
            passed.get_or_insert_with(Instant::now);
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    };
    let waited = waited.expect("a pass before the change");
    assert!(waited > Duration::from_secs(4), "{waited:?}");
    assert!(waited < Duration::from_secs(6), "{waited:?}");
    assert_eq!(bench.found("новый").await, [31]);
}

#[tokio::test(start_paused = true)]
async fn during_a_first_copy_short_rests_between_letters_bring_nothing_new() {
    let crm = Scripted::with(100)
        .then_copy(Turn::After(Duration::from_millis(50)))
        .then_copy(Turn::After(Duration::from_millis(300)))
        .then_copy(Turn::Hang);
    let mut settings = Settings::default();
    settings.sync.page_rows = 40;
    let mut bench = Bench::settled(crm, settings);
    assert_eq!(bench.found("").await, [0; 0]);
    bench.connect();
    bench.told(|event| *event == Event::Changed).await;
    bench.forget_what_was_heard();
    for _ in 0..5 {
        bench.found("контакт").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    bench.found("контакт").await;
    assert!(!bench.has_heard(&Event::Changed), "nobody had paused");
    let paused = Instant::now();
    bench.told(|event| *event == Event::Changed).await;
    assert!(paused.elapsed() < Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn typing_a_name_asks_the_account_once_at_most() {
    let mut bench = copied(30).await;
    let (calls, lists) = (bench.crm.calls().len(), bench.crm.lists());
    let mut asked = Vec::new();
    for letters in 1..="контакт 12".chars().count() {
        let typed: String = "контакт 12".chars().take(letters).collect();
        asked.push(bench.ask(&typed));
        assert!(!bench.found(&typed).await.is_empty());
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    let last = asked.pop().unwrap();
    assert!(matches!(bench.answer(last).await, Event::Joined { .. }));
    for ticket in asked {
        assert_eq!(bench.answer(ticket).await, Event::Superseded { ticket });
    }
    assert_eq!(bench.crm.calls().len() - calls, 1);
    assert_eq!(bench.crm.lists(), lists);
}

#[tokio::test(start_paused = true)]
async fn rows_that_were_shown_before_are_shown_as_they_are_now() {
    let mut bench = copied(30).await;
    assert_eq!(bench.found("контакт 17").await, [17]);
    bench.crm.change(|contacts| {
        contacts.get_mut(&ContactId(17)).unwrap().name = "Контакт 17 бис".into();
    });
    bench.forget_what_was_heard();
    let ticket = bench.refresh();
    assert!(matches!(
        bench.answer(ticket).await,
        Event::Refreshed { .. }
    ));
    let ticket = bench.search("контакт 17");
    match bench.answer(ticket).await {
        Event::Found { contacts, .. } => assert_eq!(contacts[0].name, "Контакт 17 бис".into()),
        other => panic!("{other:?}"),
    }
}

/// The snapshots of people in this folder.
fn snapshots(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join("copies")).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "index")
    });
    paths
}

#[tokio::test(start_paused = true)]
async fn who_was_read_one_by_one_is_kept_for_the_next_start_though_nothing_changed() {
    // The index is loaded after the list was read from the disk, or by whoever types at once.
    for typed in ["", "контакт 17"] {
        let home = tempfile::tempdir().unwrap();
        let crm = Arc::new(Scripted::with(30));
        let mut bench = Bench::in_folder(&crm, home.path());
        bench.drafts().await;
        bench.rests().await;
        bench.close().await;
        for path in snapshots(home.path()) {
            fs::remove_file(path).unwrap();
        }

        let mut bench = Bench::in_folder(&crm, home.path());
        assert!(!bench.found(typed).await.is_empty());
        bench.drafts().await;
        bench.rests().await;
        // It is done in a pause, and nobody is told.
        tokio::time::sleep(Duration::from_secs(2)).await;
        bench.close().await;
        let kept = snapshots(home.path());
        assert_eq!(kept.len(), 1, "{typed:?}");

        // Whom the snapshot has is found, although the copy could not say any more who that is.
        let database = rusqlite::Connection::open(kept[0].with_extension("sqlite3")).unwrap();
        database.execute("UPDATE body SET raw = ''", []).unwrap();
        crm.fall_silent(1_000);
        let mut bench = Bench::in_folder(&crm, home.path());
        let ticket = bench.search("контакт 17");
        match bench.answer(ticket).await {
            Event::Found {
                total, contacts, ..
            } => assert_eq!((total, contacts.len()), (1, 0)),
            other => panic!("{other:?}"),
        }
    }
}
