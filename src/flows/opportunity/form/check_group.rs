//! Several things of which any may be ticked.

use crate::ui::Text;
use leptos::prelude::*;

/// `<CheckGroup label=… all=&CloudService::ALL name_of=words::service value=services error=found.at("services") />`
#[component]
pub fn CheckGroup<T>(
    #[prop(into)] label: Text,
    all: &'static [T],
    name_of: fn(T) -> &'static str,
    value: RwSignal<Vec<T>>,
    /// The name in the request body; also the beginning of ids.
    name: &'static str,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// What excludes the others.
    #[prop(optional)]
    alone: Option<T>,
) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let error_id = [name, "-error"].concat();
    let hint_id = [name, "-hint"].concat();
    let described_by = [hint_id.as_str(), " ", &error_id].concat();
    let one = |thing: T| {
        let described_by = described_by.clone();
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name=name
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described_by
                    prop:checked=move || value.with(|chosen| chosen.contains(&thing))
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        value.update(|chosen| *chosen = ticked(all, chosen, thing, on, alone));
                    }
                />
                <span class="choice__text">{move || name_of(thing)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field check-group">
            <legend class="field__label">{move || label.get()}</legend>
            <div class="field__below" id=hint_id>
                {hint.map(|hint| view! { <span class="field__hint">{move || hint.get()}</span> })}
            </div>
            <div class="check-group__choices">{all.iter().copied().map(one).collect_view()}</div>
            <p class="field__error" id=error_id aria-live="polite">
                {move || error.get()}
            </p>
        </fieldset>
    }
    .into_any()
}

/// What is ticked after one was switched, in the order in which they are offered.
fn ticked<T: Copy + PartialEq>(all: &[T], chosen: &[T], one: T, on: bool, alone: Option<T>) -> Vec<T> {
    let stays = |other: &T| {
        if *other == one {
            return on;
        }
        let excluded = on && alone.is_some_and(|alone| alone == one || alone == *other);
        chosen.contains(other) && !excluded
    };
    all.iter().copied().filter(stays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_alone_excludes_the_others_and_they_exclude_it() {
        let all = [1, 2, 3, 9];
        assert_eq!(ticked(&all, &[3], 1, true, Some(9)), [1, 3]);
        assert_eq!(ticked(&all, &[1, 3], 9, true, Some(9)), [9]);
        assert_eq!(ticked(&all, &[9], 2, true, Some(9)), [2]);
        assert_eq!(ticked(&all, &[1, 3], 3, false, Some(9)), [1]);
        assert_eq!(ticked(&all, &[9], 1, true, None), [1, 9]);
    }
}
