//! Notes, tasks, leads and customers: what is written down is read back, and what is refused is refused by itself.

use rolo::crm::Around as _;
use rolo::domain::activity::{Entry, Tells};
use rolo::domain::edit::{CompanyChange, Link, Links};
use rolo::domain::id::{CustomerId, LeadId, TaskTypeId};
use rolo::domain::neighbour::{Kind, Neighbours};
use rolo::domain::text::Untrusted;

use super::*;

in_both_shapes![
    a_note_that_is_entered_is_read_back_once,
    a_task_is_open_until_it_is_done,
    leads_and_customers_are_told_by_name_and_step,
    the_record_is_printed_as_the_account_has_it,
    what_is_not_there_is_empty_and_what_is_wrong_is_refused,
    what_can_be_linked_is_found_by_name_and_by_number,
    links_come_and_go_and_the_others_stay,
];

async fn a_note_that_is_entered_is_read_back_once(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let anna = demo.anna();
    let before = anna.notes(SAMPLE, 500, 0).await.expect("notes");
    let entry = Entry::Note {
        text: "Просил звонить\nпосле 15:00".to_owned(),
    };
    let id = "0c5f6c5e-3f0a-4f53-9a3d-2f1b8a6f7e11";
    for _ in 0..2 {
        anna.enter(SAMPLE, &entry, id).await.expect("written");
    }
    let after = anna.notes(SAMPLE, 500, 0).await.expect("notes");
    assert_eq!(after.sent, before.sent + 1);
    let told = &after.notes.last().expect("a note").tells;
    let text = Untrusted::from("Просил звонить\nпосле 15:00");
    assert_eq!(told, &Tells::Text(text));
    let rest = anna.notes(SAMPLE, 500, after.sent).await.expect("notes");
    assert_eq!(rest.sent, 0);
}

async fn a_task_is_open_until_it_is_done(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let anna = demo.anna();
    let account = anna.account().await.expect("an account");
    let kind = account.task_types[1].id;
    let before = anna.tasks(SAMPLE).await.expect("tasks");
    assert!(before.is_sorted_by_key(|task| task.due));
    let entry = Entry::Task {
        kind,
        text: "Встреча в офисе".to_owned(),
        due: Moment(1),
    };
    let id = "0c5f6c5e-3f0a-4f53-9a3d-2f1b8a6f7e12";
    anna.enter(SAMPLE, &entry, id).await.expect("written");
    let tasks = anna.tasks(SAMPLE).await.expect("tasks");
    let task = tasks.first().expect("the most urgent one").clone();
    assert_eq!((task.kind, task.due), (kind, Moment(1)));
    assert_eq!(task.text.raw(), "Встреча в офисе");
    assert_eq!(read(&anna, SAMPLE).await.closest_task_at, Some(Moment(1)));
    anna.enter(SAMPLE, &Entry::Done(task), id)
        .await
        .expect("done");
    assert_eq!(anna.tasks(SAMPLE).await, Ok(before));
}

async fn leads_and_customers_are_told_by_name_and_step(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let anna = demo.anna();
    let contact = read(&anna, SAMPLE).await;
    let asked: Vec<LeadId> = contact.leads.iter().copied().chain([LeadId(1)]).collect();
    let leads = anna.leads(&asked).await.expect("leads");
    let ids: Vec<LeadId> = leads.iter().map(|lead| lead.id).collect();
    assert_eq!(ids, contact.leads);
    assert!(
        !leads[0].name.is_blank() && !leads[0].status.is_blank(),
        "{leads:?}"
    );
    let customers = anna.customers(&contact.customers).await.expect("customers");
    assert!(!customers[0].name.is_blank(), "{customers:?}");
    assert_eq!(anna.customers(&[CustomerId(1)]).await, Ok(Vec::new()));
}

