//! Passes over pages that a test makes up.

use super::*;
use crate::domain::{fingerprint::Fingerprint, id::ContactId};

fn rules() -> Rules {
    Rules {
        rows: 5,
        fewest: 2,
        border: 2,
        ..Rules::default()
    }
}

fn rows(ids: impl IntoIterator<Item = i64>) -> Vec<Glimpse> {
    let row = |id| Glimpse {
        id: Some(ContactId(id)),
        fingerprint: Fingerprint(id),
    };
    ids.into_iter().map(row).collect()
}

fn answered(pass: &mut Pass, rows: &[Glimpse], clock: i64) -> Effect {
    pass.step(Event::Page(Page {
        rows,
        clock: Some(Moment(clock)),
        age: None,
        now: Moment(7),
    }))
}

/// Has the page kept; what is asked next.
fn next(pass: &mut Pass, ids: impl IntoIterator<Item = i64>, clock: i64) -> Effect {
    let effect = answered(pass, &rows(ids), clock);
    assert!(matches!(effect, Effect::Keep(_)), "{effect:?}");
    pass.step(Event::Kept(Kept::default()))
}

fn read(since: Option<i64>, offset: usize) -> Effect {
    Effect::Read(Ask {
        since: since.map(Moment),
        rows: 5,
        offset,
    })
}

fn known(watermark: i64) -> PassState {
    PassState {
        watermark: Some(Moment(watermark)),
        ..PassState::default()
    }
}

#[test]
fn pages_overlap_and_the_clock_of_the_first_becomes_the_watermark() {
    let mut pass = Pass::new(rules(), PassState::default(), false);
    assert_eq!(pass.begin(), read(None, 0));
    assert_eq!(next(&mut pass, 1..=5, 100), read(None, 3));
    assert_eq!(next(&mut pass, 4..=7, 110), read(None, 5));
    let Effect::Keep(state) = answered(&mut pass, &rows(6..=7), 120) else {
        panic!("the state is kept")
    };
    let expected = PassState {
        total: Some(7),
        passed_at: Some(Moment(7)),
        ..known(100)
    };
    assert_eq!(*state, expected);
    let end = Effect::End(End::Complete { in_time: true });
    assert_eq!(pass.step(Event::Kept(Kept::default())), end);
}

#[test]
fn a_short_list_ends_with_an_empty_page_that_is_asked_for_twice() {
    let mut pass = Pass::new(rules(), PassState::default(), false);
    assert_eq!(next(&mut pass, 1..=2, 100), read(None, 2));
    assert_eq!(answered(&mut pass, &[], 100), read(None, 2));
    assert!(matches!(answered(&mut pass, &[], 100), Effect::Keep(_)));
    let end = Effect::End(End::Complete { in_time: true });
    assert_eq!(pass.step(Event::Kept(Kept::default())), end);
}

#[test]
fn rows_that_come_again_end_the_list_only_where_more_would_have_found_room() {
    let mut pass = Pass::new(rules(), PassState::default(), false);
    next(&mut pass, 1..=5, 100);
    pass.step(Event::TooLarge);
    let asked = Effect::Read(Ask {
        since: None,
        rows: 2,
        offset: 4,
    });
    assert_eq!(next(&mut pass, 4..=5, 100), asked);
}

#[test]
fn changes_are_asked_for_from_before_the_watermark() {
    let mut state = known(1_000);
    let since = |state: &PassState, full| Pass::new(rules(), state.clone(), full).ask().since;
    assert_eq!(since(&state, false), Some(Moment(850)));
    assert_eq!(since(&state, true), None);
    state.overlap = Some(400);
    assert_eq!(since(&state, false), Some(Moment(600)));
}

#[test]
fn rows_that_vanish_above_a_border_are_forgiven_as_long_as_one_is_seen_again() {
    for (page, is_sound) in [
        (vec![4, 5, 6], true),
        (vec![5, 6, 7], true),
        (vec![3, 4, 5, 6], true),
        (vec![6, 7, 8], false),
    ] {
        let mut pass = Pass::new(rules(), PassState::default(), false);
        next(&mut pass, 1..=5, 100);
        next(&mut pass, page.clone(), 100);
        assert_eq!(pass.progress.is_whole, is_sound, "{page:?}");
    }
}

#[test]
fn a_row_that_was_changed_meanwhile_proves_nothing() {
    let mut pass = Pass::new(rules(), PassState::default(), false);
    next(&mut pass, 1..=5, 100);
    let mut page = rows(5..=7);
    page[0].fingerprint = Fingerprint(-5);
    answered(&mut pass, &page, 100);
    assert!(!pass.progress.is_whole);
}

