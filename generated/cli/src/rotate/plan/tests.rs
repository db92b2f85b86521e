mod described;

use super::*;
use crate::catalogue::Catalogue;
use arm_runtime::describe::Type;
use described::{Described, found, found_one, property, reader_of, renewer, required};

#[test]
fn the_bound_providers_rotate_by_their_data() {
    let catalogue = Catalogue::new(generated::metadata());
    let found = |provider: &str| -> Vec<String> {
        let module = catalogue.provider(provider).unwrap().version(None).unwrap();
        let shown = |it: Finding| match it.rotation {
            Ok(it) => format!(
                "{} {:?} by {}",
                it.group,
                it.names(),
                it.reader.operation.id
            ),
            Err(why) => format!("{}: {why}", it.entries[0].operation.id),
        };
        find(module).into_iter().map(shown).collect()
    };
    assert_eq!(
        found("communication"),
        [r#"communication_services ["Primary", "Secondary"] by CommunicationServices_ListKeys"#]
    );
    assert_eq!(
        found("maps"),
        [r#"accounts ["primary", "secondary"] by Accounts_ListKeys"#]
    );
    assert_eq!(
        found("apimanagement"),
        [
            r#"tenant_access ["primary", "secondary"] by TenantAccess_ListSecrets"#,
            "TenantAccessGit_RegeneratePrimaryKey: no operation reads the keys of `git`"
        ]
    );
}

#[test]
fn actions_stand_after_the_resource() {
    for (path, resource, action) in [
        ("/a/{b}/regenerateKey", "/a/{b}", "/regenerateKey"),
        (
            "/a/{b}/git/regeneratePrimaryKey",
            "/a/{b}",
            "/git/regeneratePrimaryKey",
        ),
        (
            "/a/{b}/regenerateAdminKey/{kind}",
            "/a/{b}",
            "/regenerateAdminKey/{kind}",
        ),
        ("/a/{b}/listKeys", "/a/{b}", "/listKeys"),
        ("/a/{b}", "/a/{b}", ""),
        ("/a", "", "/a"),
    ] {
        assert_eq!(split(path), (resource.to_owned(), action), "{path}");
    }
}

#[test]
fn ids_give_parameters() {
    let id = "/A/x/c/y";
    assert_eq!(
        bind("/a/{b}/c/{d}", id).unwrap(),
        [("b".into(), "x".into()), ("d".into(), "y".into())]
    );
    for path in ["/a/{b}/c", "/a/{b}/e/{d}", "/a/{b}/c/{d}/e/{f}"] {
        assert!(bind(path, id).is_none(), "{path}");
    }
}

const WHICH: Property = property("which", Kind::Text, &["One", "NotSpecified", "Two"]);
const NAME: Property = property("name", Kind::Text, &[]);
const SERIAL: Property = property("serial", Kind::Integer, &["1", "2"]);
const LENGTH: Property = property("length", Kind::Integer, &[]);

#[test]
fn a_key_is_selected_by_the_body() {
    let one_two = r#"body which ["One", "Two"] ["regenerate_key", "regenerate_key"] by list_keys"#;
    for (properties, expected) in [
        (vec![WHICH], one_two),
        (vec![NAME, WHICH], one_two),
        (vec![NAME], "body name [] [] by list_keys"),
        (
            vec![NAME, required(property("key", Kind::Text, &[]))],
            "body key [] [] by list_keys",
        ),
        (
            vec![SERIAL],
            r#"body serial ["1", "2"] ["regenerate_key", "regenerate_key"] by list_keys"#,
        ),
        // A number without values is a length, and only the service sets a read-only property.
        (vec![LENGTH], "single [] [] by list_keys"),
        (
            vec![Property {
                read_only: true,
                ..required(NAME)
            }],
            "single [] [] by list_keys",
        ),
        (
            vec![WHICH, required(property("reason", Kind::Text, &[]))],
            "also requires `reason`",
        ),
        (
            vec![
                WHICH,
                Property {
                    read_only: true,
                    ..required(NAME)
                },
            ],
            one_two,
        ),
    ] {
        let renewer = Described {
            body: properties,
            ..renewer("regenerate_key", "/regenerateKey")
        };
        assert_eq!(found_one(renewer), [expected]);
    }
}

/// A text, a number with values, or a list of them selects a key; nothing else does.
#[test]
fn kinds_of_properties_that_select_a_key() {
    let of = |kind, item: Option<Kind>, values| {
        let items = item.map(|it| &*Box::leak(Box::new(Type::of(it))));
        let ty = Type {
            items,
            ..Type::of(kind)
        };
        Property {
            ty,
            ..property("which", kind, values)
        }
    };
    let selects = "body which";
    for (kind, item, values, expected) in [
        (Kind::Text, None, &[][..], selects),
        (Kind::Integer, None, &["1"], selects),
        (Kind::Integer, None, &[], "single"),
        (Kind::List, Some(Kind::Text), &[], selects),
        (Kind::List, Some(Kind::Integer), &["1"], selects),
        (Kind::List, Some(Kind::Integer), &[], "single"),
        (Kind::List, Some(Kind::Object), &[], "single"),
        (Kind::Map, Some(Kind::Text), &[], "single"),
        (Kind::Map, Some(Kind::Integer), &["1"], "single"),
        (Kind::Bool, None, &["true"], "single"),
        (Kind::Number, None, &["1"], "single"),
        (Kind::Secret, None, &[], "single"),
        (Kind::Object, None, &[], "single"),
        (Kind::Any, None, &[], "single"),
    ] {
        let renewer = Described {
            body: vec![of(kind, item, values)],
            ..renewer("regenerate_key", "/regenerateKey")
        };
        let found = found_one(renewer);
        assert!(
            found.len() == 1 && found[0].starts_with(expected),
            "{kind:?} of {item:?} {values:?}: {found:?}"
        );
    }
}

#[test]
fn a_key_is_selected_by_the_path_or_by_the_operation() {
    let by_path = |values| Described {
        values,
        ..renewer("regenerate_admin_key", "/regenerateAdminKey/{kind}")
    };
    assert_eq!(
        found_one(by_path(&["primary", "secondary"])),
        [
            r#"path kind ["primary", "secondary"] ["regenerate_admin_key", "regenerate_admin_key"] by list_keys"#
        ]
    );
    assert_eq!(found_one(by_path(&[])), ["also requires `kind`"]);
    // The values of a parameter of the resource do not name a key.
    let of_resource = Described {
        values: &["a", "b"],
        ..renewer("regenerate_key", "/regenerateKey")
    };
    assert_eq!(found_one(of_resource), ["single [] [] by list_keys"]);
    let query = Described {
        query: &["reason"],
        ..renewer("regenerate_key", "/regenerateKey")
    };
    assert_eq!(found_one(query), ["also requires `reason`"]);
    let each = vec![
        renewer("regenerate_primary_key", "/regeneratePrimaryKey"),
        renewer("regenerate_secondary_key", "/regenerateSecondaryKey"),
        reader_of("list_keys", "/listKeys"),
    ];
    assert_eq!(
        found(vec![("stores", each)]),
        [
            r#"operations ["primary", "secondary"] ["regenerate_primary_key", "regenerate_secondary_key"] by list_keys"#
        ]
    );
    // The function names the key if the path does not.
    assert_eq!(
        found_one(renewer("regenerate_spare_key", "/regenerateKey")),
        [r#"operations ["spare"] ["regenerate_spare_key"] by list_keys"#]
    );
}

#[test]
fn operations_that_replace_secrets_renew_keys() {
    for (method, group, function, action, renews) in [
        (
            Method::Post,
            "stores",
            "regenerate_key",
            "/regenerateKey",
            true,
        ),
        (Method::Put, "stores", "rotate_keys", "/rotate", true),
        (Method::Patch, "stores", "reset_password", "/reset", true),
        // The noun may stand in the path or in the name of the group.
        (
            Method::Post,
            "stores",
            "regenerate",
            "/keys/regenerate",
            true,
        ),
        (Method::Post, "keys", "regenerate", "/regenerate", true),
        (Method::Post, "stores", "regenerate", "/regenerate", false),
        (Method::Post, "stores", "delete_key", "/deleteKey", false),
        (
            Method::Get,
            "stores",
            "regenerate_key",
            "/regenerateKey",
            false,
        ),
        (
            Method::Head,
            "stores",
            "regenerate_key",
            "/regenerateKey",
            false,
        ),
        (
            Method::Delete,
            "stores",
            "regenerate_key",
            "/regenerateKey",
            false,
        ),
    ] {
        let it = Described {
            method,
            ..renewer(function, action)
        };
        let n_found = found(vec![(group, vec![it])]).len();
        assert_eq!(
            n_found,
            usize::from(renews),
            "{method:?} {group} {function} {action}"
        );
    }
}

/// Renewing a key does not require a particular reader, but the reader must be found without doubt.
#[test]
fn keys_are_read_by_the_most_similar_operation() {
    let get = |it: Described| Described {
        method: Method::Get,
        ..it
    };
    let by = |name: &str| format!("single [] [] by {name}");
    let none = "no operation reads the keys".to_owned();
    for (readers, expected) in [
        (vec![reader_of("list_keys", "/listKeys")], by("list_keys")),
        (vec![get(reader_of("keys", "/keys"))], by("keys")),
        (
            vec![reader_of("fetch_keys", "/fetchKeys")],
            by("fetch_keys"),
        ),
        (vec![reader_of("show_keys", "/showKeys")], by("show_keys")),
        (vec![reader_of("get_keys", "/getKeys")], by("get_keys")),
        // The first of equal operations; otherwise, the one that shares more words.
        (
            vec![
                reader_of("list_keys", "/listKeys"),
                reader_of("show_keys", "/showKeys"),
            ],
            by("list_keys"),
        ),
        (
            vec![
                reader_of("list_secrets", "/listSecrets"),
                reader_of("list_keys", "/listKeys"),
            ],
            by("list_keys"),
        ),
        (
            vec![
                reader_of("list_all_the_keys", "/listAll"),
                reader_of("list_keys", "/listKeys"),
            ],
            by("list_keys"),
        ),
        // Passwords are not keys; credentials may be of any kind.
        (
            vec![reader_of("list_passwords", "/listPasswords")],
            none.clone(),
        ),
        (
            vec![reader_of("list_credentials", "/listCredentials")],
            by("list_credentials"),
        ),
        // Operations that change something, or return no secret, or require more than the resource.
        (vec![reader_of("create_keys", "/createKeys")], none.clone()),
        (vec![renewer("list_keys", "/listKeys")], none.clone()),
        (
            vec![Described {
                requires_body: true,
                ..reader_of("list_keys", "/listKeys")
            }],
            none.clone(),
        ),
        (
            vec![Described {
                query: &["reason"],
                ..reader_of("list_keys", "/listKeys")
            }],
            none.clone(),
        ),
        (
            vec![reader_of("list_keys", "/keys/{name}/listKeys")],
            none.clone(),
        ),
        (vec![reader_of("list_keys", "/a/b/listKeys")], none.clone()),
        (vec![get(reader_of("get", ""))], none.clone()),
    ] {
        let mut operations = vec![renewer("regenerate_key", "/regenerateKey")];
        operations.extend(readers);
        assert_eq!(found(vec![("stores", operations)]), [expected]);
    }
}

#[test]
fn keys_are_read_of_the_same_resource_and_of_its_same_part() {
    let key = || renewer("regenerate_key", "/regenerateKey");
    // Names of parameters and the case of segments do not matter.
    let renamed = Described {
        path: "/Subscriptions/{id}/STORES/{storeName}/listKeys".to_owned(),
        ..reader_of("list_keys", "")
    };
    assert_eq!(
        found(vec![("stores", vec![key()]), ("others", vec![renamed])]),
        ["single [] [] by list_keys"]
    );
    let other = Described {
        path: "/subscriptions/{subscriptionId}/shops/{store}/listKeys".to_owned(),
        ..reader_of("list_keys", "")
    };
    assert_eq!(
        found(vec![("stores", vec![key(), other])]),
        ["no operation reads the keys"]
    );
    // An operation of the same group is preferred.
    let groups = vec![
        ("others", vec![reader_of("list_keys", "/listKeys")]),
        ("stores", vec![key(), reader_of("fetch_keys", "/fetchKeys")]),
    ];
    assert_eq!(found(groups), ["single [] [] by fetch_keys"]);
    let git = vec![
        renewer("regenerate_key", "/git/regenerateKey"),
        reader_of("list_keys", "/listKeys"),
    ];
    assert_eq!(
        found(vec![("stores", git)]),
        ["no operation reads the keys of `git`"]
    );
    let named = vec![
        renewer("regenerate_key", "/keys/regenerateKey"),
        reader_of("list_keys", "/listKeys"),
    ];
    assert_eq!(
        found(vec![("stores", named)]),
        ["single [] [] by list_keys"]
    );
}
