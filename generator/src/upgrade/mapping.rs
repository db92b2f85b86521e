//! The mapping of a discriminator, whose targets are references or names.

use openapiv3::Discriminator;

use super::{At, SchemaKey, Upgrader};
use crate::diagnostics::escape_token;

impl Upgrader<'_> {
    /// Makes references of the targets of a mapping, which may be names, too.
    pub(super) fn mapping(&mut self, discriminator: &mut Discriminator, at: &At<'_>) {
        for target in discriminator.mapping.values_mut() {
            let named = format!("#/components/schemas/{}", escape_token(target));
            let found = [&named, target].into_iter().find_map(|it| {
                let (document, pointer) = self.documents.follow(at.document, it)?;
                self.documents.value_at(document, &pointer)?;
                Some((document, pointer))
            });
            let Some((document, pointer)) = found else {
                let message = format!("`{target}` of the mapping leads to nothing and is left out");
                let at = at.key("discriminator");
                self.unread(&at.key("mapping"), message);
                continue;
            };
            let key = SchemaKey {
                document,
                pointer,
                operation: None,
            };
            *target = key.reference();
            if !self.spec.schemas.contains_key(&key) {
                self.pending.push(key);
            }
        }
    }
}
