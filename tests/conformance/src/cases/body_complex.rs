//! `body-complex.json`: models.

use body_complex::{models::*, *};
use serde_json::{Value, json};

use crate::table::{Fails, Table, model, same};

pub fn add(t: &mut Table) {
    let client = Client::new(t.credential(), t.options()).unwrap();
    basic(t, &client.basic_client());
    primitive(t, &client.primitive_client());
    times(t, &client.primitive_client());
    containers(t, &client);
    polymorphism(t, &client);
    dots(t, &client.polymorphism_client());

    let c = client.inheritance_client();
    let siamese = json!({"breed": "persian", "color": "green", "id": 2, "name": "Siameeee",
        "hates": [{"food": "tomato", "id": 1, "name": "Potato"}, {"food": "french fries", "id": -1, "name": "Tomato"}]});
    t.gives("getComplexInheritanceValid", c.get_valid(), siamese.clone());
    t.sends("putComplexInheritanceValid", "PUT /complex/inheritance/valid", c.put_valid(model::<Siamese>(siamese)));
    let c = client.readonlyproperty_client();
    t.gives("getComplexReadOnlyPropertyValid", c.get_valid(), json!({"id": "1234", "size": 2}));
    // The read-only ID is not sent.
    t.sends("putComplexReadOnlyPropertyValid", "PUT /complex/readonlyproperty/valid", c.put_valid(ReadonlyObj { id: Some("1234".to_owned()), size: Some(2) }));
}

fn basic(t: &mut Table, c: &BasicClient) {
    t.reads("getComplexBasicValid", c.get_valid(), |found: Basic| same(&found, &Basic { id: Some(2), name: Some("abc".to_owned()), color: Some(CmykColors::Yellow) }));
    t.sends("putComplexBasicValid", "PUT /complex/basic/valid?api-version=2016-02-29", c.put_valid(Basic { id: Some(2), name: Some("abc".to_owned()), color: Some(CmykColors::Magenta) }));
    t.fails("getComplexBasicInvalid", c.get_invalid(), Fails::Saying("id: expected an integer"));
    t.gives("getComplexBasicEmpty", c.get_empty(), json!({}));
    t.gives("getComplexBasicNull", c.get_null(), json!({}));
    t.fails("getComplexBasicNotProvided", c.get_not_provided(), Fails::Unreadable);
}

fn primitive(t: &mut Table, c: &PrimitiveClient) {
    let put = |name: &str| format!("PUT /complex/primitive/{name}");
    t.gives("getComplexPrimitiveInteger", c.get_int(), json!({"field1": -1, "field2": 2}));
    t.sends("putComplexPrimitiveInteger", &put("integer"), c.put_int(IntWrapper { field1: Some(-1), field2: Some(2) }));
    t.gives("getComplexPrimitiveLong", c.get_long(), json!({"field1": 1_099_511_627_775_i64, "field2": -999_511_627_788_i64}));
    t.sends("putComplexPrimitiveLong", &put("long"), c.put_long(LongWrapper { field1: Some(1_099_511_627_775), field2: Some(-999_511_627_788) }));
    t.gives("getComplexPrimitiveFloat", c.get_float(), json!({"field1": 1.05, "field2": -0.003}));
    t.sends("putComplexPrimitiveFloat", &put("float"), c.put_float(FloatWrapper { field1: Some(1.05), field2: Some(-0.003) }));
    let double = json!({"field1": 3e-100, "field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose": -5e-57});
    t.gives("getComplexPrimitiveDouble", c.get_double(), double.clone());
    t.sends("putComplexPrimitiveDouble", &put("double"), c.put_double(model::<DoubleWrapper>(double)));
    t.gives("getComplexPrimitiveBool", c.get_bool(), json!({"field_true": true, "field_false": false}));
    t.sends("putComplexPrimitiveBool", &put("bool"), c.put_bool(BooleanWrapper { field_true: Some(true), field_false: Some(false) }));
    t.gives("getComplexPrimitiveString", c.get_string(), json!({"field": "goodrequest", "empty": ""}));
    t.sends("putComplexPrimitiveString", &put("string"), c.put_string(StringWrapper { field: Some("goodrequest".to_owned()), empty: Some(String::new()), null: None }));
    let bytes = || Some(arm_runtime::Base64::from(vec![255, 254, 253, 252, 0, 250, 249, 248, 247, 246]));
    t.reads("getComplexPrimitiveByte", c.get_byte(), move |found: ByteWrapper| same(&found.field, &bytes()));
    t.sends("putComplexPrimitiveByte", &put("byte"), c.put_byte(ByteWrapper { field: bytes() }));
}

