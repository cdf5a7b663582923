//! The dialogs of this feature, once per page; whoever opens one says about what.

use super::{
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
}

/// How a form ends, and where it says that it is under way.
#[derive(Clone, Copy)]
pub struct Ending {
    pub pending: RwSignal<bool>,
    open: RwSignal<bool>,
    changed: Callback<()>,
    done: StoredValue<bool>,
}

impl Ending {
    fn of<T: Clone + Send + Sync + 'static>(asking: Asking<T>, dialogs: Dialogs) -> Self {
        Self { pending: asking.pending, open: asking.open, changed: dialogs.changed, done: dialogs.done }
    }

    /// Done: closes, and the page reads again.
    pub fn done(self) {
        self.open.try_set(false);
        self.done.try_set_value(true);
        self.changed.run(());
    }

    /// What the page shows is old; the dialog stays.
    pub fn stale(self) {
        self.changed.run(());
    }

    /// Given up.
    pub fn cancel(self) {
        self.open.try_set(false);
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
            {grant.about.get_untracked().map(|customer| view! { <GrantForm customer ending=Ending::of(grant, dialogs) /> })}
        </Dialog>
        <Dialog title=freeze_title open=freeze.open busy=freeze.pending>
            {freeze.about.get_untracked().map(|freezing| view! { <FreezeForm freezing ending=Ending::of(freeze, dialogs) /> })}
        </Dialog>
        <Dialog title=msg::tag_title open=label.open busy=label.pending>
            {label.about.get_untracked().map(|customer| view! { <LabelForm customer ending=Ending::of(label, dialogs) /> })}
        </Dialog>
        <Dialog title=msg::pay_order_title open=pay_order.open busy=pay_order.pending>
            {pay_order.about.get_untracked().map(|paying| view! { <PayOrderForm paying ending=Ending::of(pay_order, dialogs) /> })}
        </Dialog>
    }
    .into_any()
}
