//! How long processors have worked, as `/proc/self/stat` tells it.

/// Seconds, in steps of 10 ms: the sum of the field with this number and the next one, counted from the one after the name.
pub(crate) fn processor(field: usize) -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the process stands in brackets and may hold anything.
    let (_, numbers) = stat.rsplit_once(')')?;
    let ticks = numbers.split_whitespace().skip(field).take(2);
    let ticks: f64 = ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    Some(ticks / 100.0)
}
