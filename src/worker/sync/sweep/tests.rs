//! Sweeps over answers that a test makes up.

use super::*;

const NOW: Moment = Moment(500);

fn rules() -> Rules {
    Rules {
        ids: 3,
        fewest: 2,
        ..Rules::default()
    }
}

fn ids(ids: impl IntoIterator<Item = i64>) -> Vec<ContactId> {
    ids.into_iter().map(ContactId).collect()
}

fn all(state: SweepState) -> Sweep {
    Sweep::new(rules(), Clue::Ids(Scope::All), state)
}

fn looked(sweep: &mut Sweep, present: impl IntoIterator<Item = i64>) -> Effect {
    let looked = Looked {
        present: ids(present),
        has_nameless: false,
    };
    sweep.step(Event::Looked(looked), NOW)
}

fn pick(after: Option<i64>) -> Effect {
    Effect::Pick {
        scope: Scope::All,
        after: after.map(ContactId),
    }
}

#[test]
fn all_ids_are_asked_for_in_turn_and_what_is_missing_is_noted_with_the_place() {
    let mut sweep = all(SweepState::default());
    assert_eq!(sweep.begin(), pick(None));
    let effect = sweep.step(Event::Ids(ids(1..=3)), NOW);
    assert_eq!(effect, Effect::Look(ids(1..=3)));
    let note = Effect::Note {
        absent: ids([2]),
        absence: Absence::Noticed,
        state: SweepState {
            after: Some(ContactId(3)),
            ..SweepState::default()
        },
    };
    assert_eq!(looked(&mut sweep, [1, 3]), note);
    assert_eq!(sweep.step(Event::Noted, NOW), pick(Some(3)));
    let note = Effect::Note {
        absent: Vec::new(),
        absence: Absence::Noticed,
        state: SweepState {
            swept_at: Some(NOW),
            ..SweepState::default()
        },
    };
    assert_eq!(sweep.step(Event::Ids(Vec::new()), NOW), note);
    assert_eq!(sweep.step(Event::Noted, NOW), Effect::Weigh);
}

#[test]
fn a_stopped_sweep_goes_on_where_it_was() {
    let stopped = SweepState {
        after: Some(ContactId(7)),
        ..SweepState::default()
    };
    assert_eq!(all(stopped).begin(), pick(Some(7)));
}

#[test]
fn an_answer_without_any_of_them_counts_only_when_the_account_is_the_same() {
    let asked = || {
        let mut sweep = all(SweepState::default());
        sweep.step(Event::Ids(ids(1..=3)), NOW);
        assert_eq!(looked(&mut sweep, []), Effect::AskAccount);
        sweep
    };
    let note = asked().step(Event::Account { is_same: true }, NOW);
    assert!(matches!(note, Effect::Note { absent, .. } if absent == ids(1..=3)));
    let end = asked().step(Event::Account { is_same: false }, NOW);
    assert_eq!(end, Effect::End(End::Stranger));
}

#[test]
fn where_an_item_does_not_tell_its_id_nothing_counts_as_missing() {
    let mut sweep = all(SweepState::default());
    sweep.step(Event::Ids(ids(1..=3)), NOW);
    let looked = Looked {
        present: ids([1]),
        has_nameless: true,
    };
    let note = sweep.step(Event::Looked(looked), NOW);
    assert!(matches!(note, Effect::Note { absent, .. } if absent.is_empty()));
}

#[test]
fn a_contact_that_nobody_asked_for_ends_it() {
    let mut sweep = all(SweepState::default());
    sweep.step(Event::Ids(ids(1..=3)), NOW);
    assert_eq!(looked(&mut sweep, [1, 4]), Effect::End(End::Stranger));
}

#[test]
fn fewer_ids_are_asked_for_and_none_is_left_out() {
    let mut sweep = all(SweepState::default());
    sweep.step(Event::Ids(ids(1..=3)), NOW);
    let effect = sweep.step(Event::TooLarge, NOW);
    assert_eq!(effect, Effect::Look(ids(1..=2)));
    looked(&mut sweep, [1, 2]);
    let effect = sweep.step(Event::Noted, NOW);
    assert_eq!(effect, Effect::Look(ids([3])));
    assert_eq!(sweep.step(Event::TooLarge, NOW), Effect::GiveUp);
}

#[test]
fn tombstones_are_read_to_their_end_and_the_last_tick_is_remembered_after_the_rest() {
    let state = SweepState {
        tick: 40,
        ..SweepState::default()
    };
    let mut sweep = Sweep::new(rules(), Clue::Tombstones, state);
    let ask = |rows, offset| Effect::AskDeleted {
        after: 40,
        rows,
        offset,
    };
    assert_eq!(sweep.begin(), ask(1, 0));
    let told = |id, tick| Tombstone {
        id: ContactId(id),
        tick,
    };
    let effect = sweep.step(Event::Deleted(Some(vec![told(1, 41)])), NOW);
    assert_eq!(effect, ask(500, 1));
    let more = vec![told(2, 42), told(9, 43)];
    assert_eq!(sweep.step(Event::Deleted(Some(more)), NOW), ask(500, 3));
    let effect = sweep.step(Event::Deleted(Some(Vec::new())), NOW);
    assert_eq!(effect, Effect::Held(ids([1, 2, 9])));
    let effect = sweep.step(Event::Ids(ids([1, 2])), NOW);
    assert_eq!(effect, Effect::Look(ids([1, 2])));
    let Effect::Note {
        absent,
        absence,
        state,
    } = looked(&mut sweep, [2])
    else {
        panic!("what is missing is noted")
    };
    assert_eq!((absent, absence), (ids([1]), Absence::Told));
    assert_eq!((state.tick, state.tells), (40, Some(true)));
    let Effect::Note { state, .. } = sweep.step(Event::Noted, NOW) else {
        panic!("the tick is noted")
    };
    assert_eq!(state.tick, 43);
}

#[test]
fn an_account_that_lists_the_living_is_not_asked_for_the_dead_again() {
    let mut sweep = Sweep::new(rules(), Clue::Tombstones, SweepState::default());
    let Effect::Note { absent, state, .. } = sweep.step(Event::Deleted(None), NOW) else {
        panic!("that is noted")
    };
    assert_eq!((absent.len(), state.tells), (0, Some(false)));
}

#[test]
fn so_many_may_go_and_no_more() {
    for (rows, of, all_of_one, asks) in [
        (5, 20, 5, false),
        (6, 20, 0, true),
        (100, 1_000, 5, false),
        (101, 1_000, 0, true),
        (6, 1_000, 6, true),
    ] {
        let vanishing = Vanishing {
            rows,
            of,
            all_of_one,
        };
        let effect = all(SweepState::default()).step(Event::Weighed(vanishing), NOW);
        let expected = if asks {
            Effect::End(End::Asks(vanishing))
        } else {
            Effect::LetGo
        };
        assert_eq!(effect, expected, "{vanishing:?}");
    }
}
