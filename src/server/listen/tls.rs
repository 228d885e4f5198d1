//! TLS for an account that other machines reach: a certificate and its key from two files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

/// What proves to clients that this is the account they meant.
#[derive(Clone)]
pub struct Tls(Arc<ServerConfig>);

/// Why a certificate and its key cannot be used. All but the last name the file.
#[derive(Debug, thiserror::Error)]
pub enum BadTls {
    /// The file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The certificate's file or the key's.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is no certificate in PEM in the file.
    #[error("{} holds no certificate", .0.display())]
    NoCertificate(PathBuf),
    /// There is no private key in PEM in the file.
    #[error("{} holds no private key", .0.display())]
    NoKey(PathBuf),
    /// Anybody on this machine can read the key. Its group may: keys are often kept for a group of servers.
    #[error("everybody can read {}", .0.display())]
    OpenKey(PathBuf),
    /// The certificate and the key are readable, but not usable, or not of one pair.
    #[error("{} and {} do not go together", certificate.display(), key.display())]
    Mismatch {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What the library says.
        source: rustls::Error,
    },
}

impl Tls {
    /// Reads a certificate, with those that vouch for it after it, and its private key, both PEM.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, BadTls> {
        let chain: Vec<CertificateDer<'static>> =
            CertificateDer::pem_slice_iter(&read(certificate)?)
                .collect::<Result<_, pem::Error>>()
                .map_err(|_| BadTls::NoCertificate(certificate.to_owned()))?;
        if chain.is_empty() {
            return Err(BadTls::NoCertificate(certificate.to_owned()));
        }
        if is_open(key).map_err(unreadable(key))? {
            return Err(BadTls::OpenKey(key.to_owned()));
        }
        let private = PrivateKeyDer::from_pem_slice(&read(key)?)
            .map_err(|_| BadTls::NoKey(key.to_owned()))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|builder| {
                builder
                    .with_no_client_auth()
                    .with_single_cert(chain, private)
            })
            .map_err(|source| BadTls::Mismatch {
                certificate: certificate.to_owned(),
                key: key.to_owned(),
                source,
            })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(Arc::new(config)))
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.0))
    }
}

/// The key is in there, and the library tells too much.
impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls")
    }
}

fn read(path: &Path) -> Result<Vec<u8>, BadTls> {
    fs::read(path).map_err(unreadable(path))
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> BadTls {
    let path = path.to_owned();
    |source| BadTls::Unreadable { path, source }
}

/// Whether others than its owner and his group can read or change a file.
#[cfg(unix)]
fn is_open(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    Ok(fs::metadata(path)?.mode() & 0o007 != 0)
}

/// Who can read a file is not told by its mode here.
#[cfg(not(unix))]
fn is_open(path: &Path) -> io::Result<bool> {
    fs::metadata(path).map(|_| false)
}
