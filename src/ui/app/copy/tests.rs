//! What the desk makes of what it is told about the copy.

use super::*;
use crate::{
    letters::Event,
    ui::app::{
        example::{answer, desk, found, press},
        session::Link,
    },
};

fn tell(at: &mut State, stage: CopyStage, fresh_at: Option<i64>) -> Vec<Command> {
    let told = CopyState {
        stage,
        fresh_at: fresh_at.map(Moment),
        ..CopyState::default()
    };
    answer(at, Event::Copy(told))
}

fn unreachable() -> CopyStage {
    CopyStage::Failing(Failure::Unreachable)
}

#[test]
fn the_account_is_away_from_the_first_failure_until_a_pass_has_ended() {
    let mut state = desk(1..=3, true);
    let away = Link::Offline {
        since: Moment(1_000),
        failure: Failure::Unreachable,
    };
    tell(&mut state, unreachable(), Some(500));
    state.now = Moment(2_000);
    for stage in [CopyStage::CatchingUp, unreachable(), CopyStage::CatchingUp] {
        tell(&mut state, stage, Some(500));
        assert_eq!(state.session.link, away);
    }
    tell(&mut state, CopyStage::Sweeping, Some(2_000));
    assert_eq!(state.session.link, Link::Online);
}

#[test]
fn the_age_of_the_copy_is_told_until_it_was_brought_up_to_date_in_this_run() {
    let mut state = desk(1..=3, true);
    let mut standing = |stage, fresh_at| {
        tell(&mut state, stage, fresh_at);
        state.copy.standing()
    };
    let of_then = Standing::AsOf(Moment(500));
    assert_eq!(standing(CopyStage::Starting, None), Standing::Absent);
    assert_eq!(standing(CopyStage::CatchingUp, Some(500)), of_then);
    assert_eq!(standing(CopyStage::Resting, Some(500)), Standing::Fresh);
    assert_eq!(standing(CopyStage::CatchingUp, Some(500)), Standing::Fresh);
    assert_eq!(standing(unreachable(), Some(500)), of_then);
    assert_eq!(standing(CopyStage::Following, Some(500)), Standing::Fresh);
}

#[test]
fn a_copy_that_cannot_be_written_is_told_once() {
    let mut state = desk(1..=3, true);
    tell(&mut state, CopyStage::Failing(Failure::DiskFull), None);
    assert!(state.notice.is_some());
    press(&mut state, "j");
    tell(&mut state, CopyStage::Failing(Failure::DiskFull), None);
    assert_eq!(state.notice, None);
}

#[test]
fn a_refresh_is_asked_once_and_followed_by_the_rows() {
    let mut state = desk(1..=3, true);
    let refresh = press(&mut state, "r");
    let refresh = refresh.last().expect("a refresh").clone();
    assert!(matches!(refresh, Command::Refresh { .. }));
    assert_eq!(press(&mut state, "r"), []);
    let ticket = refresh.ticket();
    let again = answer(&mut state, Event::Refreshed { ticket });
    assert!(matches!(again[..], [Command::Search { .. }]), "{again:?}");
    assert_eq!(state.notice, Some(Notice::info(Word::NoticeRefreshed)));
    assert!(matches!(
        press(&mut state, "r")[..],
        [Command::Refresh { .. }]
    ));
}

#[test]
fn a_refresh_that_failed_is_said() {
    let mut state = desk(1..=3, true);
    let refresh = press(&mut state, "r");
    let failure = Failure::TimedOut;
    let failed = Event::Failed {
        ticket: refresh.last().expect("a refresh").ticket(),
        failure: failure.clone(),
    };
    answer(&mut state, failed);
    let said = Notice::failed(Word::NoticeNotRefreshed, failure);
    assert_eq!(state.notice, Some(said));
}

#[test]
fn many_vanished_contacts_stay_unless_somebody_lets_go_of_them() {
    let mut state = desk(1..=3, true);
    assert_eq!(press(&mut state, "v"), []);
    assert!(state.over.is_none(), "nothing to decide");
    let vanishing = Vanishing {
        rows: 1_200,
        of: 5_000,
    };
    let told = CopyState {
        vanishing: Some(vanishing),
        ..CopyState::default()
    };
    answer(&mut state, Event::Copy(told));
    assert_eq!(press(&mut state, "v⏎"), [], "the safe answer comes first");
    assert!(state.over.is_none());
    let let_go = press(&mut state, "м2");
    let [Command::LetGo { ticket }] = let_go[..] else {
        panic!("{let_go:?}")
    };
    let gone = Event::LetGone {
        ticket,
        gone: 1_200,
    };
    let again = answer(&mut state, gone);
    let said = Notice::info(Word::NoticeLetGone).of("count", 1_200);
    assert_eq!(state.notice, Some(said));
    assert_eq!(press(&mut state, "v"), []);
    assert!(state.over.is_none(), "asked twice about the same contacts");
    found(&mut state, again[0].ticket(), 1..=2, true);
    assert_eq!(state.list.shown().rows(), 2);
}

#[test]
fn a_first_copy_that_was_tried_in_vain_is_no_account_without_contacts() {
    let mut state = desk([], true);
    assert_eq!(state.copy.failure(), None);
    tell(&mut state, CopyStage::Failing(Failure::TooLarge), None);
    assert_eq!(state.copy.failure(), Some(&Failure::TooLarge));
    // What was complete once is shown as it was then.
    tell(&mut state, CopyStage::Failing(Failure::TooLarge), Some(500));
    assert_eq!(state.copy.failure(), None);
}
