//! The diagnostic codes, a table of names, meanings, help and explanations.

/// A diagnostic code.
#[derive(Debug, Eq, PartialEq)]
pub struct Code {
    /// Stable name in kebab case.
    pub name: &'static str,
    /// Meaning in one line.
    pub meaning: &'static str,
    /// Default help, for diagnostics without a more specific one.
    pub help: &'static str,
    /// Reaction of the generator, with the reason.
    pub explanation: &'static str,
}

impl Code {
    /// Returns the code with this name.
    pub fn named(name: &str) -> Option<&'static Code> {
        ALL.iter().copied().find(|code| code.name == name)
    }
}

macro_rules! codes {
    ($($constant:ident $name:literal: $meaning:literal, $help:literal, $explanation:literal;)*) => {
        $(
            #[doc = $meaning]
            pub static $constant: Code = Code { name: $name, meaning: $meaning, help: $help, explanation: $explanation };
        )*
        /// All codes, sorted by name.
        pub static ALL: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    ALL_OF_TOO_DEEP "all-of-too-deep":
        "A definition inherits by `allOf` through too many levels.",
        "give the definition the properties of its bases, or fewer bases",
        "Every struct repeats the properties that it inherits, so that the generated code would grow with the square of the levels. The generator \
         accepts 50 levels, several times as many as any known description has.";
    AMBIGUOUS_SUBTYPE "ambiguous-subtype":
        "Two subtypes have the same discriminator value.",
        "give each subtype a discriminator value of its own with `x-ms-discriminator-value`",
        "A response with this value is read as the first of the two subtypes. The second stays a model, but is not a variant of the union.";
    BAD_NAME "bad-name":
        "A name cannot be used as the name of a module, provider or crate.",
        "use lower-case letters, digits and `_`, with a letter first",
        "Names in the configuration become modules and paths of the generated crate, so they must be unique Rust identifiers.";
    BASE_NOT_OBJECT "base-not-object":
        "`allOf` combines an object with a value of another type.",
        "remove the base, or give the schema the type of the base",
        "No value has both types. The object keeps its properties, and the base is left out.";
    BODY_WITHOUT_SCHEMA "body-without-schema":
        "A body parameter has no schema.",
        "add a `schema` to the body parameter",
        "The operation takes any JSON value as its body.";
    CHANGED_SPECS "changed-specs":
        "The API descriptions differ from those in `arm.lock`.",
        "run `arm-bindgen update` to accept them, or restore the recorded ones",
        "The lock file keeps generated code reproducible.";
    CIRCULAR_REFERENCE "circular-reference":
        "References lead back to where they started.",
        "give one of these definitions a schema of its own",
        "A cycle of `$ref`s does not lead to a value. Recursive properties and items are not affected: a type may contain itself.";
    CIRCULAR_TYPE "circular-type":
        "A list or map consists of itself and nothing else.",
        "give the items a type of their own",
        "No value can be written for such a type in Rust. Any JSON is accepted in its place.";
    CONFLICTING_BASES "conflicting-bases":
        "The members of `allOf` exclude each other.",
        "give the members the same type, or combine them with `anyOf`",
        "No value satisfies all members, so the document says something else than what the service sends. In place of a scalar or a list, any JSON is accepted. A property that is declared again has the type of the last declaration; a response with the other type fails.";
    DEFECT "defect":
        "The generator failed.",
        "this is a defect of the generator; please report it with the input",
        "The generator does not panic on any input. Other packages of the same run are not affected.";
    DUPLICATE_MODULE "duplicate-module":
        "Two entries of the configuration have the same module.",
        "give it another name",
        "Each entry becomes a module of the generated crate.";
    DUPLICATE_OPERATION_ID "duplicate-operation-id":
        "Two operations have the same operationId.",
        "give each operation an operationId of its own",
        "Both operations are generated. A number is appended to the name of the second, which depends on the order in the document.";
    DUPLICATE_PARAMETER "duplicate-parameter":
        "An operation has two parameters with the same name and location.",
        "remove one of them",
        "Parameters are told apart by name and location, so the second is left out.";
    DUPLICATE_VERSION "duplicate-version":
        "A provider lists a version twice.",
        "remove one of them",
        "Each version becomes a module of the generated crate.";
    EMPTY_ENUM "empty-enum":
        "An enum has no values.",
        "list the values, or remove `enum`",
        "No value can be valid. The property is treated as its plain type instead.";
    ENUM_VALUE "enum-value":
        "A value does not have the type of its enum.",
        "correct the value, or the `type` of the schema",
        "The value is left out of the enum. A response that contains it is read as an unknown value.";
    FRAMING_HEADER "framing-header":
        "A header belongs to the transport.",
        "remove the header from the document",
        "The transport sets the headers that delimit a message. If a caller could set them, a server could read a body as another request.";
    IMPOSSIBLE_HEADER "impossible-header":
        "A header has a name that HTTP does not allow.",
        "use letters, digits, `-`, `_` and `.`",
        "A request with such a header cannot be sent, and no response can contain it. The header is left out.";
    INSECURE_ENDPOINT "insecure-endpoint":
        "An endpoint without encryption requires credentials.",
        "write `https`, or set `ClientOptions::endpoint`",
        "A token or key must not be sent unencrypted, so that a client with a credential cannot be created for the endpoint.";
    LONG_DESCRIPTION "long-description":
        "A description is too long for documentation.",
        "shorten the description, and link to the rest",
        "Documentation shows its beginning: a longer text makes a page unusable. The code does not depend on descriptions.";
    MALFORMED "malformed":
        "A part of a document has the wrong JSON type.",
        "correct the structure according to Swagger 2.0 or OpenAPI 3",
        "Operations inside it cannot be read, so the package ends with an error.";
    MALFORMED_BLOCK "malformed-block":
        "A YAML block of a readme cannot be parsed.",
        "correct the YAML of the block",
        "The block is ignored.";
    MALFORMED_CONDITION "malformed-condition":
        "The condition of a YAML block cannot be parsed.",
        "correct the condition behind `yaml`",
        "AutoRest conditions compare `$(tag)` and other settings with text. The block is ignored.";
    MALFORMED_CONFIG "malformed-config":
        "The configuration does not have the expected structure.",
        "correct the configuration",
        "The message names the part that was expected.";
    MALFORMED_EXAMPLE "malformed-example":
        "An example is not an object.",
        "write the example as an object with `parameters` and `responses`",
        "The example is left out of documentation and tests. The operation is generated.";
    MALFORMED_FILE "malformed-file":
        "A file cannot be parsed.",
        "correct the file at this position",
        "JSON and YAML are read strictly; a file that is not UTF-8 cannot be read.";
    MALFORMED_KEYWORD "malformed-keyword":
        "A keyword has a value that it cannot have.",
        "correct the value according to Swagger 2.0 or OpenAPI 3",
        "The keyword is ignored, as if the document did not contain it, unless the message says otherwise.";
    MALFORMED_LIST "malformed-list":
        "The list of packages does not have the expected structure.",
        "the list is an array of `{readme, tag}`; `tag` is optional",
        "See the option `--packages` of the command `corpus`.";
    MALFORMED_PARAMETER "malformed-parameter":
        "A parameter has no name, or no schema.",
        "give it the name that the service expects",
        "Without a name, the parameter cannot be sent. Without a schema, it may be any JSON.";
    MALFORMED_SCHEMA "malformed-schema":
        "A schema is not an object.",
        "write the schema as an object",
        "Any JSON value is accepted in its place.";
    MALFORMED_STATUS "malformed-status":
        "A response has a key that is not a status code.",
        "use a status such as `200`, a range such as `4XX`, or `default`",
        "The response is left out.";
    MISSING_EXAMPLE "missing-example":
        "An example cannot be found.",
        "correct the path of the example",
        "The example is left out of documentation and tests. The operation is generated.";
    MISSING_FILE "missing-file":
        "A file cannot be found or read.",
        "correct the path or add the file",
        "References and inputs are resolved against the file that names them.";
    MISSING_PROPERTY "missing-property":
        "`required` names a property that the schema does not have.",
        "add the property, or remove its name from `required`",
        "Most often the name is misspelled, so that the intended property is treated as optional.";
    MISSING_README "missing-readme":
        "A readme that another one requires cannot be found.",
        "correct the path, or remove it from `require`",
        "The settings of the missing file are left out.";
    MODELS_TOO_DEEP "models-too-deep":
        "Models contain each other too many levels deep.",
        "declare one of the properties as `type: object` without a schema of its own",
        "rustc refuses to compile types that are nested more deeply than its recursion limit allows. Each model and each option in the chain is a \
         level, and each list, map and variant is three. The generator accepts 110 levels, such as 55 optional models, or 22 optional lists of models. \
         Few descriptions need more; that of Microsoft Graph does.";
    NO_API_VERSION "no-api-version":
        "An operation takes an api-version, but none is known.",
        "give the document its version, or the parameter a single value",
        "Clients send the version of the document, `info.version`, unless the parameter has a default or a single value.";
    NO_NEXT_LINK "no-next-link":
        "A response has no property for the link to the next page.",
        "set `nextLinkName` to the property of the link, or to null if there is only one page",
        "The pager ends after the first page.";
    NO_REPOSITORY "no-repository":
        "The configuration does not name a git repository.",
        "write `specs: {git: https://github.com/Azure/azure-rest-api-specs, rev: main}`",
        "The commands `fetch` and `update` fetch API descriptions from a git repository.";
    NO_OPERATION_ID "no-operation-id":
        "An operation has no operationId.",
        "add an `operationId` of the form `Group_Name`",
        "The method is named after the HTTP method and the last literal segments of the path: as many as distinguish it from other operations, and \
         at least two.";
    NO_PAGE_ITEMS "no-page-items":
        "A response has no list from which to take the items of pages.",
        "set `itemName` to the property that holds the items",
        "`x-ms-pageable` marks the operation as a list, but the response has no list under that name. The operation returns the response as a whole.";
    NO_RESPONSES "no-responses":
        "An operation declares no success.",
        "add `responses` with at least one success status",
        "Any 2xx status counts as success, and the body is ignored.";
    NO_RUNTIME "no-runtime":
        "The crate `arm-runtime` cannot be found.",
        "set its folder or version",
        "Generated crates depend on it.";
    NOT_FETCHED "not-fetched":
        "The API descriptions have not been fetched.",
        "run `arm-bindgen fetch`",
        "The configuration takes them from a git repository.";
    NOT_WRITTEN "not-written":
        "A crate cannot be written.",
        "check the permissions and the free space of the folder",
        "Existing files are kept.";
    OBJECT_PARAMETER "object-parameter":
        "A parameter of path, query or header is an object.",
        "send the object in the body, or declare its parts as parameters",
        "Swagger does not define a serialization of objects in URLs and headers. The value is sent as JSON text.";
    OPEN_BLOCK "open-block":
        "A YAML block of a readme is not closed.",
        "add the closing fence",
        "The rest of the file is read as part of the block.";
    OUTSIDE_ROOT "outside-root":
        "A file lies outside the folder of the API descriptions.",
        "allow its folder with --allow-root if you trust the document",
        "A document could otherwise make the generator read any file of the machine and copy it into the output.";
    PARAMETER_CASE "parameter-case":
        "A placeholder of the path or host and its parameter differ in case.",
        "use the same spelling; they are treated as the same parameter",
        "Names of parameters are case-sensitive. A difference in case alone is treated as a spelling mistake.";
    REMOTE_REFERENCE "remote-reference":
        "A reference is a URL of another host.",
        "save the document beside this one and refer to it by a relative path",
        "The generator does not download anything. Links into azure-rest-api-specs are mapped to the checkout.";
    REPEATED_KEY "repeated-key":
        "An object has the same key more than once.",
        "the last value counts; remove the others",
        "JSON parsers disagree about repeated keys. Most keep the last value, and so does the generator.";
    REPEATED_PATH "repeated-path":
        "Two paths differ only in the names of their parameters.",
        "use the same names, and put the operations of both into one path",
        "Both paths stand for the same URLs. Their operations are all generated.";
    SUBTYPE_WITHOUT_PROPERTIES "subtype-without-properties":
        "A subtype is not an object.",
        "give the subtype properties, or remove its `allOf`",
        "A value of this subtype is read as an unknown subtype, with all its properties.";
    TAB "tab":
        "A YAML block contains tabs.",
        "use spaces; each tab is read as two",
        "YAML does not allow tabs in its indentation.";
    TOO_DEEP "too-deep":
        "A document is nested too deeply.",
        "nest less than 128 levels",
        "The limit protects the parsers: no description of an API is nested this deeply.";
    TWO_BODIES "two-bodies":
        "An operation has two body parameters.",
        "keep one body parameter",
        "A request has one body. The first parameter is used, or the form beside a body.";
    UNDEFINED_HOST_PARAMETER "undefined-host-parameter":
        "A placeholder of the host has no parameter.",
        "add a parameter to `x-ms-parameterized-host`, or correct its spelling",
        "The client takes the value as a string.";
    UNDEFINED_PATH_PARAMETER "undefined-path-parameter":
        "A placeholder of the path has no parameter.",
        "add a parameter with `in: path`, or correct its spelling",
        "The value is taken as a required string. If a parameter has a similar name that does not occur in the path, one of the two is misspelled, which is an error. `subscriptionId` is an exception: the client knows it.";
    UNDEFINED_SCOPE "undefined-scope":
        "An operation requires a scope that its security scheme does not define.",
        "add the scope to the security scheme, or correct its spelling",
        "The scope is ignored: tokens are requested for the defined scopes that name an audience.";
    UNKNOWN_NEXT_OPERATION "unknown-next-operation":
        "The operation for the next page does not exist.",
        "correct `operationName`, or leave it out",
        "`operationName` of `x-ms-pageable` names the operation that reads the next page. Links to next pages are followed by GET instead.";
    UNKNOWN_OPERATION "unknown-operation":
        "A selected operation does not exist.",
        "correct the pattern, or remove it",
        "Patterns select operations by operationId. Each pattern has to match in one version of the service, and each version needs an operation.";
    UNKNOWN_SERVICE "unknown-service":
        "A service does not exist in the API descriptions.",
        "correct the name; `arm-bindgen list` shows all",
        "The name is that of a folder below `specification`, or the path of a readme.";
    UNKNOWN_TAG "unknown-tag":
        "A readme has no input files for a tag.",
        "name a tag that the readme defines",
        "Tags are defined by conditions such as `$(tag) == 'package-2024-01'` of YAML blocks with `input-file`.";
    UNKNOWN_API_VERSION "unknown-api-version":
        "No input file has the API version of the configuration.",
        "write the version of the input files, or correct their list",
        "The version of a document is its `info.version`.";
    UNKNOWN_SIDE "unknown-side":
        "A side of a comparison is neither a file, a folder with API descriptions, nor a version of the configuration.",
        "name a file, a folder, or a version as the configuration does",
        "See the arguments of the command `diff`.";
    UNKNOWN_TYPE "unknown-type":
        "A schema has a type that does not exist.",
        "use `string`, `number`, `integer`, `boolean`, `array` or `object`",
        "Any JSON value is accepted in its place.";
    UNKNOWN_VERSION "unknown-version":
        "A document has an unknown version.",
        "use Swagger 2.0 (`swagger: \"2.0\"`) or OpenAPI 3 (`openapi: 3.x.y`)",
        "The version determines the format of the document.";
    UNREAD_KEYWORD "unread-keyword":
        "A keyword is not supported.",
        "remove the keyword if clients do not depend on it",
        "The keyword has no effect on the generated code. The message contains the consequence.";
    UNRESOLVED_REFERENCE "unresolved-reference":
        "A reference cannot be resolved.",
        "correct the reference, or add the value",
        "The file has no value at the pointer after `#`.";
    UNSUPPORTED_PARAMETER "unsupported-parameter":
        "A parameter is in a location that cannot be sent.",
        "use `path`, `query`, `header`, `body` or `formData`",
        "The parameter is left out, and the operation is generated without it.";
    UNSUPPORTED_PATTERN "unsupported-pattern":
        "A pattern uses regular expressions that clients cannot check.",
        "avoid look-around and back-references if clients should check the value",
        "Patterns are checked with the crate regex-lite, which matches in linear time and has neither look-around nor back-references. The value is sent unchecked, and the service checks it.";
    UNSUPPORTED_XML "unsupported-xml":
        "A part of an XML body cannot be expressed.",
        "pass a body with another form as `Bytes`",
        "When XML is read, elements are matched by their local names. The message names the part.";
    UNTAGGED_CHOICE "untagged-choice":
        "The types of a choice cannot be distinguished.",
        "add a `discriminator`, or describe the value with a single schema",
        "Types are distinguished by their form and their required properties. If that is not possible, any JSON is accepted.";
    UNUSED_PARAMETER "unused-parameter":
        "A path parameter does not occur in the path or in the template of the host.",
        "add the name in braces to the path or the host template, or remove the parameter",
        "The parameter is left out.";
    WRONG_REFERENCE_PATH "wrong-reference-path":
        "A reference has the wrong path, but its file could be found.",
        "correct the path",
        "The file exists with another case, or at the same path below another folder.";
    XML_PAGES "xml-pages":
        "Pages of XML have no element for the next page.",
        "set `nextLinkName` to the element that holds the link or the marker",
        "The next page is found by the element that `nextLinkName` names, below the root of the document.";
}
