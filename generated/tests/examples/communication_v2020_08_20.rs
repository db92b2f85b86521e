// Generated from the specs by `cargo run -p generator`; edits are lost.

//! The examples of the spec, as a test: requests are compared with those that the spec shows, and responses are read and written again.

use arm_runtime::examples::{Check, run};
use generated::communication::v2020_08_20::{models, Client};

/// The operations with their examples, as JSON.
pub const DATA: &str = include_str!("communication_v2020_08_20.json");

/// A call of each operation and the types of its responses, by operationId.
#[allow(deprecated, reason = "deprecated operations are tried, too")]
pub const CHECKS: &[(&str, Check)] = &[
    (
        "CommunicationService_CheckNameAvailability",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .check_name_availability(
                            it
                                .optional::<
                                    models::NameAvailabilityParameters,
                                >("nameAvailabilityParameters")?
                                .as_ref(),
                        )
                        .into(),
                ),
            );
            it.response::<models::NameAvailability>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_LinkNotificationHub",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .link_notification_hub(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                            it
                                .optional::<
                                    models::LinkNotificationHubParameters,
                                >("linkNotificationHubParameters")?
                                .as_ref(),
                        )
                        .into(),
                ),
            );
            it.response::<models::LinkedNotificationHub>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_ListBySubscription",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .list_by_subscription()
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceResourceList>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_ListByResourceGroup",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .list_by_resource_group(
                            &it.argument::<String>("resourceGroupName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceResourceList>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_Update",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                            it
                                .optional::<
                                    models::CommunicationServiceResource,
                                >("parameters")?
                                .as_ref(),
                        )
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceResource>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .get(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceResource>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_CreateOrUpdate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .create_or_update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                            it
                                .optional::<
                                    models::CommunicationServiceResource,
                                >("parameters")?
                                .as_ref(),
                        )
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceResource>(200);
            it.response::<models::CommunicationServiceResource>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_Delete",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .delete(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_ListKeys",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .list_keys(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceKeys>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationService_RegenerateKey",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_service_client()
                        .regenerate_key(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                            it.argument::<models::RegenerateKeyParameters>("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceKeys>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Operations_List",
        |it| {
            it.send(&|it| Ok(Client::from(it.arm()?).operations_client().list().into()));
            it.response::<models::OperationListResult>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
];

#[test]
fn examples() -> Result<(), String> {
    run("generated::communication::v2020_08_20", DATA, CHECKS)
}
