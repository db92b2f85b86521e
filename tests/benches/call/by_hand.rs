//! The same two operations written for azure_core, in the style of its own emitter.

use std::{collections::BTreeMap, sync::Arc};

use azure_core::{
    Result,
    credentials::TokenCredential,
    error::{CheckSuccessOptions, ErrorKind},
    http::{
        Body, ClientMethodOptions, ClientOptions, Method, Pipeline, PipelineSendOptions, Request,
        RequestContent, Response, Transport, Url, UrlExt,
        headers::{ACCEPT, CONTENT_TYPE},
        policies::auth::BearerTokenAuthorizationPolicy,
    },
    json::to_json,
    time::OffsetDateTime,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub struct Client {
    endpoint: Url,
    subscription_id: String,
    api_version: String,
    pipeline: Pipeline,
}

impl Client {
    pub fn new(
        endpoint: Url,
        subscription_id: &str,
        credential: Arc<dyn TokenCredential>,
        transport: Transport,
    ) -> Self {
        let policy = BearerTokenAuthorizationPolicy::new(
            credential,
            ["https://management.azure.com/.default"],
        );
        let options = ClientOptions {
            transport: Some(transport),
            ..ClientOptions::default()
        };
        let pipeline = Pipeline::new(
            Some("bench"),
            Some("1.0.0"),
            options,
            Vec::new(),
            vec![Arc::new(policy)],
            None,
        );
        Self {
            endpoint,
            subscription_id: subscription_id.to_owned(),
            api_version: "2023-04-01".to_owned(),
            pipeline,
        }
    }

    pub async fn get(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
        options: Option<ClientMethodOptions<'_>>,
    ) -> Result<Response<CommunicationServiceResource>> {
        let options = options.unwrap_or_default();
        let ctx = options.context.to_borrowed();
        let mut request = self.get_request(resource_group_name, communication_service_name)?;
        let response = self
            .pipeline
            .send(&ctx, &mut request, Some(success()))
            .await?;
        Ok(response.into())
    }

    pub fn get_request(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
    ) -> Result<Request> {
        check(resource_group_name, "resource_group_name")?;
        check(communication_service_name, "communication_service_name")?;
        let mut url = self.endpoint.clone();
        let mut path = String::from(
            "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}",
        );
        path = path.replace("{communicationServiceName}", communication_service_name);
        path = path.replace("{resourceGroupName}", resource_group_name);
        path = path.replace("{subscriptionId}", &self.subscription_id);
        url.append_path(&path);
        let mut query = url.query_builder();
        query.set_pair("api-version", &self.api_version);
        query.build();
        let mut request = Request::new(url, Method::Get);
        request.insert_header(ACCEPT, "application/json");
        Ok(request)
    }

    pub async fn regenerate_key(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
        parameters: RequestContent<RegenerateKeyParameters>,
        options: Option<ClientMethodOptions<'_>>,
    ) -> Result<Response<CommunicationServiceKeys>> {
        check(resource_group_name, "resource_group_name")?;
        check(communication_service_name, "communication_service_name")?;
        let options = options.unwrap_or_default();
        let ctx = options.context.to_borrowed();
        let mut url = self.endpoint.clone();
        let mut path = String::from(
            "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}/regenerateKey",
        );
        path = path.replace("{communicationServiceName}", communication_service_name);
        path = path.replace("{resourceGroupName}", resource_group_name);
        path = path.replace("{subscriptionId}", &self.subscription_id);
        url.append_path(&path);
        let mut query = url.query_builder();
        query.set_pair("api-version", &self.api_version);
        query.build();
        let mut request = Request::new(url, Method::Post);
        request.insert_header(ACCEPT, "application/json");
        request.insert_header(CONTENT_TYPE, "application/json");
        request.set_body(parameters);
        let response = self
            .pipeline
            .send(&ctx, &mut request, Some(success()))
            .await?;
        Ok(response.into())
    }
}

fn success() -> PipelineSendOptions {
    PipelineSendOptions {
        check_success: CheckSuccessOptions {
            success_codes: &[200],
        },
        ..Default::default()
    }
}

fn check(value: &str, name: &str) -> Result<()> {
    if value.is_empty() {
        let message = format!("parameter {name} cannot be empty");
        return Err(azure_core::Error::with_message(ErrorKind::Other, message));
    }
    Ok(())
}

pub fn body(key_type: Option<KeyType>) -> Result<Body> {
    let content: RequestContent<RegenerateKeyParameters> =
        RegenerateKeyParameters { key_type }.try_into()?;
    Ok(content.into())
}

macro_rules! model {
    ($name:ident { $($(#[$meta:meta])* $field:ident: $type:ty = $wire:literal,)* }) => {
        #[derive(Clone, Default, Deserialize, Serialize)]
        pub struct $name {
            $(#[serde(rename = $wire, skip_serializing_if = "Option::is_none")] $(#[$meta])* pub $field: Option<$type>,)*
        }
    };
}

macro_rules! text_enum {
    ($name:ident { $($variant:ident)* }) => {
        #[derive(Clone)]
        pub enum $name {
            $($variant,)*
            UnknownValue(String),
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Ok(match text.as_str() {
                    $(stringify!($variant) => Self::$variant,)*
                    _ => Self::UnknownValue(text),
                })
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(match self {
                    $(Self::$variant => stringify!($variant),)*
                    Self::UnknownValue(text) => text,
                })
            }
        }
    };
}

model!(CommunicationServiceKeys {
    primary_key: String = "primaryKey",
    secondary_key: String = "secondaryKey",
    primary_connection_string: String = "primaryConnectionString",
    secondary_connection_string: String = "secondaryConnectionString",
});
model!(RegenerateKeyParameters {
    key_type: KeyType = "keyType",
});
model!(CommunicationServiceResource {
    id: String = "id",
    name: String = "name",
    kind: String = "type",
    system_data: SystemData = "systemData",
    tags: BTreeMap<String, String> = "tags",
    location: String = "location",
    properties: CommunicationServiceProperties = "properties",
    identity: ManagedServiceIdentity = "identity",
});
model!(SystemData {
    created_by: String = "createdBy",
    created_by_type: CreatedByType = "createdByType",
    #[serde(default, with = "azure_core::time::rfc3339::option")]
    created_at: OffsetDateTime = "createdAt",
    last_modified_by: String = "lastModifiedBy",
    last_modified_by_type: CreatedByType = "lastModifiedByType",
    #[serde(default, with = "azure_core::time::rfc3339::option")]
    last_modified_at: OffsetDateTime = "lastModifiedAt",
});
model!(CommunicationServiceProperties {
    provisioning_state: ProvisioningState = "provisioningState",
    host_name: String = "hostName",
    data_location: String = "dataLocation",
    notification_hub_id: String = "notificationHubId",
    version: String = "version",
    immutable_resource_id: String = "immutableResourceId",
    linked_domains: Vec<String> = "linkedDomains",
});
model!(ManagedServiceIdentity {
    principal_id: String = "principalId",
    tenant_id: String = "tenantId",
    kind: ManagedServiceIdentityType = "type",
    user_assigned_identities: BTreeMap<String, UserAssignedIdentity> = "userAssignedIdentities",
});
model!(UserAssignedIdentity {
    principal_id: String = "principalId",
    client_id: String = "clientId",
});

text_enum!(KeyType { Primary Secondary });
text_enum!(CreatedByType { User Application ManagedIdentity Key });
text_enum!(ProvisioningState { Unknown Succeeded Failed Canceled Running Creating Updating Deleting Moving });
text_enum!(ManagedServiceIdentityType { None SystemAssigned UserAssigned });

impl TryFrom<RegenerateKeyParameters> for RequestContent<RegenerateKeyParameters> {
    type Error = azure_core::Error;

    fn try_from(value: RegenerateKeyParameters) -> Result<Self> {
        Ok(to_json(&value)?.into())
    }
}
