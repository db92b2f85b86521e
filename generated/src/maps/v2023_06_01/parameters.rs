// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Parameter definitions with the constraints of the spec.

use arm_runtime::Parameter;

pub(super) const ACCOUNT_NAME: Parameter = Parameter::path("accountName");
pub(super) const CREATOR_NAME: Parameter = Parameter::path("creatorName");
pub(super) const RESOURCE_GROUP_NAME: Parameter = Parameter::path("resourceGroupName").min_length(1).max_length(90);
