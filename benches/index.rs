//! How fast the search is, beside a plain scan of the same texts in the same process.
//!
//! `cargo bench --bench index [-- CONTACTS]` invents 100,000 contacts, or as many, and 200 sessions of somebody typing.
//! `ROLO_BENCH_PEOPLE` names a file with a contact of API v2 in each line instead, `ROLO_BENCH_SESSIONS` one with
//! `[{"steps": ["и", "ив", ...]}, ...]`.
//! Times depend on the machine and on what else it does: the ratios are what to look at.

#![expect(clippy::unwrap_used, reason = "what is wrong with the input ends it")]

#[path = "index/files.rs"]
mod files;
#[path = "index/people.rs"]
mod people;
#[path = "index/scan.rs"]
mod scan;
#[path = "index/sessions.rs"]
mod sessions;

use std::{
    env,
    hint::black_box,
    time::{Duration, Instant},
};

use rolo::{
    domain::{
        id::{ContactId, Moment, UserId},
        order::Alphabet,
        query::Query,
    },
    index::{Circumstances, Hits, Index, Person, Question},
};
use scan::Scan;

const PEOPLE: usize = 100_000;
const SESSIONS: usize = 200;
const SEED: u64 = 1;
/// Every key is measured so often, and its best time counts: what else the machine does is no part of it.
const ROUNDS: usize = 5;

fn main() {
    let count = env::args().skip(1).find_map(|count| count.parse().ok());
    let contacts = match env::var_os("ROLO_BENCH_PEOPLE") {
        Some(path) => files::people(path.as_ref()),
        None => people::invented(count.unwrap_or(PEOPLE), SEED),
    };
    let sessions = match env::var_os("ROLO_BENCH_SESSIONS") {
        Some(path) => files::sessions(path.as_ref()),
        None => sessions::invented(&contacts, SESSIONS, SEED),
    };
    let count = contacts.len();
    let keys: usize = sessions.iter().map(Vec::len).sum();
    println!("{count} contacts, {} sessions, {keys} keys", sessions.len());

    let (people, folding) = timed(|| contacts.iter().map(Person::of).collect::<Vec<_>>());
    let scan = Scan::of(&people, Alphabet::Cyrillic);
    let some: Vec<Person> = people
        .iter()
        .step_by(count.div_ceil(500))
        .cloned()
        .collect();
    let (mut index, building) = timed(|| Index::build(people, Alphabet::Cyrillic));
    println!("folding {}, building {}", ms(folding), ms(building));
    println!(
        "{} bytes a contact, {} of them text",
        index.memory() / count,
        scan.len() / count
    );
    let mut bytes = Vec::new();
    let (written, saving) = timed(|| index.snapshot(&mut bytes, 1, 1));
    written.unwrap();
    let size = bytes.len() as u64;
    let (restored, loading) =
        timed(|| Index::restore(bytes.as_slice(), size, Alphabet::Cyrillic, 1));
    println!(
        "snapshot {} bytes a contact, written in {}, read in {}",
        bytes.len() / count,
        ms(saving),
        ms(loading)
    );
    drop(bytes);
    let (mut changed, _) = restored.unwrap();
    let (more, applying) = timed(|| changed.apply(some, []));
    black_box(more);
    println!("a page of changes taken in in {}", ms(applying));

    compare("as built", &index, &scan, &sessions);
    compare("with changes beside", &changed, &scan, &sessions);
}

/// Types all sessions and prints the times of both, and their ratio.
fn compare(what: &str, index: &Index, scan: &Scan, sessions: &[Vec<String>]) {
    let mut searched = Vec::new();
    let mut scanned = Vec::new();
    let (mut found, mut expected) = (Digest::default(), Digest::default());
    for session in sessions {
        let mut best = vec![(Duration::MAX, Duration::MAX); session.len()];
        for _ in 0..ROUNDS {
            (found.round, expected.round) = (found.all, expected.all);
            let mut hits: Option<Hits> = None;
            for (typed, best) in session.iter().zip(&mut best) {
                let (ids, time) = timed(|| scan.search(&Query::parse(typed)));
                best.1 = best.1.min(time);
                expected.add(&ids);
                // All of the result in its order, of which a screen shows the beginning.
                let ((new, ids), time) = timed(|| {
                    let new = search(index, typed, hits.as_ref());
                    let ids = index.list(&new).ids(0..new.len());
                    (new, ids)
                });
                best.0 = best.0.min(time);
                found.add(&ids);
                hits = Some(new);
            }
        }
        (found.all, expected.all) = (found.round, expected.round);
        searched.extend(best.iter().map(|best| best.0));
        scanned.extend(best.iter().map(|best| best.1));
    }
    println!("{what}: the results' hash is {:016x}", found.all);
    assert_eq!(found.all, expected.all, "the scan found something else");
    searched.sort_unstable();
    scanned.sort_unstable();
    for (name, part) in [("p50", 50), ("p90", 90), ("p99", 99), ("max", 100)] {
        let at = (searched.len() - 1) * part / 100;
        let ratio = searched[at].as_secs_f64() / scanned[at].as_secs_f64();
        println!(
            "  {name}  index {:>9}  scan {:>9}  ratio {ratio:.3}",
            us(searched[at]),
            us(scanned[at])
        );
    }
}

fn search(index: &Index, typed: &str, within: Option<&Hits>) -> Hits {
    let circumstances = Circumstances {
        me: UserId(1),
        users: Vec::new(),
        now: Moment(0),
        today: Moment(0)..Moment(1),
        week_end: Moment(7),
    };
    let question = Question::new(Query::parse(typed), &circumstances);
    index.search(question, within, &|| false).unwrap()
}

/// A hash of how many people each key found, and who they are.
#[derive(Default)]
struct Digest {
    all: u64,
    round: u64,
}

impl Digest {
    fn add(&mut self, ids: &[ContactId]) {
        let people = ids.iter().fold(0_u64, |sum, id| {
            sum.wrapping_add(id.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15))
        });
        for word in [ids.len() as u64, people] {
            self.round = (self.round ^ word)
                .wrapping_mul(0x0100_0000_01b3)
                .rotate_left(7);
        }
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let done = black_box(work());
    (done, begin.elapsed())
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn us(time: Duration) -> String {
    format!("{:.1} us", time.as_secs_f64() * 1e6)
}
