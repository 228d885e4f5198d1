//! What a user may see and change: the one place that decides it, for rows that are read and rows that are written.

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value};

use super::element::Kind;
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

/// What is done with a contact, or with what it is linked to.
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

/// Which things of a kind a right reaches.
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
    /// How far this user's right to do this with things of that kind reaches.
    pub(super) fn reach(&self, kind: Kind, verb: Verb) -> Reach {
        let verb = match verb {
            Verb::View => "view",
            Verb::Add => "add",
            Verb::Edit => "edit",
            Verb::Delete => "delete",
        };
        self.letter(&format!("{}_{verb}", kind.letters()))
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

    /// Whether this user may do this with something of that kind which has this responsible user and group. What cannot be
    /// seen cannot be changed either.
    pub(super) fn may(&self, kind: Kind, verb: Verb, responsible: i64, group: i64) -> bool {
        let covers = |verb| self.reach(kind, verb).covers(responsible, group);
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
                    user.may(Kind::Contact, Verb::View, responsible, group),
                    expected,
                    "{letter}"
                );
                assert_eq!(
                    user.may(Kind::Contact, Verb::Edit, responsible, group),
                    expected,
                    "{letter}"
                );
                assert!(!user.may(Kind::Contact, Verb::Add, responsible, group));
            }
        }
    }

    #[test]
    fn what_cannot_be_seen_cannot_be_changed() {
        assert!(!user("M", "A").may(Kind::Contact, Verb::Edit, 8, 1));
        assert!(user("M", "A").may(Kind::Contact, Verb::Edit, 7, 1));
    }

    #[test]
    fn every_kind_has_letters_of_its_own_and_customers_have_those_of_leads() {
        let Value::Object(rights) =
            json!({"lead_view": "A", "lead_edit": "A", "company_view": "A", "company_edit": "D"})
        else {
            unreachable!()
        };
        let user = User {
            rights,
            ..user("D", "D")
        };
        let may = |kind, verb| user.may(kind, verb, 99, 99);
        assert!(may(Kind::Lead, Verb::Edit) && may(Kind::Customer, Verb::Edit));
        assert!(may(Kind::Company, Verb::View) && !may(Kind::Company, Verb::Edit));
        assert!(!may(Kind::Contact, Verb::View) && !may(Kind::Lead, Verb::Delete));
    }

    #[test]
    fn an_administrator_may_everything() {
        let admin = User {
            is_admin: true,
            ..user("D", "D")
        };
        for kind in [Kind::Contact, Kind::Lead, Kind::Company, Kind::Customer] {
            for verb in [Verb::View, Verb::Add, Verb::Edit, Verb::Delete] {
                assert!(admin.may(kind, verb, 99, 99));
            }
        }
    }
}
