//! The account: its address, TLS, clock, login, rights, secret, and the copy of it.

use std::time::Duration;

use jiff::tz::TimeZone;
use tokio::{net::lookup_host, time::timeout};

use super::{Chart, Subject};
use crate::{
    cli::{
        accounts::{self, Accounts, Meant, Opened},
        arguments::{Open, Which},
        copies, interface, now,
        refusal::Refusal,
        secrets::{Place, Secrets},
        settings::Settings,
        status,
    },
    crm::{Crm as _, Origin, V2},
    domain::{
        account::{Account, Right},
        failure::Failure,
        id::Moment,
        text,
    },
    store::Copies,
    words::{Given, Word},
};

/// Longer than any answer of a name server that is well.
const LOOKUP: Duration = Duration::from_secs(5);
/// Clocks further apart than this mix up what changed when.
const APART: u64 = 60;
/// A copy that nobody brought up to date for so long is told of.
const OLD: i64 = 7 * 24 * 60 * 60;

/// Looks at the account that `rolo` would open.
pub(super) fn examine(chart: &mut Chart<'_>, which: &Which, settings: &Settings) {
    if which.url.is_none() {
        let accounts = match Accounts::load(settings) {
            Ok(accounts) => accounts,
            Err(refusal) => return refused(chart, Subject::Account, &refusal),
        };
        match accounts.meant(which.account.as_deref()) {
            Ok(Meant::At(account)) => {
                chart.note(Subject::Account, true, account.name.clone());
                let place = account.place().sentence(chart.words);
                chart.note(Subject::Secret, true, place);
                if let Some(until) = account.entry.as_ref().and_then(|entry| entry.until) {
                    lasts(chart, Moment(until));
                }
            }
            Ok(Meant::Here { name, folder }) => {
                let folder = text::clean(&folder.display().to_string());
                let said = chart
                    .words
                    .say_with(Word::StatusLocal, [("folder", folder.into())]);
                return chart.note(Subject::Account, true, format!("{name}: {said}"));
            }
            Err(refusal) => {
                let is_none = matches!(refusal, Refusal::NoAccount);
                let said = refusal.sentence(chart.words);
                return chart.note(Subject::Account, is_none, said);
            }
        }
    }
    let open = Open {
        which: Which {
            account: which.account.clone(),
            url: which.url.clone(),
        },
        rate: None,
        read_only: true,
    };
    match accounts::open(&open, settings) {
        Ok(opened) => reach(chart, opened, settings),
        Err(refusal) => refused(chart, Subject::Secret, &refusal),
    }
}

fn refused(chart: &mut Chart<'_>, subject: Subject, refusal: &Refusal) {
    let said = refusal.sentence(chart.words);
    chart.note(subject, false, said);
}

/// Which keyrings keep and give back a secret here; none is no fault, a secret may lie elsewhere.
pub(super) fn examine_keyrings(chart: &mut Chart<'_>, settings: &Settings) {
    let mut said = Vec::new();
    for (place, works) in Secrets::new(settings).try_out() {
        let name = match place {
            Place::Keyring => Word::DoctorSystemKeyring,
            _ => Word::DoctorKernelKeyring,
        };
        let name = chart.words.say(name);
        let word = match works {
            Ok(()) => Word::DoctorWorks,
            Err(trouble) => {
                tracing::info!(?place, %trouble, "no secret can be kept there");
                Word::DoctorWorksNot
            }
        };
        said.push(chart.words.say_with(word, [("name", name.into())]));
    }
    if !said.is_empty() {
        chart.note(Subject::Keyring, true, said.join(", "));
    }
}

fn lasts(chart: &mut Chart<'_>, until: Moment) {
    let when = chart.words.date_time(until, &TimeZone::system());
    let given = [("when", when.into())];
    if until < now() {
        chart.attention(Subject::Secret, Word::StatusEnded, given);
    } else {
        chart.fine(Subject::Secret, Word::StatusUntil, given);
    }
}

