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
    crm::{Access, Config, Crm as _, Described, Origin, Rate, V2},
    domain::failure::Failure,
    store::{self, Copies, Mirror, Owner},
    words::{Word, Words},
    worker::sync::{self, Copying, Done, Opened, Report, Vanishing, Wish},
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
    let access = Access::Token(token);
    let key = copies::key(&origin, &access);
    let crm = Arc::new(V2::new(origin, access, &config)?);
    let words = Words::new(settings.language);
    let folder = copies::folder(settings);
    interface::in_runtime(async {
        let described = introduced(&crm).await.map_err(Refusal::Failure)?;
        let copy = Copy {
            folder,
            owner: Owner::from(&described.account),
            words: &words,
        };
        let Opened {
            mirror,
            lead,
            aside,
        } = sync::open(&copy.folder, copy.owner).map_err(|source| copy.refused(source))?;
        let Some(_lead) = lead else {
            tell(&words.say(Word::CliSyncFollowing));
            return Ok(0);
        };
        if let Some(aside) = aside {
            copy.tell_aside(&aside);
        }
        let mirror = Arc::new(mirror);
        if let Err(error) = Copies::at(copy.folder.clone()).remember(&key, copy.owner) {
            // Whoever starts next has to ask the account whose copy to show, that is all.
            tracing::warn!(%error, "the address of the copy could not be kept");
        }
        let outcome = copy.keep(asked, rate, crm, &described.raw, &mirror).await;
        let disk = matches!(
            outcome,
            Err(Refusal::Copy { .. } | Refusal::Failure(Failure::Disk { .. }))
        );
        if disk && !mirror.is_sound() {
            // What shows only at work is damaged all the same: the next run begins anew.
            drop(mirror);
            copy.put_aside()?;
        }
        outcome
    })
}

/// What the account says about itself. Where nobody is at all, it is mostly the address that is wrong, and that is said at
/// once.
async fn introduced(crm: &V2) -> Result<Described, Failure> {
    let described = || async {
        match crm.described().await {
            Err(Failure::Unreachable) => Ok(Err(Failure::Unreachable)),
            answer => answer.map(Ok),
        }
    };
    sync::patiently(described, |_| {}).await?
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

    fn tell_aside(&self, aside: &std::path::Path) {
        let path = aside.display().to_string();
        tell(
            &self
                .words
                .say_with(Word::CliCopyAside, [("path", path.into())]),
        );
    }

    /// Brings the copy up to date and says what was done; the exit code.
    async fn keep(
        &self,
        asked: &Sync,
        rate: Rate,
        crm: Arc<V2>,
        account: &str,
        mirror: &Arc<Mirror>,
    ) -> Result<u8, Refusal> {
        mirror
            .keep_account(account)
            .map_err(|source| self.refused(source))?;
        let began = Instant::now();
        let mut settings = sync::Settings::default();
        if rate == Rate::OFF {
            settings.sweep_rest = Duration::ZERO;
        }
        let (reports, told) = watch::channel(Report::default());
        let clock: sync::Clock = Arc::new(now);
        let (owner, copied) = (self.owner, Arc::clone(mirror));
        let mut copying = Copying::new(crm, copied, owner, settings, clock, reports);
        let wish = Wish {
            full: asked.full,
            sweep: asked.sweep,
        };
        let done = tokio::select! {
            done = copying.once(wish) => done,
            () = tell_how_far(told, self.words) => Err(Failure::Unknown),
        };
        let done = done.map_err(Refusal::Failure)?;
        self.conclude(done, mirror, began.elapsed(), asked.let_go)
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

    fn put_aside(&self) -> Result<(), Refusal> {
        let aside = Mirror::set_aside(&self.folder, self.owner);
        let aside = aside.map_err(|source| self.refused(source))?;
        tracing::warn!("the copy is damaged and is now in {}", aside.display());
        self.tell_aside(&aside);
        Ok(())
    }
}
