//! Failures in words: what happened and what to do next.

use super::{Word, Words};
use crate::domain::{
    failure::{Distrust, Failure, Reason},
    text,
};

impl Words {
    /// One sentence for the person.
    pub fn failure(&self, failure: &Failure) -> String {
        match failure {
            Failure::Unreachable => self.say(Word::FailUnreachable),
            Failure::TimedOut => self.say(Word::FailTimedOut),
            Failure::Unknown => self.say(Word::FailUnknown),
            Failure::SignedOut => self.say(Word::FailSignedOut),
            Failure::CaptchaWanted => self.say(Word::FailCaptcha),
            Failure::UserOff => self.say(Word::FailUserOff),
            Failure::AddressRefused => self.say(Word::FailAddress),
            Failure::Unpaid => self.say(Word::FailUnpaid),
            Failure::Forbidden => self.say(Word::FailForbidden),
            Failure::Blocked { .. } => self.say(Word::FailBlocked),
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
            Failure::Untrusted { why } => self.say(match why {
                Distrust::Name => Word::FailOtherName,
                Distrust::Time => Word::FailExpired,
                Distrust::Issuer => Word::FailUntrusted,
                Distrust::Handshake => Word::FailHandshake,
            }),
            Failure::Refused { code, text } => self.refused(failure.reason(), *code, text.raw()),
            Failure::Gone => self.say(Word::FailGone),
            Failure::ReadOnly => self.say(Word::FailReadOnly),
            Failure::DiskFull => self.say(Word::FailDiskFull),
            Failure::Disk { text } => {
                self.say_with(Word::FailDisk, [("said", text::clean(text).into())])
            }
        }
    }

    /// Why the account said no and what to do; its own words follow, for whoever has to explain it to somebody.
    fn refused(&self, reason: Option<Reason>, code: Option<u32>, said: &str) -> String {
        let said = text::excerpt(said, 120);
        let Some(code) = code else {
            return self.say_with(Word::FailRefused, [("said", said.into())]);
        };
        let word = match reason {
            Some(Reason::NoRight) => Word::FailNoRight,
            Some(Reason::Field) => Word::FailField,
            Some(Reason::TooManyLinks) => Word::FailTooManyLinks,
            Some(Reason::NotThere) => Word::FailNotThere,
            Some(Reason::SearchFailed) => Word::FailSearch,
            Some(Reason::SwitchedOff) => Word::FailSwitchedOff,
            Some(Reason::NoAccount) => Word::FailNoAccount,
            Some(Reason::Misspoken) => Word::FailMisspoken,
            None => Word::FailRefusedCode,
        };
        self.say_with(
            word,
            [("code", code.to_string().into()), ("said", said.into())],
        )
    }
}
