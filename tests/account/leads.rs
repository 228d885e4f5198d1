//! `/api/v2/leads` and `/api/v2/pipelines`: what is made, changed and asked of leads alone.

use serde_json::{Value, json};

use super::desk::{Desk, NOW};
use super::neighbours::{change, item, make, refusal};

const LEADS: &str = "/api/v2/leads";
const PIPELINE: i64 = 10_273;
const FIRST: i64 = 13_670_637;

#[tokio::test]
async fn a_lead_is_made_with_everything_that_it_can_have() {
    let desk = Desk::new();
    let answer = desk
        .post_to(LEADS, &json!({"add": [{
            "name": "Поставка", "created_at": "1400000000", "updated_at": 1_400_000_001, "created_by": 0,
            "responsible_user_id": "504143", "status_id": FIRST + 1, "sale": "5000", "company_id": "30615",
            "contacts_id": ["41560"], "main_contact_id": "1099181", "tags": "опт,важный", "loss_reason_id": 7,
            "custom_fields": [{"id": 4_400_140, "values": ["3693021"]}, {"id": "4400141", "values": [{"value": "17/1"}]}],
            "request_id": 5,
        }]}))
        .await
        .json();
    let id = answer["_embedded"]["items"][0]["id"].as_i64().unwrap();
    let own = json!({"self": {"href": format!("{LEADS}?id={id}"), "method": "get"}});
    assert_eq!(
        answer,
        json!({
            "_links": {"self": {"href": LEADS, "method": "post"}},
            "_embedded": {"items": [{"id": id, "request_id": 5, "_links": own}]},
        })
    );
    let lead = item(&desk, LEADS, id).await;
    for (key, value) in [
        ("created_at", json!(1_400_000_000)),
        ("updated_at", json!(1_400_000_001)),
        ("created_by", json!(0)),
        ("responsible_user_id", json!(504_143)),
        ("group_id", json!(1)),
        ("status_id", json!(FIRST + 1)),
        ("sale", json!(5000)),
        ("closed_at", json!(0)),
        ("loss_reason_id", json!(7)),
        (
            "tags",
            json!([lead["tags"][0], {"id": 61882, "name": "важный"}]),
        ),
        (
            "custom_fields",
            json!([
                {"id": 4_400_140, "name": "Откуда сделка", "values": [{"value": "Заявка с сайта", "enum": "3693021"}],
                    "is_system": false},
                {"id": 4_400_141, "name": "Номер договора", "values": [{"value": "17/1"}], "is_system": false},
            ]),
        ),
    ] {
        assert_eq!(lead[key], value, "{key}");
    }
    assert_eq!(lead["company"]["name"], "ООО Горизонт");
    assert_eq!(lead["main_contact"]["id"], 1_099_181);
    assert_eq!(lead["contacts"]["id"], json!([41560, 1_099_181]));
    assert_eq!(desk.contact(41560).await["leads"]["id"], json!([id]));
}

#[tokio::test]
async fn a_lead_without_more_than_a_name_begins_where_leads_begin() {
    let desk = Desk::new();
    let lead = item(&desk, LEADS, make(&desk, LEADS, json!({"name": "x"})).await).await;
    assert_eq!(
        (&lead["status_id"], &lead["pipeline"]["id"], &lead["sale"]),
        (&json!(FIRST), &json!(PIPELINE), &json!(0))
    );
    assert_eq!(lead["responsible_user_id"], 504_141);
    assert_eq!(lead["updated_at"], NOW);
}

#[tokio::test]
async fn a_status_must_be_one_of_the_pipeline() {
    let desk = Desk::new();
    for (write, status) in [
        (json!({"status_id": 142}), 142),
        (json!({"pipeline_id": PIPELINE}), FIRST),
        (
            json!({"pipeline_id": PIPELINE, "status_id": FIRST + 3}),
            FIRST + 3,
        ),
        (json!({"status_id": 0}), FIRST),
    ] {
        let mut add = write.clone();
        add["name"] = json!("x");
        let id = make(&desk, LEADS, add).await;
        assert_eq!(item(&desk, LEADS, id).await["status_id"], status, "{write}");
    }
    for write in [
        json!({"name": "x", "status_id": 77}),
        json!({"name": "x", "status_id": FIRST, "pipeline_id": 77}),
        json!({"name": "x", "status_id": 142, "pipeline_id": 77}),
        json!({"name": "x", "pipeline_id": 77}),
    ] {
        let why = refusal(&desk, LEADS, "add", write.clone()).await;
        assert!(
            why.as_str().unwrap().starts_with("There is no"),
            "{write}: {why}"
        );
    }
}

