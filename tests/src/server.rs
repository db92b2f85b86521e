//! A loopback server that sends scripted responses and records the requests.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A received request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Received {
    /// HTTP method.
    pub method: String,
    /// Path and query, encoded.
    pub target: String,
    /// Headers in their original order, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: String,
}

impl Received {
    /// Returns the value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the method and the target.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// A response of the server.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    /// Creates a response with a JSON body. `""` means no body.
    pub fn new(status: u16, body: &str) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.to_owned(),
        }
    }

    /// Adds a header. `{base}` is replaced by the address of the server.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A server that runs until the process ends.
pub struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts a server that sends these responses in order.
    pub fn start(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("the socket is bound");
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = received.clone();
        std::thread::spawn(move || {
            let mut answers = VecDeque::from(answers);
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                // A closed connection affects its own test only.
                let _ = serve(stream, &mut answers, address, &log);
            }
        });
        Self { address, received }
    }

    /// Returns `127.0.0.1:PORT`.
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// Returns all requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.received
            .lock()
            .expect("no test holds the lock and panics")
            .clone()
    }

    /// Returns the only request so far.
    pub fn only(&self) -> Received {
        let received = self.received();
        assert_eq!(received.len(), 1, "{received:#?}");
        received.into_iter().next().unwrap_or_default()
    }
}

fn serve(
    stream: TcpStream,
    answers: &mut VecDeque<Answer>,
    address: SocketAddr,
    log: &Mutex<Vec<Received>>,
) -> std::io::Result<()> {
    let received = read_request(&mut BufReader::new(&stream))?;
    log.lock()
        .expect("no test holds the lock and panics")
        .push(received);
    let unexpected = Answer::new(
        599,
        r#"{"error":{"code":"Unexpected","message":"The script is at its end."}}"#,
    );
    let answer = answers.pop_front().unwrap_or(unexpected);
    let mut text = format!(
        "HTTP/1.1 {} Scripted\r\nconnection: close\r\n",
        answer.status
    );
    if answer.status != 204 {
        text += &format!("content-length: {}\r\n", answer.body.len());
    }
    if !answer.body.is_empty() {
        text += "content-type: application/json\r\n";
    }
    for (name, value) in &answer.headers {
        text += &format!(
            "{name}: {}\r\n",
            value.replace("{base}", &format!("https://{address}"))
        );
    }
    text += "\r\n";
    text += &answer.body;
    (&stream).write_all(text.as_bytes())
}

fn read_request(reader: &mut impl BufRead) -> std::io::Result<Received> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let mut received = Received {
        method: words.next().unwrap_or_default(),
        target: words.next().unwrap_or_default(),
        ..Received::default()
    };
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        received
            .headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = received
        .header("content-length")
        .and_then(|it| it.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    received.body = String::from_utf8_lossy(&body).into_owned();
    Ok(received)
}
