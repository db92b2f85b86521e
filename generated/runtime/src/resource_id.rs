//! Resource IDs.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use azure_core::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::malformed;

const FORM: &str =
    "/subscriptions/{subscription}/resourceGroups/{group}/providers/{Namespace}/{type}/{name}";

/// The ID of a resource, a resource group, a subscription, or any other object that Azure Resource Manager identifies
/// by a path.
///
/// Comparison ignores ASCII case. The original text is preserved.
///
/// ```
/// use arm_runtime::ResourceId;
///
/// let id: ResourceId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/db1/databases/d".parse()?;
/// assert_eq!(id.subscription(), Some("s"));
/// assert_eq!(id.resource_type().as_deref(), Some("Microsoft.Sql/servers/databases"));
/// assert_eq!(id.parent().map(|id| id.to_string()).as_deref(),
///     Some("/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/db1"));
/// # Ok::<(), azure_core::Error>(())
/// ```
#[derive(Clone)]
pub struct ResourceId {
    /// Begins with `/`. Every segment has been checked.
    text: String,
}

impl ResourceId {
    /// Creates the ID of a resource in a resource group. `resource_type` is `Namespace/type` or
    /// `Namespace/type/subtype`, and `names` has one name for each type.
    ///
    /// # Errors
    ///
    /// Returns an error if a name is not a valid path segment, or if the number of names does not match the type.
    pub fn new(
        subscription: &str,
        resource_group: &str,
        resource_type: &str,
        names: &[&str],
    ) -> Result<Self> {
        Self::group(subscription, resource_group)?.extension(resource_type, names)
    }

    /// Returns the ID of the tenant, `/`.
    pub fn tenant() -> Self {
        Self {
            text: "/".to_owned(),
        }
    }

    /// Creates the ID of a subscription.
    ///
    /// # Errors
    ///
    /// Returns an error if the subscription is not a valid path segment.
    pub fn of_subscription(subscription: &str) -> Result<Self> {
        Self::tenant().join(&["subscriptions", subscription])
    }

    /// Creates the ID of a resource group.
    ///
    /// # Errors
    ///
    /// Returns an error if a name is not a valid path segment.
    pub fn group(subscription: &str, resource_group: &str) -> Result<Self> {
        Self::of_subscription(subscription)?.join(&["resourceGroups", resource_group])
    }

    /// Creates the ID of a resource at this scope: a resource of this group, an extension of this resource, or, for
    /// [`ResourceId::tenant`], a resource of the tenant.
    ///
    /// # Errors
    ///
    /// Returns an error if a name is not a valid path segment, or if the number of names does not match the type.
    pub fn extension(&self, resource_type: &str, names: &[&str]) -> Result<Self> {
        let mut types = resource_type.split('/');
        let mut segments = vec!["providers", types.next().unwrap_or_default()];
        let types: Vec<&str> = types.collect();
        if types.is_empty() || types.len() != names.len() {
            return Err(malformed(format!(
                "the type of a resource is \"Namespace/type\" or \"Namespace/type/subtype\" with one name for each \
                 type; \"{}\" has {} types, and {} names were passed",
                resource_type.escape_debug(),
                types.len(),
                names.len()
            )));
        }
        segments.extend(
            types
                .iter()
                .zip(names)
                .flat_map(|(kind, name)| [*kind, *name]),
        );
        self.join(&segments)
    }

    /// Creates the ID of a child of this resource.
    ///
    /// # Errors
    ///
    /// Returns an error if the type or the name is not a valid path segment.
    pub fn child(&self, kind: &str, name: &str) -> Result<Self> {
        self.join(&[kind, name])
    }

    fn join(&self, segments: &[&str]) -> Result<Self> {
        let mut text = if self.text == "/" {
            String::new()
        } else {
            self.text.clone()
        };
        for segment in segments {
            check_segment(segment, &text)?;
            text.push('/');
            text.push_str(segment);
        }
        text.parse()
    }

    /// Returns the segments between the slashes. The tenant has none.
    pub(crate) fn segments(&self) -> Vec<&str> {
        if self.text == "/" {
            Vec::new()
        } else {
            self.text[1..].split('/').collect()
        }
    }

    /// Returns the ID as a string beginning with `/`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the ID of the subscription, if the resource is in one.
    pub fn subscription(&self) -> Option<&str> {
        named(&self.segments(), 0, "subscriptions")
    }

    /// Returns the name of the resource group, if the resource is in one.
    pub fn resource_group(&self) -> Option<&str> {
        self.subscription()?;
        named(&self.segments(), 2, "resourceGroups")
    }

    /// Returns the namespace of the resource provider, such as `Microsoft.Communication`. For an extension, this is the
    /// provider of the extension.
    pub fn provider(&self) -> Option<&str> {
        let segments = self.segments();
        segments.get(last_provider(&segments)? + 1).copied()
    }

    /// Returns the types below the namespace, outermost first. A subscription has the type `subscriptions`, a group the
    /// types `subscriptions` and `resourceGroups`.
    pub fn types(&self) -> Vec<&str> {
        self.pairs().into_iter().map(|(kind, _)| kind).collect()
    }