fn times(t: &mut Table, c: &PrimitiveClient) {
    let put = |name: &str| format!("PUT /complex/primitive/{name}");
    let date = json!({"field": "0001-01-01", "leap": "2016-02-29"});
    t.gives("getComplexPrimitiveDate", c.get_date(), date.clone());
    t.sends("putComplexPrimitiveDate", &put("date"), c.put_date(model::<DateWrapper>(date)));
    let time = json!({"field": "0001-01-01T00:00:00Z", "now": "2015-05-18T18:38:00Z"});
    t.gives("getComplexPrimitiveDateTime", c.get_date_time(), time.clone());
    t.sends("putComplexPrimitiveDateTime", &put("datetime"), c.put_date_time(model::<DatetimeWrapper>(time)));
    let time = json!({"field": "Mon, 01 Jan 0001 00:00:00 GMT", "now": "Mon, 18 May 2015 11:38:00 GMT"});
    t.gives("getComplexPrimitiveDateTimeRfc1123", c.get_date_time_rfc1123(), time.clone());
    t.sends("putComplexPrimitiveDateTimeRfc1123", &put("datetimerfc1123"), c.put_date_time_rfc1123(model::<Datetimerfc1123Wrapper>(time)));
    let duration = json!({"field": "P123DT22H14M12.011S"});
    t.gives("getComplexPrimitiveDuration", c.get_duration(), duration.clone());
    t.sends("putComplexPrimitiveDuration", &put("duration"), c.put_duration(model::<DurationWrapper>(duration)));
}

fn containers(t: &mut Table, client: &Client) {
    let c = client.array_client();
    // The description does not allow null in the list: it is left out of a response. Plain JSON can send it.
    let fox = "The quick brown fox jumps over the lazy dog";
    t.gives("getComplexArrayValid", c.get_valid(), json!({"array": ["1, 2, 3, 4", "", "&S#$(*Y", fox]}));
    t.sends("putComplexArrayValid", "PUT /complex/array/valid", c.put_valid(json!({"array": ["1, 2, 3, 4", "", null, "&S#$(*Y", fox]})));
    t.gives("getComplexArrayEmpty", c.get_empty(), json!({"array": []}));
    t.sends("putComplexArrayEmpty", "PUT /complex/array/empty", c.put_empty(ArrayWrapper { array: Some(Vec::new()) }));
    t.gives("getComplexArrayNotProvided", c.get_not_provided(), json!({}));
    let c = client.dictionary_client();
    let program = json!({"txt": "notepad", "bmp": "mspaint", "xls": "excel", "exe": "", "": null});
    t.reads("getComplexDictionaryValid", c.get_valid(), |found: DictionaryWrapper| {
        let program = found.default_program.unwrap_or_default();
        same(&(program["txt"].as_str(), program["exe"].as_str()), &("notepad", ""))
    });
    t.sends("putComplexDictionaryValid", "PUT /complex/dictionary/typed/valid", c.put_valid(json!({"defaultProgram": program})));
    t.gives("getComplexDictionaryEmpty", c.get_empty(), json!({"defaultProgram": {}}));
    t.sends("putComplexDictionaryEmpty", "PUT /complex/dictionary/typed/empty", c.put_empty(DictionaryWrapper { default_program: Some(arm_runtime::Map::new()) }));
    t.gives("getComplexDictionaryNull", c.get_null(), json!({}));
    t.gives("getComplexDictionaryNotProvided", c.get_not_provided(), json!({}));
}

