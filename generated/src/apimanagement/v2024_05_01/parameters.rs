// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Parameter definitions with the constraints of the spec.

use arm_runtime::Parameter;

pub(super) const ACCESS_NAME: Parameter = Parameter::path("accessName");
pub(super) const CONFIGURATION_NAME: Parameter = Parameter::path("configurationName");
pub(super) const FILTER: Parameter = Parameter::query("$filter");
pub(super) const IF_MATCH: Parameter = Parameter::header("If-Match").required();
pub(super) const RESOURCE_GROUP_NAME: Parameter = Parameter::path("resourceGroupName").min_length(1).max_length(90);
pub(super) const SERVICE_NAME: Parameter = Parameter::path("serviceName").min_length(1).max_length(50).pattern("^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$");
