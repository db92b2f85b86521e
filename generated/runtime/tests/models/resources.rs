//! The common properties of resources of any model.

use arm_runtime::{DateTime, JsonMap, Map, Resource, Secret, fields, model, union};

use crate::fixture::{Circle, KeyType};

pub struct Site {
    pub id: Option<String>,
    pub name: Option<String>,
    pub r#type: Option<String>,
    pub location: Option<String>,
    pub etag: Option<String>,
    pub tags: Option<Map<String>>,
    pub created: Option<DateTime>,
    pub key: Option<Secret>,
    pub key_type: Option<KeyType>,
    pub dotted: Option<String>,
    pub inner: Option<Inner>,
}
fields!(Site: Default as "kind" = "Site" {
    0: id = "id",
    1: name = "name",
    2: r#type = "type",
    3: location = "location",
    4: etag = "eTag",
    5: tags = "tags",
    6: created = "created",
    7: key = "key",
    8: key_type = "keyType",
    9: dotted = "odata.kind",
    10: inner = "properties",
});

pub struct Inner {
    pub state: Option<String>,
}
fields!(Inner: Default { 0: state = "provisioningState" });

pub enum Any {
    Site(Box<Site>),
    UnknownValue(JsonMap),
}
union!(Any "kind" { Site(Site): "Site" });

fn site() -> Site {
    model!(Site {
        id: "/subscriptions/s",
        name: "n",
        r#type: "Microsoft.Web/sites",
        location: "westeurope",
        etag: "W/1",
        tags: [("team", "web"), ("env", "prod")],
        created: "2024-01-01T00:00:00Z".parse::<DateTime>().unwrap(),
        key: "s3cret",
        key_type: KeyType::UnknownValue("Third".to_owned()),
        dotted: "d",
        inner: model!(Inner { state: "Succeeded" }),
    })
}

#[test]
fn each_property_is_found_by_its_name_in_the_spec() {
    let site = site();
    let resource = Resource::of(&site);
    assert_eq!(resource.id(), Some("/subscriptions/s"));
    assert_eq!(resource.name(), Some("n"));
    assert_eq!(resource.resource_type(), Some("Microsoft.Web/sites"));
    assert_eq!(resource.location(), Some("westeurope"));
    assert_eq!(resource.etag(), Some("W/1"));
    assert_eq!(resource.tags(), [("env", "prod"), ("team", "web")]);
    let table = [
        ("created", Some("2024-01-01T00:00:00Z")),
        ("KEYTYPE", Some("Third")),
        ("odata.kind", Some("d")),
        ("properties.provisioningState", Some("Succeeded")),
        ("properties.other", None),
        ("name.other", None),
        ("other", None),
        // Secrets and objects are not returned as text.
        ("key", None),
        ("properties", None),
    ];
    for (path, expected) in table {
        assert_eq!(resource.text(path), expected, "{path}");
    }
    assert_eq!(
        format!("{resource:?}"),
        r#"Resource { id: Some("/subscriptions/s") }"#
    );
}

#[test]
fn a_union_has_the_properties_of_its_subtype() {
    let known = Any::Site(Box::new(site()));
    assert_eq!(Resource::of(&known).name(), Some("n"));
    let unknown = Any::UnknownValue(JsonMap::new());
    assert_eq!(Resource::of(&unknown).name(), None);
}

#[test]
fn what_a_model_lacks_is_none() {
    let circle = model!(Circle { radius: 1.0 });
    let resource = Resource::of(&circle);
    assert_eq!((resource.id(), resource.tags()), (None, Vec::new()));
    assert_eq!(Resource::of(&"text".to_owned()).id(), None);
}
