//! Over a real socket: keep-alive, draining, and the file on the disk.

use std::sync::Arc;

use rolo::server::{Account, Shapes, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::desk::NOW;

const GET: &str = "GET /api/v2/contacts?limit_rows=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer demo-anna\r\n";

async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = Vec::new();
    while !String::from_utf8_lossy(&text).ends_with(end) {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).await.unwrap();
        assert!(
            length > 0,
            "closed after {}",
            String::from_utf8_lossy(&text)
        );
        text.extend_from_slice(&part[..length]);
    }
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn it_serves_keeps_alive_and_ends_when_told_to() {
    let home = tempfile::tempdir().unwrap();
    let account = Account::open(home.path(), Arc::new(|| NOW)).unwrap();
    account.seed_demo(10, 1).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let served = tokio::spawn(serve(account, Shapes::Page, listener, stop.clone()));

    let mut stream = TcpStream::connect(address).await.unwrap();
    for _ in 0..2 {
        stream
            .write_all(format!("{GET}\r\n").as_bytes())
            .await
            .unwrap();
        let answer = read_until(&mut stream, "]}}").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    }
    // A body in chunks, without a length.
    let post = "POST /api/v2/contacts HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer demo-anna\r\n\
        Transfer-Encoding: chunked\r\n\r\n10\r\n{\"add\":[{\"name\":\r\n8\r\n\"Иг\"}]\r\n1\r\n}\r\n0\r\n\r\n";
    stream.write_all(post.as_bytes()).await.unwrap();
    let answer = read_until(&mut stream, "}]}}").await;
    assert!(
        answer.contains("\"_embedded\":{\"items\":[{\"id\":"),
        "{answer}"
    );

    stop.cancel();
    served.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());

    let again = Account::open(home.path(), Arc::new(|| NOW)).unwrap();
    assert_eq!(again.contact_count().unwrap(), 11);
    assert_eq!(again.owner().unwrap().login, rolo::server::DEMO_LOGIN);
}

#[cfg(unix)]
#[test]
fn what_it_keeps_is_its_owners_alone() {
    use std::os::unix::fs::MetadataExt as _;

    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let account = Account::open(&data, Arc::new(|| NOW)).unwrap();
    account.seed_demo(2, 1).unwrap();
    assert_eq!(data.metadata().unwrap().mode() & 0o777, 0o700);
    for file in std::fs::read_dir(&data).unwrap() {
        let file = file.unwrap();
        assert_eq!(
            file.metadata().unwrap().mode() & 0o777,
            0o600,
            "{:?}",
            file.file_name()
        );
    }
    assert!(data.join("owner.key").exists());
}