async fn the_record_is_printed_as_the_account_has_it(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let printed = demo.anna().printed(SAMPLE).await.expect("an answer");
    let printed = printed.expect("a contact");
    let first: Vec<&str> = printed.lines().take(2).collect();
    assert_eq!(first, ["{", "  \"id\": 1099181,"]);
    assert!(printed.contains("Екатерина Долгорукова"), "{printed}");
}

async fn what_is_not_there_is_empty_and_what_is_wrong_is_refused(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let anna = demo.anna();
    let nobody = ContactId(5);
    assert_eq!(
        anna.notes(nobody, 500, 0).await.map(|notes| notes.sent),
        Ok(0)
    );
    assert_eq!(anna.tasks(nobody).await, Ok(Vec::new()));
    assert_eq!(anna.leads(&[]).await, Ok(Vec::new()));
    assert_eq!(anna.printed(nobody).await, Ok(None));
    let entry = Entry::Task {
        kind: TaskTypeId(77),
        text: "x".to_owned(),
        due: Moment(1),
    };
    for contact in [SAMPLE, nobody] {
        let refused = anna.enter(contact, &entry, "0c5f").await;
        assert!(
            matches!(refused, Err(Failure::Refused { .. })),
            "{refused:?}"
        );
    }
}

async fn what_can_be_linked_is_found_by_name_and_by_number(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let anna = demo.anna();
    let found = async |kind, query: &str| {
        let found = anna.look_up(kind, query, 20).await.expect("an answer");
        let names: Vec<String> = match found {
            Neighbours::Companies(companies) => names(&companies, |company| &company.name),
            Neighbours::Leads(leads) => names(&leads, |lead| &lead.name),
            Neighbours::Customers(customers) => names(&customers, |customer| &customer.name),
        };
        names
    };
    assert_eq!(found(Kind::Company, " ГОРИЗ ").await, ["ООО Горизонт"]);
    assert_eq!(found(Kind::Company, "30615").await, ["ООО Горизонт"]);
    assert_eq!(found(Kind::Lead, "по москве").await, ["Доставка по Москве"]);
    assert_eq!(found(Kind::Lead, "#43510").await, ["Повторный заказ"]);
    assert_eq!(
        found(Kind::Customer, "обслуж").await,
        ["ООО Компания, обслуживание"]
    );
    assert_eq!(found(Kind::Customer, "нет такого").await, [""; 0]);
}

fn names<T>(found: &[T], name: impl Fn(&T) -> &Untrusted) -> Vec<String> {
    found.iter().map(|one| name(one).raw().to_owned()).collect()
}

async fn links_come_and_go_and_the_others_stay(shapes: Shapes) {
    let demo = Demo::start(shapes).await;
    let anna = demo.anna();
    let account = anna.account().await.expect("an account");
    let lead = |id| Link {
        id: LeadId(id),
        name: Untrusted::default(),
    };
    let changes = Changes {
        responsible: Some(UserId(504_142)),
        company: Some(CompanyChange::New("ООО «Новый мост»".to_owned())),
        leads: Links {
            added: vec![lead(45615)],
            removed: Vec::new(),
        },
        customers: Links {
            added: Vec::new(),
            removed: vec![CustomerId(466_791)],
        },
        ..Changes::default()
    };
    let contact = save(&anna, &account, SAMPLE, &changes).await;
    assert_eq!(contact.responsible, UserId(504_142));
    let company = contact.company.clone().expect("a company");
    assert_eq!(company.name.raw(), "ООО «Новый мост»");
    let mut leads = contact.leads.clone();
    leads.sort();
    assert_eq!(leads, [LeadId(45615), LeadId(1_090_391)]);
    assert_eq!(contact.customers, []);
    let apart = Changes {
        company: Some(CompanyChange::Unlinked(company.id)),
        leads: Links {
            added: Vec::new(),
            removed: vec![LeadId(1_090_391)],
        },
        ..Changes::default()
    };
    let contact = save(&anna, &account, SAMPLE, &apart).await;
    assert_eq!(
        (contact.company, contact.leads),
        (None, vec![LeadId(45615)])
    );
}
