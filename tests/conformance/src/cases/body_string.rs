//! `body-string.json`, `body-byte.json`, `any-type.json`: bodies that are a string, or any JSON.

use arm_runtime::{Base64, Base64Url};
use body_string::{models::*, *};
use serde_json::json;

use crate::table::{Fails, Table, same};

/// The multi-byte characters of the server, including private and compatibility characters.
const WIDE: &str = "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}ˊ〞〡￤℡㈱‐ー﹡﹢﹫、〓ⅰⅹ⒈€㈠㈩ⅠⅫ！￣ぁんァヶΑ︴АЯаяāɡㄅㄩ─╋︵﹄︻︱︳︴ⅰⅹɑ\u{e7c7}ɡ〇〾⿻⺁\u{e843}䜣\u{e864}€";
const SPACED: &str = "    Now is the time for all good men to come to the aid of their country    ";

pub fn add(t: &mut Table) {
    let client = Client::new(t.credential(), t.options()).unwrap();
    let c = client.string_client();
    t.gives("getStringNull", c.get_null(), json!(null));
    t.sends("putStringNull", "PUT /string/null", c.put_null(None::<&String>));
    t.gives("getStringEmpty", c.get_empty(), json!(""));
    t.sends("putStringEmpty", "PUT /string/empty", c.put_empty(StringPutEmptyStringBody::Empty));
    t.gives("getStringMultiByteCharacters", c.get_mbcs(), json!(WIDE));
    t.sends("putStringMultiByteCharacters", "PUT /string/mbcs", c.put_mbcs(StringPutMbcsStringBody::from(WIDE)));
    t.gives("getStringWithLeadingAndTrailingWhitespace", c.get_whitespace(), json!(SPACED));
    t.sends("putStringWithLeadingAndTrailingWhitespace", "PUT /string/whitespace", c.put_whitespace(StringPutWhitespaceStringBody::from(SPACED)));
    t.fails("getStringNotProvided", c.get_not_provided(), Fails::Unreadable);
    t.reads("getStringBase64Encoded", c.get_base64_encoded(), |found: Base64| same(&found.decode().ok(), &Some(b"a string that gets encoded with base64".to_vec())));
    t.reads("getStringBase64UrlEncoded", c.get_base64_url_encoded(), |found: Base64Url| same(&found.decode().ok(), &Some(b"a string that gets encoded with base64url".to_vec())));
    t.sends("putStringBase64UrlEncoded", "PUT /string/base64UrlEncoding", c.put_base64_url_encoded(Base64Url::from(&b"a string that gets encoded with base64url"[..])));
    t.gives("getStringNullBase64UrlEncoding", c.get_null_base64_url_encoded(), json!(null));

    let c = client.enum_client();
    t.reads("getEnumNotExpandable", c.get_not_expandable(), |found: Colors| same(&found, &Colors::RedColor));
    t.sends("putEnumNotExpandable", "PUT /string/enum/notExpandable", c.put_not_expandable(Colors::RedColor));
    t.reads("getEnumReferenced", c.get_referenced(), |found: Colors| same(&found, &Colors::RedColor));
    t.sends("putEnumReferenced", "PUT /string/enum/Referenced", c.put_referenced(Colors::RedColor));
    t.reads("getEnumReferencedConstant", c.get_referenced_constant(), |found: RefColorConstant| same(&found.field1.as_deref(), &Some("Sample String")));
    t.sends("putEnumReferencedConstant", "PUT /string/enum/ReferencedConstant", c.put_referenced_constant(RefColorConstant { color_constant: Some(ColorConstant::GreenColor), ..RefColorConstant::default() }));

    quirks(t);
    bytes(t);
    anything(t);
}

/// The same routes in another description.
fn quirks(t: &mut Table) {
    use body_string_quirks::{Client, models::Colors};
    let client = Client::new(t.credential(), t.options()).unwrap();
    let c = client.string_client();
    t.gives("getStringEmpty", c.get_empty(), json!(""));
    t.sends("putStringEmpty", "PUT /string/empty", c.put_empty(String::new()));
    t.sends("putStringMultiByteCharacters", "PUT /string/mbcs", c.put_mbcs(WIDE.to_owned()));
    t.sends("putStringWithLeadingAndTrailingWhitespace", "PUT /string/whitespace", c.put_whitespace(SPACED.to_owned()));
    t.sends("putEnumNotExpandable", "PUT /string/enum/notExpandable", client.enum_client().put_not_expandable(Colors::RedColor));
}

fn bytes(t: &mut Table) {
    let c = body_byte::Client::new(t.credential(), t.options()).unwrap().byte_client();
    let bytes = || vec![0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa, 0xf9, 0xf8, 0xf7, 0xf6];
    t.fails("getByteNull", c.get_null(), Fails::Unreadable);
    t.reads("getByteEmpty", c.get_empty(), |found: Base64| same(&found.decode().ok(), &Some(Vec::new())));
    t.reads("getByteNonAscii", c.get_non_ascii(), move |found: Base64| same(&found.decode().ok(), &Some(bytes())));
    t.sends("putByteNonAscii", "PUT /byte/nonAscii", c.put_non_ascii(Base64::from(bytes())));
    // The text is preserved. Only decoding it fails.
    t.reads("getByteInvalid", c.get_invalid(), |found: Base64| same(&(found.as_str(), found.decode().is_err()), &("::::SWAGGER::::", true)));
}

fn anything(t: &mut Table) {
    let c = any_type::Client::new(t.credential(), t.options()).unwrap();
    t.gives("GetStringAsAnything", c.get_string(), json!("anything"));
    t.gives("GetObjectAsAnything", c.get_object(), json!({"message": "An object was successfully returned"}));
    t.gives("GetArrayAsAnything", c.get_array(), json!(["foo", "bar"]));
    t.sends("PutStringAsAnything", "PUT /anything/string", c.put_string(json!("anything")));
    t.sends("PutObjectAsAnything", "PUT /anything/object", c.put_object(json!({"foo": "bar"})));
    t.sends("PutArrayAsAnything", "PUT /anything/array", c.put_array(json!(["foo", "bar"])));
}
