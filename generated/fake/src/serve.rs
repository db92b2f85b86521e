//! The fake as an HTTP and TLS server.

mod connection;
mod snapshot;
mod tls;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use crate::fake::FakeArm;

/// Maximum number of connections served at once. Others wait.
const MAX_CONNECTIONS: usize = 512;

/// Settings of a server.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Address to listen on (default 127.0.0.1, which other machines cannot reach).
    pub address: IpAddr,
    /// Port (default 0: any free port).
    pub port: u16,
    /// File to which the certificate of the server's own authority is written. `None` selects plain HTTP (default).
    pub ca_file: Option<PathBuf>,
    /// Path at which a POST resets all state (default `/__reset`).
    pub reset_path: String,
    /// File that stores the state between runs (default none). It contains the secrets of the fake's resources.
    pub snapshot: Option<PathBuf>,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            ca_file: None,
            reset_path: "/__reset".to_owned(),
            snapshot: None,
        }
    }
}

/// A listening server that has not yet responded to requests.
pub struct Server {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    shared: Arc<Shared>,
}

/// The data shared by all connections.
struct Shared {
    fake: FakeArm,
    options: ServeOptions,
    scheme: &'static str,
    local: SocketAddr,
    log: Box<dyn Fn(&str) + Send + Sync>,
}

impl Server {
    /// Starts to listen, writes the certificate of the authority, and reads the snapshot. `log` receives a line for
    /// each request, without headers, body and query.
    ///
    /// # Errors
    ///
    /// Returns an error if the address is in use, or if a file cannot be read or written.
    pub async fn bind(
        fake: FakeArm,
        options: ServeOptions,
        log: impl Fn(&str) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        if let Some(file) = &options.snapshot {
            snapshot::load(&fake, file)?;
        }
        let listener = TcpListener::bind((options.address, options.port)).await?;
        let local = listener.local_addr()?;
        let tls = match &options.ca_file {
            Some(file) => Some(tls::acceptor(options.address, file)?),
            None => None,
        };
        let shared = Shared {
            scheme: if tls.is_some() { "https" } else { "http" },
            fake,
            options,
            local,
            log: Box::new(log),
        };
        Ok(Self {
            listener,
            tls,
            shared: Arc::new(shared),
        })
    }

    /// Returns the endpoint for clients.
    pub fn url(&self) -> String {
        let host = match self.shared.local.ip() {
            ip if ip.is_loopback() && self.tls.is_some() => "localhost".to_owned(),
            IpAddr::V6(ip) => format!("[{ip}]"),
            ip => ip.to_string(),
        };
        format!(
            "{}://{host}:{}",
            self.shared.scheme,
            self.shared.local.port()
        )
    }

    /// Responds to requests until `stop` completes.
    ///
    /// # Errors
    ///
    /// Returns an error if the snapshot cannot be written.
    pub async fn run(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        let accept = async {
            loop {
                let Ok(place) = Arc::clone(&places).acquire_owned().await else {
                    return;
                };
                match self.listener.accept().await {
                    Ok((stream, _)) => {
                        let (tls, shared) = (self.tls.clone(), Arc::clone(&self.shared));
                        tokio::spawn(async move {
                            connect(stream, tls, shared).await;
                            drop(place);
                        });
                    }
                    // Usually out of file descriptors: wait until other connections have closed.
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                }
            }
        };
        tokio::pin!(stop);
        tokio::select! {
            () = accept => {}
            () = &mut stop => {}
        }
        match &self.shared.options.snapshot {
            Some(file) => snapshot::save(&self.shared.fake, file),
            None => Ok(()),
        }
    }
}

async fn connect(stream: TcpStream, tls: Option<TlsAcceptor>, shared: Arc<Shared>) {
    let _ = stream.set_nodelay(true);
    match tls {
        None => connection::serve(stream, shared).await,
        Some(tls) => {
            let handshake = tokio::time::timeout(Duration::from_secs(10), tls.accept(stream));
            // A client that does not trust the authority ends the handshake. This is not an error of the server.
            if let Ok(Ok(stream)) = handshake.await {
                connection::serve(stream, shared).await;
            }
        }
    }
}
