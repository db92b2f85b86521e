//! Tests of the runtime against a server on the loopback interface.

mod clock;
mod defects;
mod endings;
mod errors;
mod forms;
mod framing;
mod hosts;
mod ids;
mod limits;
mod matrix;
mod next_pages;
mod paging;
mod polling;
mod progress;
mod registration;
mod requests;
mod response_headers;
mod resume;
mod retries;
mod secrets;
mod services;
mod spans;
mod streams;
mod styles;
mod support;
mod urls;
