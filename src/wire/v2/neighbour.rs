//! What a client sends to `POST /api/v2/leads`, `companies` and `customers`.

use serde_json::Value as Json;

use crate::wire::lenient;
use crate::wire::v2::contact::Write;

/// One element of `add` or `update` of one of these collections. What is `None` was not sent; which of it means anything
/// depends on the collection.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NeighbourWrite {
    /// What contacts have as well, read as contacts read it; `company_id` and `company_name` mean nothing for companies.
    pub shared: Write,
    /// Contacts to link, besides those that are linked.
    pub contacts_id: Option<Vec<i64>>,
    /// The contact to turn to first, which is linked too; 0 for none.
    pub main_contact_id: Option<i64>,
    /// Contacts to take apart from it (update only).
    pub unlinked_contacts: Vec<i64>,
    /// Of leads: where it stands. 142 and 143 are won and lost.
    pub status_id: Option<i64>,
    /// Of leads: the pipeline of that status.
    pub pipeline_id: Option<i64>,
    /// Of leads: the budget, in the account's currency.
    pub sale: Option<i64>,
    /// Of leads: why it was lost; 0 for none.
    pub loss_reason_id: Option<i64>,
    /// Of customers: the expected sum, in the account's currency.
    pub next_price: Option<i64>,
    /// Of customers: when they are expected to buy again, Unix seconds.
    pub next_date: Option<i64>,
    /// Of customers: the period of their life cycle.
    pub period_id: Option<i64>,
    /// Of customers: how many days lie between two purchases.
    pub periodicity: Option<i64>,
}

impl NeighbourWrite {
    /// Reads one element; what cannot be read counts as not sent. The documentation says `main_contact_id`, some clients
    /// write `main_contact` with the id alone; the object that was read is sent back and says nothing new.
    pub fn read(element: &Json) -> Self {
        let number = |key: &str| element.get(key).and_then(lenient::int);
        let unlinked = element.pointer("/unlink/contacts_id");
        Self {
            shared: Write::read(element),
            contacts_id: element.get("contacts_id").map(lenient::distinct_ids),
            main_contact_id: number("main_contact_id").or_else(|| number("main_contact")),
            unlinked_contacts: unlinked.map(lenient::distinct_ids).unwrap_or_default(),
            status_id: number("status_id"),
            pipeline_id: number("pipeline_id"),
            sale: number("sale"),
            loss_reason_id: number("loss_reason_id"),
            next_price: number("next_price"),
            next_date: number("next_date"),
            period_id: number("period_id"),
            periodicity: number("periodicity"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_lead_is_read_from_strings_and_lists_of_every_form() {
        let read = NeighbourWrite::read(
            &json!({"id": "7", "name": "Сделка", "status_id": "142", "sale": "5000", "contacts_id": "1,2",
            "main_contact": {"id": 9}, "unlink": {"contacts_id": {"0": "3"}, "company_id": 4}}),
        );
        assert_eq!((read.shared.id, read.status_id), (Some(7), Some(142)));
        assert_eq!((read.sale, read.main_contact_id), (Some(5000), None));
        assert_eq!(read.contacts_id, Some(vec![1, 2]));
        assert_eq!(read.unlinked_contacts, [3]);
        assert_eq!(
            read.shared.unlink.and_then(|unlink| unlink.company_id),
            Some(4)
        );
        assert_eq!(NeighbourWrite::read(&json!("x")), NeighbourWrite::default());
    }
}
