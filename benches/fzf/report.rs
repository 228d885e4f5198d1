//! The figures of both programs side by side.

use std::time::Duration;

use super::{
    figures::{median, percentile},
    launch::{Launch, Stroke},
    script::Kind,
};

/// Prints a row for each figure: rolo's, fzf's and what part of it that is.
pub(crate) fn print(rolo: &[Launch], fzf: &[Launch]) {
    println!("{:<34}{:>12}{:>12}{:>10}", "", "rolo", "fzf", "ratio");
    let both = |name: &str, figure: &dyn Fn(&[Launch]) -> f64| {
        row(name, figure(rolo), figure(fzf));
    };
    both("start to list, ms", &|all| {
        median(all.iter().map(|launch| ms(launch.listed)).collect())
    });
    both("processor until quiet, ms", &|all| {
        median(all.iter().map(|launch| ms(launch.begun)).collect())
    });
    for (name, time) in TIMES {
        for percent in [50, 90, 99] {
            both(&format!("{name} p{percent}, ms"), &|all| {
                let mut times: Vec<_> = keys(all).filter_map(time).collect();
                percentile(&mut times, percent)
            });
        }
    }
    for (name, kind) in [
        ("bytes for a letter", Kind::Letter),
        ("bytes for a cleared line", Kind::Clear),
        ("bytes for a cursor move", Kind::Move),
        ("bytes for a page", Kind::Page),
        ("bytes for a row scrolled", Kind::Scroll),
    ] {
        both(name, &|all| {
            let strokes = keys(all).filter(|stroke| stroke.kind == kind);
            median(strokes.map(|stroke| count(stroke.bytes)).collect())
        });
    }
    both("memory, MiB", &|all| {
        median(all.iter().map(|launch| launch.memory.now).collect())
    });
    both("most memory, MiB", &|all| {
        median(all.iter().map(|launch| launch.memory.most).collect())
    });
    both("bytes while idle", &|all| {
        let idle = all.iter().filter_map(|launch| launch.idle);
        median(idle.map(|idle| count(idle.bytes)).collect())
    });
    both("processor while idle, ms", &|all| {
        let idle = all.iter().filter_map(|launch| launch.idle);
        median(idle.map(|idle| ms(idle.worked)).collect())
    });
}

type Time = fn(&Stroke) -> Option<Duration>;

const TIMES: [(&str, Time); 2] = [
    ("key to settled", |stroke| stroke.settled),
    ("processor for a key", |stroke| Some(stroke.worked)),
];

/// All keys that count.
fn keys(all: &[Launch]) -> impl Iterator<Item = &Stroke> {
    let strokes = all.iter().flat_map(|launch| &launch.strokes);
    strokes.filter(|stroke| stroke.kind != Kind::Way)
}

pub(crate) fn row(name: &str, own: f64, other: f64) {
    println!("{name:<34}{own:>12.2}{other:>12.2}{:>10.3}", own / other);
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn count(bytes: usize) -> f64 {
    u32::try_from(bytes).map_or(f64::INFINITY, f64::from)
}
