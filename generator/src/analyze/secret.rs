//! The values that are secret.
//!
//! Besides the markers of the spec, three names determine whether a value is secret: that of the property, alone or with
//! its neighbors; that of the enclosing type; and that of the operation whose response or body contains it. The words are
//! those of `arm-sensitive`. A property that is secret in one operation is secret everywhere.

use std::collections::BTreeSet;

use arm_sensitive::Evidence;

use crate::ir::{
    Field, Group, Ir, Kind, Operation, Owner, ParameterLocation, Struct, Type, TypeDef, TypeId,
};

pub(super) fn classify(ir: &mut Ir) {
    spread_marks(ir);
    spread_enums(ir);
    let choices = open_choices(ir);
    for def in &mut ir.types {
        classify_struct(def, &choices);
    }
    let hands_out: Vec<Reach> = ir
        .groups
        .iter()
        .flat_map(|group| {
            group
                .operations
                .iter()
                .filter_map(|it| reach_of(ir, group, it))
        })
        .collect();
    for (id, index) in hands_out.iter().flat_map(|it| &it.fields) {
        if let Kind::Struct(it) = &mut ir.types[id.0].kind {
            it.fields[*index].secret = true;
        }
    }
    for id in hands_out.iter().flat_map(|it| &it.additional) {
        if let Kind::Struct(it) = &mut ir.types[id.0].kind {
            it.additional.iter_mut().for_each(hide);
        }
    }
    for field in ir
        .types
        .iter_mut()
        .flat_map(|def| fields_mut(&mut def.kind))
    {
        if field.secret {
            hide(&mut field.ty);
        }
    }
    for group in &mut ir.groups {
        for operation in &mut group.operations {
            classify_operation(&group.owner, operation);
        }
    }
}

/// Applies the markers of properties to all values below them, which can also be read and shown on their own.
fn spread_marks(ir: &mut Ir) {
    let fields = ir.types.iter().flat_map(|def| fields(&def.kind));
    let mut open: Vec<TypeId> = fields
        .filter(|it| it.secret)
        .filter_map(|it| named(&it.ty))
        .collect();
    let mut seen: BTreeSet<TypeId> = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &mut ir.types[id.0].kind {
            Kind::Struct(it) => {
                it.fields.iter_mut().for_each(|field| field.secret = true);
                it.additional.iter_mut().for_each(hide);
                let types = it.fields.iter().map(|field| &field.ty);
                open.extend(types.chain(&it.additional).filter_map(named));
            }
            Kind::Union(it) => open.extend(it.variants.iter().map(|it| it.ty)),
            Kind::Choice(it) => open.extend(it.variants.iter().filter_map(|it| named(&it.ty))),
            Kind::Enum(it) => it.secret = true,
        }
    }
}

/// Marks the properties whose values are of a secret enum. Its values do not show themselves, wherever they are.
fn spread_enums(ir: &mut Ir) {
    let is_secret = |def: &TypeDef| matches!(&def.kind, Kind::Enum(it) if it.secret);
    let enums: Vec<bool> = ir.types.iter().map(is_secret).collect();
    let fields = ir
        .types
        .iter_mut()
        .flat_map(|def| fields_mut(&mut def.kind));
    for field in fields {
        field.secret |= named(&field.ty).is_some_and(|id| enums[id.0]);
    }
}

fn fields(kind: &Kind) -> &[Field] {
    match kind {
        Kind::Struct(it) => &it.fields,
        Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => &[],
    }
}

fn fields_mut(kind: &mut Kind) -> &mut [Field] {
    match kind {
        Kind::Struct(it) => &mut it.fields,
        Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => &mut [],
    }
}

/// Changes text to the secret type. Other types rely on the flag of the field.
fn hide(ty: &mut Type) {
    let leaf = ty.leaf_mut();
    if *leaf == Type::String {
        *leaf = Type::Secret;
    }
}

/// Returns `true` for types that can be secret by name: text, bytes and JSON, but neither enums nor numbers.
fn is_open(ty: &Type) -> bool {
    matches!(
        ty.leaf(),
        Type::String
            | Type::Secret
            | Type::Base64
            | Type::Base64Url
            | Type::Bytes
            | Type::File
            | Type::Json
    )
}

/// Returns the choices with a variant of an open type.
fn open_choices(ir: &Ir) -> BTreeSet<TypeId> {
    let is_open = |def: &TypeDef| match &def.kind {
        Kind::Choice(it) => it.variants.iter().any(|it| is_open(&it.ty)),
        _ => false,
    };
    let types = ir.types.iter().enumerate();
    types
        .filter(|(_, def)| is_open(def))
        .map(|(index, _)| TypeId(index))
        .collect()
}

