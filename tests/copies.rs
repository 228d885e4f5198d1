//! A copy on disk of an account on a socket: made, followed through edits and deletions, stopped and gone on with.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use rolo::{
    crm::{Access, Config, Crm as _, Origin, Post, Rate, V2},
    domain::{
        edit::Changes,
        id::{ContactId, Moment},
    },
    server::{self, Shapes},
    store::{Mirror, Owner},
    worker::sync::{Copying, Done, Report, Settings, Stage, Wish},
};
use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};

const NOW: i64 = 1_900_000_000;
const SWEEP: Wish = Wish {
    full: false,
    sweep: true,
};

/// A demo account with a copy of it in a folder.
struct Pair {
    uri: String,
    clock: Arc<AtomicI64>,
    crm: Arc<V2>,
    home: tempfile::TempDir,
    _stop: DropGuard,
}

impl Pair {
    async fn new(contacts: u32, shapes: Shapes) -> Self {
        let clock = Arc::new(AtomicI64::new(NOW));
        let hands = Arc::clone(&clock);
        let account = server::Account::in_memory(Arc::new(move || hands.load(Ordering::SeqCst)))
            .expect("an account");
        account.seed_demo(contacts, 1).expect("seeded");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let uri = format!("http://{}", listener.local_addr().expect("an address"));
        let stop = CancellationToken::new();
        tokio::spawn(server::serve(account, shapes, listener, stop.clone()));
        Self {
            crm: Arc::new(client(&uri, "demo-anna")),
            uri,
            clock,
            home: tempfile::tempdir().expect("a folder"),
            _stop: stop.drop_guard(),
        }
    }

    /// The copy as a new process finds it.
    async fn open(&self) -> (Arc<Mirror>, Copying<V2>, watch::Receiver<Report>) {
        let owner = Owner::from(&self.crm.account().await.expect("an account"));
        self.open_of(owner)
    }

    fn open_of(&self, owner: Owner) -> (Arc<Mirror>, Copying<V2>, watch::Receiver<Report>) {
        let folder: &Path = self.home.path();
        let mirror = Arc::new(Mirror::open(folder, owner).expect("a copy"));
        let (reports, told) = watch::channel(Report::default());
        let hands = Arc::clone(&self.clock);
        let copying = Copying::new(
            Arc::clone(&self.crm),
            Arc::clone(&mirror),
            owner,
            Settings {
                sweep_rest: Duration::ZERO,
                pass_every: Duration::from_millis(20),
                follow_every: Duration::from_millis(20),
                ..Settings::default()
            },
            Arc::new(move || Moment(hands.load(Ordering::SeqCst))),
            reports,
        );
        (mirror, copying, told)
    }

    fn pass_time(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    async fn rename(&self, id: i64, name: &str) {
        let id = ContactId(id);
        let held = self.crm.contact(id).await.expect("an answer");
        let held = held.expect("one").contact;
        let changes = Changes {
            name: Some(name.to_owned()),
            ..Changes::default()
        };
        let post = Post::Update {
            id,
            changes: &changes,
            after: held.updated_at,
        };
        self.crm.post(post, None).await.expect("accepted");
    }

    async fn delete(&self, ids: &[i64]) {
        let ids: Vec<_> = ids.iter().map(|id| format!("ID[]={id}")).collect();
        let answer = reqwest::Client::new()
            .post(format!("{}/ajax/contacts/multiple/delete/", self.uri))
            .header("Authorization", "Bearer demo-anna")
            .header("X-Requested-With", "XMLHttpRequest")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(format!("ACTION=DELETE&{}", ids.join("&")))
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), 200);
    }

    /// What the account lists, each contact as received.
    async fn listed(&self) -> BTreeMap<i64, String> {
        let mut listed = BTreeMap::new();
        loop {
            let wanted = rolo::crm::Wanted::List {
                since: None,
                rows: 500,
                offset: listed.len(),
            };
            let page = self.crm.items(wanted).await.expect("a page").items;
            if page.is_empty() {
                return listed;
            }
            for item in page {
                listed.insert(item.id().expect("an id").0, item.raw);
            }
        }
    }
}

fn client(uri: &str, token: &str) -> V2 {
    let config = Config {
        rate: Rate::OFF,
        ..Config::default()
    };
    let origin = Origin::parse(uri).expect("a loopback address");
    V2::new(origin, Access::Token(token.into()), &config).expect("a client")
}

fn copied(mirror: &Mirror) -> BTreeMap<i64, String> {
    let mut copied = BTreeMap::new();
    mirror
        .each(|id, raw| drop(copied.insert(id.0, raw.to_owned())))
        .expect("it reads");
    copied
}

