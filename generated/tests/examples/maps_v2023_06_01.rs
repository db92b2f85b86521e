// Generated from the specs by `cargo run -p generator`; edits are lost.

//! The examples of the spec, as a test: requests are compared with those that the spec shows, and responses are read and written again.

use arm_runtime::examples::{Check, run};
use generated::maps::v2023_06_01::{models, Client};

/// The operations with their examples, as JSON.
pub const DATA: &str = include_str!("maps_v2023_06_01.json");

/// A call of each operation and the types of its responses, by operationId.
#[allow(deprecated, reason = "deprecated operations are tried, too")]
pub const CHECKS: &[(&str, Check)] = &[
    (
        "Accounts_CreateOrUpdate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .create_or_update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            it.argument::<models::MapsAccount>("MapsAccount")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::MapsAccount>(200);
            it.response::<models::MapsAccount>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_Update",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            it
                                .argument::<
                                    models::MapsAccountUpdateParameters,
                                >("MapsAccountUpdateParameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::MapsAccount>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_Delete",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .delete(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .get(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::MapsAccount>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_ListByResourceGroup",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .list_by_resource_group(
                            &it.argument::<String>("resourceGroupName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::MapsAccounts>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_ListBySubscription",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .list_by_subscription()
                        .into(),
                ),
            );
            it.response::<models::MapsAccounts>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_ListSas",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .list_sas(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            it
                                .argument::<
                                    models::AccountSasParameters,
                                >("MapsAccountSasParameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::MapsAccountSasToken>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_ListKeys",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .list_keys(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::MapsAccountKeys>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Accounts_RegenerateKeys",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .accounts_client()
                        .regenerate_keys(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            it
                                .argument::<
                                    models::MapsKeySpecification,
                                >("keySpecification")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::MapsAccountKeys>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Creators_ListByAccount",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .creators_client()
                        .list_by_account(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::CreatorList>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Creators_CreateOrUpdate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .creators_client()
                        .create_or_update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            &it.argument::<String>("creatorName")?,
                            it.argument::<models::Creator>("CreatorResource")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::Creator>(200);
            it.response::<models::Creator>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Creators_Update",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .creators_client()
                        .update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            &it.argument::<String>("creatorName")?,
                            it
                                .argument::<
                                    models::CreatorUpdateParameters,
                                >("CreatorUpdateParameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::Creator>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Creators_Delete",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .creators_client()
                        .delete(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            &it.argument::<String>("creatorName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Creators_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .creators_client()
                        .get(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("accountName")?,
                            &it.argument::<String>("creatorName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::Creator>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Maps_ListOperations",
        |it| {
            it.send(
                &|it| Ok(Client::from(it.arm()?).maps_client().list_operations().into()),
            );
            it.response::<models::MapsOperations>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Maps_ListSubscriptionOperations",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .maps_client()
                        .list_subscription_operations()
                        .into(),
                ),
            );
            it.response::<models::MapsOperations>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
];

#[test]
fn examples() -> Result<(), String> {
    run("generated::maps::v2023_06_01", DATA, CHECKS)
}
