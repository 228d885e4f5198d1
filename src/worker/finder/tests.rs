use crate::{
    letters::Event,
    worker::tests::{Bench, Scripted},
};

#[tokio::test(start_paused = true)]
async fn the_copy_is_searched_at_every_letter() {
    let mut bench = Bench::start(Scripted::with(30));
    assert_eq!(bench.found("").await, [0; 0]);
    bench.drafts().await;
    bench.told(|event| *event == Event::Changed).await;
    bench.rests().await;
    assert_eq!(bench.found("").await.len(), 20);
    assert_eq!(bench.found("контакт 2").await[0], 2);
}