async fn a_copy_equals_its_account_through_edits_deletions_and_restarts(shapes: Shapes) {
    let pair = Pair::new(1_500, shapes).await;
    let (mirror, mut copying, told) = pair.open().await;
    let done = copying.once(Wish::default()).await.expect("copied");
    assert_eq!(
        (done.new, mirror.unreadable().expect("it reads")),
        (1_500, 0)
    );
    assert_eq!(copied(&mirror), pair.listed().await);
    assert_eq!(told.borrow().stage, Stage::Resting);
    assert_eq!(told.borrow().rows, 1_500);

    // Each is read from the copy as from the account itself.
    let decoder = pair.crm.decoder();
    let of_account = pair.crm.contact(ContactId(1_099_181)).await;
    let of_copy = mirror.one(ContactId(1_099_181)).expect("it reads");
    let of_account = of_account.expect("an answer").map(|read| read.contact);
    assert_eq!(of_copy.and_then(|raw| decoder.read(&raw)), of_account);

    let (mirror, mut copying, _told) = pair.open().await;
    let ids: Vec<i64> = copied(&mirror).into_keys().collect();
    pair.pass_time(3_600);
    pair.rename(ids[700], "Ёжиков").await;
    pair.rename(ids[1], "Adam").await;
    let done = copying.once(Wish::default()).await.expect("caught up");
    assert_eq!((done.new, done.changed), (0, 2));
    assert_eq!(copied(&mirror), pair.listed().await);
    let before = mirror.version().expect("it reads");
    copying.once(Wish::default()).await.expect("nothing to do");
    assert_eq!(mirror.version().expect("it reads"), before);

    pair.delete(&[ids[3], ids[900], ids[901]]).await;
    for _ in 0..2 {
        pair.pass_time(11 * 60);
        copying.once(SWEEP).await.expect("swept");
    }
    assert_eq!(copied(&mirror), pair.listed().await);
    assert!(mirror.gone(ContactId(ids[3])).expect("it reads").is_some());
}

#[tokio::test]
async fn a_copy_equals_its_account_with_answers_as_on_the_page() {
    a_copy_equals_its_account_through_edits_deletions_and_restarts(Shapes::Page).await;
}

#[tokio::test]
async fn a_copy_equals_its_account_with_answers_as_in_live_accounts() {
    a_copy_equals_its_account_through_edits_deletions_and_restarts(Shapes::Live).await;
}

#[tokio::test]
async fn a_copy_that_is_stopped_again_and_again_is_complete_in_the_end() {
    let pair = Pair::new(3_000, Shapes::Page).await;
    let (mirror, ..) = pair.open().await;
    let mut stops = 0;
    loop {
        let (_mirror, mut copying, mut told) = pair.open().await;
        let before = mirror.pass_state().expect("it reads").progress;
        let before = before.map_or(0, |progress| progress.rows);
        let stopped = tokio::select! {
            done = copying.once(Wish::default()) => Some(done.expect("copied")),
            // As soon as two more pages are in.
            _ = told.wait_for(|report| report.rows > before + 600) => None,
        };
        if stopped.is_some() {
            break;
        }
        stops += 1;
    }
    assert!(stops >= 3, "{stops}");
    assert_eq!(copied(&mirror), pair.listed().await);
}

#[tokio::test]
async fn what_a_user_does_not_see_is_not_in_his_copy() {
    let mut pair = Pair::new(300, Shapes::Page).await;
    pair.crm = Arc::new(client(&pair.uri, "demo-boris"));
    let (mirror, mut copying, _told) = pair.open().await;
    let Done { new, .. } = copying.once(Wish::default()).await.expect("copied");
    assert!((1..300).contains(&new), "{new}");
    assert_eq!(copied(&mirror), pair.listed().await);
}

#[tokio::test]
async fn of_two_that_keep_a_copy_fresh_one_writes_and_the_other_takes_over() {
    let pair = Pair::new(100, Shapes::Page).await;
    let owner = Owner::from(&pair.crm.account().await.expect("an account"));
    let (mirror, first, mut first_told) = pair.open_of(owner);
    let (_, second, mut second_told) = pair.open_of(owner);
    let first = tokio::spawn(first.keep_fresh(Arc::default()));
    first_told
        .wait_for(|report| report.rows == 100 && report.stage == Stage::Resting)
        .await
        .expect("copied");
    let second = tokio::spawn(second.keep_fresh(Arc::default()));
    let version = mirror.version().expect("it reads");
    second_told
        .wait_for(|report| report.stage == Stage::Following && report.version >= version)
        .await
        .expect("it follows");
    pair.pass_time(60);
    let id = *copied(&mirror).keys().next().expect("one");
    pair.rename(id, "Новое имя").await;
    second_told
        .wait_for(|report| report.version > version)
        .await
        .expect("it hears of the change");
    first.abort();
    let _ = first.await;
    second_told
        .wait_for(|report| report.stage == Stage::Resting)
        .await
        .expect("it takes over");
    second.abort();
}

#[cfg(unix)]
#[tokio::test]
async fn who_follows_tells_of_no_failure_that_is_over() {
    let pair = Pair::new(2, Shapes::Page).await;
    let owner = Owner::from(&pair.crm.account().await.expect("an account"));
    let (mirror, copying, mut told) = pair.open_of(owner);
    let lead = mirror.try_lead().expect("a lock").expect("the lead");
    // For a while there is something else where the lock should be.
    let lock = pair
        .home
        .path()
        .join(format!("{}-{}.lock", owner.account, owner.user));
    let aside = lock.with_extension("aside");
    std::fs::rename(&lock, &aside).expect("renamed");
    std::os::unix::fs::symlink(pair.home.path(), &lock).expect("linked");
    let copying = tokio::spawn(copying.keep_fresh(Arc::default()));
    told.wait_for(|report| report.failure.is_some())
        .await
        .expect("it fails");
    std::fs::rename(&aside, &lock).expect("renamed");
    let report = told
        .wait_for(|report| report.stage == Stage::Following)
        .await
        .expect("it follows");
    assert_eq!(report.failure, None);
    drop(report);
    copying.abort();
    drop(lead);
}
