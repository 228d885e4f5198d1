//! Guessing logins, keys and tokens: few tries, and nothing to learn from how long they take.

use std::time::Instant;

use secrecy::ExposeSecret as _;

use super::desk::{Answer, Desk};

async fn with_login(desk: &Desk, login: &str, key: &str) -> Answer {
    let uri = format!("/api/v2/account?USER_LOGIN={login}&USER_HASH={key}");
    desk.ask("GET", &uri, &[], "").await
}

async fn with_token(desk: &Desk, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str())];
    desk.ask("GET", "/api/v2/account", &headers, "").await
}

#[tokio::test]
async fn after_ten_wrong_keys_even_the_right_one_has_to_wait() {
    let desk = Desk::new();
    let right = with_login(&desk, "anna@demo.test", "demo-anna").await;
    let cookie = right.header("set-cookie").unwrap().to_owned();
    for number in 0..10 {
        let answer = with_login(&desk, "anna@demo.test", &format!("wrong{number}")).await;
        assert_eq!((answer.status.as_u16(), &*answer.code()), (401, "110"));
    }
    for key in ["wrong", "demo-anna"] {
        let answer = with_login(&desk, "ANNA@demo.test", key).await;
        assert_eq!((answer.status.as_u16(), &*answer.code()), (401, "111"));
        assert!(answer.header("set-cookie").is_none());
    }
    // By whatever way the login comes.
    let form = "USER_LOGIN=anna@demo.test&USER_HASH=demo-anna";
    let answer = desk.ask("POST", "/private/api/auth.php", &[], form).await;
    assert_eq!(answer.code(), "111");
    // Who is logged in stays so, and others may try.
    let headers = [("Cookie", cookie.as_str())];
    let listed = desk.ask("GET", "/api/v2/contacts", &headers, "").await;
    assert_eq!(listed.status, 200);
    assert_eq!(
        with_login(&desk, "boris@demo.test", "demo-boris")
            .await
            .status,
        200
    );

    desk.wait(15 * 60 - 1);
    assert_eq!(
        with_login(&desk, "anna@demo.test", "demo-anna")
            .await
            .code(),
        "111"
    );
    desk.wait(1);
    assert_eq!(
        with_login(&desk, "anna@demo.test", "demo-anna")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_login_that_nobody_has_is_locked_like_any_other() {
    let desk = Desk::new();
    for number in 0..=10 {
        let answer = with_login(&desk, "nobody@demo.test", &number.to_string()).await;
        assert_eq!(answer.code(), if number < 10 { "110" } else { "111" });
    }
}

#[tokio::test]
async fn one_wrong_key_again_and_again_is_one_try() {
    let desk = Desk::new();
    for _ in 0..200 {
        let answer = with_login(&desk, "anna@demo.test", "stale").await;
        assert_eq!((answer.status.as_u16(), &*answer.code()), (401, "110"));
        assert_eq!(with_token(&desk, "stale").await.status, 401);
    }
    let right = with_login(&desk, "anna@demo.test", "demo-anna").await;
    assert_eq!(right.status, 200);
    assert_eq!(with_token(&desk, "demo-anna").await.status, 200);
}

#[tokio::test]
async fn after_a_hundred_wrong_tokens_a_key_looks_wrong_and_a_token_holds() {
    let desk = Desk::new();
    let made = desk.account.add_token("anna@demo.test", "", 1).unwrap();
    let token = made.token.expose_secret();
    let wrong = with_token(&desk, "wrong").await;
    assert_eq!(wrong.status, 401);
    for number in 1..100 {
        let answer = with_token(&desk, &format!("wrong{number}")).await;
        assert_eq!(answer.text, wrong.text);
    }
    assert_eq!(with_token(&desk, "demo-anna").await.text, wrong.text);
    let right = with_login(&desk, "anna@demo.test", "demo-anna").await;
    assert_eq!(right.code(), "111");
    assert_eq!(with_token(&desk, token).await.status, 200);
    desk.wait(15 * 60);
    assert_eq!(with_token(&desk, "demo-anna").await.status, 200);
}

#[tokio::test]
async fn tokens_that_ended_are_no_guesses_and_look_like_none() {
    let desk = Desk::new();
    let wrong = with_token(&desk, "wrong").await;
    let mut ended = Vec::new();
    for number in 0..120 {
        let made = desk.account.add_token("anna@demo.test", "", 1).unwrap();
        if number % 2 == 0 {
            desk.account.revoke_token(made.id).unwrap();
        }
        ended.push(made.token);
    }
    desk.wait(24 * 60 * 60);
    for token in ended {
        let answer = with_token(&desk, token.expose_secret()).await;
        assert_eq!(
            (answer.status, answer.text),
            (wrong.status, wrong.text.clone())
        );
    }
    assert_eq!(with_token(&desk, "demo-anna").await.status, 200);
    let right = with_login(&desk, "anna@demo.test", "demo-anna").await;
    assert_eq!(right.status, 200);
}

/// Welch's t of two samples: beyond 4.5 they differ for sure.
fn welch(one: &[f64], two: &[f64]) -> f64 {
    let facts = |sample: &[f64]| {
        let count = f64::from(u32::try_from(sample.len()).unwrap());
        let mean = sample.iter().sum::<f64>() / count;
        let squares: f64 = sample.iter().map(|x| (x - mean).powi(2)).sum();
        (mean, squares / (count - 1.0) / count)
    };
    let ((one, spread), (two, other)) = (facts(one), facts(two));
    (one - two) / (spread + other).sqrt()
}

#[tokio::test]
#[ignore = "measures time, so it needs a machine to itself: cargo test --release -- --ignored --nocapture wrong_takes"]
async fn what_is_wrong_takes_the_same_time_whatever_is_wrong() {
    const TRIES: usize = 10_000;
    let desk = Desk::new();
    let kinds = [
        "unknown login",
        "wrong key",
        "wrong token",
        "nearly a token",
    ];
    let mut taken = [const { Vec::new() }; 4];
    for number in 0..TRIES * kinds.len() {
        // So that nothing is locked, and none always comes after the same other.
        desk.wait(15 * 60);
        let kind = (number + number / kinds.len() * 3 / 2) % kinds.len();
        let begun = Instant::now();
        let answer = match kind {
            0 => with_login(&desk, "annb@demo.test", "demo-annb").await,
            1 => with_login(&desk, "anna@demo.test", "demo-annb").await,
            2 => with_token(&desk, "xxxxxxxxx").await,
            _ => with_token(&desk, "demo-annb").await,
        };
        taken[kind].push(begun.elapsed().as_secs_f64());
        assert_eq!(answer.status, 401);
    }
    for (one, two) in [(0, 1), (2, 3)] {
        let t = welch(&taken[one], &taken[two]);
        println!("{} and {}: |t| = {:.2}", kinds[one], kinds[two], t.abs());
        assert!(t.abs() < 4.5, "{} and {} differ", kinds[one], kinds[two]);
    }
}

#[tokio::test]
async fn a_wrong_key_counts_once_when_it_comes_with_a_write() {
    let desk = Desk::new();
    let write = async |key: &str| {
        let uri = format!("/api/v2/contacts?USER_LOGIN=anna@demo.test&USER_HASH={key}");
        // Not even JSON: nobody looks at what a stranger sends.
        desk.ask("POST", &uri, &[], "{").await.code()
    };
    for _ in 0..9 {
        assert_eq!(write("wrong").await, "110");
    }
    assert_eq!(write("demo-anna").await, "102");
}
