//! The account of a journey, on a socket.

use std::sync::Arc;

use rolo::{
    crm::{self, Access, Config, Origin, Rate},
    server::{self, Account, Shapes},
    store::Drafts,
    words::Language,
    worker::Stores,
};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::desk::{Desk, NOW};

/// An account on a socket.
pub(crate) struct Served {
    pub(crate) account: Account,
    pub(crate) address: String,
    stop: CancellationToken,
    task: JoinHandle<std::io::Result<()>>,
}

impl Served {
    /// The demo account with so many contacts.
    pub(crate) async fn demo(contacts: u32) -> Self {
        Self::demo_in(Shapes::Page, contacts).await
    }

    /// The demo account with so many contacts, answering in these shapes.
    pub(crate) async fn demo_in(shapes: Shapes, contacts: u32) -> Self {
        let account = Account::in_memory(Arc::new(|| NOW)).expect("an account in memory");
        account.seed_demo(contacts, 1).expect("demo data");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("its number"));
        let stop = CancellationToken::new();
        let task = tokio::spawn(server::serve(
            account.clone(),
            shapes,
            listener,
            stop.clone(),
        ));
        Self {
            account,
            address,
            stop,
            task,
        }
    }

    /// Ends it as a power cut would end it for its clients: nothing listens any more.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        self.task
            .await
            .expect("the server's task")
            .expect("its end");
    }

    /// A desk at this account, with the list already there.
    pub(crate) async fn desk(&self, language: Language, width: u16, height: u16) -> Desk {
        self.desk_of(
            "demo-anna",
            Drafts::in_memory().expect("drafts"),
            language,
            width,
            height,
        )
        .await
    }

    /// A desk of the user with this key, with drafts from this store.
    pub(crate) async fn desk_of(
        &self,
        key: &str,
        drafts: Drafts,
        language: Language,
        width: u16,
        height: u16,
    ) -> Desk {
        let config = Config {
            rate: Rate::OFF,
            ..Config::default()
        };
        let origin = Origin::parse(&self.address).expect("an address");
        let client = crm::V2::new(origin, Access::Token(key.into()), &config).expect("a client");
        let stores = Stores { drafts, copy: None };
        let mut desk = Desk::at(client, stores, language, (width, height));
        desk.settle().await;
        desk
    }
}
