//! Descriptions with few operations.

use arm_runtime::{Bytes, Text};
use serde_json::json;

use crate::table::{Fails, Table, model, same};

pub fn add(t: &mut Table) {
    additional_properties(t);
    files(t);
    constants(t);
    hosts(t);
    enums(t);
    objects(t);
    secrets(t);
    errors(t);
    media_types(t);
    reserved_words(t);
    forms(t);
}

fn additional_properties(t: &mut Table) {
    use additionalproperties::{Client, models::*};
    let c = Client::new(t.credential(), t.options()).unwrap().pets_client();
    let puppy = || json!({"id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}});
    let echoed = |sent: &serde_json::Value| {
        let mut echoed = sent.clone();
        echoed["status"] = json!(true);
        echoed
    };
    t.gives("additionalPropertiesTrue", c.create_ap_true(model::<PetApTrue>(puppy())), echoed(&puppy()));
    let lisa = json!({"id": 1, "name": "Lisa", "friendly": true, "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}});
    t.gives("additionalPropertiesSubclass", c.create_cat_ap_true(model::<CatApTrue>(lisa.clone())), echoed(&lisa));
    let hira = json!({"id": 2, "name": "Hira", "siblings": [puppy()], "picture": "//////4="});
    t.gives("additionalPropertiesTypeObject", c.create_ap_object(model::<PetApObject>(hira.clone())), echoed(&hira));
    let tommy = json!({"id": 3, "name": "Tommy", "color": "red", "weight": "10 kg", "city": "Bombay"});
    t.gives("additionalPropertiesTypeString", c.create_ap_string(model::<PetApString>(tommy.clone())), echoed(&tommy));
    let sizes = json!({"height": 5.61, "weight": 599, "footsize": 11.5});
    let bunny = json!({"id": 4, "name": "Bunny", "additionalProperties": sizes});
    t.gives("additionalPropertiesInProperties", c.create_ap_in_properties(model::<PetApInProperties>(bunny.clone())), echoed(&bunny));
    let funny = json!({"id": 5, "name": "Funny", "@odata.location": "westus", "additionalProperties": sizes, "color": "red", "city": "Seattle", "food": "tikka masala"});
    t.gives("additionalPropertiesInPropertiesWithAPTypeString", c.create_ap_in_properties_with_ap_string(model::<PetApInPropertiesWithApString>(funny.clone())), echoed(&funny));
}

fn files(t: &mut Table) {
    let c = body_file::Client::new(t.credential(), t.options()).unwrap().files_client();
    t.reads("FileStreamNonempty", c.get_file(), |found: Bytes| same(&(&found[..8], found.len()), &(&b"\x89PNG\r\n\x1a\n"[..], 8725)));
    t.reads("FileStreamEmpty", c.get_empty_file(), |found: Bytes| same(&found.len(), &0));
    let client = body_binary::Client::new(t.credential(), t.options()).unwrap();
    t.sends("BodyBinaryFile", "POST /binary/file", client.upload_client().file(Bytes::from_static(br#"{"more":"cowbell"}"#)));
    t.sends("BodyBinaryOctet", "PUT /binary/octet", client.upload_client().binary(Bytes::from_static(b"\xff\xfe\xfd")));
    t.fails("BodyBinaryError", client.download_client().error_stream(), Fails::Saying("I failed on purpose"));
}

fn constants(t: &mut Table) {
    use constants::models::ContantsPutClientConstantsQueryConstant as Query;
    let c = constants::Client::new(t.credential(), t.options()).unwrap().contants_client();
    t.sends("ConstantClientProperties", "PUT /constants/clientConstants/path?query-constant=100", c.put_client_constants(true, Query::V100));
    let c = validation::Client::new("subscription", t.credential(), t.options()).unwrap();
    t.sends("ConstantsInPath", "GET /validation/constantsInPath/constant/value", c.get_with_constant_in_path());
    let product = json!({"display_names": ["a"], "constString": "constant", "constInt": 0, "child": {"constProperty": "constant"}, "constChild": {"constProperty": "constant", "constProperty2": "constant2"}});
    t.gives("ConstantsInBody", c.post_with_constant_in_body(model::<validation::models::Product>(product.clone())), product);
    let c = client_enum::Client::new(t.credential(), t.options()).unwrap();
    t.sends("ClientWithEnumParam", "HEAD /clientEnum/head", c.head());
}

fn hosts(t: &mut Table) {
    let (account, host) = t.authority().split_at(5);
    let (account, host, endpoint) = (account.to_owned(), host.to_owned(), format!("http://{}", t.authority()));
    let c = custom_baseurl::Client::from(t.unsigned(None, &[("accountName", &account), ("host", &host)])).paths_client();
    t.sends("CustomBaseUri", "GET /customuri", c.get_empty());
    let c = custom_baseurl_more_options::Client::from(t.unsigned(Some("test12"), &[("vault", &format!("http://{account}")), ("secret", &host[..3]), ("dnsSuffix", &host[3..])])).paths_client();
    let options = custom_baseurl_more_options::PathsGetEmptyOptions { key_version: Some("v1".to_owned()) };
    t.sends("CustomBaseUriMoreOptions", "GET /customuri/test12/key1?keyVersion=v1", c.get_empty("key1", Some(options)));
    let c = parameterized_endpoint::Client::from(t.unsigned(None, &[("endpoint", &endpoint)]));
    t.sends("GetParameterizedHostWithNameEndpoint", "GET /parameterizedEndpoint/get", c.get());
}

fn enums(t: &mut Table) {
    use extensible_enums_swagger::models::*;
    let c = extensible_enums_swagger::Client::new(t.credential(), t.options()).unwrap().pet_client();
    t.reads("expectedEnum", c.get_by_pet_id("tommy"), |found: Pet| same(&found.days_of_week, &Some(DaysOfWeekExtensibleEnum::Monday)));
    t.reads("unexpectedEnum", c.get_by_pet_id("casper"), |found: Pet| same(&found.days_of_week, &Some(DaysOfWeekExtensibleEnum::UnknownValue("Weekend".to_owned()))));
    t.gives("allowedValueEnum", c.get_by_pet_id("scooby"), json!({"DaysOfWeek": "Thursday", "IntEnum": "2.1", "name": "Scooby Scarface"}));
    let retriever = json!({"name": "Retriever", "IntEnum": "3", "DaysOfWeek": "Friday"});
    t.gives("roundTripEnum", c.add_pet(model::<Pet>(retriever.clone())), retriever);

    use non_string_enum::models::IntEnum;
    let client = non_string_enum::Client::new(t.credential(), t.options()).unwrap();
    t.reads("NonStringEnumsGetInt", client.int_client().get(), |found: IntEnum| same(&found, &IntEnum::from(429)));
    t.gives("NonStringEnumsPostInt", client.int_client().put(IntEnum::from(200)), json!("Nice job posting an int enum"));
    t.gives("NonStringEnumsGetFloat", client.float_client().get(), json!(429.1));
    t.gives("NonStringEnumsPostFloat", client.float_client().put(200.4), json!("Nice job posting a float enum"));
}

fn objects(t: &mut Table) {
    let c = object_type::Client::new(t.credential(), t.options()).unwrap();
    t.gives("ObjectTypeResponse", c.get(), json!({"message": "An object was successfully returned"}));
    t.sends("ObjectTypePut", "PUT /objectType/put", c.put(json!({"foo": "bar"})));
    t.fails("ObjectTypeErrorResponse", c.put(json!({"bad": "object"})), Fails::Saying("The object you passed was incorrect"));

    use multiple_inheritance::models::*;
    let c = multiple_inheritance::Client::new(t.credential(), t.options()).unwrap();
    let text = |text: &str| Some(text.to_owned());
    let correct = |animal: &str| json!(format!("{animal} was correct!"));
    t.gives("MultipleInheritancePetGet", c.get_pet(), json!({"name": "Peanut"}));
    t.gives("MultipleInheritanceHorseGet", c.get_horse(), json!({"name": "Fred", "isAShowHorse": true}));
    t.gives("MultipleInheritanceFelineGet", c.get_feline(), json!({"meows": true, "hisses": true}));
    t.gives("MultipleInheritanceCatGet", c.get_cat(), json!({"name": "Whiskers", "likesMilk": true, "meows": true, "hisses": true}));
    t.gives("MultipleInheritanceKittenGet", c.get_kitten(), json!({"name": "Gatito", "likesMilk": true, "meows": true, "hisses": true, "eatsMiceYet": false}));
    t.gives("MultipleInheritancePetPut", c.put_pet(json!({"name": "Butter"})), correct("Pet"));
    t.gives("MultipleInheritanceHorsePut", c.put_horse(model::<Horse>(json!({"name": "General", "isAShowHorse": false}))), correct("Horse"));
    t.gives("MultipleInheritanceFelinePut", c.put_feline(Feline { meows: Some(false), hisses: Some(true) }), correct("Feline"));
    t.gives("MultipleInheritanceCatPut", c.put_cat(model::<Cat>(json!({"name": "Boots", "likesMilk": false, "meows": true, "hisses": false}))), correct("Cat"));
    t.gives("MultipleInheritanceKittenPut", c.put_kitten(Kitten { name: text("Kitty"), likes_milk: Some(false), meows: Some(true), hisses: Some(false), eats_mice_yet: Some(true) }), correct("Kitten"));
}

fn secrets(t: &mut Table) {
    let c = security_aad::Client::new(t.credential(), t.options()).unwrap();
    t.sends("SecurityAad", "HEAD /securityaad", c.head());
    let c = security_key::Client::new(arm_runtime::Credential::key("123456789"), t.options()).unwrap();
    t.sends("SecurityKey", "HEAD /securitykey", c.head());
    let call = error_with_secrets::Client::new(t.credential(), t.options()).unwrap().get_error_with_secrets();
    t.case("ErrorWithSecrets", async move {
        let Err(error) = call.await else { return Err("the call succeeded".to_owned()) };
        Fails::Code(403, "Unauthorized").check(&error)?;
        let shown = format!("{error} {error:?}");
        same(&shown.contains("1c88a67921784300a462b2cb61da2339"), &false)
    });
}

fn errors(t: &mut Table) {
    use xms_error_responses::models::*;
    let c = xms_error_responses::Client::new(t.credential(), t.options()).unwrap().pet_client();
    t.gives("expectedNoErrors", c.get_pet_by_id("tommy"), json!({"name": "Tommy Tomson", "aniType": "Dog"}));
    t.gives("expectedNoErrors", c.do_something("stay"), json!({}));
    t.refuses("animalNotFoundError", c.get_pet_by_id("coyoteUgly"), 404, |found: NotFoundErrorBase| match found {
        NotFoundErrorBase::AnimalNotFound(found) => same(&(found.name.as_deref(), found.reason.as_deref()), &(Some("coyote"), Some("the type of animal requested is not available"))),
        other => Err(format!("{other:?}")),
    });
    t.refuses("linkNotFoundError", c.get_pet_by_id("weirdAlYankovic"), 404, |found: NotFoundErrorBase| match found {
        NotFoundErrorBase::LinkNotFound(found) => same(&found.what_sub_address.as_deref(), &Some("pet/yourpet was not found")),
        other => Err(format!("{other:?}")),
    });
    t.refuses("stringError", c.get_pet_by_id("ringo"), 400, |found: String| same(&found, &"ringo is missing"));
    t.refuses("intError", c.get_pet_by_id("alien123"), 501, |found: i64| same(&found, &123));
    t.refuses("expectedPetHungryError", c.do_something("fetch"), 404, |found: PetActionError| match found {
        PetActionError::PetHungryOrThirstyError(found) => same(&found.hungry_or_thirsty.as_deref(), &Some("hungry and thirsty")),
        other => Err(format!("{other:?}")),
    });
    let sad = |found: PetActionError| match found {
        PetActionError::PetSadError(found) => same(&found.reason.as_deref(), &Some("need more treats")),
        other => Err(format!("{other:?}")),
    };
    t.refuses("expectedPetSadError", c.do_something("jump"), 500, sad);
    t.refuses("sendErrorWithParamNameModels", c.has_models_param(Some(xms_error_responses::PetHasModelsParamOptions { models: Some("value1".to_owned()) })), 500, sad);
    let c = incorrect_error_response::Client::new(t.credential(), t.options()).unwrap();
    // A response that is not an error of Azure is not quoted, but is available.
    t.refuses("verifyIncorrectErrorParsing", c.get_incorrect_error_from_server(), 444, |found: Text| same(&found.as_ref(), &"foobar"));
}

fn media_types(t: &mut Table) {
    use media_types::{Client, models::SourcePath};
    let c = Client::new(t.credential(), t.options()).unwrap();
    let source = || SourcePath { source: Some("foo".to_owned()) };
    t.gives("MediaTypeJson", c.analyze_body(source()), json!("Nice job with JSON"));
    // Bytes replace the model for another media type.
    t.gives("MediaTypePdf", c.analyze_body(Bytes::from_static(b"PDF")).header("content-type", "application/pdf"), json!("Nice job with PDF"));
    t.sends("MediaTypesAnalyzeBodyNoAcceptHeader", "POST /mediatypes/analyzeNoAccept", c.analyze_body_no_accept_header(source()));
    t.gives("MediaTypeWithEncoding", c.content_type_with_encoding("foo"), json!("Nice job sending content type with encoding"));
    t.sends("MediaTypesTwoContentTypes", "POST /mediatypes/binaryBodyTwoContentTypes", c.binary_body_with_two_content_types(Bytes::from_static(b"hello, world!")));
    t.sends("MediaTypesThreeContentTypes", "POST /mediatypes/binaryBodyThreeContentTypes", c.binary_body_with_three_content_types(Bytes::from_static(b"hello, world!")));
    // The caller may use another declared media type.
    t.sends("MediaTypesThreeContentTypes", "POST /mediatypes/binaryBodyThreeContentTypes", c.binary_body_with_three_content_types(Bytes::from_static(b"hello, world")).header("content-type", "text/plain"));
    t.sends("MediaTypesThreeBodyTypes", "POST /mediatypes/bodyThreeTypes", c.body_three_types(json!({"hello": "world"})));
}

fn reserved_words(t: &mut Table) {
    use reserved_words::{Client, OperationWithUrlOptions, models::MyEnum};
    let client = Client::new(t.credential(), t.options()).unwrap();
    t.sends("reservedWordsOperationGroupImport", "PUT /reservedWords/operationGroup/import?parameter1=foo", client.import_client().operation_one("foo"));
    t.sends("reservedWordsBodyNamedContent", "PUT /reservedWords/operation/content", client.operation_with_content_param(Bytes::from_static(b"hello, world")));
    t.sends("reservedWordsBodyNamedJson", "PUT /reservedWords/operation/json", client.operation_with_json_param(json!({"hello": "world"})));
    t.sends("reservedWordsBodyNamedData", "PUT /reservedWords/operation/data", client.operation_with_data_param("hello", "world"));
    t.sends("reservedWordsBodyNamedFiles", "PUT /reservedWords/operation/files", client.operation_with_files_param(&Bytes::from_static(b"hello"), "my.txt"));
    let options = OperationWithUrlOptions { query_parameters: Some(vec!["one".to_owned(), "two".to_owned()]) };
    t.sends("reservedWordsUrlHeaderQuery", "GET /reservedWords/foo?queryParameters=one&queryParameters=two", client.operation_with_url("foo", "x", Some(options)));
    t.sends("reservedWordsHeaderEnum", "GET /reservedWords/enum", client.reserved_enum(MyEnum::from("import")));
}

fn forms(t: &mut Table) {
    let c = body_formdata::Client::new(t.credential(), t.options()).unwrap().formdata_client();
    let hello = Bytes::from_static(b"hello");
    t.reads("FormdataStreamUploadFile", c.upload_file(&hello, "hello.txt"), |found: Bytes| same(&&found[..], &&b"hello"[..]));
    t.reads("StreamUploadFile", c.upload_file_via_body(hello), |found: Bytes| same(&&found[..], &&b"hello"[..]));

    use body_formdata_urlencoded::{FormdataurlencodedUpdatePetWithFormOptions, models::*};
    let c = body_formdata_urlencoded::Client::new(t.credential(), t.options()).unwrap().formdataurlencoded_client();
    let options = FormdataurlencodedUpdatePetWithFormOptions { name: Some("Fido".to_owned()), ..Default::default() };
    t.sends("UpdatePetWithForm", "POST /formsdataurlencoded/pet/add/1", c.update_pet_with_form(1, PetType::from("dog"), PetFood::from("meat"), 42, Some(options)));
    t.sends("UrlEncodedDataWithPartialConstantBody", "POST /formsdataurlencoded/partialConstantBody", c.partial_constant_body(FormdataurlencodedPartialConstantBodyGrantType::from("access_token"), "bar", &"foo".into()));
}
