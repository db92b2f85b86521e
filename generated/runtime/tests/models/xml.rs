//! Models in XML: locations of properties, lenient reading, and malicious documents.

use crate::fixture::{KeyType, Shape, read_ok};
use arm_runtime::Map;
use arm_runtime::value::{Encode, from_xml, to_xml};
use arm_runtime::*;
use azure_core::http::{DeserializeWith, response::ResponseBody};
use serde_json::json;

pub struct Slideshow {
    pub title: Option<String>,
    pub slides: Option<Vec<Slide>>,
    pub tags: Option<Vec<String>>,
    pub numbers: Option<Vec<Vec<i32>>>,
    pub labels: Option<Map<String>>,
    pub key: Option<Secret>,
    pub pages: Option<i32>,
    pub id: Option<String>,
}
fields!(Slideshow: Default {
    0: title = "title", 1: slides = "slides", 2: tags = "tags", 3: numbers = "numbers", 4: labels = "labels",
    5: key = "key", 6: pages = "pages", 7: id = "id" read_only,
} in xml { "title": "@title", "slides": "slide", "tags": "Tags>Tag", "numbers": "Rows>row>n" });

pub struct Slide {
    pub lang: Option<String>,
    pub content: Option<String>,
}
fields!(Slide: Default { 0: lang = "lang", 1: content = "content" } in xml { "lang": "@lang", "content": "$text" });

pub struct Strict {
    pub name: String,
    pub size: i64,
    pub rest: Map<JsonValue>,
}
fields!(Strict { 0: name = "name" required, 1: size = "size" required, ..rest } in xml { "name": "@name" });

fn read<T: DeserializeWith<Xml>>(xml: &str) -> Result<T> {
    T::deserialize_with(ResponseBody::from_bytes(xml.to_owned()))
}

fn write(value: &dyn Encode, root: &str) -> Result<String> {
    let xml = String::from_utf8(to_xml(value, root, Mode::Request)?).expect("XML is UTF-8");
    let declaration = r#"<?xml version="1.0" encoding="utf-8"?>"#;
    Ok(xml
        .strip_prefix(declaration)
        .expect("it is declared")
        .to_owned())
}

fn error<T: DeserializeWith<Xml>>(xml: &str) -> String {
    match read::<T>(xml) {
        Ok(_) => panic!("{xml} can be read"),
        Err(error) => error.to_string(),
    }
}

const SHOW: &str = "<show title=\"A &amp; B\"><slide lang=\"en\">I am &lt;text&gt;</slide><slide></slide>\
    <Tags><Tag>a</Tag><Tag></Tag></Tags><Rows><row><n>1</n><n>2</n></row><row></row></Rows>\
    <labels><color>blue</color></labels><key>s3cret</key><pages>7</pages></show>";

#[test]
fn properties_stand_where_the_table_says() {
    let show: Slideshow = read(SHOW).expect("it is as the table says");
    let json = json!({
        "title": "A & B", "slides": [{ "lang": "en", "content": "I am <text>" }, { "content": "" }],
        "tags": ["a", ""], "numbers": [[1, 2], []], "labels": { "color": "blue" }, "key": "s3cret", "pages": 7
    });
    assert_eq!(serde_json::to_value(&show).ok(), Some(json));
    assert_eq!(write(&show, "show").ok().as_deref(), Some(SHOW));
    let read_only = Slideshow {
        id: Some("x".to_owned()),
        ..Slideshow::default()
    };
    assert_eq!(
        write(&read_only, "show").ok().as_deref(),
        Some("<show></show>")
    );
}

#[test]
fn roots_may_be_lists_and_maps() {
    let slides: Vec<Slide> =
        read("<slides><slide lang='a'/><slide/></slides>").expect("it is a list");
    assert_eq!(slides.len(), 2);
    let xml = "<slides><slide lang=\"a\"></slide><slide></slide></slides>";
    assert_eq!(write(&slides, "slides>slide").ok().as_deref(), Some(xml));
    let map: Map<i32> = read("<m><a>1</a><b> 2 </b></m>").expect("it is a map");
    assert_eq!(map, Map::from([("a", 1), ("b", 2)]));
    assert_eq!(
        write(&map, "m").ok().as_deref(),
        Some("<m><a>1</a><b>2</b></m>")
    );
    assert_eq!(read::<Option<Slide>>(" ").ok(), Some(None));
}

#[test]
fn what_services_add_is_passed_over() {
    let xml = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE show SYSTEM \"file:///etc/passwd\"><!-- c -->\
        <s:show xmlns:s=\"urn:s\" s:title=\"t\">\n <s:slide><![CDATA[<a>]]>&#33;</s:slide><other/>\n <s:pages/>\n</s:show>\n";
    let show: Slideshow = read(xml).expect("it is XML");
    assert_eq!(
        serde_json::to_value(&show).ok(),
        Some(json!({ "title": "t", "slides": [{ "content": "<a>!" }] }))
    );
}

