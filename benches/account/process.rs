//! What this process costs, where the system tells.

/// How long processors have worked for this process, in seconds, where the system tells; in steps of 10 ms.
pub(crate) fn processor() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the process stands in brackets and may hold anything.
    let (_, numbers) = stat.rsplit_once(')')?;
    let numbers: Vec<&str> = numbers.split_whitespace().collect();
    let ticks: f64 = [11, 12]
        .into_iter()
        .filter_map(|place| numbers.get(place)?.parse::<f64>().ok())
        .sum();
    Some(ticks / 100.0)
}

/// The memory of this process in MiB, where the system tells.
pub(crate) fn memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
