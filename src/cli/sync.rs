//! `rolo sync`: brings the copy of an account on this machine up to date, for cron and for the curious.

use std::{
    io::{self, IsTerminal as _},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::watch;

use super::{
    arguments::Sync, copies, interface, log, now, refusal::Refusal, settings::Settings, tell,
};
use crate::{
    crm::{Access, Config, Crm as _, Origin, Rate, V2},
    domain::failure::Failure,
    store::{self, Mirror, Owner},
    words::{Word, Words},
    worker::sync::{self, Copying, Done, Report, Vanishing, Wish},
};

/// The copy is up to date, but somebody has to decide about contacts that are gone.
const UNDECIDED: u8 = 3;
/// How often the person hears how far it is.
const TELL_EVERY: Duration = Duration::from_secs(2);

pub(super) fn run(asked: &Sync, settings: &Settings) -> Result<u8, Refusal> {
    let origin = Origin::parse(&asked.url)?;
    if !origin.is_loopback() {
        return Err(Refusal::Elsewhere);
    }
    let token = settings.token.clone().ok_or(Refusal::NoToken)?;
    let _log = log::to_file(settings)?;
    let rate = match asked.rate {
        None => Rate::default(),
        // Only an account on this machine gets here, and none of those minds.
        Some(rate) => Rate::per_second(rate).unwrap_or(Rate::OFF),
    };
    let config = Config {
        rate,
        ..Config::default()
    };
    let crm = Arc::new(V2::new(origin, Access::Token(token), &config)?);
    let words = Words::new(settings.language);
    let folder = copies::folder(settings);
    interface::in_runtime(async {
        let described = crm.described().await.map_err(Refusal::Failure)?;
        let owner = Owner::from(&described.account);
        let copy = Copy {
            folder,
            owner,
            words: &words,
        };
        let mirror = Arc::new(copy.open()?);
        mirror
            .keep_account(&described.raw)
            .map_err(|source| copy.refused(source))?;
        let Some(_lead) = mirror.try_lead().map_err(|source| copy.refused(source))? else {
            tell(&words.say(Word::CliSyncFollowing));
            return Ok(0);
        };
        let began = Instant::now();
        let outcome = bring_up_to_date(asked, rate, crm, &mirror, owner, &words).await;
        match outcome {
            Ok(done) => copy.conclude(done, &mirror, began.elapsed(), asked.let_go),
            Err(failure) => {
                copy.put_aside_if_damaged(&failure, mirror)?;
                Err(Refusal::Failure(failure))
            }
        }
    })
}

async fn bring_up_to_date(
    asked: &Sync,
    rate: Rate,
    crm: Arc<V2>,
    mirror: &Arc<Mirror>,
    owner: Owner,
    words: &Words,
) -> Result<Done, Failure> {
    let mut settings = sync::Settings::default();
    if rate == Rate::OFF {
        settings.sweep_rest = Duration::ZERO;
    }
    let (reports, told) = watch::channel(Report::default());
    let clock: sync::Clock = Arc::new(now);
    let mut copying = Copying::new(crm, Arc::clone(mirror), owner, settings, clock, reports);
    let wish = Wish {
        full: asked.full,
        sweep: asked.sweep,
    };
    tokio::select! {
        done = copying.once(wish) => done,
        () = tell_how_far(told, words) => Err(Failure::Unknown),
    }
}

/// Says now and then how far it is, if somebody watches; never ends.
async fn tell_how_far(told: watch::Receiver<Report>, words: &Words) {
    loop {
        tokio::time::sleep(TELL_EVERY).await;
        let report = told.borrow().clone();
        if let (true, Some(rate)) = (io::stderr().is_terminal(), report.per_second) {
            let given = [("count", report.rows.into()), ("rate", rate.into())];
            tell(&words.say_with(Word::CliSyncReading, given));
        }
    }
}

/// A copy, for whoever has to be told about it.
struct Copy<'a> {
    folder: PathBuf,
    owner: Owner,
    words: &'a Words,
}

impl Copy<'_> {
    fn refused(&self, source: store::Error) -> Refusal {
        Refusal::Copy {
            folder: self.folder.clone(),
            source,
        }
    }

    fn open(&self) -> Result<Mirror, Refusal> {
        let opened = Mirror::open_past_damage(&self.folder, self.owner);
        let (mirror, aside) = opened.map_err(|source| self.refused(source))?;
        if let Some(aside) = aside {
            self.tell_aside(&aside);
        }
        Ok(mirror)
    }

    fn tell_aside(&self, aside: &std::path::Path) {
        tracing::warn!("the copy was damaged and is now in {}", aside.display());
        let path = aside.display().to_string();
        tell(
            &self
                .words
                .say_with(Word::CliCopyAside, [("path", path.into())]),
        );
    }

    /// Says what was done; the exit code.
    fn conclude(
        &self,
        done: Done,
        mirror: &Mirror,
        time: Duration,
        let_go: bool,
    ) -> Result<u8, Refusal> {
        let refused = |source| self.refused(source);
        let mut gone = done.gone;
        let mut undecided = done.vanishing;
        if let_go && undecided.take().is_some() {
            gone += mirror.let_go(now()).map_err(refused)?;
        }
        let words = self.words;
        let say = |line: String| {
            // A reader that has seen enough closes the pipe; that is no failure.
            let _ = io::Write::write_all(&mut io::stdout(), format!("{line}\n").as_bytes());
        };
        let milliseconds = usize::try_from(time.as_millis())
            .unwrap_or(usize::MAX)
            .max(1);
        say(words.say_with(
            Word::CliSyncRead,
            [
                ("count", done.read.into()),
                (
                    "rate",
                    (done.read.saturating_mul(1000) / milliseconds).into(),
                ),
            ],
        ));
        say(words.say_with(
            Word::CliSyncDone,
            [
                ("count", mirror.count().map_err(refused)?.into()),
                ("new", done.new.into()),
                ("changed", done.changed.into()),
                ("gone", gone.into()),
            ],
        ));
        let unreadable = mirror.unreadable().map_err(refused)?;
        if unreadable > 0 {
            tell(&words.say_with(Word::CliSyncUnreadable, [("count", unreadable.into())]));
        }
        if done.is_unsettled {
            tell(&words.say(Word::CliSyncUnsettled));
        }
        Ok(match undecided {
            None => 0,
            Some(Vanishing { rows, of, .. }) => {
                let given = [("count", rows.into()), ("of", of.into())];
                tell(&words.say_with(Word::CliSyncVanishing, given));
                UNDECIDED
            }
        })
    }

    /// What shows only at work is damaged all the same: the next run begins anew.
    fn put_aside_if_damaged(&self, failure: &Failure, mirror: Arc<Mirror>) -> Result<(), Refusal> {
        if !matches!(failure, Failure::Disk { .. }) || mirror.is_sound() {
            return Ok(());
        }
        drop(mirror);
        let aside = Mirror::set_aside(&self.folder, self.owner);
        self.tell_aside(&aside.map_err(|source| self.refused(source))?);
        Ok(())
    }
}
