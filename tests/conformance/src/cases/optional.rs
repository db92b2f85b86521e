//! `required-optional.json`: optional values. Required values are enforced by types and cannot be omitted here.

use arm_runtime::Bytes;
use required_optional::{models::*, *};
use serde_json::json;

use crate::table::{Fails, Table};

pub fn add(t: &mut Table) {
    let client = Client::new(t.credential(), t.options()).unwrap();
    let c = client.implicit_client();
    t.sends("OptionalImplicitQuery", "PUT /reqopt/implicit/optional/query", c.put_optional_query(None));
    t.sends("OptionalImplicitHeader", "PUT /reqopt/implicit/optional/header", c.put_optional_header(None));
    t.sends("OptionalImplicitBody", "PUT /reqopt/implicit/optional/body", c.put_optional_body(None::<&String>));
    t.sends("ImplicitOptionalBinaryBody", "PUT /reqopt/implicit/optional/binary-body", c.put_optional_binary_body(None::<&Bytes>));
    t.sends("OptionalGlobalQuery", "GET /reqopt/global/optional/query", c.get_optional_global_query(None));

    let c = client.explicit_client();
    t.sends("ExplicitOptionalBinaryBody", "PUT /reqopt/explicit/optional/binary-body", c.put_optional_binary_body(None::<&Bytes>));
    t.sends("ExplicitRequiredBinaryBody", "PUT /reqopt/explicit/required/binary-body", c.put_required_binary_body(Bytes::from_static(b"hello")));
    let post = |path: &str| format!("POST /reqopt/optional/{path}");
    t.sends(["GeneralOptional", "OptionalIntegerParameter"], &post("integer/parameter"), c.post_optional_integer_parameter(None::<&i64>));
    t.sends(["GeneralOptional", "OptionalIntegerProperty"], &post("integer/property"), c.post_optional_integer_property(IntOptionalWrapper::default()));
    t.sends(["GeneralOptional", "OptionalIntegerHeader"], &post("integer/header"), c.post_optional_integer_header(None));
    t.sends(["GeneralOptional", "OptionalStringParameter"], &post("string/parameter"), c.post_optional_string_parameter(None::<&String>));
    t.sends(["GeneralOptional", "OptionalStringProperty"], &post("string/property"), c.post_optional_string_property(StringOptionalWrapper::default()));
    t.sends(["GeneralOptional", "OptionalStringHeader"], &post("string/header"), c.post_optional_string_header(None));
    t.sends(["GeneralOptional", "OptionalClassParameter"], &post("class/parameter"), c.post_optional_class_parameter(None::<&Product>));
    t.sends(["GeneralOptional", "OptionalClassProperty"], &post("class/property"), c.post_optional_class_property(ClassOptionalWrapper::default()));
    t.sends(["GeneralOptional", "OptionalArrayParameter"], &post("array/parameter"), c.post_optional_array_parameter(None::<&Vec<String>>));
    t.sends(["GeneralOptional", "OptionalArrayProperty"], &post("array/property"), c.post_optional_array_property(ArrayOptionalWrapper::default()));
    t.sends(["GeneralOptional", "OptionalArrayHeader"], &post("array/header"), c.post_optional_array_header(None));
    // An empty value of a required path parameter is not sent.
    t.fails([], client.implicit_client().get_required_path(""), Fails::Saying("must not be empty")).over(&[]);
    t.fails([], client.implicit_client().get_required_global_path(""), Fails::Saying("must not be empty")).over(&[]);
    flattened(t);
}

/// `model-flattening.json`: models are not flattened.
fn flattened(t: &mut Table) {
    use arm_runtime::Map;
    use model_flattening::{Client, models::*};

    use crate::table::model;

    let c = Client::new(t.credential(), t.options()).unwrap();
    let full = |n: u32| {
        json!({"id": n.to_string(), "location": "Building 44", "name": format!("Resource{n}"), "type": "Microsoft.Web/sites", "tags": {"tag1": "value1", "tag2": "value3"},
            "properties": {"provisioningState": "Succeeded", "provisioningStateValues": "OK", "p.name": format!("Product{n}"), "type": "Flat"}})
    };
    let located = |n: u32| json!({"id": n.to_string(), "name": format!("Resource{n}"), "location": "Building 44"});
    let bare = |n: u32| json!({"id": n.to_string(), "name": format!("Resource{n}")});
    t.gives("getModelFlattenArray", c.get_array(), json!([full(1), located(2), bare(3)]));
    t.gives("getModelFlattenDictionary", c.get_dictionary(), json!({"Product1": full(1), "Product2": located(2), "Product3": bare(3)}));
    t.gives(
        "getModelFlattenResourceCollection",
        c.get_resource_collection(),
        json!({"dictionaryofresources": {"Product1": full(1), "Product2": located(2), "Product3": bare(3)}, "arrayofresources": [full(4), located(5), bare(6)], "productresource": located(7)}),
    );

    let tags = || json!({"tag1": "value1", "tag2": "value3"});
    let resources = model::<Vec<Resource>>(json!([{"location": "West US", "tags": tags()}, {"location": "Building 44"}]));
    t.sends("putModelFlattenArray", "PUT /model-flatten/array", c.put_array(&resources));
    let named = |name: &str| json!({"p.name": name, "type": "Flat"});
    let map = json!({"Resource1": {"location": "West US", "tags": tags(), "properties": named("Product1")}, "Resource2": {"location": "Building 44", "properties": named("Product2")}});
    t.sends("putModelFlattenDictionary", "PUT /model-flatten/dictionary", c.put_dictionary(model::<Map<FlattenedProduct>>(map.clone())));
    let collection = json!({"arrayofresources": [{"location": "West US", "tags": tags(), "properties": named("Product1")}, {"location": "East US", "properties": named("Product2")}],
        "dictionaryofresources": map, "productresource": {"location": "India", "properties": named("Azure")}});
    t.sends("putModelFlattenResourceCollection", "PUT /model-flatten/resourcecollection", c.put_resource_collection(model::<ResourceCollection>(collection)));
    let product =
        |image: serde_json::Value| json!({"base_product_id": "123", "base_product_description": "product description", "details": {"max_product_display_name": "max name", "max_product_capacity": "Large", "max_product_image": image}});
    let derived = product(json!({"@odata.value": "http://foo", "generic_value": "https://generic"}));
    t.gives("putModelFlattenCustomBase", c.put_simple_product(model::<SimpleProduct>(derived.clone())), derived);
    let plain = product(json!({"@odata.value": "http://foo"}));
    t.gives("postModelFlattenCustomParameter", c.post_flattened_simple_product(model::<SimpleProduct>(plain.clone())), plain.clone());
    t.gives("putModelFlattenCustomGroupedParameter", c.put_simple_product_with_grouping("groupproduct", model::<SimpleProduct>(plain.clone())), plain);
}
