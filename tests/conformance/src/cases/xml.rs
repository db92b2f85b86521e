//! `xml-service.json`: XML bodies and responses. The comparison uses the JSON of the model.

use serde_json::{Value, json};
use xml_service::{Client, XmlClient, models::*};

use crate::table::{Table, model};

pub fn add(t: &mut Table) {
    let c = Client::new(t.credential(), t.options()).unwrap().xml_client();
    lists(t, &c);
    roots(t, &c);
    models(t, &c);
    storage(t, &c);
}

fn lists(t: &mut Table, c: &XmlClient) {
    let slides = json!([
        {"type": "all", "title": "Wake up to WonderWidgets!"},
        {"type": "all", "title": "Overview", "items": ["Why WonderWidgets are great", "", "Who buys WonderWidgets"]}
    ]);
    let show = json!({"title": "Sample Slide Show", "date": "Date of publication", "author": "Yours Truly", "slides": slides});
    t.gives("GetSimpleXML", c.get_simple(), show.clone());
    t.sends("PutSimpleXML", "PUT /xml/simple", c.put_simple(model::<Slideshow>(show)));
    t.gives("GetEmptyXMLList", c.get_empty_list(), json!({}));
    t.sends("PutEmptyXMLList", "PUT /xml/empty-list", c.put_empty_list(Slideshow { slides: Some(vec![]), ..Slideshow::default() }));
    let apples = json!({"GoodApples": ["Fuji", "Gala"], "BadApples": ["Red Delicious"]});
    t.gives("GetWrappedXMLList", c.get_wrapped_lists(), apples.clone());
    t.sends("PutWrappedXMLList", "PUT /xml/wrapped-lists", c.put_wrapped_lists(model::<AppleBarrel>(apples)));
    let none = json!({"GoodApples": [], "BadApples": []});
    t.gives("GetEmptyWrappedXMLList", c.get_empty_wrapped_lists(), none.clone());
    t.sends("PutEmptyWrappedXMLList", "PUT /xml/empty-wrapped-lists", c.put_empty_wrapped_lists(model::<AppleBarrel>(none)));
}

fn banana(name: &str, flavor: &str, expiration: &str) -> Value {
    json!({"name": name, "flavor": flavor, "expiration": expiration})
}

fn roots(t: &mut Table, c: &XmlClient) {
    let cavendish = banana("Cavendish", "Sweet", "2018-02-28T00:40:00.123Z");
    let two = json!([cavendish, banana("Plantain", "Savory", "2018-02-28T00:40:00.123Z")]);
    t.gives("GetXMLListAtRoot", c.get_root_list(), two.clone());
    t.sends("PutXMLListAtRoot", "PUT /xml/root-list", c.put_root_list(model::<Vec<Banana>>(two)));
    let one = json!([cavendish]);
    t.gives("GetXMLListAtRootSingle", c.get_root_list_single_item(), one.clone());
    t.sends("PutXMLListAtRootSingle", "PUT /xml/root-list-single-item", c.put_root_list_single_item(model::<Vec<Banana>>(one)));
    t.gives("GetEmptyXMLListAtRoot", c.get_empty_root_list(), json!([]));
    t.sends("PutEmptyXMLListAtRoot", "PUT /xml/empty-root-list", c.put_empty_root_list(Vec::<Banana>::new()));
    let unknown = banana("Unknown Banana", "", "2012-02-24T00:53:52.789Z");
    t.gives("GetXMLEmptyNode", c.get_empty_child_element(), unknown.clone());
    t.sends("PutXMLEmptyNode", "PUT /xml/empty-child-element", c.put_empty_child_element(model::<Banana>(unknown)));
}

fn models(t: &mut Table, c: &XmlClient) {
    let root = json!({"RefToModel": {"ID": "myid"}, "Something": "else"});
    t.gives("GetRootWithRefAndNoMetaXML", c.get_complex_type_ref_no_meta(), root.clone());
    t.sends("PutRootWithRefAndNoMetaXML", "PUT /xml/complex-type-ref-no-meta", c.put_complex_type_ref_no_meta(model::<RootWithRefAndNoMeta>(root.clone())));
    t.gives("GetRootWithRefAndMetaXML", c.get_complex_type_ref_with_meta(), root.clone());
    t.sends("PutRootWithRefAndMetaXML", "PUT /xml/complex-type-ref-with-meta", c.put_complex_type_ref_with_meta(model::<RootWithRefAndMeta>(root)));
    t.gives("GetWithXMsText", c.get_xms_text(), json!({"language": "english", "content": "I am text"}));
    let bytes = json!({"Bytes": "SGVsbG8gd29ybGQ="});
    t.gives("XmlGetBytes", c.get_bytes(), bytes.clone());
    t.sends("XmlPutBytes", "PUT /xml/bytes", c.put_binary(model::<ModelWithByteProperty>(bytes)));
    let url = json!({"Url": "https://myaccount.blob.core.windows.net/"});
    t.gives("XmlGetUrl", c.get_uri(), url.clone());
    t.sends("XmlPutUrl", "PUT /xml/url", c.put_uri(model::<ModelWithUrlProperty>(url)));
    t.sends("jsonInputInXMLSwagger", "PUT /xml/jsoninput", c.json_input(model::<JsonInput>(json!({"id": 42}))));
    t.gives("jsonOutputInXMLSwagger", c.json_output(), json!({"id": 42}));
}