#[test]
fn a_list_that_moves_is_read_anew_a_few_times_and_the_watermark_waits() {
    let mut pass = Pass::new(rules(), known(1_000), false);
    for round in 0..4 {
        assert_eq!(pass.begin(), read(Some(850), 0), "{round}");
        next(&mut pass, 1..=5, 2_000);
        assert_eq!(next(&mut pass, [9], 2_000), read(Some(850), 4));
        let effect = answered(&mut pass, &[], 2_000);
        let Effect::Keep(state) = effect else {
            panic!("{effect:?}")
        };
        assert_eq!(state.watermark, Some(Moment(1_000)));
        let then = pass.step(Event::Kept(Kept::default()));
        match round {
            3 => assert_eq!(then, Effect::End(End::Unsettled)),
            _ => assert_eq!(then, read(Some(850), 0)),
        }
    }
}

#[test]
fn an_account_that_sends_one_page_for_every_offset_is_given_up() {
    let mut pass = Pass::new(rules(), PassState::default(), false);
    let mut effect = pass.begin();
    for _ in 0..4 {
        assert_eq!(effect, read(None, 0));
        assert_eq!(next(&mut pass, 1..=5, 100), read(None, 3));
        effect = next(&mut pass, 1..=5, 100);
    }
    assert_eq!(effect, Effect::End(End::OffsetIgnored));
}

#[test]
fn a_stopped_pass_goes_on_behind_the_page_that_was_kept_last() {
    let mut pass = Pass::new(rules(), PassState::default(), false);
    let Effect::Keep(kept) = answered(&mut pass, &rows(1..=5), 100) else {
        panic!("a page is kept")
    };
    let mut resumed = Pass::new(rules(), *kept.clone(), false);
    assert_eq!(resumed.begin(), read(None, 3));
    next(&mut resumed, 4..=6, 900);
    answered(&mut resumed, &rows(5..=6), 900);
    assert_eq!(
        resumed.state.watermark,
        Some(Moment(100)),
        "not what a later page showed"
    );
    // Changes are not read for an all-over pass; the other way round the wish is as good as done.
    let mut changes = *kept;
    changes.progress = changes.progress.map(|progress| Progress {
        since: Some(Moment(50)),
        ..progress
    });
    assert_eq!(
        Pass::new(rules(), changes.clone(), true).begin(),
        read(None, 0)
    );
    assert_eq!(
        Pass::new(rules(), changes, false).begin(),
        read(Some(50), 3)
    );
}

#[test]
fn nothing_new_moves_the_watermark_only_when_it_is_said_twice_and_is_asked_again_only_now_and_then()
{
    let mut pass = Pass::new(rules(), known(1_000), false);
    let Effect::Keep(state) = answered(&mut pass, &[], 1_100) else {
        panic!("this can wait")
    };
    let watermark = |state: &PassState| state.watermark.unwrap().0;
    assert_eq!(
        (watermark(&state), state.passed_at),
        (1_000, Some(Moment(7)))
    );
    let mut pass = Pass::new(rules(), *state, false);
    assert_eq!(answered(&mut pass, &[], 1_200), read(Some(850), 0));
    answered(&mut pass, &[], 1_201);
    assert_eq!(watermark(&pass.state), 1_201);
}

#[test]
fn a_clock_that_runs_ahead_of_time_is_doubted_when_this_process_knows_better() {
    for (clock, age, watermark) in [
        (1_100, Some(50), 1_100),
        (1_200, Some(50), 1_000),
        (1_200, None, 1_200),
        (950, None, 1_000),
        (900, None, 1_000),
    ] {
        let mut pass = Pass::new(rules(), known(1_000), false);
        for rows in [&rows([1])[..], &[]] {
            pass.step(Event::Page(Page {
                rows,
                clock: Some(Moment(clock)),
                age,
                now: Moment(7),
            }));
        }
        let state = &pass.state;
        assert_eq!(state.watermark, Some(Moment(watermark)), "{clock} {age:?}");
    }
}

#[test]
fn fewer_rows_are_asked_for_until_it_makes_no_sense() {
    let mut pass = Pass::new(rules(), PassState::default(), false);
    let asked = Effect::Read(Ask {
        since: None,
        rows: 2,
        offset: 0,
    });
    assert_eq!(pass.step(Event::TooLarge), asked);
    assert_eq!(pass.step(Event::TooLarge), Effect::GiveUp);
}
