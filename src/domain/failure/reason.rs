//! What an account's error codes mean for the person: few kinds, each with something else to do next.

/// Why an account that understood a request said no.
///
/// The numbers are those of the API's list of error codes ("Коды ошибок"). Codes that decide about the access as a whole
/// (110–113, 402, 403, 429) are kinds of [`Failure`](super::Failure) instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The user may not do this.
    NoRight,
    /// A custom field is unknown, has no value, or has one that does not fit: the account's fields may have changed.
    Field,
    /// The contact has more leads, or the lead more contacts, than the account allows.
    TooManyLinks,
    /// What the request is about (a note, a task, a linked element) is not there.
    NotThere,
    /// The search failed by itself and may work a moment later.
    SearchFailed,
    /// The account does not have this function, or has it switched off.
    SwitchedOff,
    /// There is no such account, or it is served under another address.
    NoAccount,
    /// The request was not one that the API knows: a mistake of this program's.
    Misspoken,
}

impl Reason {
    /// The kind of this code; `None` for one that says no more than that nothing was written (205, 212, 400), and for
    /// unknown ones.
    pub fn of(code: u32) -> Option<Self> {
        Some(match code {
            202 | 244 | 288 => Self::NoRight,
            203 | 204 | 210 | 211 | 238 | 240 => Self::Field,
            330 => Self::TooManyLinks,
            225 | 226 | 231 | 233 | 234 | 236 | 237 | 282 => Self::NotThere,
            219 => Self::SearchFailed,
            425 | 426 => Self::SwitchedOff,
            101 | 401 => Self::NoAccount,
            102..=104
            | 201
            | 206..=209
            | 213..=218
            | 221..=224
            | 227..=230
            | 232
            | 235
            | 283..=285
            | 405 => Self::Misspoken,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_api_s_list_has_its_kind() {
        use Reason::*;
        // The list, in its order; codes of the access and of success are not here.
        let list = [
            (101, Some(NoAccount)),
            (102, Some(Misspoken)),
            (103, Some(Misspoken)),
            (104, Some(Misspoken)),
            (201, Some(Misspoken)),
            (202, Some(NoRight)),
            (203, Some(Field)),
            (204, Some(Field)),
            (205, None),
            (206, Some(Misspoken)),
            (207, Some(Misspoken)),
            (208, Some(Misspoken)),
            (209, Some(Misspoken)),
            (210, Some(Field)),
            (211, Some(Field)),
            (212, None),
            (219, Some(SearchFailed)),
            (238, Some(Field)),
            (330, Some(TooManyLinks)),
            (213, Some(Misspoken)),
            (214, Some(Misspoken)),
            (215, Some(Misspoken)),
            (216, Some(Misspoken)),
            (217, Some(Misspoken)),
            (240, Some(Field)),
            (244, Some(NoRight)),
            (218, Some(Misspoken)),
            (221, Some(Misspoken)),
            (222, Some(Misspoken)),
            (223, Some(Misspoken)),
            (224, Some(Misspoken)),
            (225, Some(NotThere)),
            (226, Some(NotThere)),
            (227, Some(Misspoken)),
            (228, Some(Misspoken)),
            (229, Some(Misspoken)),
            (230, Some(Misspoken)),
            (231, Some(NotThere)),
            (232, Some(Misspoken)),
            (233, Some(NotThere)),
            (234, Some(NotThere)),
            (235, Some(Misspoken)),
            (236, Some(NotThere)),
            (237, Some(NotThere)),
            (405, Some(Misspoken)),
            (282, Some(NotThere)),
            (283, Some(Misspoken)),
            (284, Some(Misspoken)),
            (285, Some(Misspoken)),
            (288, Some(NoRight)),
            (425, Some(SwitchedOff)),
            (426, Some(SwitchedOff)),
            (400, None),
            (1, None),
        ];
        for (code, reason) in list {
            assert_eq!(Reason::of(code), reason, "{code}");
        }
    }
}
