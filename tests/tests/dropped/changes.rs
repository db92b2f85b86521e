//! The comparison notices each part that is removed from the intermediate representation.

use arm_runtime::describe::{Entry, Module};
use generator::diagnostics::Diagnostics;
use generator::files;
use generator::ir::{Ir, Kind, Operation, Type, Values};
use generator::load::Cache;
use generator::pipeline::{
    Package, Product, Stage, describe_package, generate_package, run_stages,
};
use tests::place;

use super::compare_ir;
use super::emitted::{self, Crate};
use super::raw::Files;

const SMALL: &str = r##"{ "openapi": "3.0.3", "info": { "title": "T", "version": "1" },
"paths": { "/t/{id}": { "put": { "operationId": "T_Put",
  "parameters": [
    { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
    { "name": "top", "in": "query", "schema": { "type": "integer" } },
    { "name": "x-tag", "in": "header", "schema": { "type": "string" } }],
  "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
  "responses": {
    "200": { "description": "OK", "headers": { "x-left": { "schema": { "type": "integer" } } },
      "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
    "404": { "description": "No" } } } } },
"components": { "schemas": {
  "Thing": { "type": "object", "properties": {
    "name": { "type": "string" }, "color": { "type": "string", "enum": ["red", "blue"] },
    "pet": { "$ref": "#/components/schemas/Pet" },
    "size": { "oneOf": [{ "type": "string" }, { "type": "integer" }, { "type": "boolean" }] },
    "tags": { "type": "object", "additionalProperties": { "type": "string" } } },
    "additionalProperties": { "type": "integer" } },
  "Pet": { "type": "object", "discriminator": { "propertyName": "kind" }, "required": ["kind"],
    "properties": { "kind": { "type": "string" } } },
  "Dog": { "allOf": [{ "$ref": "#/components/schemas/Pet" }], "properties": { "bark": { "type": "boolean" } } },
  "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }] } } } }"##;

type Change = fn(&mut Ir);

/// Changes with what the comparison reports.
const CHANGES: [(&str, Change); 14] = [
    ("the operation T_Put", |ir| ir.groups[0].operations.clear()),
    ("the parameter id", |ir| {
        drop(operation(ir).parameters.remove(0))
    }),
    ("the parameter top", |ir| {
        operation(ir).parameters.retain(|it| it.wire_name != "top")
    }),
    ("the parameter x-tag", |ir| {
        operation(ir)
            .parameters
            .retain(|it| it.wire_name != "x-tag")
    }),
    ("the body", |ir| operation(ir).body = None),
    ("the response 404", |ir| operation(ir).errors.clear()),
    ("the header x-left", |ir| {
        operation(ir).success[0].headers.clear()
    }),
    ("the body of a response", |ir| {
        operation(ir).success[0].ty = None
    }),
    ("the property name", |ir| fields(ir, "Thing", "name")),
    ("the property bark", |ir| fields(ir, "Dog", "bark")),
    ("any JSON, although", |ir| {
        operation(ir).success[0].ty = Some(Type::Json);
    }),
    ("the value blue", |ir| {
        each_kind(ir, |kind| {
            if let Kind::Enum(it) = kind
                && let Values::Text(values) = &mut it.values
            {
                values.retain(|it| it.value != "blue");
            }
        });
    }),
    ("a subtype", |ir| {
        each_kind(ir, |kind| {
            if let Kind::Union(it) = kind {
                it.variants.remove(0);
            }
        });
    }),
    ("a choice", |ir| {
        each_kind(ir, |kind| {
            if let Kind::Choice(it) = kind {
                it.variants.retain(|it| it.ty != Type::Bool);
            }
        });
    }),
];

/// Each change of the intermediate representation removes a part, which the comparison must notice.
#[test]
fn missing_parts_are_noticed() {
    let path = place::scratch("dropped").join("small.json");
    std::fs::write(&path, SMALL).expect("target/ can be written");
    let package = Package {
        inputs: vec![path],
        ..Package::default()
    };
    let mut diagnostics = Diagnostics::default();
    let product = run_stages(&package, &Cache::default(), Stage::Lower, &mut diagnostics);
    let Some(Product::Ir(whole)) = product else {
        panic!("the document is in order");
    };
    let files = Files::read(&package.inputs);
    let dropped = |ir: &Ir| compare_ir(&package.inputs, &files, ir, &diagnostics).dropped;
    assert_eq!(dropped(&whole), [""; 0]);
    for (expected, change) in CHANGES {
        let mut ir = whole.clone();
        change(&mut ir);
        let dropped = dropped(&ir);
        assert!(
            dropped.iter().any(|it| it.contains(expected)),
            "{expected}: {dropped:#?}"
        );
    }
    let mut ir = whole.clone();
    each_kind(&mut ir, |kind| {
        if let Kind::Struct(it) = kind {
            it.additional = None;
        }
    });
    assert!(dropped(&ir)[0].contains("additionalProperties"));
}

/// Parts of the emitted files, each with what the comparison reports when it is removed.
const REMOVED: [(&str, &str); 9] = [
    ("id: \"T_Put\"", "the operation T_Put"),
    ("Parameter::query(\"top\")", "the parameter top"),
    ("    body:", "the body of T_Put"),
    ("404", "the error 404"),
    ("x-left", "the header x-left"),
    ("= \"name\"", "the property = \"name\" of Thing"),
    ("= \"blue\"", "the value = \"blue\""),
    ("(Dog)", "the subtype (Dog)"),
    ("2: Bool", "the choice 2: "),
];

/// Each removal of a part of the emitted files is noticed.
#[test]
fn missing_parts_of_the_crate_are_noticed() {
    let path = place::scratch("dropped-crate").join("small.json");
    std::fs::write(&path, SMALL).expect("target/ can be written");
    let package = Package {
        inputs: vec![path],
        ..Package::default()
    };
    let mut diagnostics = Diagnostics::default();
    let product = run_stages(&package, &Cache::default(), Stage::Names, &mut diagnostics);
    let Some(Product::Named(named)) = product else {
        panic!("the document is in order");
    };
    let whole = generate_package(&package, &Cache::default()).files;
    let text = describe_package(&package, &Cache::default()).text;
    let module = Module::read_spec(String::new(), String::new(), String::new(), &text);
    let entries: Vec<&Entry> = module.as_ref().expect("it is JSON").entries().collect();
    let missing = |files: &files::Files| emitted::missing(&named, &Crate::read(files), &entries).0;
    assert_eq!(missing(&whole), [""; 0]);
    for (text, expected) in REMOVED {
        let mut files = whole.clone();
        files.values_mut().for_each(|it| *it = it.replace(text, ""));
        let missing = missing(&files);
        assert!(
            missing.iter().any(|it| it.contains(expected)),
            "{text}: {missing:#?}"
        );
    }
    let without_entries = emitted::missing(&named, &Crate::read(&whole), &[]).0;
    assert!(without_entries.contains(&"metadata: the operation T_Put".to_owned()));
}

fn operation(ir: &mut Ir) -> &mut Operation {
    &mut ir.groups[0].operations[0]
}

fn each_kind(ir: &mut Ir, change: impl Fn(&mut Kind)) {
    ir.types.iter_mut().for_each(|it| change(&mut it.kind));
}

fn fields(ir: &mut Ir, model: &str, property: &str) {
    for def in ir.types.iter_mut().filter(|it| it.spec_name == model) {
        if let Kind::Struct(it) = &mut def.kind {
            it.fields.retain(|it| it.wire_name != property);
        }
    }
}
