//! The providers of `specs/providers.yaml`.

use generator::config::read_config;
use generator::diagnostics::{Diagnostics, Style};
use generator::load::Cache;
use generator::providers::{Providers, find_providers};

use crate::place;

/// Returns the providers of `generated`.
pub fn providers() -> Providers {
    let specs = place::repository().join("specs");
    let mut diagnostics = Diagnostics::default();
    let config = read_config(&specs.join("providers.yaml"), &mut diagnostics);
    let providers =
        config.map(|it| find_providers(&it, &specs, &[], &Cache::default(), &mut diagnostics));
    assert!(
        diagnostics.is_empty(),
        "{}",
        diagnostics.render(Style::FULL)
    );
    providers.expect("the configuration is in order")
}
