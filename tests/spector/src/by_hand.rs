//! Operations that no document declares, written by hand as a caller would.

use arm_runtime::{Arm, Method, Operation, Package, Service};

use crate::given::{Check, Given, Pending, nothing, shown};

/// The calls, by the names that `cases.yaml` uses.
pub const CALLS: &[(&str, Check)] = &[("break_the_glass", break_the_glass)];

const PACKAGE: Package = Package { name: "spector", version: "0.0.0" };
static RESILIENCY: Service = Service { endpoint: "{endpoint}/resiliency/service-driven/client:v1/service:{serviceDeploymentVersion}/api-version:{apiVersion}", ..Service::DEFAULT };
static DELETE: Operation = Operation { id: "AddOperation", method: Method::Delete, path: "/add-operation", success: &[204], service: Some(&RESILIENCY), ..Operation::DEFAULT };

fn break_the_glass(it: &Given<'_>) -> Result<Pending, String> {
    let variables = [("endpoint", it.variable("endpoint")), ("serviceDeploymentVersion", "v2".to_owned()), ("apiVersion", "v2".to_owned())];
    let arm = Arm::for_service(PACKAGE, &RESILIENCY, &variables, None, it.credential(), it.options()).map_err(shown)?;
    Ok(nothing(it, arm.prepare(&DELETE, &[]).call()))
}
