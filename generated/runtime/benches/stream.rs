//! Downloads and uploads a gibibyte as streams, over the loopback interface, and prints the peak memory of the process,
//! which includes the server.

use std::{
    pin::Pin,
    process::exit,
    task::{Context, Poll},
};

use arm_runtime::{
    Arm, Bytes, Call, ClientOptions, Cloud, Method, Operation, Package, RequestBody, Result, Url,
};
use async_trait::async_trait;
use azure_core::{http::Body, stream::SeekableStream};
use futures::{TryStreamExt, io::AsyncRead};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const SIZE: u64 = 1 << 30;
const LIMIT_KB: u64 = 64 << 10;

static DOWNLOAD: Operation = Operation {
    id: "Files_Download",
    path: "/file",
    success: &[200],
    ..Operation::DEFAULT
};
static UPLOAD: Operation = Operation {
    id: "Files_Upload",
    method: Method::Put,
    body: Some(RequestBody::BYTES),
    ..DOWNLOAD
};

/// A body of zeros.
#[derive(Clone, Debug)]
struct Zeros {
    left: u64,
}

impl AsyncRead for Zeros {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<std::io::Result<usize>> {
        let count = self.left.min(buffer.len() as u64);
        self.left -= count;
        buffer[..count as usize].fill(0);
        Poll::Ready(Ok(count as usize))
    }
}

#[async_trait]
impl SeekableStream for Zeros {
    async fn reset(&mut self) -> Result<()> {
        self.left = SIZE;
        Ok(())
    }

    fn len(&self) -> Option<u64> {
        Some(SIZE)
    }
}

/// Reads a request with its body, and answers a GET with a gibibyte.
async fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    let mut head = Vec::new();
    let end = loop {
        if let Some(end) = head.windows(4).position(|it| it == b"\r\n\r\n") {
            break end + 4;
        }
        let count = stream.read(&mut buffer).await?;
        if count == 0 {
            return Ok(());
        }
        head.extend_from_slice(&buffer[..count]);
    };
    let is_download = head.starts_with(b"GET");
    if !is_download {
        let mut received = (head.len() - end) as u64;
        while received < SIZE {
            let count = stream.read(&mut buffer).await?;
            if count == 0 {
                return Ok(());
            }
            received += count as u64;
        }
    }
    let length = if is_download { SIZE } else { 0 };
    let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    let mut left = length;
    while left > 0 {
        let count = left.min(buffer.len() as u64);
        buffer.fill(0);
        stream.write_all(&buffer[..count as usize]).await?;
        left -= count;
    }
    stream.flush().await
}

async fn transfer() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}/", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    let options = ClientOptions {
        cloud: Cloud::Custom {
            endpoint: Url::parse(&endpoint)?,
            audience: String::new(),
        },
        ..ClientOptions::default()
    };
    let package = Package {
        name: "bench",
        version: "1.0.0",
    };
    let arm = Arm::new(package, None, None, Some(options))?;
    let call: Call<Bytes> = arm.prepare(&DOWNLOAD, &[]).call();
    let mut body = call.stream().await?.into_body();
    let mut received = 0;
    while let Some(part) = body.try_next().await? {
        received += part.len() as u64;
    }
    assert_eq!(received, SIZE);
    println!("1 GiB down: peak of {} KB", peak_kb());
    let body = Body::SeekableStream(Box::new(Zeros { left: SIZE }));
    let call: Call<()> = arm.prepare(&UPLOAD, &[]).body::<Bytes>(body).call();
    call.await?;
    println!("1 GiB down and up: peak of {} KB", peak_kb());
    Ok(())
}

/// Returns the largest resident memory of this process so far. Zero where the system does not tell (not Linux).
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

#[tokio::main]
async fn main() -> Result<()> {
    transfer().await?;
    if peak_kb() > LIMIT_KB {
        eprintln!("more than {LIMIT_KB} KB");
        exit(1);
    }
    Ok(())
}
