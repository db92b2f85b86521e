//! The HTTP half of the runtime against a server on the loopback interface.

mod errors;
mod hosts;
mod paging;
mod polling;
mod requests;
mod retries;
mod support;
