//! Failures in words: what happened and what to do next.

use super::{Word, Words};
use crate::domain::{failure::Failure, text};

impl Words {
    /// One sentence for the person.
    pub fn failure(&self, failure: &Failure) -> String {
        match failure {
            Failure::Unreachable => self.say(Word::FailUnreachable),
            Failure::TimedOut => self.say(Word::FailTimedOut),
            Failure::Unknown => self.say(Word::FailUnknown),
            Failure::SignedOut => self.say(Word::FailSignedOut),
            Failure::CaptchaWanted => self.say(Word::FailCaptcha),
            Failure::Unpaid => self.say(Word::FailUnpaid),
            Failure::Forbidden => self.say(Word::FailForbidden),
            Failure::TooManyRequests { seconds } => self.say_with(
                Word::FailTooMany,
                [(
                    "count",
                    usize::try_from(*seconds).unwrap_or(usize::MAX).into(),
                )],
            ),
            Failure::Server { status } => {
                self.say_with(Word::FailServer, [("status", status.to_string().into())])
            }
            Failure::Unreadable => self.say(Word::FailUnreadable),
            Failure::TooLarge => self.say(Word::FailTooLarge),
            Failure::Untrusted => self.say(Word::FailUntrusted),
            Failure::Refused { code, text } => {
                let said = text::excerpt(text.raw(), 120);
                match code {
                    Some(code) => self.say_with(
                        Word::FailRefusedCode,
                        [("code", code.to_string().into()), ("said", said.into())],
                    ),
                    None => self.say_with(Word::FailRefused, [("said", said.into())]),
                }
            }
            Failure::Gone => self.say(Word::FailGone),
            Failure::DiskFull => self.say(Word::FailDiskFull),
            Failure::Disk { text } => {
                self.say_with(Word::FailDisk, [("said", text::clean(text).into())])
            }
        }
    }
}
