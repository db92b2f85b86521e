//! Headers that frame a request are set by the transport only.

use arm_runtime::{
    Argument, Arm, Call, Credential, JsonValue, Map, Operation, Parameter, ParameterLocation,
    Scheme, Service,
};

use crate::support::PACKAGE;

static KEYED_BY_FRAME: Service = Service {
    schemes: &[Scheme::Header("Host")],
    ..Service::DEFAULT
};
const GET: Operation = Operation {
    id: "T_Get",
    path: "/x",
    ..Operation::DEFAULT
};

#[test]
fn headers_that_frame_a_request_cannot_be_set() {
    let arm = Arm::new(PACKAGE, None, None, None).unwrap();
    for name in [
        "Content-Length",
        "transfer-encoding",
        "Connection",
        "Host",
        "TE",
        "Trailer",
        "Upgrade",
        "keep-alive",
    ] {
        let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
        let error = call.header(name, "40").request().unwrap_err().to_string();
        assert!(error.contains("set by the transport"), "{name}: {error}");
    }
}

/// Descriptions written by hand may name them, too: as parameter, prefix, api-version or key.
#[test]
fn headers_that_frame_a_request_cannot_be_declared() {
    static DECLARED: [Operation; 3] = [
        Operation {
            parameters: &[Parameter::header("Content-Length").constant("40")],
            ..GET
        },
        Operation {
            parameters: &[Parameter::header("Content-").prefix()],
            ..GET
        },
        Operation {
            api_version: "1",
            api_version_name: "Transfer-Encoding",
            api_version_in: ParameterLocation::Header,
            ..GET
        },
    ];
    let variables = [("endpoint", "https://x.example".to_owned())];
    let connect =
        |credential| Arm::for_service(PACKAGE, &KEYED_BY_FRAME, &variables, None, credential, None);
    let arm = connect(Credential::none()).unwrap();
    let lengths = Map::from([("Length", "40".to_owned())]);
    let arguments: [&[&dyn Argument]; 3] = [&[], &[&lengths], &[]];
    let mut errors: Vec<String> = DECLARED
        .iter()
        .zip(arguments)
        .map(|(operation, arguments)| {
            let call: Call<JsonValue> = arm.prepare(operation, arguments).call();
            call.request().unwrap_err().to_string()
        })
        .collect();
    errors.push(connect(Credential::key("k")).unwrap_err().to_string());
    for error in errors {
        assert!(error.contains("set by the transport"), "{error}");
    }
}
