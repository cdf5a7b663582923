//! Parts of a page of which one is shown.

use super::{Text, fresh_id, show};
use leptos::{ev::KeyboardEvent, html, prelude::*};

/// One tab.
#[derive(Clone)]
pub struct Tab {
    id: &'static str,
    label: Text,
}

impl Tab {
    /// `Tab::new("received", msg::received)`
    #[must_use]
    pub fn new(id: &'static str, label: impl Into<Text>) -> Self {
        Self { id, label: label.into() }
    }
}

/// `<Tabs label=msg::views tabs=vec![…] chosen on_choose=move |id| … > panel </Tabs>`
///
/// The page owns which tab is chosen (it stands in the address). Arrow keys, Home and End move and choose. Children
/// are the panel; what it shows depends on the same signal.
#[component]
pub fn Tabs(
    #[prop(into)] label: Text,
    tabs: Vec<Tab>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<&'static str>,
    children: Children,
) -> AnyView {
    let panel_id = fresh_id("panel");
    let list: NodeRef<html::Div> = NodeRef::new();
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let on_key = move |event: KeyboardEvent| {
        let now = ids.iter().position(|id| chosen.with_untracked(|chosen| chosen == id)).unwrap_or(0);
        let Some(next) = next_position(&event.key(), now, ids.len()) else { return };
        event.prevent_default();
        on_choose.run(ids[next]);
        if let Some(list) = list.get_untracked() {
            crate::browser::focus_within(&list, &["[data-tab=\"", ids[next], "\"]"].concat());
        }
    };
    let first = tabs.first().map_or("", |tab| tab.id);
    let known: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    // A tab that does not exist (an old address) is the first one.
    let chosen = Memo::new(move |_| {
        chosen.with(|chosen| known.iter().copied().find(|id| chosen == id)).unwrap_or(first)
    });
    // On a phone the row is wider than the screen.
    Effect::new(move |_| {
        let selector = ["[data-tab=\"", chosen.get(), "\"]"].concat();
        if let Some(list) = list.get() {
            crate::browser::scroll_along(&list, &selector);
        }
    });
    let tab_id = move |id: &str| [panel_id.as_str(), "-", id].concat();
    let (panel, labelled_by) = (tab_id("panel"), tab_id.clone());
    let controls = panel.clone();
    let tab = move |tab: Tab| {
        let id = tab.id;
        view! {
            <button
                type="button"
                class="tab"
                role="tab"
                id=tab_id(id)
                data-tab=id
                aria-controls=controls.clone()
                aria-selected=move || if chosen.get() == id { "true" } else { "false" }
                tabindex=move || if chosen.get() == id { "0" } else { "-1" }
                on:click=move |_| on_choose.run(id)
            >
                {show(tab.label)}
            </button>
        }
    };
    view! {
        <div class="tabs">
            <div class="tabs__list" role="tablist" node_ref=list aria-label=move || label.get() on:keydown=on_key>
                {tabs.into_iter().map(tab).collect_view()}
            </div>
            <div class="tabs__panel" role="tabpanel" id=panel aria-labelledby=move || labelled_by(chosen.get())>
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// Where a key leads in a row of `count`; `None` for other keys.
pub(super) fn next_position(key: &str, now: usize, count: usize) -> Option<usize> {
    if count == 0 {
        return None;
    }
    match key {
        "ArrowRight" | "ArrowDown" => Some((now + 1) % count),
        "ArrowLeft" | "ArrowUp" => Some((now + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_go_round() {
        assert_eq!(next_position("ArrowRight", 2, 3), Some(0));
        assert_eq!(next_position("ArrowLeft", 0, 3), Some(2));
        assert_eq!(next_position("End", 0, 3), Some(2));
        assert_eq!(next_position("Enter", 0, 3), None);
        assert_eq!(next_position("Home", 0, 0), None);
    }
}
