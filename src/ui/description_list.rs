//! Names and values of one thing.

use super::{Text, show};
use leptos::prelude::*;

/// `<DescriptionList><Described term=msg::phone>{phone}</Described></DescriptionList>`
#[component]
pub fn DescriptionList(children: Children) -> AnyView {
    view! { <dl class="description-list">{children()}</dl> }.into_any()
}

/// One name with its value.
#[component]
pub fn Described(#[prop(into)] term: Text, children: Children) -> AnyView {
    view! {
        <div class="description-list__pair">
            <dt>{show(term)}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}
