//! TLS from end to end, with a certificate of a minute's life.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use reqwest::{Certificate, Client};
use rolo::server::{BadTls, Limits, Serving, Tls};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::network::Served;

/// A certificate for `crm.example` and its key, in files.
struct Pair {
    folder: TempDir,
    pem: String,
}

impl Pair {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["crm.example".to_owned()]).unwrap();
        let pair = Self {
            pem: cert.pem(),
            folder,
        };
        pair.put("cert.pem", &pair.pem, 0o644);
        pair.put("key.pem", &signing_key.serialize_pem(), 0o640);
        pair
    }

    fn put(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self) -> Result<Tls, BadTls> {
        Tls::read(&self.path("cert.pem"), &self.path("key.pem"))
    }

    /// A client that trusts this certificate and finds its name on this machine.
    fn client(&self, served: &Served) -> Client {
        // Fails when another one is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder()
            .no_proxy()
            .tls_certs_only([Certificate::from_pem(self.pem.as_bytes()).unwrap()])
            .resolve("crm.example", served.address)
            .resolve("evil.example", served.address)
            .build()
            .unwrap()
    }
}

async fn served(pair: &Pair, limits: Limits) -> Served {
    Served::with(Serving {
        hosts: vec!["crm.example".to_owned()],
        tls: Some(pair.read().unwrap()),
        limits,
        ..Serving::default()
    })
    .await
}

#[tokio::test]
async fn an_account_is_read_over_tls_and_its_cookie_stays_there() {
    let pair = Pair::new();
    let served = served(&pair, Limits::default()).await;
    let client = pair.client(&served);
    let at = format!("https://crm.example:{}", served.address.port());
    let signed_in = client
        .post(format!("{at}/private/api/auth.php?type=json"))
        .body("USER_LOGIN=anna@demo.test&USER_HASH=demo-anna")
        .send()
        .await
        .unwrap();
    assert_eq!(signed_in.status(), 200);
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap();
    let (pair_, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(attributes, "path=/; HttpOnly; SameSite=Strict; Secure");
    let list = client
        .get(format!("{at}/api/v2/contacts"))
        .header("Cookie", pair_)
        .send()
        .await
        .unwrap();
    assert_eq!(list.status(), 200);
    assert!(list.text().await.unwrap().contains("1099181"));
    let strange = client
        .get(format!("{at}/api/v2/account"))
        .header("Host", "evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(strange.status(), 403);
    served.stop().await;
}

#[tokio::test]
async fn who_does_not_speak_tls_is_left_and_the_others_do_not_notice() {
    let pair = Pair::new();
    let served = served(
        &pair,
        Limits {
            head: Duration::from_secs(1),
            ..Limits::default()
        },
    )
    .await;
    let mut silent = TcpStream::connect(served.address).await.unwrap();
    let mut plain = TcpStream::connect(served.address).await.unwrap();
    plain
        .write_all(b"GET / HTTP/1.1\r\nHost: crm.example\r\n\r\n")
        .await
        .unwrap();
    let at = format!("https://crm.example:{}/", served.address.port());
    assert_eq!(
        pair.client(&served).get(&at).send().await.unwrap().status(),
        404
    );
    let stranger = Pair::new();
    assert!(stranger.client(&served).get(&at).send().await.is_err());
    let mut said = Vec::new();
    // Cut in one way or another.
    let _ = plain.read_to_end(&mut said).await;
    assert!(
        !said.starts_with(b"HTTP"),
        "{}",
        String::from_utf8_lossy(&said)
    );
    assert_eq!(silent.read_to_end(&mut said).await.unwrap(), 0);
    served.stop().await;
}

#[test]
fn what_is_wrong_with_the_files_is_told_by_the_file() {
    let pair = Pair::new();
    pair.read().unwrap();
    let (cert, key) = (pair.path("cert.pem"), pair.path("key.pem"));
    let said = |certificate, key| Tls::read(certificate, key).unwrap_err().to_string();

    let missing = pair.path("missing");
    assert_eq!(
        said(&missing, &key),
        format!("{} cannot be read", missing.display())
    );
    assert_eq!(
        said(&cert, &missing),
        format!("{} cannot be read", missing.display())
    );
    assert_eq!(
        said(&key, &key),
        format!("{} holds no certificate", key.display())
    );
    let empty = pair.put("empty", "", 0o600);
    assert_eq!(
        said(&cert, &empty),
        format!("{} holds no private key", empty.display())
    );
    let other = KeyPair::generate().unwrap().serialize_pem();
    let other = pair.put("other.pem", &other, 0o600);
    assert_eq!(
        said(&cert, &other),
        format!(
            "{} and {} do not go together",
            cert.display(),
            other.display()
        )
    );
    let open = pair.put("open.pem", &fs::read_to_string(&key).unwrap(), 0o644);
    assert_eq!(
        said(&cert, &open),
        format!("everybody can read {}", open.display())
    );
}
