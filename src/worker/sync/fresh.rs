//! Keeps a copy fresh for as long as it is wanted, or follows the process that does.

use std::{convert::Infallible, time::Duration};

use super::{Copying, Stage, Wish};
use crate::{crm::Crm, store::Mirror};

/// How long an account that lets nobody in is left alone.
const SHUT_OUT: Duration = Duration::from_mins(15);

impl<C: Crm> Copying<C> {
    /// Works until it is dropped.
    pub async fn keep_fresh(mut self) -> Infallible {
        loop {
            match self.on_disk(Mirror::try_lead).await {
                Ok(Some(_lead)) => self.lead().await,
                Ok(None) => self.follow().await,
                Err(failure) => {
                    self.report(|report| report.failure = Some(failure));
                    tokio::time::sleep(self.settings.pass_every).await;
                }
            }
        }
    }

    /// One turn of keeping it fresh.
    async fn lead(&mut self) {
        loop {
            self.report(|report| report.failure = None);
            let outcome = self.once(Wish::default()).await;
            let rest = match &outcome {
                Err(failure) if failure.shuts_out() => SHUT_OUT.max(self.settings.pass_every),
                _ => self.settings.pass_every,
            };
            if let Err(failure) = outcome {
                self.report(|report| report.failure = Some(failure));
            }
            tokio::time::sleep(rest).await;
        }
    }

    /// Tells what another process has made of the copy.
    async fn follow(&mut self) {
        let version = self.on_disk(Mirror::version).await;
        self.report(|report| {
            report.stage = Stage::Following;
            match version {
                Ok(version) => {
                    report.version = version;
                    report.failure = None;
                }
                Err(failure) => report.failure = Some(failure),
            }
        });
        tokio::time::sleep(self.settings.follow_every).await;
    }
}
