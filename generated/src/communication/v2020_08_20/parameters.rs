// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Parameter definitions with the constraints of the spec.

use arm_runtime::Parameter;

pub(super) const COMMUNICATION_SERVICE_NAME: Parameter = Parameter::path("communicationServiceName").min_length(1).max_length(63).pattern(r"^[-\w]+$");
pub(super) const RESOURCE_GROUP_NAME: Parameter = Parameter::path("resourceGroupName").min_length(1).max_length(90);
