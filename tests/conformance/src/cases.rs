//! The cases, grouped by the description of their clients.

mod azure_special_properties;
mod body_array;
mod body_complex;
mod body_dictionary;
mod body_scalar;
mod body_string;
mod body_time;
mod header;
mod http_infrastructure;
mod lro;
mod lro_failures;
mod optional;
mod paging;
mod parameter_grouping;
mod small;
mod url;
mod xml;

use crate::table::Table;

/// Adds every case.
pub fn all(t: &mut Table) {
    azure_special_properties::add(t);
    body_array::add(t);
    body_complex::add(t);
    body_dictionary::add(t);
    body_scalar::add(t);
    body_string::add(t);
    body_time::add(t);
    header::add(t);
    http_infrastructure::add(t);
    optional::add(t);
    small::add(t);
    url::add(t);
    xml::add(t);
    parameter_grouping::add(t);
    paging::add(t);
    lro::add(t);
    lro_failures::add(t);
}
