//! `rolo` where there is no account yet: asks on the screen what to begin with, and goes on with what was chosen.

use std::{io, sync::Arc};

use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender},
    task::spawn_blocking,
};

use super::{
    accounts::Accounts,
    admission::{self, Admission, Candidate},
    arguments::{Open, access::Keep},
    copies, demo, drafts,
    filling::{self, Filling},
    grant,
    interface::{self, Plan, Ready},
    local, log, login,
    refusal::Refusal,
    secrets::{self, Place, Secrets},
    served::{self, Served},
    settings::Settings,
};
use crate::{
    crm::{Origin, Rate, oauth::Integration},
    domain::text::Untrusted,
    letters::{Admitted, Begun, Command, Event, Proof, Step, Ticket, Way},
    store::Copies,
    ui::{app::State, terminal},
    words::Words,
    worker,
};

/// Whether somebody is there to be asked.
pub(super) fn is_possible() -> bool {
    terminal::is_there() && secrets::is_there()
}

pub(super) fn run(asked: &Open, settings: &Settings) -> Result<u8, Refusal> {
    secrets::close_the_shutters();
    let log = log::to_file(settings)?;
    let host = Host {
        settings: Arc::new(settings.clone()),
        rate: asked.rate.and_then(Rate::per_second).unwrap_or_default(),
        read_only: asked.read_only,
        guest: None,
    };
    interface::in_runtime(async {
        let background = |to_do, done| host.receive(to_do, done);
        interface::run(
            State::first(interface::desk(settings)),
            background,
            settings,
            &log,
        )
        .await
    })
}

/// Does what is asked for on the screen until an account is open.
struct Host {
    settings: Arc<Settings>,
    rate: Rate,
    read_only: bool,
    guest: Option<Guest>,
}

/// Whoever an account let in, until it is opened.
#[derive(Clone)]
struct Guest {
    admission: Arc<Admission>,
    /// Where the secret is kept meanwhile: wherever it can be without asking.
    kept: Place,
}

/// An account that can be shown.
struct Chosen {
    ready: Ready,
    /// What the screen is told about it.
    open: Begun,
    served: Option<Served>,
}

impl Chosen {
    fn new(plan: Plan, served: Option<Served>, settings: &Settings) -> Result<Self, Refusal> {
        Ok(Self {
            open: Begun::Open {
                called: plan.called.clone(),
                address: plan.origin.to_string(),
                is_read_only: plan.config.read_only,
            },
            ready: plan.ready(settings)?,
            served,
        })
    }
}

impl Host {
    /// Answers until an account is open, and then works for that one.
    async fn receive(
        mut self,
        mut to_do: UnboundedReceiver<Command>,
        done: UnboundedSender<Event>,
    ) {
        // Nobody listens any more when the screen is gone.
        let tell = |event| drop(done.send(event));
        let mut next = to_do.recv().await;
        while let Some(command) = next {
            let ticket = command.ticket();
            let opened = match command {
                Command::Begin {
                    step: Step::LogIn(proof),
                    ..
                } => tokio::select! {
                    answer = self.log_in(*proof) => {
                        tell(self.begun(ticket, answer.map(Begun::Admitted)));
                        next = to_do.recv().await;
                        continue;
                    }
                    newer = to_do.recv() => {
                        tell(Event::Superseded { ticket });
                        next = newer;
                        continue;
                    }
                },
                Command::Begin {
                    step: Step::Enter { in_file },
                    ..
                } => self.enter(in_file).await,
                Command::Begin {
                    step: Step::Demo, ..
                } => self.demo().await,
                Command::Begin {
                    step: Step::Local, ..
                } => self.local().await,
                _ => {
                    tell(Event::Superseded { ticket });
                    next = to_do.recv().await;
                    continue;
                }
            };
            match opened {
                Ok(chosen) => {
                    tell(self.begun(ticket, Ok(chosen.open)));
                    chosen.ready.work(to_do, done).await;
                    if let Some(served) = chosen.served {
                        served.end().await;
                    }
                    return;
                }
                Err(refusal) => tell(self.begun(ticket, Err(refusal))),
            }
            next = to_do.recv().await;
        }
        self.send_away().await;
    }

    fn begun(&self, ticket: Ticket, answer: Result<Begun, Refusal>) -> Event {
        let begun = answer.unwrap_or_else(|refusal| {
            refusal.log();
            Begun::Refused(refusal.sentence(&Words::new(self.settings.language)))
        });
        Event::Begun { ticket, begun }
    }