#[test]
fn white_space_is_text_unless_it_only_separates_elements() {
    for (xml, text) in [
        ("<s> a\n</s>", " a\n"),
        ("<s> </s>", " "),
        ("<s>\n a <other/> b\n</s>", "a  b"),
        ("<s>\n <other/>\n</s>", ""),
    ] {
        let slide: Slide = read(xml).expect("it is XML");
        assert_eq!(slide.content.as_deref(), Some(text), "{xml}");
    }
}

#[test]
fn values_without_a_declared_shape_are_json() {
    let xml = r#"<s name="n"><size>1</size><a x="1">t</a><b><c>1</c><c><d></d></c></b></s>"#;
    let strict: Strict = read(xml).expect("it has what it must");
    let json = json!({ "name": "n", "size": 1, "a": { "@x": "1", "$text": "t" }, "b": { "c": ["1", { "d": "" }] } });
    assert_eq!(serde_json::to_value(&strict).ok(), Some(json));
    assert_eq!(write(&strict, "s").ok().as_deref(), Some(xml));
}

#[test]
fn kinds_are_told_by_an_attribute_or_an_element() {
    for xml in [
        "<s><radius>2</radius><kind>circle</kind></s>",
        "<s kind='circle'><radius>2</radius></s>",
        "<s kind=' Circle '><radius>2</radius></s>",
    ] {
        let mut shape: Shape = value::empty();
        from_xml(xml.as_bytes(), &mut shape).expect("it is a shape");
        let json = json!({ "kind": "Circle", "radius": 2 });
        assert!(shape == read_ok(&json), "{shape:?}");
        assert_eq!(
            write(&shape, "s").ok().as_deref(),
            Some("<s><kind>Circle</kind><radius>2</radius></s>")
        );
    }
}

#[test]
fn errors_say_where_and_not_what() {
    let missing = error::<Strict>("<s><a/></s>");
    assert_eq!(
        missing,
        "the required properties `name`, `size` of Strict are missing"
    );
    let wrong =
        error::<Slideshow>("<s><Rows><row><n>1</n></row><row><n>s3cret</n></row></Rows></s>");
    assert_eq!(wrong, "Rows[1][0]: expected an integer, found a string");
    assert_eq!(
        error::<Slideshow>("<s><pages><a/></pages></s>"),
        "pages: expected an integer, found elements"
    );
    assert_eq!(
        error::<i32>("<s/>"),
        "expected an integer, found an empty element"
    );
    assert_eq!(error::<Slide>(""), "the body is empty, expected an object");
    assert_eq!(
        error::<Slide>("{}"),
        "the XML is not well-formed before byte 2"
    );
}

pub struct Feed {
    pub id: Option<String>,
    pub entries: Option<Vec<Slide>>,
    pub kind: Option<String>,
}
fields!(Feed: Default { 0: id = "id", 1: entries = "entries", 2: kind = "kind" } in xml {
    "id": "a:id", "entries": "entries xmlns=urn:x?a&b>b:slide", "kind": "@a:kind",
});

#[test]
fn namespaces_are_written_and_names_match_without_them() {
    let slide = Slide {
        lang: None,
        content: Some("c".to_owned()),
    };
    let feed = Feed {
        id: Some("1".to_owned()),
        entries: Some(vec![slide]),
        kind: Some("k".to_owned()),
    };
    let xml = "<a:feed xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" a:kind=\"k\"><a:id>1</a:id>\
        <entries xmlns=\"urn:x?a&amp;b\"><b:slide>c</b:slide></entries></a:feed>";
    let root = "a:feed xmlns:a=urn:a xmlns:b=urn:b";
    assert_eq!(write(&feed, root).ok().as_deref(), Some(xml));
    for xml in [
        xml,
        "<feed kind='k'><id>1</id><entries><slide>c</slide></entries></feed>",
    ] {
        let found: Feed = read(xml).expect("names match without prefixes");
        assert_eq!(found.id.as_deref(), Some("1"));
        assert_eq!(found.kind.as_deref(), Some("k"));
        assert_eq!(found.entries.map(|it| it.len()), Some(1));
    }
}

