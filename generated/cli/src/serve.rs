//! `serve`: a fake Azure Resource Manager on the loopback interface.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use arm_fake::serve::{ServeOptions, Server};
use arm_fake::{FakeArm, Settings};
use arm_runtime::describe::Module;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

/// Runs `serve` with its arguments.
pub(crate) fn serve(program: &str, modules: &'static [Module], args: Vec<OsString>) -> ExitCode {
    let matches = match command(program).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let served = runtime
        .map_err(|error| error.to_string())
        .and_then(|it| it.block_on(run(program, modules, &matches)));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(1)
        }
    }
}

fn command(program: &str) -> Command {
    Command::new("serve")
        .bin_name(format!("{program} serve"))
        .about("Serves a fake Azure Resource Manager for tests, with its state in memory")
        .args([
            option("port", "PORT", "Port to listen on; 0 for any free port")
                .value_parser(value_parser!(u16))
                .default_value("0"),
            option(
                "address",
                "IP",
                "Address to listen on; any other than loopback is reachable from the network",
            )
            .value_parser(value_parser!(IpAddr))
            .default_value("127.0.0.1"),
            flag(
                "tls",
                "Serve TLS with a certificate authority created for this run",
            ),
            option(
                "ca",
                "FILE",
                "File to write the authority's certificate to; implies --tls",
            )
            .value_parser(value_parser!(PathBuf)),
            flag("strict-auth", "Reject requests without a token"),
            flag(
                "create-groups",
                "Create resource groups when a request refers to them",
            ),
            flag(
                "require-registration",
                "Reject providers that the subscription has not registered",
            ),
            option(
                "subscription",
                "ID",
                "Subscription that exists; repeatable. By default, every subscription exists",
            )
            .action(ArgAction::Append),
            option(
                "deny",
                "ACTION",
                "Action that callers may not perform, such as Microsoft.Maps/accounts/write or */delete; repeatable",
            )
            .action(ArgAction::Append),
        ])
        .args(behavior())
}

/// Options for the behavior of the fake and for its operations.
fn behavior() -> Vec<Arg> {
    vec![
        option("page-size", "N", "Maximum number of items on a page")
            .value_parser(value_parser!(u16).range(1..))
            .default_value("100"),
        option(
            "polls",
            "N",
            "Number of polls for which a long-running operation is running",
        )
        .value_parser(value_parser!(u32))
        .default_value("1"),
        option(
            "retry-after",
            "SECONDS",
            "Retry-After of long-running operations",
        )
        .value_parser(value_parser!(u32).range(1..))
        .default_value("1"),
        option("seed", "N", "Seed for generated values")
            .value_parser(value_parser!(u64))
            .default_value("0"),
        option("reset", "PATH", "Path at which a POST resets all state").default_value("/__reset"),
        option(
            "snapshot",
            "FILE",
            "File that stores the state, including secrets, between runs",
        )
        .value_parser(value_parser!(PathBuf)),
        option(
            "specs",
            "DIR",
            "Checkout of azure-rest-api-specs to serve without compilation",
        )
        .value_parser(value_parser!(PathBuf))
        .requires("service"),
        option(
            "service",
            "FOLDER[@TAG]",
            "Service below --specs, such as storage/resource-manager; repeatable",
        )
        .action(ArgAction::Append)
        .requires("specs"),
        flag("quiet", "Do not log requests"),
    ]
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

/// The values of a repeatable option.
fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    let all = matches.get_many(name).into_iter().flatten();
    all.cloned().collect()
}

/// Returns the settings of the fake.
fn settings(matches: &ArgMatches) -> Settings {
    Settings {
        seed: number(matches, "seed"),
        page_size: number::<u16>(matches, "page-size").into(),
        polls: number(matches, "polls"),
        retry_after: number(matches, "retry-after"),
        strict_auth: matches.get_flag("strict-auth"),
        create_groups: matches.get_flag("create-groups"),
        require_registration: matches.get_flag("require-registration"),
        subscriptions: texts(matches, "subscription"),
        denied: texts(matches, "deny"),
        virtual_time: false,
    }
}

