//! What is done again and again, in turns with what it is compared to.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use anyhow::Result;

/// Something that is timed.
pub(crate) struct Kind<'a> {
    name: &'a str,
    work: Box<dyn FnMut() -> Result<()> + 'a>,
}

impl<'a> Kind<'a> {
    /// `work` gives what it made, so that it cannot be left out.
    pub(crate) fn new<T>(name: &'a str, mut work: impl FnMut() -> Result<T> + 'a) -> Self {
        let work = Box::new(move || work().map(|made| drop(black_box(made))));
        Self { name, work }
    }
}

/// Does each kind in so many turns and prints its median, for one of `count`, and what part of the first kind's that is.
pub(crate) fn compare(rounds: usize, count: usize, mut kinds: Vec<Kind<'_>>) -> Result<()> {
    let mut times = vec![Vec::with_capacity(rounds); kinds.len()];
    for _ in 0..rounds {
        for (kind, times) in kinds.iter_mut().zip(&mut times) {
            let begin = Instant::now();
            (kind.work)()?;
            times.push(begin.elapsed());
        }
    }
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    for (kind, median) in kinds.iter().zip(&medians) {
        let each = median.as_secs_f64() * 1e6 / f64::from(u32::try_from(count)?);
        let part = median.as_secs_f64() / medians[0].as_secs_f64();
        println!("  {:<46}{each:>12.2} us{part:>10.3}", kind.name);
    }
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
