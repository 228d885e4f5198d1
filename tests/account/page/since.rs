//! `If-Modified-Since` in every form that clients send.

use serde_json::json;

use super::super::desk::{Desk, NOW};

/// The two contacts of the documentation changed on Fri 20 Oct 2017 11:37:57 and on Thu 26 Oct 2017 11:58:56 UTC.
async fn since(header: &str) -> Vec<i64> {
    let headers = [("IF-MODIFIED-SINCE", header)];
    Desk::new()
        .get_with("/api/v2/contacts", &headers)
        .await
        .ids()
}

#[tokio::test]
async fn if_modified_since_is_a_date_with_the_zone_utc() {
    assert_eq!(
        since("Mon, 01 Aug 2017 07:07:23 UTC").await,
        [41560, 1_099_181]
    );
    assert_eq!(since("Thu, 26 Oct 2017 11:58:55 UTC").await, [1_099_181]);
}

#[tokio::test]
async fn if_modified_since_gives_what_changed_later_and_not_what_changed_then() {
    assert_eq!(
        since("Fri, 20 Oct 2017 11:37:56 UTC").await,
        [41560, 1_099_181]
    );
    assert_eq!(since("Fri, 20 Oct 2017 11:37:57 UTC").await, [1_099_181]);
    assert_eq!(since("Thu, 26 Oct 2017 11:58:56 UTC").await, [0; 0]);
}

#[tokio::test]
async fn if_modified_since_without_a_zone_is_utc_whatever_the_day_of_the_week() {
    assert_eq!(since("Mon, 01 Aug 2013 07:07:23").await, [41560, 1_099_181]);
    assert_eq!(since("Mon, 26 Oct 2017 11:58:55").await, [1_099_181]);
    assert_eq!(since("26 Oct 2017 11:58:56").await, [0; 0]);
}

#[tokio::test]
async fn if_modified_since_may_have_an_offset() {
    assert_eq!(since("Thu, 26 Oct 2017 11:58:55 +0000").await, [1_099_181]);
    assert_eq!(since("Thu, 26 Oct 2017 14:58:55 +0300").await, [1_099_181]);
    assert_eq!(since("Thu, 26 Oct 2017 14:58:56 +0300").await, [0; 0]);
}

#[tokio::test]
async fn if_modified_since_may_be_an_http_date() {
    assert_eq!(since("Thu, 26 Oct 2017 11:58:55 GMT").await, [1_099_181]);
    assert_eq!(since("Thu, 26 Oct 2017 11:58:56 GMT").await, [0; 0]);
}

#[tokio::test]
async fn if_modified_since_may_be_a_bare_number() {
    assert_eq!(since("1509019135").await, [1_099_181]);
    assert_eq!(since("1509019136").await, [0; 0]);
}

#[tokio::test]
async fn if_modified_since_that_is_no_date_is_passed_over() {
    for header in ["not a date", "", "Thu, 32 Oct 2017 11:58:56 GMT"] {
        assert_eq!(since(header).await, [41560, 1_099_181], "{header}");
    }
}

#[tokio::test]
async fn if_modified_since_is_answered_204_and_not_304_when_nothing_changed() {
    let headers = [("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")];
    let answer = Desk::new().get_with("/api/v2/contacts", &headers).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""));
}

/// When a contact last changed by the account's own clock: the first moment since which it is not given.
async fn changed_at(desk: &Desk, id: i64) -> i64 {
    let (mut before, mut after) = (NOW - 100_000, NOW + 100_000);
    while before + 1 < after {
        let middle = i64::midpoint(before, after);
        let headers = [("If-Modified-Since", &*middle.to_string())];
        let given = desk.get_with("/api/v2/contacts", &headers).await.ids();
        if given.contains(&id) {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

async fn write(desk: &Desk, id: i64) {
    let body = json!({"update": [{"id": id, "updated_at": 1_600_000_000, "name": "x"}]});
    desk.written(&body).await;
}

#[tokio::test]
async fn a_change_is_dated_by_the_accounts_clock_whatever_updated_at_says() {
    let desk = Desk::new();
    write(&desk, 41560).await;
    assert_eq!(changed_at(&desk, 41560).await, NOW);
    desk.wait(60);
    write(&desk, 41560).await;
    assert_eq!(changed_at(&desk, 41560).await, NOW + 60);
}

#[tokio::test]
async fn two_changes_in_one_second_are_told_apart() {
    let desk = Desk::new();
    let mut ticks = Vec::new();
    for id in [41560, 1_099_181, 41560, 1_099_181] {
        write(&desk, id).await;
        ticks.push(changed_at(&desk, id).await);
    }
    assert!(ticks.is_sorted_by(|a, b| a < b), "{ticks:?}");
}

#[tokio::test]
async fn no_change_is_older_than_the_one_before_though_the_clock_is_set_back() {
    let desk = Desk::new();
    let mut ticks = Vec::new();
    for step in [0, -1, -3_600, 10, 3_590, 1] {
        desk.wait(step);
        write(&desk, 41560).await;
        ticks.push(changed_at(&desk, 41560).await);
    }
    assert!(ticks.is_sorted_by(|a, b| a < b), "{ticks:?}");
    // As soon as the clock has caught up, it is the present moment again.
    desk.wait(100);
    write(&desk, 41560).await;
    assert_eq!(changed_at(&desk, 41560).await, NOW + 100);
}
