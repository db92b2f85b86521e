// Generated from the specs by `cargo run -p generator`; edits are lost.

//! The examples of the spec, as a test: requests are compared with those that the spec shows, and responses are read and written again.

use arm_runtime::examples::{Check, run};
use generated::communication::v2023_04_01::{models, Client};

/// The operations with their examples, as JSON.
pub const DATA: &str = include_str!("communication_v2023_04_01.json");

/// A call of each operation and the types of its responses, by operationId.
#[allow(deprecated, reason = "deprecated operations are tried, too")]
pub const CHECKS: &[(&str, Check)] = &[
    (
        "CommunicationServices_CheckNameAvailability",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
                        .check_name_availability(
                            it
                                .argument::<
                                    models::NameAvailabilityParameters,
                                >("nameAvailabilityParameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::CheckNameAvailabilityResponse>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationServices_LinkNotificationHub",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
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
        "CommunicationServices_ListBySubscription",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
                        .list_by_subscription()
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceResourceList>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationServices_ListByResourceGroup",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
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
        "CommunicationServices_Update",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
                        .update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                            it
                                .argument::<
                                    models::CommunicationServiceResourceUpdate,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::CommunicationServiceResource>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "CommunicationServices_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
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
        "CommunicationServices_CreateOrUpdate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
                        .create_or_update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("communicationServiceName")?,
                            it
                                .argument::<
                                    models::CommunicationServiceResource,
                                >("parameters")?,
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
        "CommunicationServices_Delete",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
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
        "CommunicationServices_ListKeys",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
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
        "CommunicationServices_RegenerateKey",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .communication_services_client()
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
        "Domains_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .domains_client()
                        .get(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::DomainResource>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Domains_CreateOrUpdate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .domains_client()
                        .create_or_update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                            it.argument::<models::DomainResource>("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::DomainResource>(200);
            it.response::<models::DomainResource>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Domains_Delete",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .domains_client()
                        .delete(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Domains_Update",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .domains_client()
                        .update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                            it
                                .argument::<
                                    models::UpdateDomainRequestParameters,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::DomainResource>(200);
            it.response::<models::DomainResource>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Domains_ListByEmailServiceResource",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .domains_client()
                        .list_by_email_service_resource(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::DomainResourceList>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Domains_InitiateVerification",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .domains_client()
                        .initiate_verification(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                            it.argument::<models::VerificationParameter>("parameters")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "Domains_CancelVerification",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .domains_client()
                        .cancel_verification(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                            it.argument::<models::VerificationParameter>("parameters")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "EmailServices_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .email_services_client()
                        .get(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::EmailServiceResource>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "EmailServices_CreateOrUpdate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .email_services_client()
                        .create_or_update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            it.argument::<models::EmailServiceResource>("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::EmailServiceResource>(200);
            it.response::<models::EmailServiceResource>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "EmailServices_Delete",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .email_services_client()
                        .delete(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "EmailServices_Update",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .email_services_client()
                        .update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            it
                                .argument::<
                                    models::EmailServiceResourceUpdate,
                                >("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::EmailServiceResource>(200);
            it.response::<models::EmailServiceResource>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "EmailServices_ListBySubscription",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .email_services_client()
                        .list_by_subscription()
                        .into(),
                ),
            );
            it.response::<models::EmailServiceResourceList>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "EmailServices_ListByResourceGroup",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .email_services_client()
                        .list_by_resource_group(
                            &it.argument::<String>("resourceGroupName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::EmailServiceResourceList>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "EmailServices_ListVerifiedExchangeOnlineDomains",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .email_services_client()
                        .list_verified_exchange_online_domains()
                        .into(),
                ),
            );
            it.response::<Vec<String>>(200);
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
    (
        "SenderUsernames_ListByDomains",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .sender_usernames_client()
                        .list_by_domains(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::SenderUsernameResourceCollection>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "SenderUsernames_Get",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .sender_usernames_client()
                        .get(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                            &it.argument::<String>("senderUsername")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::SenderUsernameResource>(200);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "SenderUsernames_CreateOrUpdate",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .sender_usernames_client()
                        .create_or_update(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                            &it.argument::<String>("senderUsername")?,
                            it.argument::<models::SenderUsernameResource>("parameters")?,
                        )
                        .into(),
                ),
            );
            it.response::<models::SenderUsernameResource>(200);
            it.response::<models::SenderUsernameResource>(201);
            it.other_responses::<models::ErrorResponse>();
        },
    ),
    (
        "SenderUsernames_Delete",
        |it| {
            it.send(
                &|it| Ok(
                    Client::from(it.arm()?)
                        .sender_usernames_client()
                        .delete(
                            &it.argument::<String>("resourceGroupName")?,
                            &it.argument::<String>("emailServiceName")?,
                            &it.argument::<String>("domainName")?,
                            &it.argument::<String>("senderUsername")?,
                        )
                        .into(),
                ),
            );
            it.other_responses::<models::ErrorResponse>();
        },
    ),
];

#[test]
fn examples() -> Result<(), String> {
    run("generated::communication::v2023_04_01", DATA, CHECKS)
}
