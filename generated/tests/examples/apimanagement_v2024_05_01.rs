// Generated from the specs by `cargo run -p generator`; edits are lost.

//! The examples of the spec, as a test: requests are compared with those that the spec shows, and responses are read and written again.

use arm_runtime::examples::{Check, run};
use generated::apimanagement::v2024_05_01::{
    models, Client, TenantAccessListByServiceOptions,
};

/// The operations with their examples, as JSON.
pub const DATA: &str = include_str!("apimanagement_v2024_05_01.json");

/// A call of each operation and the types of its responses, by operationId.
#[allow(deprecated, reason = "deprecated operations are tried, too")]
pub const CHECKS: &[(&str, Check)] = &[
    (
        "TenantAccess_ListByService",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .list_by_service(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            Some(TenantAccessListByServiceOptions {
                                filter: it.optional("$filter")?,
                            }),
                        )
                        .into(),
                ),
            );
            it.response::<models::AccessInformationCollection>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccess_GetEntityTag",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .get_entity_tag(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccess_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .get(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::AccessInformationContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccess_Create",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .create(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                            &it.argument::<String>("If-Match")?,
                            it
                                .argument::<
                                    models::AccessInformationCreateParameters,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::AccessInformationContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccess_Update",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                            &it.argument::<String>("If-Match")?,
                            it
                                .argument::<
                                    models::AccessInformationUpdateParameters,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::AccessInformationContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccess_RegeneratePrimaryKey",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .regenerate_primary_key(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccess_RegenerateSecondaryKey",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .regenerate_secondary_key(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccess_ListSecrets",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_client()
                        .list_secrets(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::AccessInformationSecretsContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccessGit_RegeneratePrimaryKey",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_git_client()
                        .regenerate_primary_key(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantAccessGit_RegenerateSecondaryKey",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_access_git_client()
                        .regenerate_secondary_key(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it.argument::<models::AccessIdName>("accessName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantConfiguration_Deploy",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_configuration_client()
                        .deploy(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it
                                .argument::<
                                    models::ConfigurationIdName,
                                >("configurationName")?,
                            it
                                .argument::<
                                    models::DeployConfigurationParameters,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::OperationResultContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantConfiguration_Save",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_configuration_client()
                        .save(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it
                                .argument::<
                                    models::ConfigurationIdName,
                                >("configurationName")?,
                            it
                                .argument::<
                                    models::SaveConfigurationParameter,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::OperationResultContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantConfiguration_Validate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_configuration_client()
                        .validate(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it
                                .argument::<
                                    models::ConfigurationIdName,
                                >("configurationName")?,
                            it
                                .argument::<
                                    models::DeployConfigurationParameters,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::OperationResultContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "TenantConfiguration_GetSyncState",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .tenant_configuration_client()
                        .get_sync_state(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("serviceName")?,
                            it
                                .argument::<
                                    models::ConfigurationIdName,
                                >("configurationName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::TenantConfigurationSyncStateContract>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
];

#[test]
fn examples() -> Result<(), String> {
    run("generated::apimanagement::v2024_05_01", DATA, CHECKS)
}
