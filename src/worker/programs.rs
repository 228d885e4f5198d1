//! Starts programs of the person's own, apart from the terminal, and tells when one could not do its work.

use std::{
    io,
    os::unix::process::CommandExt as _,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use tokio::{sync::oneshot, task::JoinSet, time::timeout};

use super::reply::Reply;
use crate::letters::Event;

/// Whatever has run for so long does its work: nobody waits for a call to end.
const SETTLED: Duration = Duration::from_secs(2);

/// Programs that were started a moment ago.
#[derive(Default)]
pub(super) struct Programs {
    starting: JoinSet<()>,
}

impl Programs {
    /// Starts one and tells what becomes of it in its first moments.
    pub(super) fn start(&mut self, reply: Reply, argv: Vec<String>) {
        while self.starting.try_join_next().is_some() {}
        self.starting.spawn(async move {
            let ended = match begin(&argv) {
                Ok(ended) => match timeout(SETTLED, ended).await {
                    Ok(Ok(ended)) => ended,
                    Ok(Err(_)) | Err(_) => Ok(()),
                },
                Err(error) => Err(error.to_string()),
            };
            if let Err(error) = &ended {
                // Its arguments are somebody's phone or e-mail.
                tracing::warn!(error, "a program of the person's did not do its work");
            }
            let program = argv.into_iter().next().unwrap_or_default();
            reply.send(|ticket| Event::Ran {
                ticket,
                program,
                ended,
            });
        });
    }

    /// Waits no longer; what was started goes on.
    pub(super) async fn close(mut self) {
        self.starting.shutdown().await;
    }
}

/// Starts it in a process group of its own, so that no key pressed here ends it, with nothing of the terminal.
fn begin(argv: &[String]) -> io::Result<oneshot::Receiver<Result<(), String>>> {
    let (program, arguments) = argv.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let child = Command::new(program)
        .args(arguments)
        .env_remove("ROLO_TOKEN")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()?;
    let (tell, told) = oneshot::channel();
    // It may run for as long as it likes, and no task of the background may wait for it.
    thread::Builder::new()
        .name("program".into())
        .spawn(move || tell.send(end(child)))?;
    Ok(told)
}

fn end(mut child: Child) -> Result<(), String> {
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(status.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        letters::Command as Letter,
        worker::tests::{Bench, Scripted},
    };

    async fn run(argv: &[&str]) -> Result<(), String> {
        let mut bench = Bench::start(Scripted::with(1));
        let argv = argv.iter().map(|word| (*word).to_owned()).collect();
        let ticket = bench.send(|ticket| Letter::Run { ticket, argv });
        let Event::Ran { ended, program, .. } = bench.answer(ticket).await else {
            panic!("a program ran");
        };
        assert!(!program.contains(' '));
        ended
    }

    #[tokio::test]
    async fn a_program_gets_its_arguments_as_they_are() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("$HOME; touch x");
        assert_eq!(run(&["touch", file.to_str().unwrap()]).await, Ok(()));
        assert!(file.exists());
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_or_fails_is_told() {
        assert!(run(&["/nonexistent/program", "1"]).await.is_err());
        let failed = run(&["sh", "-c", "exit 3"]).await.unwrap_err();
        assert!(failed.contains('3'), "{failed}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_program_that_goes_on_keeps_nobody_waiting() {
        assert_eq!(run(&["sleep", "1"]).await, Ok(()));
    }
}
