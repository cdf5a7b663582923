//! A dialog above the page: native `<dialog>`, so the rest of the page is out of reach and Escape closes it.

use super::{Button, ButtonKind, IconName, Text, fresh_id, msg, show};
use crate::browser;
use leptos::{html, prelude::*};

/// `<Dialog title=msg::confirm open busy=pending> … </Dialog>`
///
/// Children are made when it opens and dropped when it closes. While `busy` it does not close. The focus goes to the
/// first element with `autofocus`, else to the title, and back to where it was.
#[component]
pub fn Dialog(
    #[prop(into)] title: Text,
    open: RwSignal<bool>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Called when the user closes it, not when `open` is set from outside.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// For tables and long texts.
    #[prop(optional)]
    wide: bool,
    children: ChildrenFn,
) -> AnyView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let title_id = fresh_id("dialog");
    let was_focused = StoredValue::new_local(None::<web_sys::HtmlElement>);
    let close = move || {
        if !busy.get_untracked() {
            open.set(false);
            if let Some(on_close) = on_close {
                on_close.run(());
            }
        }
    };
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            was_focused.set_value(browser::focused());
            browser::show_modal(&dialog);
            if !browser::focus_within(&dialog, "[autofocus]") {
                browser::focus_within(&dialog, "h2");
            }
        } else {
            browser::close(&dialog);
            if let Some(element) = was_focused.try_update_value(Option::take).flatten() {
                let _ = element.focus();
            }
        }
    });
    let labelled_by = title_id.clone();
    view! {
        <dialog
            class="dialog"
            class:dialog--wide=wide
            node_ref=dialog
            aria-labelledby=labelled_by
            aria-busy=move || busy.get().then_some("true")
            on:cancel=move |event: leptos::ev::Event| {
                // The browser would close it; our state does.
                event.prevent_default();
                close();
            }
        >
            {move || {
                let (title, title_id, children) = (title.clone(), title_id.clone(), children.clone());
                open.get()
                    .then(move || {
                        view! {
                            <header class="dialog__header">
                                <h2 id=title_id tabindex="-1">{show(title)}</h2>
                                <Button
                                    label=msg::close
                                    kind=ButtonKind::Ghost
                                    icon=IconName::Close
                                    icon_only=true
                                    on_press=move |()| close()
                                />
                            </header>
                            <div class="dialog__body">{children()}</div>
                        }
                    })
            }}
        </dialog>
    }
    .into_any()
}
