//! The file of the module itself, with its client and exports, and the file of the models.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::format::{File, ident};
use super::imports::Imports;
use super::{Context, choices, docs, enums, front_page, service, structs, unions};
use crate::ir::{Kind, Owner};
use crate::names::{NamedGroup, NamedIr};

pub(super) fn emit(context: &Context<'_>) -> String {
    let mut file = File::new(&front_page::lines(context));
    let ir = context.ir;
    file.line("");
    let groups = ir.groups();
    let mut modules: BTreeMap<&str, bool> =
        groups.map(|it| (it.names.module.as_str(), false)).collect();
    modules.extend((ir.reached_types().len() > 0).then_some(("models", true)));
    modules.extend((!ir.parameters.is_empty()).then_some(("parameters", false)));
    modules.extend(context.options.metadata.then_some(("metadata", true)));
    for (name, is_public) in modules {
        if name == "metadata" {
            file.line("#[cfg(feature = \"metadata\")]");
        }
        file.line(&format!(
            "{}mod {name};",
            if is_public { "pub " } else { "" }
        ));
    }
    if !context.options.metadata {
        file.line("");
        file.line("pub use arm_runtime;");
    }
    exports(context, &mut file);
    if !ir.ir.groups.is_empty() {
        client(context, &mut file);
    }
    file.finish()
}

/// Exports the clients of the groups and the options of their operations. The options have a module of their own to keep the
/// documentation of the clients short, and can be imported from the module itself, too.
fn exports(context: &Context<'_>, file: &mut File) {
    let groups = || context.ir.groups();
    let clients = groups().filter(|it| it.owner != Owner::Client);
    let clients: Vec<String> = clients
        .map(|it| format!("pub use self::{}::{};", it.names.module, it.names.client))
        .collect();
    let options: Vec<String> = groups().filter_map(options_of).collect();
    if !clients.is_empty() {
        file.line("");
        clients.iter().for_each(|line| use_line(line, file));
    }
    if options.is_empty() {
        return;
    }
    file.line("\n#[doc(hidden)]\npub use self::options::*;");
    let lines = options
        .iter()
        .filter_map(|it| syn::parse_str::<syn::ItemUse>(it).ok());
    file.item(quote! {
        /// Optional parameters of the operations.
        pub mod options { #(#lines)* }
    });
}

/// Returns the line that exports the options of a group, if it has any.
fn options_of(group: NamedGroup<'_>) -> Option<String> {
    let operations = group.operations();
    let names: BTreeSet<&str> = operations
        .filter_map(|it| it.names.options.as_deref())
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    let module = &group.names.module;
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("pub use super::{module}::{one};")),
        many => Some(format!("pub use super::{module}::{{{}}};", many.join(", "))),
    }
}

fn use_line(line: &str, file: &mut File) {
    match syn::parse_str::<syn::ItemUse>(line) {
        Ok(item) => file.tight(quote!(#item)),
        Err(_) => file.line(line),
    }
}

fn arm_constructor(ir: &NamedIr) -> TokenStream {
    let (input, subscription) = match ir.ir.uses_subscription {
        true => (
            quote!(subscription_id: impl Into<String>,),
            quote!(Some(subscription_id.into())),
        ),
        false => (quote!(), quote!(None)),
    };
    quote! {
        /// Creates a client that authenticates with `credential`. Uses the public cloud unless `options` says otherwise.
        ///
        /// # Errors
        ///
        /// Returns an error if the endpoint is not HTTPS or does not belong to the cloud of `options`,
        /// or if another setting is invalid.
        pub fn new(#input credential: Arc<dyn TokenCredential>, options: Option<ClientOptions>) -> Result<Self> {
            Arm::new(PACKAGE, #subscription, Some(credential), options).map(Self::from)
        }
    }
}

fn client(context: &Context<'_>, file: &mut File) {
    let ir = context.ir;
    let docs = docs::attributes(&docs::of(
        "A client of the service. Its functions return the clients of the operation groups.",
    ));
    let groups = ir.groups().filter_map(|group| {
        let prefix = docs::code(group.owner.prefix()?);
        let function = ident(group.names.accessor.as_deref()?);
        let client = ident(&group.names.client);
        let docs = format!(" Returns the client for the operation group {prefix}.");
        Some(quote! {
            #[doc = #docs]
            pub fn #function(&self) -> #client { #client { arm: self.arm.clone() } }
        })
    });
    let service = ir.client_service();
    let constructor = match service {
        Some(service) => service::constructor(context, service),
        None => arm_constructor(ir),
    };
    if service.is_none() {
        file.item(quote! { use std::sync::Arc; });
    }
    let has_schemes = ir
        .services()
        .any(|it| !it.schemes.is_empty() || !it.security.concat().is_empty());
    let scheme = has_schemes.then(|| quote!(Scheme,));
    let names = match (service.is_some(), ir.ir.services.is_empty()) {
        (true, _) => quote!(Arm, ClientOptions, Credential, Package, Result, #scheme Service, Url),
        (false, true) => quote!(Arm, ClientOptions, Package, Result, TokenCredential, Url),
        (false, false) => {
            quote!(Arm, ClientOptions, Package, Result, #scheme Service, TokenCredential, Url)
        }
    };
    file.item(quote! { use arm_runtime::{#names}; });
    file.item(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client { arm: Arm }
    });
    file.item(quote! {
        impl Client {
            #constructor
            /// Returns the connection, which all clients created from this one share.
            pub fn arm(&self) -> &Arm {
                &self.arm
            }
            /// Returns the URL that requests are sent to.
            pub fn endpoint(&self) -> &Url {
                self.arm.endpoint()
            }
            #(#groups)*
        }
    });
    for it in ir.services() {
        file.item(service::constant(it));
    }
    file.item(quote! {
        impl From<Arm> for Client {
            fn from(arm: Arm) -> Self { Self { arm } }
        }
    });
    file.item(quote! {
        const PACKAGE: Package = Package { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
    });
}

/// The documentation of the models.
const MODELS: [&str; 4] = [
    "Models: the bodies of requests and responses.",
    "Properties are optional where the service may leave them out. `new` of a model takes its required properties; \
     [`model!`](arm_runtime::model) creates nested models without `Some` and `..Default::default()`.",
    "An `Option<Nullable<T>>` that is `None` is not sent; `Some(Nullable::Null)` is sent as `null`.",
    "Properties that the spec does not define are ignored when a model is read, unless the model has a map for them, so a \
     model that is sent back lacks them. \
     [`ResponseExt::edit`](arm_runtime::ResponseExt::edit) changes a response without losing them.",
];

pub(super) fn emit_models(context: &Context<'_>) -> String {
    let imports = Imports::of_models(context);
    let mut items = File::default();
    for ty in context.ir.reached_types() {
        match &ty.def().kind {
            Kind::Struct(it) => structs::emit(&imports, ty, it, &mut items),
            Kind::Enum(it) => enums::emit(&imports, ty, it, &mut items),
            Kind::Union(it) => unions::emit(&imports, ty, it, &mut items),
            Kind::Choice(it) => choices::emit(&imports, ty, it, &mut items),
        }
    }
    let mut file = File::new(&docs::lines(&MODELS.map(str::to_owned)));
    file.line("#![allow(missing_docs, reason = \"the spec leaves items without a description\")]");
    imports.write(&mut file);
    file.finish() + &items.finish()
}
