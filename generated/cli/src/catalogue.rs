//! The providers, api-versions, groups and operations by their words on the command line.

use arm_runtime::describe::{Entry, Group, Module};

use crate::names;

/// All providers.
pub struct Catalogue {
    /// Program name, used in help and hints.
    pub program: String,
    pub providers: Vec<Provider>,
}

/// A provider with the api-versions in the bindings.
pub struct Provider {
    /// Word on the command line.
    pub name: String,
    /// Modules of the api-versions: newest first, previews last.
    pub versions: Vec<&'static Module>,
}

impl Catalogue {
    /// Creates the catalogue of these modules.
    pub fn named(program: String, modules: &'static [Module]) -> Self {
        let mut providers: Vec<Provider> = Vec::new();
        for module in modules {
            let name = names::command(module.name);
            match providers.iter_mut().find(|it| it.name == name) {
                Some(provider) => provider.versions.push(module),
                None => providers.push(Provider {
                    name,
                    versions: vec![module],
                }),
            }
        }
        for provider in &mut providers {
            let age = |it: &&Module| (!it.api_version.contains("preview"), it.api_version);
            provider
                .versions
                .sort_by(|left, right| age(right).cmp(&age(left)));
        }
        providers.sort_by(|left, right| left.name.cmp(&right.name));
        Self { program, providers }
    }

    /// Returns the provider with this name, or the only one whose name begins with it: `apim` is `apimanagement`.
    pub fn provider(&self, word: &str) -> Option<&Provider> {
        if let Some(provider) = self.providers.iter().find(|it| it.name == word) {
            return Some(provider);
        }
        let mut found = self
            .providers
            .iter()
            .filter(|it| word.len() > 1 && it.name.starts_with(word));
        let first = found.next();
        found.next().map_or(first, |_| None)
    }

    /// The operation of an operationId with its module, of the newest version that has it.
    pub fn by_id(&self, id: &str) -> Option<(&'static Module, &'static Entry)> {
        let mut modules = self.providers.iter().flat_map(|it| &it.versions);
        modules.find_map(|module| {
            let entry = module.entries().find(|it| it.operation.id == id)?;
            Some((*module, entry))
        })
    }

    /// Returns an iterator over all operations of all api-versions.
    pub fn entries(&self) -> impl Iterator<Item = &'static Entry> {
        let modules = self.providers.iter().flat_map(|it| &it.versions);
        modules
            .flat_map(|it| it.groups)
            .flat_map(|it| it.operations)
    }
}

impl Provider {
    /// Returns the module of an api-version, by default the newest.
    pub fn version(&self, wanted: Option<&str>) -> Option<&'static Module> {
        match wanted {
            Some(version) => self
                .versions
                .iter()
                .find(|it| it.api_version == version)
                .copied(),
            None => self.versions.first().copied(),
        }
    }

    /// Returns a comma-separated list of the api-versions.
    pub fn version_list(&self) -> String {
        let versions: Vec<&str> = self.versions.iter().map(|it| it.api_version).collect();
        versions.join(", ")
    }
}

/// Returns the groups of a module by their words. Operations without a group have the empty word and are listed beside
/// the groups.
pub fn groups(module: &'static Module) -> impl Iterator<Item = (String, &'static Group)> {
    module.groups.iter().map(|it| {
        (
            if it.name.is_empty() {
                String::new()
            } else {
                names::command(it.module)
            },
            it,
        )
    })
}

/// Returns the operations of a group by their words.
pub fn operations(group: &'static Group) -> impl Iterator<Item = (String, &'static Entry)> {
    group
        .operations
        .iter()
        .map(|it| (names::command(it.function), it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::MODULES;

    impl Catalogue {
        pub fn new(modules: &'static [Module]) -> Self {
            Self::named("arm".to_owned(), modules)
        }
    }

    #[test]
    fn the_newest_version_that_is_no_preview_is_the_default() {
        let catalogue = Catalogue::new(MODULES);
        let shop = catalogue.provider("shop").unwrap();
        assert_eq!(
            shop.version_list(),
            "2021-01-01, 2020-01-01, 2022-01-01-preview"
        );
        assert_eq!(shop.version(None).unwrap().api_version, "2021-01-01");
        assert_eq!(
            shop.version(Some("2020-01-01")).unwrap().api_version,
            "2020-01-01"
        );
        assert!(shop.version(Some("2019-01-01")).is_none());
    }

    #[test]
    fn a_beginning_names_a_provider_if_it_is_the_only_one() {
        let catalogue = Catalogue::new(MODULES);
        assert_eq!(catalogue.provider("ship").unwrap().name, "shipping");
        assert!(catalogue.provider("sh").is_none());
        for word in ["s", "", "x", "shopping", "Ship"] {
            assert!(catalogue.provider(word).is_none(), "{word}");
        }
        // One letter is not enough, even if only one provider begins with it.
        let only = Catalogue::new(&MODULES[..1]);
        assert!(only.provider("s").is_none());
        assert_eq!(only.provider("sh").unwrap().name, "shop");
    }
}
