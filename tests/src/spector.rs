//! Spector, Microsoft's test suite for clients of TypeSpec services: from its documents and scenarios to calls of generated code.
//!
//! TypeSpec's emitters write each service of the suite as Swagger and as OpenAPI 3. [`documents`] generates a crate from each document,
//! [`scenario`] reads what the server of the suite expects, [`bind`] finds the operation and the arguments of each expected request,
//! and [`source`] writes a call of the typed function, which takes these arguments.

pub mod bind;
pub mod cases;
pub mod convert;
pub mod documents;
pub mod plan;
pub mod scenario;
pub mod source;
pub mod template;