    /// Returns the names, outermost first, one for each type.
    pub fn names(&self) -> Vec<&str> {
        self.pairs().into_iter().map(|(_, name)| name).collect()
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        let segments = self.segments();
        let start = last_provider(&segments).map_or(0, |provider| provider + 2);
        segments[start..]
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1]))
            .collect()
    }

    /// Returns the full type, such as `Microsoft.Sql/servers/databases`. Subscriptions and resource groups belong to
    /// `Microsoft.Resources`. Returns `None` for the tenant and for a provider.
    pub fn resource_type(&self) -> Option<String> {
        let types = self.types();
        if types.is_empty() {
            return None;
        }
        Some(format!(
            "{}/{}",
            self.provider().unwrap_or("Microsoft.Resources"),
            types.join("/")
        ))
    }

    /// Returns the name of the resource, which is the last segment. Returns `None` for the tenant.
    pub fn name(&self) -> Option<&str> {
        self.segments().last().copied()
    }

    /// Returns the parent resource. For a top-level resource or an extension, this is its [`ResourceId::scope`].
    /// Returns `None` for the tenant.
    pub fn parent(&self) -> Option<Self> {
        let segments = self.segments();
        let keep = match last_provider(&segments) {
            Some(provider) if segments.len() <= provider + 4 => provider,
            _ => segments.len().checked_sub(2)?,
        };
        Some(Self::of_segments(&segments[..keep]))
    }

    /// Returns the group, subscription or tenant that contains the resource. For an extension, returns the resource
    /// that it extends. The scope of a group is its subscription.
    pub fn scope(&self) -> Self {
        let segments = self.segments();
        let keep = last_provider(&segments).unwrap_or_else(|| segments.len().saturating_sub(2));
        Self::of_segments(&segments[..keep])
    }

    fn of_segments(segments: &[&str]) -> Self {
        Self {
            text: format!("/{}", segments.join("/")),
        }
    }
}

/// Returns the position of the last `providers` key. An ID consists of pairs, so keys are at even positions only.
fn last_provider(segments: &[&str]) -> Option<usize> {
    (0..segments.len())
        .step_by(2)
        .rev()
        .find(|i| segments[*i].eq_ignore_ascii_case("providers"))
}

fn named<'a>(segments: &[&'a str], at: usize, key: &str) -> Option<&'a str> {
    segments
        .get(at)
        .filter(|segment| segment.eq_ignore_ascii_case(key))?;
    segments.get(at + 1).copied()
}

fn check_segment(segment: &str, before: &str) -> Result<()> {
    let wrong = if segment.is_empty() {
        "an empty segment"
    } else if crate::request::is_dot_segment(segment) {
        "a dot segment"
    } else if segment.chars().any(char::is_control) {
        "a control character"
    } else if segment.contains('/') {
        "a name with a slash"
    } else {
        return Ok(());
    };
    Err(malformed(format!(
        "resource ID: {wrong} after \"{}\"; the form is {FORM}",
        before.escape_debug()
    )))
}

impl FromStr for ResourceId {
    type Err = Error;

    /// Parses an ID. The keys `subscriptions`, `resourceGroups` and `providers` are matched ignoring ASCII case.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = |what: String| malformed(format!("resource ID: {what}; the form is {FORM}"));
        let Some(rest) = text.strip_prefix('/') else {
            return Err(wrong("it does not begin with a slash".to_owned()));
        };
        if rest.is_empty() {
            return Ok(Self::tenant());
        }
        let mut before = String::new();
        for segment in rest.split('/') {
            check_segment(segment, &before)?;
            before.push('/');
            before.push_str(segment);
        }
        let segments: Vec<&str> = rest.split('/').collect();
        if !segments.len().is_multiple_of(2) {
            return Err(wrong(format!(
                "\"{}\" has a type without a name",
                text.escape_debug()
            )));
        }
        // A type below a provider may have the same name.
        if named(&segments, 2, "subscriptions").is_some()
            && named(&segments, 0, "providers").is_none()
        {
            return Err(wrong(format!(
                "\"{}\" names two subscriptions",
                text.escape_debug()
            )));
        }
        Ok(Self {
            text: text.to_owned(),
        })
    }
}

impl TryFrom<&str> for ResourceId {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self> {
        text.parse()
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResourceId({:?})", self.text)
    }
}

impl PartialEq for ResourceId {
    fn eq(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(&other.text)
    }
}

impl Eq for ResourceId {}

impl Hash for ResourceId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.to_ascii_lowercase().hash(state);
    }
}

/// Ignores case, as the comparison of IDs does.
impl Ord for ResourceId {
    fn cmp(&self, other: &Self) -> Ordering {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        (self.text.bytes().map(lower)).cmp(other.text.bytes().map(lower))
    }
}

impl PartialOrd for ResourceId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl AsRef<str> for ResourceId {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl From<ResourceId> for String {
    fn from(id: ResourceId) -> Self {
        id.text
    }
}

impl Serialize for ResourceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for ResourceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

impl crate::Argument for ResourceId {
    fn to_parameter(&self) -> crate::ParameterValue<'_> {
        self.text.as_str().to_parameter()
    }
}
