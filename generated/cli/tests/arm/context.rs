//! Sources of the subscription, the cloud and the token.

use crate::server::Server;
use crate::{SUBSCRIPTION, arm, run, run_at};

const GET: [&str; 8] = [
    "maps",
    "accounts",
    "get",
    "-g",
    "rg",
    "-n",
    "m",
    "--what-if",
];

/// Creates an `az` folder with a profile.
fn profile(name: &str, text: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("azureProfile.json"), text).unwrap();
    folder
}

fn subscription(command: &mut std::process::Command) -> String {
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.split('/')
        .skip_while(|it| *it != "subscriptions")
        .nth(1)
        .unwrap_or("none")
        .to_owned()
}

#[test]
fn the_subscription_is_the_flag_or_that_of_the_environment_or_that_of_az() {
    let folder = profile(
        "az",
        "\u{feff}{\"subscriptions\":[{\"id\":\"00000000-0000-0000-0000-00000000000a\",\"name\":\"Test one\",\"isDefault\":false},\
         {\"id\":\"00000000-0000-0000-0000-00000000000b\",\"isDefault\":true}]}",
    );
    assert_eq!(subscription(&mut arm(&GET)), SUBSCRIPTION);
    let other = "00000000-0000-0000-0000-00000000000c";
    let by_flag = [&GET as &[&str], &["--subscription", other]].concat();
    assert_eq!(subscription(&mut arm(&by_flag)), other);
    // A blank variable counts as unset.
    let mut blank = arm(&GET);
    blank
        .env("AZURE_SUBSCRIPTION_ID", " ")
        .env("AZURE_CONFIG_DIR", &folder);
    assert_eq!(
        subscription(&mut blank),
        "00000000-0000-0000-0000-00000000000b"
    );
    let from_az = |args: &[&str]| {
        subscription(
            arm(args)
                .env_remove("AZURE_SUBSCRIPTION_ID")
                .env("AZURE_CONFIG_DIR", &folder),
        )
    };
    assert_eq!(from_az(&GET), "00000000-0000-0000-0000-00000000000b");
    let by_name = [&GET as &[&str], &["--subscription", "test ONE"]].concat();
    assert_eq!(from_az(&by_name), "00000000-0000-0000-0000-00000000000a");
}

#[test]
fn without_a_subscription_nothing_is_guessed() {
    for (name, text, args, said) in [
        ("broken", "{", &[] as &[&str], "is not JSON at line 1"),
        ("listless", "[]", &[], "has no list of subscriptions"),
        ("empty", "{\"subscriptions\":[]}", &[], "az account set"),
        (
            "empty",
            "{\"subscriptions\":[]}",
            &["--subscription", "x"],
            "neither a subscription ID",
        ),
        (
            "broken",
            "{",
            &["--subscription", "x"],
            "is not JSON at line 1",
        ),
        (
            "twice",
            "{\"subscriptions\":[{\"id\":\"1\",\"name\":\"x\"},{\"id\":\"2\",\"name\":\"X\"}]}",
            &["--subscription", "x"],
            "several subscriptions",
        ),
    ] {
        let output = arm(&[&GET as &[&str], args].concat())
            .env_remove("AZURE_SUBSCRIPTION_ID")
            .env("AZURE_CONFIG_DIR", profile(name, text))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(said), "{said}: {stderr}");
    }
    // An ID does not need a profile.
    let by_id = [&GET as &[&str], &["--subscription", SUBSCRIPTION]].concat();
    let mut command = arm(&by_id);
    command.env("AZURE_CONFIG_DIR", profile("broken", "{"));
    assert_eq!(subscription(&mut command), SUBSCRIPTION);
}

#[test]
fn what_goes_to_this_machine_uses_no_proxy() {
    let (server, proxy) = (
        Server::always(200, r#"{"name":"m"}"#),
        Server::always(502, "{}"),
    );
    let mut args = GET[..7].to_vec();
    args.extend(["--endpoint", &server.url]);
    let mut command = arm(&args);
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
        "HTTPS_PROXY",
    ] {
        command.env(name, &proxy.url);
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!((server.asked().len(), proxy.asked().len()), (1, 0));
}

#[test]
fn clouds_have_their_endpoints() {
    for (cloud, host) in [
        ("public", "management.azure.com"),
        ("usgovernment", "management.usgovcloudapi.net"),
        ("china", "management.chinacloudapi.cn"),
    ] {
        let ran = run(&[&GET as &[&str], &["--cloud", cloud]].concat());
        assert!(
            ran.stdout
                .starts_with(&format!("GET https://{host}/subscriptions/")),
            "{ran:?}"
        );
    }
}

#[test]
fn endpoints_that_would_leak_are_refused() {
    for endpoint in [
        "http://example.com",
        "http://10.0.0.1",
        "ftp://localhost",
        "localhost:80",
        "https://user:pass@localhost",
        "https://localhost?x=1",
    ] {
        let ran = run_at(endpoint, "maps accounts get -g rg -n m");
        assert_eq!(ran.code, 2, "{endpoint}: {ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn az_is_asked_for_a_token_of_the_subscription() {
    use std::os::unix::fs::PermissionsExt;
    let folder = profile("fake-az", "{\"subscriptions\":[]}");
    let tool = folder.join("az");
    std::fs::write(
        &tool,
        "#!/bin/sh\necho \"$@\" >> \"$AZURE_CONFIG_DIR/asked\"; exit 1\n",
    )
    .unwrap();
    std::fs::set_permissions(&tool, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    // A token that is sent to another host is of no use elsewhere.
    for (endpoint, audience, scope) in [
        (None, "", "https://management.azure.com/.default"),
        (
            Some("https://westeurope.management.azure.com"),
            "",
            "https://management.azure.com/.default",
        ),
        (
            Some("https://notmanagement.azure.com"),
            "",
            "https://notmanagement.azure.com/.default",
        ),
        (
            Some("https://127.0.0.1:9"),
            "",
            "https://127.0.0.1:9/.default",
        ),
        (
            Some("https://127.0.0.1:9"),
            "https://own.example",
            "https://own.example/.default",
        ),
        (
            None,
            "https://own.example",
            "https://management.azure.com/.default",
        ),
    ] {
        let mut args = GET[..7].to_vec();
        args.extend(endpoint.into_iter().flat_map(|it| ["--endpoint", it]));
        let output = arm(&args)
            .env("PATH", &path)
            .env("AZURE_CONFIG_DIR", &folder)
            .env("ARM_AUDIENCE", audience)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        let asked = std::fs::read_to_string(folder.join("asked")).unwrap();
        let asked = asked.lines().last().unwrap();
        assert!(
            asked.contains("get-access-token") && asked.contains(SUBSCRIPTION),
            "{asked}"
        );
        assert!(
            asked.contains(&format!(" {scope} ")),
            "{endpoint:?}: {asked}"
        );
    }
}

#[test]
fn without_a_token_nothing_is_sent() {
    // This `PATH` has no tool that could sign in.
    let mut command = arm(&[
        "maps",
        "accounts",
        "get",
        "-g",
        "rg",
        "-n",
        "m",
        "--endpoint",
        "https://127.0.0.1:9",
    ]);
    command.env("PATH", "/nonexistent");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("az login"), "{stderr}");
}