/// Asks the account as the interface would.
fn reach(chart: &mut Chart<'_>, opened: Opened, settings: &Settings) {
    let origin = opened.origin.clone();
    let key = copies::key(&origin, &opened.access);
    let asked = interface::in_runtime(async {
        match settings.proxied_by {
            // Whoever is behind a proxy need not find anybody himself.
            Some(name) => chart.fine(Subject::Address, Word::DoctorProxy, [("name", name.into())]),
            None => look_up(chart, &origin).await,
        }
        let crm = V2::new(opened.origin, opened.access, &opened.config)?;
        let account = crm.account().await;
        let clocks = crm.clock().map(|theirs| (theirs, now()));
        Ok((account, clocks))
    });
    match asked {
        Err(refusal) => refused(chart, Subject::Tls, &refusal),
        Ok((account, clocks)) => {
            let failure = account.as_ref().err();
            encryption(chart, &origin, failure);
            if let Some((theirs, ours)) = clocks {
                clock(chart, theirs, ours);
            }
            match account {
                Ok(account) => admitted(chart, &account),
                Err(Failure::Untrusted { .. }) => {}
                Err(failure) => {
                    let said = chart.words.failure(&failure);
                    chart.note(Subject::Login, false, said);
                }
            }
        }
    }
    copy(chart, &key, settings);
}

async fn look_up(chart: &mut Chart<'_>, origin: &Origin) {
    let address = ("address", Given::from(origin.to_string()));
    let found = timeout(LOOKUP, lookup_host(origin.socket())).await;
    match found {
        Ok(Ok(_)) => chart.fine(Subject::Address, Word::DoctorFound, [address]),
        _ => chart.attention(Subject::Address, Word::DoctorNotFound, [address]),
    }
}

fn encryption(chart: &mut Chart<'_>, origin: &Origin, failure: Option<&Failure>) {
    match failure {
        _ if !origin.is_https() => chart.fine(Subject::Tls, Word::DoctorNoTls, []),
        Some(failure @ Failure::Untrusted { .. }) => {
            let said = chart.words.failure(failure);
            chart.note(Subject::Tls, false, said);
        }
        // Whether the certificate is good is not known before somebody has shown one.
        Some(Failure::Unreachable | Failure::TimedOut) => {}
        _ => chart.fine(Subject::Tls, Word::DoctorTrusted, []),
    }
}

fn clock(chart: &mut Chart<'_>, Moment(theirs): Moment, Moment(ours): Moment) {
    let apart = ours.abs_diff(theirs);
    let seconds = (
        "count",
        Given::from(usize::try_from(apart).unwrap_or(usize::MAX)),
    );
    if apart > APART {
        chart.attention(Subject::Clock, Word::DoctorClockOff, [seconds]);
    } else {
        chart.fine(Subject::Clock, Word::DoctorClockRight, [seconds]);
    }
}

fn admitted(chart: &mut Chart<'_>, account: &Account) {
    let user = account.user(account.current_user);
    let user = user.map_or_else(
        || account.current_user.to_string(),
        |user| text::excerpt(user.name.raw(), 100),
    );
    let name = text::excerpt(account.name.raw(), 100);
    let given = [("account", name.into()), ("user", user.into())];
    chart.fine(Subject::Login, Word::DoctorLetIn, given);
    let rights = account.rights();
    let said = |right| {
        chart.words.say(match right {
            Right::All => Word::RightAll,
            Right::Group => Word::RightGroup,
            Right::Own => Word::RightOwn,
            Right::Denied => Word::RightNone,
        })
    };
    let given = [
        ("view", said(rights.view).into()),
        ("edit", said(rights.edit).into()),
        ("add", said(rights.add).into()),
    ];
    if rights.view == Right::Denied {
        chart.attention(Subject::Rights, Word::DoctorNoRights, given);
    } else {
        chart.fine(Subject::Rights, Word::DoctorRightsAre, given);
    }
}

/// How old the copy is that the interface would begin with.
fn copy(chart: &mut Chart<'_>, key: &str, settings: &Settings) {
    let owner = Copies::at(copies::folder(settings)).recall(key);
    match owner.and_then(|owner| status::fresh(owner, settings)) {
        None => chart.fine(Subject::Copy, Word::DoctorNoCopy, []),
        Some(at) => {
            let when = chart.words.date_time(at, &TimeZone::system());
            let given = [("when", when.into())];
            if now().0 - at.0 > OLD {
                chart.attention(Subject::Copy, Word::DoctorOldCopy, given);
            } else {
                chart.fine(Subject::Copy, Word::DoctorFreshCopy, given);
            }
        }
    }
}