#[test]
fn what_xml_cannot_hold_is_an_error() {
    let text = |text: &str| write(&text.to_owned(), "a").map_err(|error| error.to_string());
    assert_eq!(
        text("\"'\r\n\t]]>é"),
        Ok("<a>&quot;'&#13;\n\t]]&gt;é</a>".to_owned())
    );
    // In an attribute, parsers make spaces of tabs and line feeds that are not written by their number.
    let slide = Slide {
        lang: Some("\r\n\t".to_owned()),
        content: Some("\n".to_owned()),
    };
    assert_eq!(
        write(&slide, "s").ok().as_deref(),
        Some("<s lang=\"&#13;&#10;&#9;\">\n</s>")
    );
    assert_eq!(
        text("\u{1}"),
        Err("a string has a character that is not valid in XML".to_owned())
    );
    for key in ["", "a b", "a x=y", "1", "a><b", "a\n", "a="] {
        assert!(
            write(&Map::from([(key.to_owned(), 1)]), "m").is_err(),
            "{key}"
        );
    }
    for key in ["a", "_a", "É", "éa", "A1", "a-b.c", "a:b"] {
        let map = Map::from([(key.to_owned(), 1)]);
        let xml = format!("<m><{key}>1</{key}></m>");
        assert_eq!(write(&map, "m").ok(), Some(xml));
    }
    for key in ["ª", "×", "-a", ".a", "a×", "1a"] {
        let map = Map::from([(key.to_owned(), 1)]);
        assert!(write(&map, "m").is_err(), "{key}");
    }
    assert!(write(&f64::NAN, "a").is_ok_and(|xml| xml.contains("<a>NaN</a>")));
    assert!(write(&vec![Nullable::<i32>::Null], "a>b").is_err());
}

#[test]
fn read_only_properties_are_left_out_of_requests() {
    let show = Slideshow {
        id: Some("i".to_owned()),
        pages: Some(1),
        ..Slideshow::default()
    };
    for (mode, is_written) in [(Mode::Request, false), (Mode::All, true)] {
        let xml = to_xml(&show, "show", mode).expect("it can be written");
        let xml = String::from_utf8(xml).expect("XML is UTF-8");
        assert!(xml.contains("<pages>1</pages>"), "{xml}");
        assert_eq!(xml.contains("<id>i</id>"), is_written, "{xml}");
    }
}

#[test]
fn json_does_not_stand_for_a_model_in_xml() {
    let xml = RequestBody::new("application/xml", true).xml("slide");
    let body = IntoBody::<Slide>::into_body(Slide::default(), xml).expect("a model can be written");
    assert!(Bytes::from(&body.expect("there is a body")).ends_with(b"<slide></slide>"));
    assert!(IntoBody::<Slide>::into_body(json!({}), xml).is_err());
}

#[test]
fn no_document_does_harm() {
    let deep = "<a>".repeat(1_000_000);
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='1'")).collect();
    let entity = "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>";
    let broken = [
        "<",
        "<a",
        "<a>",
        "</a>",
        "<a></b>",
        "<a/><b/>",
        "<a/>x",
        "x<a/>",
        "<a>&",
        "<a>&;</a>",
        "<a b>",
        "<a>&#0;</a>",
        "<a b='&e;'/>",
        "<![CDATA[",
        "<!--",
        "<?",
        "<!DOCTYPE",
        "\0",
        entity,
        &deep,
    ];
    for xml in broken {
        let message = error::<JsonValue>(xml);
        assert!(message.len() < 60, "{message}");
    }
    assert!(read::<JsonValue>(&format!("<a{attributes}/>")).is_ok());
    assert!(from_xml(b"<a>\xff</a>", &mut String::new()).is_err());
    // Truncates the document at every byte, and changes every byte.
    for end in 0..SHOW.len() {
        for byte in [None, Some(b'<'), Some(b'>'), Some(b'&'), Some(b'\'')] {
            let mut xml = SHOW.as_bytes().to_vec();
            match byte {
                None => xml.truncate(end),
                Some(byte) => xml[end] = byte,
            }
            let _ = from_xml(&xml, &mut Slideshow::default());
        }
    }
}

#[test]
fn of_two_elements_of_one_property_the_last_counts() -> Result<()> {
    let show: Slideshow = read(
        "<show><pages>1</pages><key>a</key><Tags><Tag>a</Tag></Tags><Tags><Tag>b</Tag></Tags><pages>2</pages>\
         <key>b</key></show>",
    )?;
    assert_eq!(
        (show.pages, show.tags),
        (Some(2), Some(vec!["b".to_owned()]))
    );
    assert!(show.key == Some(Secret::new("b")));
    Ok(())
}

pub enum Measure {
    Whole(i64),
    Yes(bool),
    Slide(Box<Slide>),
    Show(Box<Named>),
    UnknownValue(JsonValue),
}
choice!(Measure {
    0: Whole(i64) = Integer,
    1: Yes(bool) = Boolean,
    2: Slide(Slide) = Object(&["@lang"], &[]),
    3: Show(Named) = Object(&["title"], &[]),
});

pub struct Named {
    pub title: Option<String>,
}
fields!(Named: Default { 0: title = "title" } in xml {});

pub struct Measures {
    pub all: Option<Vec<Measure>>,
}
fields!(Measures: Default { 0: all = "all" } in xml { "all": "m" });

