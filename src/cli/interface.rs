//! The interface on an account: client, background and screen put together, and taken apart in the right order.

use std::{future::Future, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use tokio::{
    runtime::Builder,
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
    task::JoinHandle,
    time::{sleep, timeout},
};

use super::{copies, log::Log, now, refusal::Refusal, settings::Settings, tell};
use crate::{
    crm::{Access, Config, Origin, Rate, V2},
    letters::{Command, Event},
    store::Drafts,
    ui::{
        app::{self, State},
        terminal::{self, EXIT_HUNG_UP, Ended, Options},
        view::{Look, Theme},
    },
    words::{Word, Words},
    worker::{self, Recalling, Stores},
};

/// What waits for the network is little work, and what waits for the disk has threads of its own: on a server of many cores
/// a thread for each would only cost every start.
const WORKERS: usize = 2;
/// How long the background may write after a hang-up.
const HUNG_UP: Duration = Duration::from_secs(1);
/// How long it may otherwise: longer than any request takes.
const PATIENCE: Duration = Duration::from_secs(40);
/// After so long the person is told what is waited for.
const SILENCE: Duration = Duration::from_secs(1);

/// What a desk never changes.
pub(super) fn desk(settings: &Settings) -> app::Settings {
    app::Settings {
        new_request_id: || uuid::Uuid::new_v4().to_string(),
        commands: settings.config.commands.clone(),
        has_shell: terminal::can_suspend(),
    }
}

/// Which account, and how it is spoken to.
pub(super) struct Plan {
    pub(super) origin: Origin,
    pub(super) access: Access,
    pub(super) config: Config,
    pub(super) drafts: Drafts,
    pub(super) copy: Recalling,
    /// What it is called on this machine, if anything.
    pub(super) called: Option<String>,
}

/// A background that has everything it needs.
pub(super) struct Ready {
    crm: Arc<V2>,
    stores: Stores,
    ways: worker::Settings,
}

impl Plan {
    /// Takes everything that the background of the account needs; nothing is asked of the account yet.
    pub(super) fn ready(self, settings: &Settings) -> Result<Ready, Refusal> {
        let mut ways = worker::Settings {
            alphabet: copies::alphabet(settings.language),
            ..worker::Settings::default()
        };
        if self.config.rate == Rate::OFF {
            ways.sync.sweep_rest = Duration::ZERO;
        }
        Ok(Ready {
            crm: Arc::new(V2::new(self.origin, self.access, &self.config)?),
            stores: Stores {
                drafts: self.drafts,
                copy: Some(self.copy),
            },
            ways,
        })
    }
}

impl Ready {
    /// Works until the channel of commands closes.
    pub(super) async fn work(
        self,
        to_do: UnboundedReceiver<Command>,
        done: UnboundedSender<Event>,
    ) {
        let clock = Arc::new(now);
        let background = worker::run(self.crm, self.stores, self.ways, clock, to_do, done);
        if let Err(error) = background.await {
            tracing::error!(%error, "the background could not begin");
        }
    }
}

/// Runs it on threads of its own, which are left behind in the end whatever they do.
pub(super) fn in_runtime<T>(work: impl Future<Output = Result<T, Refusal>>) -> Result<T, Refusal> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_all()
        .build()
        .map_err(Refusal::System)?;
    let done = runtime.block_on(work);
    runtime.shutdown_background();
    done
}

/// Shows the account until the person has seen enough; the exit code.
pub(super) async fn show(plan: Plan, settings: &Settings, log: &Log) -> Result<u8, Refusal> {
    let mut state = State::new(desk(settings));
    state.session.called.clone_from(&plan.called);
    state.session.address = plan.origin.to_string();
    state.session.is_read_only = plan.config.read_only;
    let ready = plan.ready(settings)?;
    run(state, |to_do, done| ready.work(to_do, done), settings, log).await
}

/// Shows a desk, and whatever works behind it, until the person has seen enough; the exit code.
pub(super) async fn run<B>(
    state: State,
    background: impl FnOnce(UnboundedReceiver<Command>, UnboundedSender<Event>) -> B,
    settings: &Settings,
    log: &Log,
) -> Result<u8, Refusal>
where
    B: Future<Output = ()> + Send + 'static,
{
    let (commands, to_do) = mpsc::unbounded_channel();
    let (done, events) = mpsc::unbounded_channel();
    let background = tokio::spawn(background(to_do, done));
    let words = Words::new(settings.language);
    let look = Look {
        words: Words::new(settings.language),
        theme: Theme::new(settings.colour),
    };
    let options = Options {
        escape_hold: terminal::escape_hold(settings.over_ssh),
        log: Some(log.file.try_clone().map_err(Refusal::System)?),
        clock: now,
        editor: settings.editor(),
    };
    let screen = terminal::run(state, look, commands, events, options);
    // A panic of the screen must not take the drafts with it that the background is writing.
    let ended = AssertUnwindSafe(screen)
        .catch_unwind()
        .await
        .unwrap_or(Ok(Ended::Panicked));
    finish(background, &ended, &words).await;
    match ended.map_err(Refusal::Terminal)? {
        Ended::Quit | Ended::Stopped => Ok(0),
        Ended::Panicked => Ok(1),
        Ended::HungUp => Ok(u8::try_from(EXIT_HUNG_UP).unwrap_or(1)),
        Ended::Deserted => Err(Refusal::Deserted),
    }
}

/// The screen is closed, and its channel with it: the background finishes its writes and ends.
async fn finish(mut background: JoinHandle<()>, ended: &std::io::Result<Ended>, words: &Words) {
    if matches!(ended, Ok(Ended::HungUp)) {
        if timeout(HUNG_UP, background).await.is_err() {
            tracing::warn!("the background did not finish in time");
        }
        return;
    }
    tokio::select! {
        _ = &mut background => return,
        () = sleep(SILENCE) => tell(&words.say(Word::CliFinishing)),
    }
    tokio::select! {
        _ = background => {}
        // The loop that caught it before is gone, so it has to be asked for here.
        _ = tokio::signal::ctrl_c() => tracing::warn!("the background was not waited for"),
        () = sleep(PATIENCE) => tracing::warn!("the background did not finish in time"),
    }
}