fn storage(t: &mut Table, c: &XmlClient) {
    let container = |name: &str, etag: &str| json!({"Name": name, "Properties": {"Last-Modified": "Wed, 26 Oct 2016 20:39:39 GMT", "Etag": etag}});
    let mut containers = [container("audio", "0x8CACB9BD7C6B1B2"), container("images", "0x8CACB9BD7C1EEEC"), container("textfiles", "0x8CACB9BD7BACAC3")];
    containers[0]["Properties"]["PublicAccess"] = json!("container");
    let list = json!({"ServiceEndpoint": "https://myaccount.blob.core.windows.net/", "MaxResults": 3, "Containers": containers, "NextMarker": "video"});
    t.gives("StorageListContainersXML", c.list_containers(), list);
    t.reads("StorageListBlobsXML", c.list_blobs(), |list: ListBlobsResponse| blobs(&list));
    let retention = json!({"Enabled": true, "Days": 7});
    let metrics = |apis: bool| json!({"Version": "1.0", "Enabled": true, "IncludeAPIs": apis, "RetentionPolicy": retention});
    let logging = json!({"Version": "1.0", "Delete": true, "Read": false, "Write": true, "RetentionPolicy": retention});
    let properties = json!({"Logging": logging, "HourMetrics": metrics(false), "MinuteMetrics": metrics(true)});
    t.gives("StorageGetServicePropertiesXML", c.get_service_properties(), properties.clone());
    t.sends("StoragePutServicePropertiesXML", "PUT /xml/?comp=properties&restype=service", c.put_service_properties(model::<StorageServiceProperties>(properties)));
    let policy = json!({"Start": "2009-09-28T08:49:37.123Z", "Expiry": "2009-09-29T08:49:37.123Z", "Permission": "rwd"});
    let acls = json!([{"Id": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=", "AccessPolicy": policy}]);
    t.gives("StorageGetContainerACLXML", c.get_acls(), acls.clone());
    t.sends("StoragePutContainerACLXML", "PUT /xml/mycontainer?comp=acl&restype=container", c.put_acls(model::<Vec<SignedIdentifier>>(acls)));
}

/// The first and the last of the five blobs, and the elements around them.
fn blobs(list: &ListBlobsResponse) -> crate::table::Check {
    let mut found = serde_json::to_value(list).map_err(|error| error.to_string())?;
    let blobs = found["Blobs"]["Blob"].take();
    let count = blobs.as_array().map(Vec::len);
    let name = "https://myaccount.blob.core.windows.net/mycontainer";
    let wanted = json!([{"ContainerName": name, "Blobs": {"Blob": null}, "NextMarker": ""}, 5, first_blob(), last_blob()]);
    crate::table::alike(&json!([found, count, blobs[0], blobs[4]]), &wanted)
}

fn first_blob() -> Value {
    json!({
        "Name": "blob1.txt",
        "Properties": {
            "Last-Modified": "Wed, 09 Sep 2009 09:20:02 GMT", "Etag": "0x8CBFF45D8A29A19", "Content-Length": 100, "Content-Type": "text/html",
            "Content-Encoding": "", "Content-Language": "en-US", "Content-MD5": "", "Cache-Control": "no-cache", "BlobType": "BlockBlob", "LeaseStatus": "unlocked"
        },
        "Metadata": {"Color": "blue", "BlobNumber": "01", "SomeMetadataName": "SomeMetadataValue"}
    })
}

fn last_blob() -> Value {
    json!({
        "Name": "blob3.txt",
        "Properties": {
            "Last-Modified": "Wed, 09 Sep 2009 09:20:03 GMT", "Etag": "0x8CBFF45D911FADF", "Content-Length": 16384, "Content-Type": "image/jpeg",
            "Content-Encoding": "", "Content-Language": "", "Content-MD5": "", "Cache-Control": "", "x-ms-blob-sequence-number": 3, "BlobType": "PageBlob", "LeaseStatus": "locked"
        },
        "Metadata": {"Color": "yellow", "BlobNumber": "03", "SomeMetadataName": "SomeMetadataValue"}
    })
}
