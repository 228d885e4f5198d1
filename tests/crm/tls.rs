//! Certificates that must not be believed: nothing is said to whoever shows one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, SigningKey, date_time_ymd,
};
use rolo::crm::Config;
use rolo::domain::failure::{Distrust, Failure};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::support::*;

/// Where the stand-in for an account listens.
const HOST: &str = "127.0.0.1";

/// An authority whom a company trusts.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("parameters");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("signed")
}

/// What is odd about the certificate of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Odd {
    Nothing,
    Name,
    Expired,
    NotYet,
    SelfSigned,
}

/// Stands in for an account with such a certificate, and counts the bytes that it could read.
async fn account(
    odd: Odd,
    authority: &CertifiedIssuer<'static, impl SigningKey>,
) -> (String, Arc<AtomicUsize>) {
    let name = if odd == Odd::Name {
        "other.example"
    } else {
        HOST
    };
    let mut params = CertificateParams::new(vec![name.to_owned()]).expect("parameters");
    match odd {
        Odd::Expired => params.not_after = date_time_ymd(2020, 1, 1),
        Odd::NotYet => params.not_before = date_time_ymd(3000, 1, 1),
        Odd::Nothing | Odd::Name | Odd::SelfSigned => {}
    }
    let key = KeyPair::generate().expect("a key");
    let certificate = if odd == Odd::SelfSigned {
        params.self_signed(&key)
    } else {
        params.signed_by(&key, authority)
    };
    let certificate = certificate.expect("signed").der().clone();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    // Fails when another one is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate with its key");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind((HOST, 0)).await.expect("a port");
    let uri = format!("https://{}", listener.local_addr().expect("an address"));
    let heard = Arc::new(AtomicUsize::new(0));
    let ear = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut buffer = [0; 4_096];
            let read = stream.read(&mut buffer).await.unwrap_or(0);
            ear.fetch_add(read, Ordering::SeqCst);
            let _ = stream
                .write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
                .await;
            let _ = stream.shutdown().await;
        }
    });
    (uri, heard)
}

#[tokio::test]
async fn whoever_shows_a_bad_certificate_hears_nothing() {
    let authority = authority();
    let trusting = Config {
        roots: authority.pem().into_bytes(),
        ..config()
    };
    for (odd, config, why) in [
        (Odd::Nothing, &config(), Some(Distrust::Issuer)),
        (Odd::SelfSigned, &trusting, Some(Distrust::Issuer)),
        (Odd::Name, &trusting, Some(Distrust::Name)),
        (Odd::Expired, &trusting, Some(Distrust::Time)),
        (Odd::NotYet, &trusting, Some(Distrust::Time)),
        (Odd::Nothing, &trusting, None),
    ] {
        let (uri, heard) = account(odd, &authority).await;
        for access in [token(), login()] {
            let client = client_with(&uri, access, config);
            let asked = (page(&client).await.err(), rename(&client).await.err());
            if let Some(why) = why {
                let untrusted = Some(Failure::Untrusted { why });
                assert_eq!(asked, (untrusted.clone(), untrusted), "{odd:?}");
                assert_eq!(heard.load(Ordering::SeqCst), 0, "{odd:?}");
            }
        }
        // The last one shows that it would have been heard.
        assert_eq!(why.is_none(), heard.load(Ordering::SeqCst) > 0, "{odd:?}");
    }
}