fn siblings() -> Value {
    json!([
        {"fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "length": 20.0, "species": "predator"},
        {"fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "length": 10.0, "picture": "//////4=", "species": "dangerous"},
        {"fishtype": "goblin", "age": 1, "birthday": "2015-08-08T00:00:00Z", "length": 30.0, "species": "scary", "jawsize": 5, "color": "pinkish-gray"},
    ])
}

fn polymorphism(t: &mut Table, client: &Client) {
    let c = client.polymorphism_client();
    let salmon = json!({"fishtype": "salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1.0, "siblings": siblings()});
    t.gives("getComplexPolymorphismValid", c.get_valid(), salmon.clone());
    t.sends("putComplexPolymorphismValid", "PUT /complex/polymorphism/valid", c.put_valid(model::<Fish>(salmon)));
    let smart = json!({"fishtype": "smart_salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1.0, "siblings": siblings(),
        "additionalProperty1": 1, "additionalProperty2": false, "additionalProperty3": "hello", "additionalProperty4": {"a": 1, "b": 2}, "additionalProperty5": [1, 3]});
    t.gives("getComplexPolymorphismComplicated", c.get_complicated(), smart.clone());
    t.sends("putComplexPolymorphismComplicated", "PUT /complex/polymorphism/complicated", c.put_complicated(model::<Salmon>(smart)));
    let bare = json!({"location": "alaska", "iswild": true, "species": "king", "length": 1.0, "siblings": siblings()});
    let call = c.put_missing_discriminator(model::<Salmon>(with(bare.clone(), "fishtype", json!("salmon"))));
    t.gives("putComplexPolymorphismNoDiscriminator", call, bare);

    let c = client.polymorphicrecursive_client();
    let shark = |inner: Option<Value>| with(json!({"fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "species": "predator", "length": 20.0}), "siblings", inner);
    let saw = |inner: Option<Value>| with(json!({"fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "picture": "//////4=", "species": "dangerous", "length": 10.0}), "siblings", inner);
    let coho = json!({"fishtype": "salmon", "location": "atlantic", "iswild": true, "species": "coho", "length": 2.0, "siblings": [shark(None), saw(None)]});
    let first = shark(Some(json!([coho, saw(Some(json!([])))])));
    let king = json!({"fishtype": "salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1.0, "siblings": [first, saw(Some(json!([])))]});
    t.gives("getComplexPolymorphicRecursiveValid", c.get_valid(), king.clone());
    t.sends("putComplexPolymorphicRecursiveValid", "PUT /complex/polymorphicrecursive/valid", c.put_valid(model::<Fish>(king)));
}

/// The fish with an additional property.
fn with(mut fish: Value, name: &str, value: impl Into<Option<Value>>) -> Value {
    if let Some(value) = value.into() {
        fish[name] = value;
    }
    fish
}

fn dots(t: &mut Table, c: &PolymorphismClient) {
    let dot = |location: &str, wild: bool| json!({"fish.type": "DotSalmon", "location": location, "iswild": wild, "species": "king"});
    t.gives("getComplexPolymorphismDotSyntax", c.get_dot_syntax(), dot("sweden", true));
    let market = |fish: &dyn Fn(&str, bool) -> Value, salmon: &dyn Fn(&str, bool) -> Value| {
        json!({"sampleSalmon": salmon("sweden", false), "salmons": [salmon("sweden", false), salmon("atlantic", true)],
            "sampleFish": fish("australia", false), "fishes": [fish("australia", false), fish("canada", true)]})
    };
    t.gives("getComposedWithDiscriminator", c.get_composed_with_discriminator(), market(&dot, &dot));
    let bare = |location: &str, wild: bool| json!({"location": location, "iswild": wild, "species": "king"});
    // For a union, a value without discriminator is an unknown variant. For a model, it is that model.
    t.gives("getComposedWithoutDiscriminator", c.get_composed_without_discriminator(), market(&bare, &dot));
}
