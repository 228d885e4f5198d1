//! What a program and everything that it started cost: processor time and memory, from `/proc`.

use std::{collections::HashMap, fs, time::Duration};

/// A process with its children and theirs.
pub(crate) struct Processes {
    root: u32,
    /// Nanoseconds on a processor by process and thread. A thread that has ended keeps its last figure.
    worked: HashMap<(u32, u32), u64>,
}

/// How much memory processes have, in MiB.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Memory {
    /// What is shared with other processes is divided between them.
    pub(crate) now: f64,
    /// The most that was ever in use.
    pub(crate) most: f64,
}

impl Processes {
    pub(crate) fn of(root: u32) -> Self {
        Self {
            root,
            worked: HashMap::new(),
        }
    }

    /// How long processors have worked for them.
    pub(crate) fn worked(&mut self) -> Duration {
        for process in self.all() {
            for thread in threads(process) {
                let path = format!("/proc/{process}/task/{thread}/schedstat");
                let time = fs::read_to_string(path)
                    .ok()
                    .and_then(|text| text.split(' ').next()?.parse().ok());
                if let Some(time) = time {
                    self.worked.insert((process, thread), time);
                }
            }
        }
        Duration::from_nanos(self.worked.values().sum())
    }

    pub(crate) fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        for process in self.all() {
            memory.now += mib(process, "smaps_rollup", "Pss:");
            memory.most += mib(process, "status", "VmHWM:");
        }
        memory
    }

    fn all(&self) -> Vec<u32> {
        let mut all = vec![self.root];
        let mut next = 0;
        while let Some(process) = all.get(next).copied() {
            for thread in threads(process) {
                let path = format!("/proc/{process}/task/{thread}/children");
                let children = fs::read_to_string(path).unwrap_or_default();
                all.extend(children.split_whitespace().flat_map(str::parse::<u32>));
            }
            next += 1;
        }
        all
    }
}

fn threads(process: u32) -> Vec<u32> {
    let Ok(entries) = fs::read_dir(format!("/proc/{process}/task")) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

/// A figure that a file of `/proc` gives in KiB.
fn mib(process: u32, file: &str, name: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default();
    let figure = text.lines().find_map(|line| line.strip_prefix(name));
    let kib = figure.and_then(|figure| figure.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
