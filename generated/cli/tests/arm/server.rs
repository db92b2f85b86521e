//! A loopback server that computes its responses by a function and records the requests.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, mpsc};

use arm_fake::serve::{ServeOptions, Server as FakeServer};
use arm_fake::{FakeArm, Settings};

/// Serves a fake Azure Resource Manager of the shipped bindings in which all resource groups exist, until the process
/// ends. Returns it with its URL.
pub fn fake(settings: Settings) -> (FakeArm, String) {
    let settings = Settings {
        create_groups: true,
        ..settings
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    let url = serve_fake(&fake);
    (fake, url)
}

/// Serves a fake until the process ends, and returns its URL.
pub fn serve_fake(fake: &FakeArm) -> String {
    let (shared, (send, url)) = (fake.clone(), mpsc::channel());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let serve = async {
            let server = FakeServer::bind(shared, ServeOptions::default(), |_| {}).await;
            let server = server.expect("a port is free");
            send.send(server.url()).expect("the test waits");
            server.run(std::future::pending()).await
        };
        runtime.expect("a runtime can be built").block_on(serve)
    });
    url.recv().expect("the server starts")
}

/// A received request.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// A response.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Answer {
    pub fn json(status: u16, body: &str) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.to_owned(),
        }
    }

    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
        }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// A running server. Its thread ends with the process.
pub struct Server {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Starts a server that responds with `answer`, which also receives the URL of the server.
    pub fn start(answer: impl Fn(&str, &Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!(
            "http://{}",
            listener.local_addr().expect("the port is known")
        );
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, base, log) = (Arc::new(answer), url.clone(), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, base, log) = (Arc::clone(&answer), base.clone(), Arc::clone(&log));
                std::thread::spawn(move || serve(stream, &log, |it| answer(&base, it)));
            }
        });
        Self { url, asked }
    }

    /// Starts a server with a constant response.
    pub fn always(status: u16, body: &'static str) -> Self {
        Self::start(move |_, _| Answer::json(status, body))
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked
            .lock()
            .expect("no test panics while it holds the lock")
            .clone()
    }
}

fn serve(stream: TcpStream, log: &Mutex<Vec<Asked>>, answer: impl Fn(&Asked) -> Answer) {
    let mut reader = BufReader::new(&stream);
    let Some(asked) = read(&mut reader) else {
        return;
    };
    let answer = answer(&asked);
    log.lock()
        .expect("no test panics while it holds the lock")
        .push(asked);
    let mut text = format!("HTTP/1.1 {} X\r\nconnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if answer.status != 204 {
        text.push_str(&format!("content-length: {}\r\n", answer.body.len()));
    }
    text.push_str("\r\n");
    text.push_str(&answer.body);
    // Some tests close the connection early.
    let _ = (&stream).write_all(text.as_bytes());
}

fn read(reader: &mut impl BufRead) -> Option<Asked> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, it)| it.parse().unwrap_or(0));
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked {
        method,
        target,
        headers,
        body: String::from_utf8(body).ok()?,
    })
}
