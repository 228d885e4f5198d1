//! The log: for whoever wants to know why. It never sees a secret, and at its usual level no name and no phone.

use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use rustix::fs::OFlags;
use tracing::{Level, Metadata};
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{
    EnvFilter, Layer as _, filter::filter_fn, fmt, layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

use super::{folders, output, refusal::Refusal, settings::Settings};

/// The log beside the interface.
const FILE: &str = "rolo.log";
/// A log that has grown larger than this is set aside at the next start; the one before it goes.
const LARGE: u64 = 4 << 20;
/// Lines that wait for the disk; what comes while so many wait is lost. Room for them is taken and filled at every start,
/// so the library's own 128,000 would cost 4 MB and more time than reading the first contacts.
const WAITING: usize = 1_024;

/// Holds the log open; what is in it is on the disk when this is dropped.
#[derive(Debug)]
pub(super) struct Log {
    /// The file, also for what others write to standard error meanwhile.
    pub(super) file: File,
    _written: WorkerGuard,
}

/// Logs into `rolo.log` in the folder of state from now on.
pub(super) fn to_file(settings: &Settings) -> Result<Log, Refusal> {
    let folder = &settings.folders.state;
    open(folder, settings.log_levels.as_deref()).map_err(|source| Refusal::File {
        path: folder.clone(),
        source,
    })
}

/// `rolo log path`.
pub(super) fn tell_path(settings: &Settings) -> Result<u8, Refusal> {
    let path = settings.folders.state.join(FILE);
    output::print(|out| writeln!(out, "{}", path.display()))?;
    Ok(0)
}

fn open(folder: &Path, levels: Option<&str>) -> io::Result<Log> {
    let file = file(folder)?;
    let (writer, written) = NonBlockingBuilder::default()
        .buffered_lines_limit(WAITING)
        .finish(file.try_clone()?);
    begin(writer, levels);
    Ok(Log {
        file,
        _written: written,
    })
}

/// The file that is written to, after a large one was set aside.
fn file(folder: &Path) -> io::Result<File> {
    folders::make(folder)?;
    let path = folder.join(FILE);
    if fs::metadata(&path).is_ok_and(|file| file.len() > LARGE) {
        fs::rename(&path, path.with_extension("log.1"))?;
    }
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
        .open(&path)
}

/// Logs to standard error from now on: what a service is watched by.
pub(super) fn to_stderr(levels: Option<&str>) {
    begin(io::stderr, levels);
}

fn begin<W>(writer: W, levels: Option<&str>)
where
    W: for<'a> fmt::MakeWriter<'a> + Send + Sync + 'static,
{
    let layer = fmt::layer()
        .with_writer(writer)
        .with_ansi(false)
        .with_filter(filter_fn(is_ours_or_coarse))
        .with_filter(EnvFilter::new(levels.unwrap_or("info")));
    // Only a second call could fail, and there is none.
    let _ = tracing_subscriber::registry().with(layer).try_init();
}

/// Others' fine levels may print what travels over the wire, keys included.
fn is_ours_or_coarse(what: &Metadata<'_>) -> bool {
    let target = what.target();
    target == "rolo" || target.starts_with("rolo::") || *what.level() <= Level::INFO
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_large_log_is_set_aside_and_one_before_it_goes() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state");
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        file(&folder).unwrap().write_all(b"small").unwrap();
        file(&folder).unwrap().write_all(b" still").unwrap();
        assert_eq!(read(FILE), b"small still");
        fs::write(folder.join("rolo.log.1"), "older").unwrap();
        let log = File::options().write(true).open(folder.join(FILE));
        log.unwrap().set_len(LARGE + 1).unwrap();
        file(&folder).unwrap().write_all(b"new").unwrap();
        assert_eq!(read(FILE), b"new");
        assert_eq!(u64::try_from(read("rolo.log.1").len()).unwrap(), LARGE + 1);
    }
}
