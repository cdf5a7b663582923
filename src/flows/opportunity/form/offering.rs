//! Choosing one of what a partner sells and delivers itself.

use crate::{flows::opportunity::words, ui::Text};
use contract::opportunities::Offering;
use leptos::prelude::*;

/// `<OfferingSelect label=… none=msg::choose value offerings error />`; `value` is the offering's id, or empty.
#[component]
pub fn OfferingSelect(
    #[prop(into)] label: Text,
    /// Words of the choice of nothing.
    #[prop(into)]
    none: Text,
    value: RwSignal<String>,
    #[prop(into)] offerings: Signal<Vec<Offering>>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let option = move |offering: Offering| {
        let id = offering.offering_id.to_string();
        let own = id.clone();
        let label = move || {
            let kind = words::offering_kind(offering.kind);
            [offering.name.as_str(), " · ", kind, " · ", &offering.demand_tag].concat()
        };
        view! {
            <option value=id prop:selected=move || value.with(|value| *value == own)>
                {label}
            </option>
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for="offering-id">
                {move || label.get()}
            </label>
            <select
                class="input input--select"
                id="offering-id"
                name="offering_id"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="offering-id-hint offering-id-error"
                on:change=move |event| value.set(event_target_value(&event))
            >
                <option value="" prop:selected=move || value.with(String::is_empty)>
                    {move || none.get()}
                </option>
                {move || offerings.get().into_iter().map(option).collect_view()}
            </select>
            <div class="field__below" id="offering-id-hint">
                {hint.map(|hint| view! { <span class="field__hint">{move || hint.get()}</span> })}
            </div>
            <p class="field__error" id="offering-id-error" aria-live="polite">
                {move || error.get()}
            </p>
        </div>
    }
    .into_any()
}