#[tokio::test]
async fn a_lead_is_closed_when_it_is_won_or_lost_and_open_when_it_comes_back() {
    let desk = Desk::new();
    let id = make(&desk, LEADS, json!({"name": "x"})).await;
    for (at, status, closed) in [
        (NOW + 1, 142, NOW + 1),
        (NOW + 2, 143, NOW + 1),
        (NOW + 3, FIRST + 2, 0),
        (NOW + 4, 143, NOW + 4),
    ] {
        change(
            &desk,
            LEADS,
            json!({"id": id, "updated_at": at, "status_id": status}),
        )
        .await;
        assert_eq!(
            item(&desk, LEADS, id).await["closed_at"],
            closed,
            "{status}"
        );
    }
    change(
        &desk,
        LEADS,
        json!({"id": id, "updated_at": NOW + 9, "name": "y"}),
    )
    .await;
    let lead = item(&desk, LEADS, id).await;
    assert_eq!(
        (&lead["status_id"], &lead["closed_at"]),
        (&json!(143), &json!(NOW + 4))
    );
}

#[tokio::test]
async fn mistakes_have_the_codes_of_leads() {
    let desk = Desk::new();
    let field = |id: i64, values: Value| json!([{"id": id, "values": values}]);
    for (body, code) in [
        (json!({}), "214"),
        (json!({"add": [], "update": []}), "214"),
        (json!({"add": []}), "213"),
        (json!({"update": []}), "216"),
        (json!({"add": [{"sale": 5}]}), "217"),
        (json!({"update": [{"id": 45615}]}), "217"),
        (json!({"update": [{"updated_at": NOW}]}), "217"),
        (
            json!({"add": [{"name": "x", "custom_fields": field(1, json!([1]))}]}),
            "240",
        ),
        (
            json!({"add": [{"name": "x", "custom_fields": field(4_400_140, json!([1]))}]}),
            "240",
        ),
        (
            json!({"update": [{"id": 45615, "updated_at": NOW, "custom_fields": [{"id": 4_400_140}]}]}),
            "240",
        ),
    ] {
        let answer = desk.post_to(LEADS, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, code),
            "{body}: {}",
            answer.text
        );
    }
    let before = item(&desk, LEADS, 45615).await;
    for (write, why) in [
        (json!({"id": 77, "updated_at": NOW}), "Lead not found"),
        (
            json!({"id": 45615, "updated_at": 5, "name": "x"}),
            "Last modified date is older than in database",
        ),
        (
            json!({"id": 45615, "updated_at": NOW, "contacts_id": [77]}),
            "There is no contact 77",
        ),
        (
            json!({"id": 45615, "updated_at": NOW, "main_contact_id": 77}),
            "There is no contact 77",
        ),
        (
            json!({"id": 45615, "updated_at": NOW, "company_id": 77}),
            "There is no company 77",
        ),
        (
            json!({"id": 45615, "updated_at": NOW, "responsible_user_id": 77}),
            "There is no user 77",
        ),
    ] {
        assert_eq!(
            refusal(&desk, LEADS, "update", write.clone()).await,
            why,
            "{write}"
        );
    }
    assert_eq!(item(&desk, LEADS, 45615).await, before);
}

#[tokio::test]
async fn a_lead_has_forty_contacts_and_no_more() {
    let desk = Desk::with_contacts(60);
    let people = desk.get("/api/v2/contacts").await.ids();
    let id = make(
        &desk,
        LEADS,
        json!({"name": "x", "contacts_id": people[..40]}),
    )
    .await;
    let update = |write: Value| {
        let mut update = write;
        update["id"] = json!(id);
        update["updated_at"] = json!(NOW);
        update
    };
    let more = refusal(
        &desk,
        LEADS,
        "update",
        update(json!({"contacts_id": [people[40]]})),
    )
    .await;
    assert_eq!(more["code"], "330");
    let again = update(json!({"contacts_id": people[..40]}));
    change(&desk, LEADS, again).await;
    let link = json!({"update": [{"id": people[40], "updated_at": NOW, "leads_id": [id]}]});
    let more = desk.post(&link).await.json();
    assert_eq!(
        more["_embedded"]["errors"]["update"][people[40].to_string()]["code"],
        "330"
    );
    let exchange = json!({"contacts_id": [people[40]], "unlink": {"contacts_id": [people[0]]}});
    change(&desk, LEADS, update(exchange)).await;
    assert_eq!(
        item(&desk, LEADS, id).await["contacts"]["id"],
        json!(people[1..41])
    );
}