fn classify_struct(def: &mut TypeDef, choices: &BTreeSet<TypeId>) {
    let Kind::Struct(it) = &mut def.kind else {
        return;
    };
    let has_flag = it
        .fields
        .iter()
        .any(|it| it.ty == Type::Bool && arm_sensitive::is_secret_flag(&it.wire_name));
    let has_password = it
        .fields
        .iter()
        .any(|it| is_open(&it.ty) && arm_sensitive::opens_certificate(&it.wire_name));
    let is_key = it.fields.iter().any(|it| it.wire_name == "kty");
    for field in &mut it.fields {
        let name = field.wire_name.as_str();
        let is_choice = named(&field.ty).is_some_and(|id| choices.contains(&id));
        let is_text = is_open(&field.ty) || is_choice;
        field.secret |= arm_sensitive::is_secret_object(name)
            || (is_text
                && (arm_sensitive::is_secret_name(name)
                    || arm_sensitive::is_value_of(&def.spec_name, name)
                    || (has_flag && name.eq_ignore_ascii_case("value"))
                    || (has_password && arm_sensitive::is_protected(name))
                    || (field.docs.as_deref())
                        .is_some_and(|it| arm_sensitive::is_described_as_secret(name, it))
                    || (is_key && arm_sensitive::is_private_key_member(name))));
    }
}

/// The properties that are secret because of one operation.
#[derive(Default)]
struct Reach {
    fields: Vec<(TypeId, usize)>,
    additional: Vec<TypeId>,
}

fn reach_of(ir: &Ir, group: &Group, operation: &Operation) -> Option<Reach> {
    let evidence = evidence(&group.owner, operation)?;
    let mut reach = Reach::default();
    let responses = operation.success.iter().filter_map(|it| it.ty.as_ref());
    for ty in responses.chain(&operation.response.ty) {
        if is_resource(ir, ty) {
            reach.visit(ir, ty, Evidence::Likely, evidence == Evidence::Certain);
        } else {
            reach.visit(ir, ty, evidence, false);
        }
    }
    if let Some(body) = &operation.body {
        reach.visit(ir, &body.ty, Evidence::Likely, false);
    }
    Some(reach)
}

fn evidence(owner: &Owner, operation: &Operation) -> Option<Evidence> {
    let name = operation
        .id
        .split_once('_')
        .map_or(operation.id.as_str(), |(_, name)| name);
    arm_sensitive::operation(owner.prefix().unwrap_or_default(), name, &operation.path)
}

/// Returns `true` if the response is a resource or a list of resources, most of whose properties are not secret.
fn is_resource(ir: &Ir, ty: &Type) -> bool {
    let of = |ty: &Type| match ty.leaf() {
        Type::Named(id) => match &ir.type_def(*id).kind {
            Kind::Struct(it) => Some(it),
            _ => None,
        },
        _ => None,
    };
    let has = |it: &Struct, name: &str| it.fields.iter().any(|it| it.wire_name == name);
    let is_one = |it: &Struct| has(it, "id") && has(it, "name") && has(it, "properties");
    let Some(it) = of(ty) else { return false };
    let items = it.fields.iter().find(|it| it.wire_name == "value");
    is_one(it) || items.and_then(|it| of(&it.ty)).is_some_and(is_one)
}

impl Reach {
    /// Visits all types that are reachable from a type. With `settings`, `properties` is a map of secrets, like the settings
    /// of an app.
    fn visit(&mut self, ir: &Ir, ty: &Type, evidence: Evidence, settings: bool) {
        let mut seen: BTreeSet<TypeId> = BTreeSet::new();
        let mut open: Vec<TypeId> = named(ty).into_iter().collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &ir.type_def(id).kind {
                Kind::Struct(it) => {
                    for (index, field) in it.fields.iter().enumerate() {
                        let name = field.wire_name.as_str();
                        let is_secret = match evidence {
                            Evidence::Certain => !arm_sensitive::is_harmless(name),
                            Evidence::Likely => {
                                arm_sensitive::is_value(name) || (settings && name == "properties")
                            }
                        };
                        if field.secret || (is_secret && is_open(&field.ty)) {
                            self.fields.push((id, index));
                        } else {
                            open.extend(named(&field.ty));
                        }
                    }
                    if let Some(ty) = &it.additional {
                        open.extend(named(ty));
                        self.additional
                            .extend((evidence == Evidence::Certain).then_some(id));
                    }
                }
                Kind::Union(it) => open.extend(it.variants.iter().map(|it| it.ty)),
                Kind::Choice(it) => open.extend(it.variants.iter().filter_map(|it| named(&it.ty))),
                Kind::Enum(_) => {}
            }
        }
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty.leaf() {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

/// Classifies parameters by their names, and responses that are text or bytes as a whole.
fn classify_operation(owner: &Owner, operation: &mut Operation) {
    let certain = evidence(owner, operation) == Some(Evidence::Certain);
    for parameter in &mut operation.parameters {
        if parameter.location != ParameterLocation::Path
            && parameter.constant.is_none()
            && arm_sensitive::is_secret_name(&parameter.wire_name)
        {
            hide(&mut parameter.ty);
        }
    }
    let statuses = operation.success.iter_mut().filter_map(|it| it.ty.as_mut());
    if certain {
        statuses.chain(&mut operation.response.ty).for_each(hide);
    }
    let response = &mut operation.response;
    response.secret = response
        .ty
        .as_ref()
        .is_some_and(|ty| *ty.leaf() == Type::Secret || (certain && is_open(ty)));
}
