//! The state of an interrupted rotation, and the destinations of new keys.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::rotate::{ACS, Fault, folder, id, ran, rotate, service};
use crate::server::Server;

/// Interrupts a rotation after its first key was renewed, and returns the file with its state.
fn state_of_a_failed_rotation(command: &mut Command, folder: &Path) -> PathBuf {
    let failed = ran(command.args(["--exec", "cat > /dev/null; exit 3", "--yes"]));
    assert_eq!(failed.code, 1, "{failed:?}");
    let mut files = folder.join("arm/rotate").read_dir().unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    file
}

#[cfg(unix)]
#[test]
fn the_state_is_in_the_folder_of_the_user_without_any_key() {
    use std::os::unix::fs::PermissionsExt;
    let base = folder("folders");
    for (variables, below) in [
        (
            &[("XDG_STATE_HOME", "xdg"), ("LOCALAPPDATA", "local")] as &[(&str, &str)],
            "xdg",
        ),
        (
            &[("XDG_STATE_HOME", ""), ("LOCALAPPDATA", "local")],
            "local",
        ),
        (&[("HOME", "home")], "home/.local/state"),
    ] {
        let (server, _) = service(Fault::None);
        let mut command = rotate(&server, &base, &[&id(ACS)]);
        command
            .env_remove("XDG_STATE_HOME")
            .env_remove("LOCALAPPDATA");
        for (name, value) in variables {
            command.env(
                name,
                if value.is_empty() {
                    PathBuf::new()
                } else {
                    base.join(value)
                },
            );
        }
        let file = state_of_a_failed_rotation(&mut command, &base.join(below));
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(
            text,
            json!({ "id": id(ACS).to_lowercase(), "steps": [["Secondary", "Renewed"], ["Primary", "Waits"]] }).to_string()
        );
    }
}

#[test]
fn only_a_state_of_these_keys_of_this_resource_is_continued() {
    let folder = folder("other-state");
    let (server, _) = service(Fault::None);
    let file = state_of_a_failed_rotation(&mut rotate(&server, &folder, &[&id(ACS)]), &folder);
    let text = std::fs::read_to_string(&file).unwrap();
    for (stored, continues) in [
        (text.clone(), true),
        (text.replace("/acs", "/other"), false),
        (text.replace("Primary", "Third"), false),
        (text.replace("Renewed", "Unknown"), false),
        (text.replace(r#"["Secondary","Renewed"],"#, ""), false),
        (String::new(), false),
    ] {
        std::fs::write(&file, &stored).unwrap();
        let (server, keys) = service(Fault::None);
        // The ID is the same in any case.
        let args = [
            &id(ACS).to_uppercase(),
            "--exec",
            "cat > /dev/null",
            "--yes",
        ];
        let done = ran(&mut rotate(&server, &folder, &args));
        let renewed = if continues { [1, 0] } else { [1, 1] };
        assert_eq!(
            (done.code, keys.counts()),
            (0, renewed),
            "{stored}: {done:?}"
        );
        assert_eq!(
            done.stderr.contains("continuing an earlier rotation: Secondary: renewed, not passed on; Primary: not begun"),
            continues,
            "{stored}: {done:?}"
        );
    }
}

#[test]
fn the_command_knows_the_resource_and_both_destinations_are_served() {
    let folder = folder("destinations");
    let (server, _) = service(Fault::None);
    let (log, out) = (folder.join("log"), folder.join("{key}"));
    let exec = format!(
        "cat > {0}; echo \" $ARM_RESOURCE_ID $ARM_KEY_NAME\" >> {0}; echo said",
        log.display()
    );
    let args = [
        &id(ACS),
        "--key",
        "Primary",
        "--exec",
        &exec,
        "--out",
        out.to_str().unwrap(),
        "--yes",
        "-o",
        "json",
    ];
    let mut command = rotate(&server, &folder, &args);
    if cfg!(target_os = "linux") {
        // Nothing is written to the working directory.
        command.current_dir("/proc");
    }
    let done = ran(&mut command);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(
        std::fs::read_to_string(&log).unwrap(),
        format!("first-secret-1 {} Primary\n", id(ACS))
    );
    assert_eq!(
        std::fs::read_to_string(folder.join("Primary")).unwrap(),
        "first-secret-1"
    );
    // stdout has the result only.
    assert!(done.stderr.contains("said\n"), "{done:?}");
    let rows: Value = serde_json::from_str(&done.stdout).unwrap();
    let handed = format!(
        "written to {}, passed to `{exec}`",
        folder.join("Primary").display()
    );
    assert_eq!(rows[0]["handedOver"], *handed, "{rows}");
    // A file that cannot be written is an error, and leaves nothing beside it.
    std::fs::create_dir_all(folder.join("full/Primary/x")).unwrap();
    let out = folder.join("full/{key}");
    let args = [
        &id(ACS),
        "--key",
        "Primary",
        "--out",
        out.to_str().unwrap(),
        "--yes",
    ];
    let failed = ran(&mut rotate(&server, &folder, &args));
    assert_eq!(failed.code, 1, "{failed:?}");
    assert!(
        failed.stderr.contains("the key cannot be written to "),
        "{failed:?}"
    );
    assert_eq!(folder.join("full").read_dir().unwrap().count(), 1);
}

#[test]
fn a_resource_without_keys_and_the_first_failure_of_several_end_the_command() {
    let folder = folder("several");
    let server = Server::always(200, "{}");
    let failed = ran(&mut rotate(
        &server,
        &folder,
        &[&id(ACS), "--key", "Primary", "--yes"],
    ));
    assert_eq!((failed.code, server.asked().len()), (1, 1), "{failed:?}");
    assert!(failed.stderr.contains("has no keys"), "{failed:?}");
    for (flag, said, n_renewed) in [
        ("--yes", "0 of 2 done, 1 failed, 1 not sent", 0),
        (
            "--continue-on-error",
            "0 of 2 done, 2 failed, 0 not sent",
            0,
        ),
    ] {
        let (server, keys) = service(Fault::Refuses(0));
        let other = id("Microsoft.Maps/accounts/m");
        let args = [&id(ACS), &other, "--key", "Primary", "--yes", flag];
        let args = if flag == "--yes" {
            &args[..5]
        } else {
            &args[..]
        };
        let failed = ran(&mut rotate(&server, &folder, args));
        assert_eq!(
            (failed.code, keys.counts()),
            (1, [n_renewed, 0]),
            "{failed:?}"
        );
        assert!(failed.stderr.contains(said), "{failed:?}");
    }
}