#[tokio::test]
async fn leads_are_chosen_by_status_date_activity_and_tasks() {
    let desk = Desk::with_contacts(200);
    let all = desk.get(LEADS).await.items();
    assert!(all.len() > 60);
    let busy = json!({"add": [{"element_id": all[5]["id"], "element_type": 2, "text": "x"}]});
    desk.post_to("/api/v2/tasks", &busy).await;
    let ids = |fits: &dyn Fn(&Value) -> bool| -> Vec<i64> {
        let fitting = all.iter().filter(|lead| fits(lead));
        fitting.map(|lead| lead["id"].as_i64().unwrap()).collect()
    };
    let at = |lead: &Value, key: &str| lead[key].as_i64().unwrap();
    let (from, to) = (at(&all[20], "created_at"), at(&all[40], "created_at"));
    let closed = |lead: &Value| [142, 143].contains(&at(lead, "status_id"));
    for (query, expected) in [
        ("status[]=142&status[]=143".to_owned(), ids(&closed)),
        ("filter[active]=1".to_owned(), ids(&|lead| !closed(lead))),
        ("filter[tasks]=2".to_owned(), vec![at(&all[5], "id")]),
        (
            "filter[tasks]=1".to_owned(),
            ids(&|lead| lead["id"] != all[5]["id"]),
        ),
        (
            format!("filter[date_create][from]={from}&filter[date_create][to]={to}"),
            ids(&|lead| (from..=to).contains(&at(lead, "created_at"))),
        ),
        (
            format!("filter[date_modify][from]={to}"),
            ids(&|lead| at(lead, "updated_at") >= to),
        ),
        (
            format!("filter[pipe][{PIPELINE}][]={FIRST}&filter[pipe][{PIPELINE}][]=142"),
            ids(&|lead| [FIRST, 142].contains(&at(lead, "status_id"))),
        ),
        (format!("filter[pipe][{PIPELINE}]="), ids(&|_| true)),
        ("filter[pipe][77][]=142".to_owned(), vec![]),
        (
            "filter[date_create][from]=yesterday&filter[tasks]=9".to_owned(),
            ids(&|_| true),
        ),
    ] {
        let answer = desk.get(&format!("{LEADS}?{query}")).await;
        assert_eq!(answer.ids(), expected, "{query}");
    }
    let answer = desk
        .get(&format!("{LEADS}?filter[active]=1&filter[pipe][{PIPELINE}][]={FIRST}&filter[date_create][from]=01.02.2003&status=142,{FIRST}"))
        .await
        .json();
    assert_eq!(
        answer["_links"]["self"]["href"],
        format!(
            "{LEADS}?status=142,{FIRST}&filter[date_create][from]=01.02.2003&filter[active]=1&filter[pipe][{PIPELINE}]={FIRST}"
        )
    );
}

#[tokio::test]
async fn with_asks_for_more_about_a_lead() {
    let desk = Desk::new();
    let id = make(
        &desk,
        LEADS,
        json!({"name": "x", "status_id": 143, "loss_reason_id": 4}),
    )
    .await;
    let with = "is_price_modified_by_robot,loss_reason_name,catalog_elements_links,else";
    let answer = desk
        .get(&format!("{LEADS}?id={id}&with={with}"))
        .await
        .json();
    assert_eq!(
        answer["_links"]["self"]["href"],
        format!(
            "{LEADS}?id={id}&with=is_price_modified_by_robot,loss_reason_name,catalog_elements_links"
        )
    );
    let lead = &answer["_embedded"]["items"][0];
    assert_eq!(lead["is_price_modified_by_robot"], false);
    assert_eq!(
        (&lead["loss_reason_id"], &lead["loss_reason_name"]),
        (&json!(4), &json!(""))
    );
    assert_eq!(lead["catalog_elements"], json!({}));
    let plain = item(&desk, LEADS, 45615).await;
    for key in [
        "is_price_modified_by_robot",
        "loss_reason_name",
        "loss_reason_id",
        "catalog_elements",
    ] {
        assert!(plain.get(key).is_none(), "{key}");
    }
}

#[tokio::test]
async fn pipelines_are_a_map_by_id() {
    let desk = Desk::new();
    let answer = desk.get("/api/v2/pipelines/").await.json();
    assert_eq!(answer["_links"]["self"]["href"], "/api/v2/pipelines");
    let pipeline = &answer["_embedded"]["items"]["10273"];
    assert_eq!(
        (&pipeline["id"], &pipeline["is_main"]),
        (&json!(PIPELINE), &json!(true))
    );
    assert_eq!(pipeline["statuses"]["142"]["id"], 142);
    let href = item(&desk, LEADS, 45615).await["pipeline"]["_links"]["self"]["href"].clone();
    assert_eq!(pipeline["_links"]["self"]["href"], href);
    let one = desk.get(href.as_str().unwrap()).await.json();
    assert_eq!(one["_embedded"], answer["_embedded"]);
    assert_eq!(desk.get("/api/v2/pipelines?id=77").await.status, 204);
    assert_eq!(desk.of("nobody").get("/api/v2/pipelines").await.status, 401);
}
