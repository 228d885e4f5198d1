//! What a user may see and change: the one place that decides it, for rows that are read and rows that are written.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};

use super::select::Condition;

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
    /// Put it into the bin.
    Delete,
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
        self.letter(match verb {
            Verb::View => "contact_view",
            Verb::Add => "contact_add",
            Verb::Edit => "contact_edit",
            Verb::Delete => "contact_delete",
        })
    }

    /// How far the right with this key reaches (`lead_view`, `task_edit`, …).
    pub(super) fn letter(&self, key: &str) -> Reach {
        if self.is_admin {
            return Reach::All;
        }
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
        let covers = |verb| self.reach(verb).covers(responsible, group);
        covers(verb) && (matches!(verb, Verb::View | Verb::Add) || covers(Verb::View))
    }
}

impl Reach {
    /// Whether something of this responsible user and group is within reach.
    pub(super) fn covers(self, responsible: i64, group: i64) -> bool {
        match self {
            Self::All => true,
            Self::Group(mine) => mine == group,
            Self::Own(me) => me == responsible,
            Self::Nothing => false,
        }
    }

    /// The same as a condition on the table `contact`, for reading many.
    pub(super) fn condition(self) -> Condition {
        match self {
            Self::Group(group) => Condition::new("contact.group_id = ?", [Sql::from(group)]),
            other => other.on("contact"),
        }
    }

    /// The same as a condition on a table that has only the responsible user.
    pub(super) fn on(self, table: &str) -> Condition {
        match self {
            Self::All => Condition::new("TRUE", []),
            Self::Group(group) => Condition::new(
                format!("{table}.responsible_user_id IN (SELECT id FROM user WHERE group_id = ?)"),
                [Sql::from(group)],
            ),
            Self::Own(user) => Condition::new(
                format!("{table}.responsible_user_id = ?"),
                [Sql::from(user)],
            ),
            Self::Nothing => Condition::new("FALSE", []),
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
        for verb in [Verb::View, Verb::Add, Verb::Edit, Verb::Delete] {
            assert!(admin.may(verb, 99, 99));
        }
    }
}
