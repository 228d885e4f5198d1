//! The person's own editor: gets a text in a file that nobody else may read, and the terminal while it runs.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tokio::{sync::Notify, time::timeout};

use super::{signals::Signals, tty};
use crate::ui::app::elsewhere::Composed;

/// What the file is called, so that an editor knows what is in it.
const FILE: &str = "text.txt";
/// Larger than any field; what is not text ends here as well.
const MOST: u64 = 4 << 20;
/// How long an editor may take to end when the program has to.
const GRACE: Duration = Duration::from_millis(500);

/// How the editor is started, and where its file lies.
#[derive(Debug, Clone)]
pub struct Editor {
    /// The program and its arguments; the file comes last.
    pub argv: Vec<String>,
    /// A folder of this user's alone; a folder within it is made for each text.
    pub folder: PathBuf,
}

/// A text that is being edited; its file goes when this does.
#[derive(Debug)]
struct Sheet {
    folder: PathBuf,
    /// Whether the text ended without a line end, which editors add.
    is_open_ended: bool,
}

/// Why an editor was not waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// A signal asked the program to end.
    Asked,
    /// The terminal is gone.
    HungUp,
}

impl Editor {
    /// What came of the text. The terminal has to be given back before; when the program has to end meanwhile, the editor is
    /// asked to end as well, and what it has saved counts.
    pub(super) async fn edit(
        &self,
        text: &str,
        signals: &mut Signals,
        gone: &Notify,
    ) -> (Composed, Option<Stopped>) {
        let (sheet, mut child) = match self.start(text) {
            Ok(started) => started,
            Err(error) => return (Composed::Failed(error.to_string()), None),
        };
        let number = Pid::from_child(&child);
        let mut ended = tokio::task::spawn_blocking(move || child.wait());
        let stopped = tokio::select! {
            ended = &mut ended => {
                // Ctrl+C and Ctrl+Z meant the editor.
                signals.forget_others();
                let ended = ended.unwrap_or_else(|error| Err(io::Error::other(error)));
                return (sheet.composed(&ended), None);
            }
            () = gone.notified() => Stopped::HungUp,
            () = signals.end() => if tty::is_gone() { Stopped::HungUp } else { Stopped::Asked },
        };
        if let Err(error) = kill_process(number, Signal::TERM) {
            tracing::warn!(%error, "the editor could not be ended");
        }
        // One that has more to do is not waited for.
        let _ = timeout(GRACE, ended).await;
        (sheet.left(), Some(stopped))
    }

    /// Writes the text down, and starts the editor on it.
    fn start(&self, text: &str) -> io::Result<(Sheet, Child)> {
        let sheet = Sheet::write(&self.folder, text)?;
        let (program, arguments) = self.argv.split_first().ok_or(io::ErrorKind::InvalidInput)?;
        let child = Command::new(program)
            .args(arguments)
            .arg(sheet.file())
            .env_remove("ROLO_TOKEN")
            .spawn()
            .map_err(|error| io::Error::new(error.kind(), format!("{program}: {error}")))?;
        Ok((sheet, child))
    }
}

impl Sheet {
    fn write(within: &Path, text: &str) -> io::Result<Self> {
        let mut private = DirBuilder::new();
        private.mode(0o700).recursive(true).create(within)?;
        // Another rolo has another number; what an earlier one with this number left behind is gone with it.
        let folder = within.join(format!("text-{}", std::process::id()));
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        private.recursive(false).create(&folder)?;
        let sheet = Self {
            folder,
            is_open_ended: !text.ends_with('\n'),
        };
        let mut file = File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(sheet.file())?;
        file.write_all(text.as_bytes())?;
        if sheet.is_open_ended && !text.is_empty() {
            file.write_all(b"\n")?;
        }
        Ok(sheet)
    }

    fn file(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// What came of it when the editor ended like this.
    fn composed(&self, ended: &io::Result<ExitStatus>) -> Composed {
        match ended {
            Ok(status) if status.success() => self.left(),
            Ok(status) => Composed::Failed(status.to_string()),
            Err(error) => Composed::Failed(error.to_string()),
        }
    }

    /// What lies in the file.
    fn left(&self) -> Composed {
        match self.read() {
            Ok(text) => Composed::Text(text),
            Err(error) => Composed::Failed(error.to_string()),
        }
    }

    /// The text as the editor left it.
    fn read(&self) -> io::Result<String> {
        if fs::metadata(self.file())?.len() > MOST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut text = fs::read_to_string(self.file())?;
        if self.is_open_ended && text.ends_with('\n') {
            text.pop();
        }
        Ok(text)
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the file of an editor is still there");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_file_is_the_persons_alone_and_gone_afterwards() {
        let home = tempfile::tempdir().unwrap();
        let within = home.path().join("state/editor");
        let sheet = Sheet::write(&within, "Просил звонить").unwrap();
        assert_eq!(mode(&sheet.file()), 0o600);
        assert_eq!(mode(&sheet.folder), 0o700);
        drop(sheet);
        assert_eq!(fs::read_dir(&within).unwrap().count(), 0);
    }

    #[test]
    fn a_line_end_that_the_editor_needs_is_not_the_persons() {
        let home = tempfile::tempdir().unwrap();
        for text in ["", "одна строка", "две\nстроки", "с концом\n"] {
            let sheet = Sheet::write(home.path(), text).unwrap();
            assert_eq!(sheet.read().unwrap(), text);
        }
    }

    #[test]
    fn what_an_earlier_rolo_left_behind_is_not_read() {
        let home = tempfile::tempdir().unwrap();
        std::mem::forget(Sheet::write(home.path(), "old").unwrap());
        assert_eq!(
            Sheet::write(home.path(), "new").unwrap().read().unwrap(),
            "new"
        );
    }

    #[test]
    fn an_editor_that_is_not_there_leaves_no_file() {
        let home = tempfile::tempdir().unwrap();
        let editor = Editor {
            argv: vec!["/nonexistent/editor".to_owned()],
            folder: home.path().to_owned(),
        };
        let error = editor.start("x").unwrap_err();
        assert!(error.to_string().contains("/nonexistent/editor"));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }
}
