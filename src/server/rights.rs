//! What a user may see and change: the one place that decides it, for rows that are read and rows that are written.

use serde_json::{Map, Value};

/// A user of the account, as far as requests need him.
#[derive(Debug, Clone)]
pub(super) struct User {
    /// The user.
    pub(super) id: i64,
    /// His group; 0 is the default one.
    pub(super) group_id: i64,
    /// Administrators may do everything.
    pub(super) is_admin: bool,
    /// Letters by key, as the account answer prints them.
    pub(super) rights: Map<String, Value>,
}

/// What is done with a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// Read it.
    View,
    /// Create it.
    Add,
    /// Change it.
    Edit,
}

/// Which contacts a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// `A`: all of them.
    All,
    /// `G`: those whose responsible user is in this group.
    Group(i64),
    /// `M`: those which this user is responsible for.
    Own(i64),
    /// `D`, or a letter that is not known: none.
    Nothing,
}

impl User {
    /// How far this user's right reaches.
    pub(super) fn reach(&self, verb: Verb) -> Reach {
        if self.is_admin {
            return Reach::All;
        }
        let key = match verb {
            Verb::View => "contact_view",
            Verb::Add => "contact_add",
            Verb::Edit => "contact_edit",
        };
        match self.rights.get(key).and_then(Value::as_str) {
            Some("A") => Reach::All,
            Some("G") => Reach::Group(self.group_id),
            Some("M") => Reach::Own(self.id),
            _ => Reach::Nothing,
        }
    }

    /// Whether this user may do this with a contact of that responsible user and group. What cannot be seen cannot be
    /// changed either.
    pub(super) fn may(&self, verb: Verb, responsible: i64, group: i64) -> bool {
        let covers = |reach| match reach {
            Reach::All => true,
            Reach::Group(mine) => mine == group,
            Reach::Own(me) => me == responsible,
            Reach::Nothing => false,
        };
        covers(self.reach(verb)) && (verb != Verb::Edit || covers(self.reach(Verb::View)))
    }
}

impl Reach {
    /// The same as a condition on the table `contact`, for reading many.
    pub(super) fn condition(self) -> (&'static str, Option<i64>) {
        match self {
            Self::All => ("TRUE", None),
            Self::Group(group) => ("contact.group_id = ?", Some(group)),
            Self::Own(user) => ("contact.responsible_user_id = ?", Some(user)),
            Self::Nothing => ("FALSE", None),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn user(view: &str, edit: &str) -> User {
        let Value::Object(rights) =
            json!({"contact_view": view, "contact_edit": edit, "contact_add": "D"})
        else {
            unreachable!()
        };
        User {
            id: 7,
            group_id: 1,
            is_admin: false,
            rights,
        }
    }

    #[test]
    fn letters_decide_by_responsible_user_and_group() {
        let mine = (7, 1);
        let groups = (8, 1);
        let foreign = (8, 2);
        for (letter, allowed) in [
            ("A", [true, true, true]),
            ("G", [true, true, false]),
            ("M", [true, false, false]),
            ("D", [false, false, false]),
            ("?", [false, false, false]),
        ] {
            let user = user(letter, letter);
            for ((responsible, group), expected) in [mine, groups, foreign].into_iter().zip(allowed)
            {
                assert_eq!(
                    user.may(Verb::View, responsible, group),
                    expected,
                    "{letter}"
                );
                assert_eq!(
                    user.may(Verb::Edit, responsible, group),
                    expected,
                    "{letter}"
                );
                assert!(!user.may(Verb::Add, responsible, group));
            }
        }
    }

    #[test]
    fn what_cannot_be_seen_cannot_be_changed() {
        assert!(!user("M", "A").may(Verb::Edit, 8, 1));
        assert!(user("M", "A").may(Verb::Edit, 7, 1));
    }

    #[test]
    fn an_administrator_may_everything() {
        let admin = User {
            is_admin: true,
            ..user("D", "D")
        };
        for verb in [Verb::View, Verb::Add, Verb::Edit] {
            assert!(admin.may(verb, 99, 99));
        }
    }
}