/// XML does not distinguish text, numbers and booleans, and the variants have their own XML names.
#[test]
fn values_of_several_types() {
    const XML: &str =
        "<all><m>5</m><m>true</m><m lang=\"en\">text</m><m><title>T</title></m><m>other</m></all>";
    let all: Measures = read(XML).unwrap();
    let items = all.all.as_ref().unwrap();
    assert!(matches!(
        items.as_slice(),
        [Measure::Whole(5), Measure::Yes(true), Measure::Slide(slide), Measure::Show(named), Measure::UnknownValue(other)]
            if slide.content.as_deref() == Some("text")
                && slide.lang.as_deref() == Some("en")
                && named.title.as_deref() == Some("T")
                && other == "other"
    ));
    assert_eq!(write(&all, "all").unwrap(), XML);
}

pub struct Tagged {
    pub price: Option<Decimal>,
    pub kind: Option<KeyType>,
    pub count: Option<i32>,
    pub any: Option<JsonValue>,
    pub parts: Option<Vec<String>>,
    pub size: Option<u64>,
}
fields!(Tagged: Default {
    0: price = "price", 1: kind = "kind", 2: count = "count", 3: any = "any", 4: parts = "parts", 5: size = "size"
} in xml { "price": "@price", "kind": "@kind", "count": "@count", "parts": "@parts", "size": "@size" });

#[test]
fn attributes_are_scalars_of_any_type() -> Result<()> {
    let tagged = Tagged {
        price: Some("1.10".parse()?),
        kind: Some(KeyType::Primary),
        count: Some(-1),
        any: Some(json!({ "a": null, "b": [1, "x"], "c": { "d": true } })),
        parts: None,
        size: Some(u64::MAX),
    };
    let xml = write(&tagged, "t")?;
    assert_eq!(
        xml,
        "<t price=\"1.10\" kind=\"Primary\" count=\"-1\" size=\"18446744073709551615\"><any><b>1</b><b>x</b><c><d>true</d></c></any></t>"
    );
    let read: Tagged = read(&xml)?;
    assert_eq!(write(&read, "t")?, xml);
    let parts = Tagged {
        parts: Some(vec!["a".to_owned()]),
        ..Tagged::default()
    };
    assert_eq!(
        write(&parts, "t").unwrap_err().to_string(),
        "a value with parts can be neither an attribute nor text"
    );
    Ok(())
}

/// A subtype may have subtypes of its own, and a kind that nobody knows keeps its elements.
#[test]
fn unions_are_read_by_their_discriminator() {
    for (xml, expected) in [
        (
            "<s kind='circle'><radius>2</radius></s>",
            json!({ "kind": "Circle", "radius": 2 }),
        ),
        (
            "<s><kind> Circle </kind><radius>2</radius></s>",
            json!({ "kind": "Circle", "radius": 2 }),
        ),
        (
            "<s><kind>Star</kind><points>5</points></s>",
            json!({ "kind": "Star", "points": "5" }),
        ),
        ("<s><radius>2</radius></s>", json!({ "radius": "2" })),
    ] {
        let mut shape: Shape = arm_runtime::empty();
        from_xml(xml.as_bytes(), &mut shape).expect("it can be read");
        assert_eq!(crate::fixture::write(&shape, Mode::All), expected, "{xml}");
    }
}

#[test]
fn documents_have_a_limit_of_depth() {
    for (depth, expected) in [
        (1, None),
        (128, None),
        (129, Some("more than 128 levels of XML elements")),
    ] {
        let xml = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        let message = from_xml(xml.as_bytes(), &mut JsonValue::Null).err();
        let message = message.map(|it| it.to_string());
        assert_eq!(message.as_deref(), expected, "{depth}");
    }
    for (xml, expected) in [
        ("<!-- none -->", "the document has no XML element"),
        ("<a/><b/>", "the XML is not well-formed before byte 8"),
    ] {
        assert_eq!(error::<JsonValue>(xml), expected, "{xml}");
    }
    let number = from_xml(b"<a/>", &mut 5_i64).unwrap_err();
    assert_eq!(
        number.to_string(),
        "expected an integer, found an empty element"
    );
}

#[test]
fn keys_are_names_of_elements() {
    for key in ["", "1", "a b", "a>", "-a", "a\u{7}"] {
        let tagged = Tagged {
            any: Some(json!({ key: 1 })),
            ..Tagged::default()
        };
        assert_eq!(
            write(&tagged, "t").unwrap_err().to_string(),
            "a key is not a valid name of an XML element",
            "{key:?}"
        );
    }
    for key in ["a", "_a", "é", "a-b.c:d1"] {
        let tagged = Tagged {
            any: Some(json!({ key: 1 })),
            ..Tagged::default()
        };
        let expected = format!("<t><any><{key}>1</{key}></any></t>");
        assert_eq!(write(&tagged, "t").unwrap(), expected);
    }
}
