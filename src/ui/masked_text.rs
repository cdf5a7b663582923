//! Personal data that is masked until somebody asks for it.

use super::msg;
use leptos::prelude::*;

/// `<MaskedText text=customer.phone masked=true />`: a screen reader hears "hidden" instead of the stars.
#[component]
pub fn MaskedText(#[prop(into)] text: Signal<String>, #[prop(into)] masked: Signal<bool>) -> AnyView {
    (move || {
        let text = text.get();
        if masked.get() && text.contains('*') {
            view! {
                <span class="masked">
                    <span aria-hidden="true">{text}</span>
                    <span class="visually-hidden">{msg::hidden}</span>
                </span>
            }
            .into_any()
        } else {
            view! { <span>{text}</span> }.into_any()
        }
    })
    .into_any()
}