/// Returns the value of an option that has a default.
fn number<T: Copy + Default + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> T {
    matches.get_one(name).copied().unwrap_or_default()
}

async fn run(
    program: &str,
    modules: &'static [Module],
    matches: &ArgMatches,
) -> Result<(), String> {
    let settings = settings(matches);
    let mut bindings = vec![modules];
    if let Some(root) = matches.get_one::<PathBuf>("specs") {
        let services = texts(matches, "service");
        let (read, skipped) =
            arm_fake::specs::read_services(root, &services).map_err(|it| printed(&it))?;
        for spec in skipped {
            eprintln!("warning: skipped, because the generator cannot read it: {spec}");
        }
        bindings.push(read.leak());
    }
    let ca = matches.get_one::<PathBuf>("ca").cloned();
    let tls = matches.get_flag("tls") || ca.is_some();
    let options = ServeOptions {
        address: matches
            .get_one("address")
            .copied()
            .unwrap_or(ServeOptions::default().address),
        port: matches.get_one("port").copied().unwrap_or_default(),
        ca_file: tls.then(|| ca.unwrap_or_else(|| PathBuf::from("arm-fake-ca.pem"))),
        reset_path: matches.get_one("reset").cloned().unwrap_or_default(),
        snapshot: matches.get_one("snapshot").cloned(),
    };
    let quiet = matches.get_flag("quiet");
    let log = move |line: &str| {
        if !quiet {
            eprintln!("{line}");
        }
    };
    let ca_file = options.ca_file.clone();
    let reset = options.reset_path.clone();
    let fake = FakeArm::with_settings(&bindings, settings);
    let server = Server::bind(fake, options, log)
        .await
        .map_err(|error| format!("error: {error}"))?;
    let instructions = instructions(program, &server.url(), ca_file, &reset, &bindings);
    // Ignore a closed pipe: the server goes on without a reader of its first lines.
    let _ = writeln!(std::io::stdout(), "{instructions}");
    let stop = async {
        // Without a signal handler, the server runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    server
        .run(stop)
        .await
        .map_err(|error| format!("error: {error}"))
}

/// Returns the text of an error with the prefix that diagnostics already have.
fn printed(error: &arm_fake::specs::SpecError) -> String {
    let text = error.to_string();
    match text.starts_with("error[") {
        true => text,
        false => format!("error: {text}"),
    }
}

/// Returns the api-version of a module, or those of its operations if they differ.
fn versions(module: &Module) -> String {
    if !module.api_version.is_empty() {
        return module.api_version.to_owned();
    }
    let all = module.entries().map(|it| it.operation.api_version);
    let all: BTreeSet<&str> = all.filter(|it| !it.is_empty()).collect();
    Vec::from_iter(all).join(", ")
}

/// Returns instructions to connect clients to the server.
fn instructions(
    program: &str,
    url: &str,
    ca: Option<PathBuf>,
    reset: &str,
    bindings: &[&'static [Module]],
) -> String {
    let mut text = format!("Serving on {url}\n");
    for module in bindings.iter().copied().flatten() {
        text.push_str(&format!("  {} {}\n", module.provider, versions(module)));
    }
    let curl = match ca {
        Some(ca) => {
            let ca = std::path::absolute(&ca).unwrap_or(ca);
            let ca = ca.display();
            text.push_str(&format!(
                "The certificate of its authority is in {ca}\n\
                 Python      REQUESTS_CA_BUNDLE={ca}, base_url=\"{url}\", any credential\n\
                 JavaScript  NODE_EXTRA_CA_CERTS={ca}, endpoint: \"{url}\"\n\
                 Go, .NET    SSL_CERT_FILE={ca} on Linux, the endpoint {url} in the cloud configuration\n"
            ));
            format!("curl --cacert {ca}")
        }
        None => {
            text.push_str(&format!(
                "arm         {program} --endpoint {url} ...\n\
                 Rust        Arm::new without a credential, with Cloud::Custom and the endpoint {url}\n\
                 SDKs that reject http: use --tls\n"
            ));
            "curl".to_owned()
        }
    };
    // Quoted, because some shells expand the question mark.
    text.push_str(&format!(
        "curl        {curl} '{url}/subscriptions?api-version=2022-12-01'\n"
    ));
    text + &format!("Reset       {curl} -X POST '{url}{reset}'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::MODULES;

    #[test]
    fn a_module_has_its_version_or_those_of_its_operations() {
        let own = Module {
            api_version: "2020-01-01",
            ..MODULES[1]
        };
        assert_eq!(versions(&own), "2020-01-01");
        let none = Module {
            api_version: "",
            ..MODULES[1]
        };
        // `Ping` has no version.
        assert_eq!(versions(&none), "2021-01-01");
    }

    #[test]
    fn the_instructions_list_the_services_with_their_versions() {
        let text = instructions("arm", "http://localhost:1", None, "", &[MODULES]);
        let listed: String = MODULES
            .iter()
            .map(|it| format!("  {} {}\n", it.provider, versions(it)))
            .collect();
        let expected = format!("Serving on http://localhost:1\n{listed}");
        assert!(text.starts_with(&expected), "{text}");
    }

    #[test]
    fn options_are_settings_of_the_fake() {
        let shown = |line: &str| {
            let words = ["serve"].into_iter().chain(line.split_whitespace());
            format!("{:?}", settings(&command("arm").get_matches_from(words)))
        };
        let defaults = arm_fake::Settings {
            virtual_time: false,
            ..arm_fake::Settings::default()
        };
        assert_eq!(shown(""), format!("{defaults:?}"));
        let all = arm_fake::Settings {
            seed: 7,
            page_size: 8,
            polls: 9,
            retry_after: 10,
            strict_auth: true,
            create_groups: true,
            require_registration: true,
            subscriptions: vec!["a".to_owned(), "b".to_owned()],
            denied: vec!["c".to_owned(), "d".to_owned()],
            virtual_time: false,
        };
        let line = "--seed 7 --page-size 8 --polls 9 --retry-after 10 --strict-auth --create-groups --require-registration \
            --subscription a --subscription b --deny c --deny d";
        assert_eq!(shown(line), format!("{all:?}"));
        for line in [
            "--page-size 0",
            "--retry-after 0",
            "--polls -1",
            "--service x",
            "--specs x",
        ] {
            let words = ["serve"].into_iter().chain(line.split_whitespace());
            assert!(
                command("arm").try_get_matches_from(words).is_err(),
                "{line}"
            );
        }
    }

    #[test]
    fn instructions_name_the_url_the_certificate_and_the_reset() {
        let plain = instructions("arm", "http://h:1", None, "/reset", &[MODULES]);
        let secure = instructions(
            "arm",
            "https://h:1",
            Some("/ca.pem".into()),
            "/reset",
            &[MODULES],
        );
        for (text, said) in [
            (&plain, "Serving on http://h:1\n"),
            (&plain, "  Contoso.Shop "),
            (&plain, "arm --endpoint http://h:1 ..."),
            (&plain, "Cloud::Custom and the endpoint http://h:1\n"),
            (&plain, "use --tls"),
            (
                &plain,
                "curl        curl 'http://h:1/subscriptions?api-version=2022-12-01'\n",
            ),
            (&plain, "Reset       curl -X POST 'http://h:1/reset'"),
            (&secure, "Serving on https://h:1\n"),
            (
                &secure,
                "REQUESTS_CA_BUNDLE=/ca.pem, base_url=\"https://h:1\"",
            ),
            (
                &secure,
                "NODE_EXTRA_CA_CERTS=/ca.pem, endpoint: \"https://h:1\"",
            ),
            (&secure, "SSL_CERT_FILE=/ca.pem"),
            (&secure, "curl --cacert /ca.pem 'https://h:1/subscriptions?"),
            (&secure, "curl --cacert /ca.pem -X POST 'https://h:1/reset'"),
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(
            !plain.contains("CA_") && !plain.contains("--cacert"),
            "{plain}"
        );
        assert!(!secure.contains("--tls"), "{secure}");
    }
}
