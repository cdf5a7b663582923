//! Fields of filters that stand in the address: changing one shows the list from its first page and leaves the rest of the
//! address as it is.

use crate::{
    flows::filter_fields::{chosen, typed},
    routes::use_change,
};
use leptos::prelude::*;

/// A choice under its name in the address.
pub fn in_address(
    name: &'static str,
    read: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> RwSignal<String> {
    let change = use_change();
    chosen(move || read().unwrap_or_default(), move |word| change.run(first_page(name, word)))
}

/// A line of text under its name in the address, applied when typing pauses.
pub fn typed_in_address(
    name: &'static str,
    read: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> RwSignal<String> {
    let change = use_change();
    typed(move || read().unwrap_or_default(), move |word| change.run(first_page(name, word)))
}

fn first_page(name: &'static str, word: String) -> Vec<(&'static str, String)> {
    vec![(name, word), ("page", String::new())]
}
