//! `azure-parameter-grouping.json`: parameter groups are an optional feature of generators, which this one omits,
//! because optional parameters have a struct anyway. The requests are the same.

use azure_parameter_grouping::*;

use crate::table::Table;

pub fn add(t: &mut Table) {
    let c = Client::new(t.credential(), t.options()).unwrap().parameter_grouping_client();
    let header = || Some("header".to_owned());

    let options = ParameterGroupingPostRequiredOptions { custom_header: header(), query: Some(21) };
    t.sends("postParameterGroupingRequiredParameters", "POST /parameterGrouping/postRequired/path?query=21", c.post_required("path", 1234, Some(options)));
    let options = ParameterGroupingPostOptionalOptions { custom_header: header(), query: Some(21) };
    t.sends("postParameterGroupingOptionalParameters", "POST /parameterGrouping/postOptional?query=21", c.post_optional(Some(options)));
    t.sends("postParameterGroupingOptionalParameters", "POST /parameterGrouping/postOptional", c.post_optional(None));
    let options = ParameterGroupingPostReservedWordsOptions { from: Some("bob".to_owned()), accept: Some("yes".to_owned()) };
    t.sends("PostParameterGroupingWithReservedWords", "POST /parameterGrouping/postReservedWords?from=bob&accept=yes", c.post_reserved_words(Some(options)));
    let options = ParameterGroupingPostMultiParamGroupsOptions { header_one: header(), query_one: Some(21), header_two: Some("header2".to_owned()), query_two: Some(42) };
    t.sends("postParameterGroupingMultipleParameterGroups", "POST /parameterGrouping/postMultipleParameterGroups?query-one=21&query-two=42", c.post_multi_param_groups(Some(options)));
    let options = ParameterGroupingPostSharedParameterGroupObjectOptions { header_one: header(), query_one: Some(42) };
    t.sends("postParameterGroupingSharedParameterGroupObject", "POST /parameterGrouping/sharedParameterGroupObject?query-one=42", c.post_shared_parameter_group_object(Some(options)));
    let options = ParameterGroupingGroupWithConstantOptions { grouped_constant: Some("foo".into()), grouped_parameter: Some("bar".to_owned()) };
    t.sends("PutParameterGroupingConstant", "PUT /parameterGrouping/groupWithConstant", c.group_with_constant(Some(options)));
}
