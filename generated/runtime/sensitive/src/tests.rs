mod tables;

use super::*;

#[test]
fn names_of_secrets() {
    for name in [
        "password",
        "adminPassword",
        "adminpassword",
        "PASSWORD",
        "primaryKey",
        "primaryKey1",
        "key2PrimaryKey",
        "access_key",
        "sharedaccesskey",
        "connectionString",
        "aliasPrimaryConnectionString",
        "connectionstrings",
        "sasToken",
        "sas",
        "accessSAS",
        "SASKey",
        "token",
        "endpointUrlWithToken",
        "pfx",
        "pfxBlob",
        "kubeConfig",
        "kubeconfig",
        "activationKey",
        "callbackUrl",
        "secretValue",
        "privateKeyPem",
        "clientSecret",
        "clientsecret",
        "x-api-key",
        "Ocp-Apim-Subscription-Key",
        "sig",
        "protectedSettings",
        "passwords",
        "customData",
        "key1",
        "validationKey",
        "extensionKey2",
        "sasUris",
        "sasContainerUri",
        "webHookUrl",
        "uploadUrl",
        "credentialsJson",
        "sensitiveValue",
        "servicePrincipalKey",
    ] {
        assert!(is_secret_name(name), "{name}");
    }
    for name in [
        "skipToken",
        "partitionKey1",
        "$skipToken",
        "continuationToken",
        "nextToken",
        "syncToken",
        "validationToken",
        "publicKey",
        "keyName",
        "secretName",
        "secretUri",
        "passwordPolicy",
        "tokenType",
        "hasSecret",
        "key",
        "value",
        "keyVaultId",
        "partitionKey",
        "maxTokens",
        "promptTokens",
        "name",
        "",
        "id",
    ] {
        assert!(!is_secret_name(name), "{name}");
    }
}

#[test]
fn operations_that_hand_out_secrets() {
    let certain = Some(Evidence::Certain);
    for (group, name, path) in [
        (
            "StorageAccounts",
            "ListKeys",
            "/storageAccounts/{a}/listKeys",
        ),
        (
            "ManagedClusters",
            "ListClusterAdminCredentials",
            "/listClusterAdminCredential",
        ),
        (
            "WebApps",
            "ListConnectionStringsSlot",
            "/config/connectionstrings/list",
        ),
        (
            "WebApps",
            "ListPublishingProfileXmlWithSecrets",
            "/publishxml",
        ),
        ("Workflows", "ListCallbackUrl", "/listCallbackUrl"),
        ("X", "Do", "/config/publishingcredentials/list/../listkeys"),
        ("User", "GetSharedAccessToken", "/users/{u}/token"),
        ("", "GetSecret", "/secrets/{name}"),
        ("X", "GetKeysForY", "/y"),
    ] {
        assert_eq!(
            operation(group, name, path),
            certain,
            "{group} {name} {path}"
        );
    }
    for (group, name) in [
        ("AdminKeys", "Get"),
        ("QueryKeys", "Create"),
        ("Secrets", "CreateOrUpdate"),
    ] {
        assert_eq!(
            operation(group, name, "/x"),
            Some(Evidence::Likely),
            "{group} {name}"
        );
    }
    for (group, name, path) in [
        ("SshPublicKeys", "Get", "/sshPublicKeys/{n}"),
        ("Vaults", "ListByKeyVault", "/x"),
        ("X", "ListPartitionKeys", "/listPartitionKeys"),
        ("Tables", "Get", "/x"),
        ("KeyVaults", "List", "/keyVaults"),
    ] {
        assert_eq!(operation(group, name, path), None, "{group} {name} {path}");
    }
}

#[test]
fn what_is_shown_beside_secrets() {
    for name in [
        "keyName",
        "id",
        "permissions",
        "creationTime",
        "expiry",
        "vaultUri",
        "username",
        "nextLink",
        "language",
        "labelReferenceInStreamingPolicy",
        "expiresIn",
        "secretNameInVault",
    ] {
        assert!(is_harmless(name), "{name}");
    }
    for name in [
        "value",
        "primaryKey",
        "scmUri",
        "key",
        "sig",
        "password",
        "redirectUri",
        "logLink",
        "valueInBase64",
        "payloadForPolicy",
    ] {
        assert!(!is_harmless(name), "{name}");
    }
}

#[test]
fn urls_of_webhooks_are_secret() {
    for (of, name) in [
        ("WebhookReceiver", "serviceUri"),
        ("WebhookCreateParameters", "customHeaders"),
        ("CallbackConfig", "serviceUri"),
        (
            "WebHookEventSubscriptionDestinationProperties",
            "endpointUrl",
        ),
        ("WebhookAction", "uri"),
        ("CertificateCreateOrUpdateProperties", "base64Value"),
        ("SslConfiguration", "key"),
    ] {
        assert!(is_value_of(of, name), "{of}.{name}");
    }
    for (of, name) in [
        (
            "WebHookEventSubscriptionDestinationProperties",
            "endpointBaseUrl",
        ),
        ("Webhook", "identifierUri"),
        ("Webhook", "azureActiveDirectoryApplicationIdOrUri"),
        ("Webhook", "status"),
        ("Receiver", "serviceUri"),
        ("Hash", "base64Value"),
    ] {
        assert!(!is_value_of(of, name), "{of}.{name}");
    }
    let hook = "The URI where webhooks should be sent.";
    assert!(is_described_as_secret("serviceUri", hook));
    assert!(is_described_as_secret("callingWebHook", "For calls."));
    assert!(!is_described_as_secret("endpointBaseUrl", hook));
    assert!(!is_described_as_secret("webhookName", hook));
}

#[test]
fn hosts_of_azure_resource_manager() {
    for (host, expected) in [
        ("management.azure.com", true),
        ("Management.Azure.com", true),
        ("management.azure.com:443", true),
        ("management.core.usgovcloudapi.net", true),
        ("management.core.chinacloudapi.cn", true),
        ("management.core.cloudapi.de", true),
        ("adminmanagement.local.azurestack.external", true),
        ("management.azure.com.example", false),
        ("amanagement.azure.com", false),
        ("azure.com", false),
        ("management.", false),
        ("", false),
    ] {
        assert_eq!(is_arm_host(host), expected, "{host}");
    }
}