    /// Has the account asked who comes, and the secret kept where that needs no question.
    async fn log_in(&mut self, proof: Proof) -> Result<Admitted, Refusal> {
        self.send_away().await;
        let settings = Arc::clone(&self.settings);
        let origin = Origin::of_account(&proof.address)?;
        let name = login::name_of(&origin, &Accounts::load(&settings)?)?;
        let secret = proof.secret.0;
        let candidate = Candidate {
            name,
            origin,
            proof: match proof.way {
                Way::Token => admission::Proof::Token(secret),
                Way::Key { login } => admission::Proof::Key { login, key: secret },
                Way::Code {
                    client_id,
                    redirect_uri,
                    code,
                } => admission::Proof::Code {
                    integration: Integration {
                        client_id,
                        client_secret: secret,
                        redirect_uri,
                    },
                    code: grant::code(&code.0),
                },
            },
            ca_file: None,
        };
        let admission = Arc::new(candidate.knock(&settings).await?);
        let kept = aside({
            let admission = Arc::clone(&admission);
            move || admission.keep(None, &settings, || false)
        })
        .await?;
        let words = Words::new(self.settings.language);
        let (account, user) = admission.names();
        let admitted = Admitted {
            account: Untrusted::new(account),
            address: admission.place().1.to_string(),
            user: Untrusted::new(user),
            kept: (kept != Place::Asked).then(|| kept.sentence(&words)),
        };
        self.guest = Some(Guest { admission, kept });
        Ok(admitted)
    }

    /// Writes the login down and opens the account.
    async fn enter(&mut self, in_file: bool) -> Result<Chosen, Refusal> {
        let guest = self.guest.clone().ok_or(Refusal::NoAccount)?;
        let settings = Arc::clone(&self.settings);
        let Guest { admission, kept } = guest;
        let (access, drafts) = aside({
            let admission = Arc::clone(&admission);
            move || {
                let kept = match kept {
                    Place::Asked if in_file => {
                        admission.keep(Some(Keep::File), &settings, || true)?
                    }
                    kept => kept,
                };
                admission.remember(kept, &settings)?;
                let words = Words::new(settings.language);
                let drafts = drafts::open(&settings.folders.data, &words)?;
                Ok((admission.access(kept, &settings), drafts))
            }
        })
        .await?;
        // From here on the secret is somebody's.
        self.guest = None;
        let (name, origin) = admission.place();
        let mut config = admission.config.clone();
        config.rate = self.rate;
        config.read_only |= self.read_only;
        let plan = Plan {
            origin: origin.clone(),
            config,
            drafts,
            copy: copies::recall(
                worker::Place {
                    copies: Copies::at(copies::folder(&self.settings)),
                    key: copies::key(origin, &access),
                },
                &self.settings,
            ),
            access,
            called: Some(name.to_owned()),
        };
        Chosen::new(plan, None, &self.settings)
    }

    async fn demo(&self) -> Result<Chosen, Refusal> {
        let settings = Arc::clone(&self.settings);
        let folder = demo::folder(&settings);
        let (folder, opened) = aside(move || {
            let filling = Filling::Invented {
                contacts: demo::CONTACTS,
                seed: demo::SEED,
            };
            let words = Words::new(settings.language);
            let opened = filling::open(&folder, Some(&filling), false, &words)?;
            Ok((folder, opened))
        })
        .await?;
        self.serve(&folder, opened, None).await
    }

    async fn local(&self) -> Result<Chosen, Refusal> {
        let settings = Arc::clone(&self.settings);
        let (folder, opened) = aside(move || local::open_or_make(&settings)).await?;
        self.serve(&folder, opened, Some(local::NAME.to_owned()))
            .await
    }

    async fn serve(
        &self,
        folder: &std::path::Path,
        opened: filling::Opened,
        called: Option<String>,
    ) -> Result<Chosen, Refusal> {
        let (mut plan, served) = served::begin(opened, folder, called, &self.settings).await?;
        plan.config.read_only = self.read_only;
        Chosen::new(plan, Some(served), &self.settings)
    }

    /// Forgets the secret of somebody who was let in and did not enter.
    async fn send_away(&mut self) {
        let Some(guest) = self.guest.take() else {
            return;
        };
        let settings = Arc::clone(&self.settings);
        let forgotten = aside(move || {
            let forgotten = Secrets::new(&settings).forget(&guest.admission.key(), None);
            if let Err(trouble) = forgotten {
                tracing::info!(%trouble, "a secret may still lie somewhere");
            }
            Ok(())
        });
        drop(forgotten.await);
    }
}

/// Does what waits for the disk or a keyring on a thread that may wait.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let done = spawn_blocking(work).await;
    done.map_err(io::Error::other).map_err(Refusal::System)?
}
