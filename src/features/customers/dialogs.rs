//! The dialogs of this feature, once per page; whoever opens one says about what.

use super::{
    ending::Ending,
    freeze::{FreezeForm, Freezing},
    grant::GrantForm,
    label::LabelForm,
    msg,
    pay_order::{PayOrderForm, Paying},
};
use crate::{
    api::Fetched,
    browser,
    ui::{Asking, Dialog},
};
use contract::customers::Customer;
use leptos::prelude::*;

/// Every dialog of a page.
#[derive(Clone, Copy)]
pub struct Dialogs {
    pub grant: Asking<Customer>,
    pub freeze: Asking<Freezing>,
    pub label: Asking<Customer>,
    pub pay_order: Asking<Paying>,
    /// Called when something has changed: the page reads again.
    changed: Callback<()>,
    /// Something was done, and the page has not been read again since.
    done: StoredValue<bool>,
}

impl Dialogs {
    /// For a page that shows `fetched`.
    pub fn of<T: Send + Sync + 'static>(fetched: Fetched<T>) -> Self {
        let done = StoredValue::new(false);
        // What opened the dialog may have been made anew with the page: the focus must not be lost.
        Effect::new(move |_| {
            if fetched.loading.get() || !done.get_value() {
                return;
            }
            done.set_value(false);
            leptos::task::spawn_local(async move {
                browser::tick().await;
                if browser::focused().is_none_or(|element| element.tag_name() == "BODY") {
                    browser::focus_quietly("main h1");
                }
            });
        });
        Self {
            grant: Asking::new(),
            freeze: Asking::new(),
            label: Asking::new(),
            pay_order: Asking::new(),
            changed: Callback::new(move |()| fetched.refetch()),
            done,
        }
    }

    fn ending<T: Clone + Send + Sync + 'static>(self, asking: Asking<T>) -> Ending {
        Ending::of(asking, self.changed, self.done)
    }
}

/// Puts the dialogs into the page.
#[component]
pub fn CustomerDialogs(dialogs: Dialogs) -> AnyView {
    let Dialogs { grant, freeze, label, pay_order, .. } = dialogs;
    let freeze_title = move || {
        let freezes = freeze.about.with(|about| about.as_ref().is_none_or(|about| about.freeze));
        if freezes { msg::freeze_title() } else { msg::unfreeze_title() }
    };
    view! {
        <Dialog title=msg::grant_title open=grant.open busy=grant.pending>
            {grant.about.get_untracked().map(|customer| view! { <GrantForm customer ending=dialogs.ending(grant) /> })}
        </Dialog>
        <Dialog title=freeze_title open=freeze.open busy=freeze.pending>
            {freeze.about.get_untracked().map(|freezing| view! { <FreezeForm freezing ending=dialogs.ending(freeze) /> })}
        </Dialog>
        <Dialog title=msg::tag_title open=label.open busy=label.pending>
            {label.about.get_untracked().map(|customer| view! { <LabelForm customer ending=dialogs.ending(label) /> })}
        </Dialog>
        <Dialog title=msg::pay_order_title open=pay_order.open busy=pay_order.pending>
            {pay_order.about.get_untracked().map(|paying| view! { <PayOrderForm paying ending=dialogs.ending(pay_order) /> })}
        </Dialog>
    }
    .into_any()
}
