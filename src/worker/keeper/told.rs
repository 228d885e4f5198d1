//! Tells the screen how the copy does: what it shows, when that has changed, and a few times a second at most.

use std::time::Duration;

use tokio::{
    sync::{mpsc, watch},
    time::sleep,
};

use super::{Copy, Kept};
use crate::{
    letters::{CopyStage, CopyState, Event, Vanishing},
    worker::sync::{Report, Stage},
};

/// What is listened to.
pub(in crate::worker) struct Sources {
    pub(in crate::worker) reports: watch::Receiver<Report>,
    /// The version of the copy that searches know.
    pub(in crate::worker) seen: watch::Receiver<Option<i64>>,
    pub(in crate::worker) copy: watch::Receiver<Copy>,
}

/// Works until nobody keeps the copy any more.
pub(in crate::worker) async fn tell(
    mut sources: Sources,
    every: Duration,
    events: mpsc::UnboundedSender<Event>,
) {
    let mut told = CopyState::default();
    loop {
        let changed = tokio::select! {
            changed = sources.reports.changed() => changed,
            changed = sources.seen.changed() => changed,
        };
        if changed.is_err() {
            return;
        }
        sleep(every).await;
        let report = sources.reports.borrow_and_update().clone();
        let seen = *sources.seen.borrow_and_update();
        let kept = sources.copy.borrow().clone();
        if let Some(state) = state(&report, seen, kept.as_deref())
            && state != told
        {
            told.clone_from(&state);
            // Nobody listens any more when the screen has gone.
            let _ = events.send(Event::Copy(state));
        }
    }
}

/// `None` while searches do not know yet what is there: a copy at rest is one that is on the screen.
fn state(report: &Report, seen: Option<i64>, kept: Option<&Kept>) -> Option<CopyState> {
    let is_seen = seen.is_some_and(|seen| seen >= report.version);
    let unwritten = kept.and_then(|kept| kept.unwritten.clone());
    let stage = match report.stage {
        _ if report.failure.is_some() => CopyStage::Failing(report.failure.clone()?),
        Stage::Starting => CopyStage::Starting,
        Stage::Copying => CopyStage::Copying {
            rows: report.rows,
            of: report.of,
            per_second: report.per_second,
        },
        Stage::CatchingUp => CopyStage::CatchingUp,
        Stage::Sweeping => CopyStage::Sweeping,
        Stage::Following | Stage::Resting if !is_seen => return None,
        Stage::Following => CopyStage::Following,
        Stage::Resting => unwritten.map_or(CopyStage::Resting, CopyStage::Failing),
    };
    Some(CopyState {
        stage,
        fresh_at: report.fresh_at,
        unreadable: report.unreadable,
        vanishing: report.vanishing.map(|vanishing| Vanishing {
            rows: vanishing.rows,
            of: vanishing.of,
        }),
    })
}
