//! Each feature of schemas and operations: the least input that shows it, and what is made of it.

use tests::case::Case;

/// A test for each case, so that one can be run alone, and a test that none is left out.
macro_rules! cases {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            let case = Case::read(stringify!($name));
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(stringify!($name), case.snapshot());
            });
        })*

        #[test]
        fn every_case_has_a_test() {
            let found: Vec<String> = Case::all().into_iter().map(|it| it.name).collect();
            let mut named = [$(stringify!($name)),*];
            named.sort_unstable();
            assert_eq!(found, named);
        }
    };
}

cases! {
    enum_integer
    enum_number_and_boolean
    enum_open
    enum_same_name_other_values
    metadata_entry
    metadata_xml
    names_acronyms
    names_collide
    names_digits_and_symbols
    names_files
    names_keywords
    names_of_rust
    operation_api_version
    operation_binary
    operation_by_id
    operation_client_names
    operation_collection_formats
    operation_constant
    operation_error_responses
    operation_fixed_query
    operation_form
    operation_form_file
    operation_head
    operation_header_prefix
    operation_example_missing
    operation_ids
    operation_ids_across_files
    operation_long_running
    operation_openapi
    operation_openapi31
    operation_openapi_servers
    operation_optional_body
    operation_pages
    operation_pages_long_running
    operation_pages_other_names
    operation_parameter_location
    operation_parameter_names_collide
    operation_parameterized_host
    operation_parameters_of_path
    operation_references
    operation_responses_two_schemas
    operation_response_headers
    operation_response_none
    operation_rules
    operation_several_consumes
    operation_skip_url_encoding
    operation_text
    operation_unsupported
    operation_xml
    operation_xml_openapi
    schema_all_of_narrows
    schema_all_of_two_parents
    schema_any_of
    schema_array_of_arrays
    schema_byte_order_mark
    schema_client_names
    schema_defaults
    schema_definition_is_reference
    schema_discriminator_base_and_leaf
    schema_discriminator_three_levels
    schema_discriminator_two_properties
    schema_formats
    schema_inline
    schema_map
    schema_map_with_properties
    schema_markup_in_descriptions
    schema_nullable_in_patch
    schema_one_of_mapping
    schema_openapi31
    schema_read_only_and_mutability
    schema_recursion
    schema_reference_siblings
    schema_required_sent
    schema_same_name_same_shape
    schema_same_name_two_files
    schema_secrets
    schema_xml
}
