//! How fast a first copy of an account is made: with as many requests as the account answers, and with seven a second.
//!
//! `cargo bench --bench copy [-- CONTACTS]`, 100,000 if nothing else is said. The account is a process of its own, and what
//! it costs is not counted.

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

#[path = "shared/processor.rs"]
mod processor;
#[path = "copy/relay.rs"]
mod relay;
#[path = "shared/served.rs"]
mod served;

use processor::processor;
use relay::Relay;
use served::Served;

const CONTACTS: u32 = 100_000;
/// Of processes that were started by this one and have ended: in user mode, and in the kernel.
const CHILDREN: usize = 13;
/// Accounts in use allow so many requests a second.
const RATE: u8 = 7;
const PAGE: u32 = 500;

fn main() -> Result<()> {
    let contacts = env::args().skip(1).find_map(|given| given.parse().ok());
    let contacts: u32 = contacts.unwrap_or(CONTACTS);
    let home = tempfile::tempdir()?;
    let mut served = Served::start(home.path(), contacts, None)?;
    println!("{contacts} contacts");
    unlimited(&served, home.path())?;
    let relay = Relay::start(&served.url)?;
    served.url.clone_from(&relay.url);
    limited(&served, home.path(), &relay, contacts)
}

fn unlimited(served: &Served, home: &Path) -> Result<()> {
    let own = home.join("unlimited");
    fs::create_dir(&own)?;
    let before = processor(CHILDREN).context("no figures of the processor")?;
    let begun = Instant::now();
    let copied = served.copy(&own, 0)?;
    let took = begun.elapsed().as_secs_f64();
    let worked = processor(CHILDREN).context("no figures of the processor")? - before;
    let copied = f64::from(u32::try_from(copied)?);
    println!(
        "no limit: {took:.2} s, {worked:.2} s of processor, {:.0} contacts for each of those",
        copied / worked
    );
    Ok(())
}

fn limited(served: &Served, home: &Path, relay: &Relay, contacts: u32) -> Result<()> {
    let own = home.join("limited");
    fs::create_dir(&own)?;
    let begun = Instant::now();
    served.copy(&own, RATE)?;
    let took = begun.elapsed().as_secs_f64();
    let least = f64::from(contacts.div_ceil(PAGE) - 1) / f64::from(RATE);
    let asked = relay.asked();
    println!(
        "--rate {RATE}: {took:.2} s, {:.3} of the least that its pages take, {} requests, {} in the second with most",
        took / least,
        asked.len(),
        most_in(Duration::from_secs(1), &asked)
    );
    Ok(())
}

/// The most of these, in their order, that lie in any stretch of so long.
fn most_in(stretch: Duration, times: &[Instant]) -> usize {
    let within = |(place, begin): (usize, &Instant)| {
        let later = times[place..].iter();
        later.take_while(|time| **time < *begin + stretch).count()
    };
    times.iter().enumerate().map(within).max().unwrap_or(0)
}
