//! The sentences for what an administrator asked wrongly.

use crate::{
    domain::text,
    server::Mistake,
    words::{Word, Words},
};

pub(super) fn sentence(mistake: &Mistake, words: &Words) -> String {
    let (word, given) = match mistake {
        Mistake::NoUser(login) => (Word::MistakeNoUser, login.as_str()),
        Mistake::UserExists(login) => (Word::MistakeUserExists, login.as_str()),
        Mistake::Login(login) => (Word::MistakeLogin, login.as_str()),
        Mistake::Name => (Word::MistakeName, ""),
        Mistake::NoGroup(group) => (Word::MistakeNoGroup, group.as_str()),
        Mistake::Letters(letters) => (Word::MistakeLetters, letters.as_str()),
        Mistake::NoToken(id) => (Word::MistakeNoToken, &*id.to_string()),
        Mistake::Days => (Word::MistakeDays, ""),
        Mistake::Zone(zone) => (Word::MistakeZone, zone.as_str()),
        Mistake::Currency(currency) => (Word::MistakeCurrency, currency.as_str()),
        Mistake::Subdomain(subdomain) => (Word::MistakeSubdomain, subdomain.as_str()),
        Mistake::Language(language) => (Word::MistakeLanguage, language.as_str()),
        Mistake::Entity(entity) => (Word::MistakeEntity, entity.as_str()),
        Mistake::Kind(kind) => (Word::MistakeKind, kind.as_str()),
        Mistake::FieldExists(name) => (Word::MistakeFieldExists, name.as_str()),
        Mistake::Options(kind) => (Word::MistakeOptions, kind.as_str()),
    };
    words.say_with(word, [("given", text::excerpt(given, 200).into())])
}
