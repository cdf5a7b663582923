//! Asking the vendor's operator about an item that only the vendor can mend.

use super::msg;
use crate::{
    flows::{account_check::item_name, draft::use_draft, sending::Sending},
    ui::{Dialog, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    check::CheckItem,
    ids::CustomerId,
    text::Reason,
    work_queue::{RAISE, WorkItemDraft, WorkItemKind},
};
use leptos::prelude::*;

/// About which item of which customer.
#[derive(Clone, Copy)]
pub struct Asking {
    open: RwSignal<bool>,
    item: RwSignal<Option<CheckItem>>,
    customer_id: StoredValue<CustomerId>,
}

impl Asking {
    pub fn new(customer_id: CustomerId) -> Self {
        Self {
            open: RwSignal::new(false),
            item: RwSignal::new(None),
            customer_id: StoredValue::new(customer_id),
        }
    }

    /// Opens the dialog.
    pub fn ask(self, item: CheckItem) {
        self.item.set(Some(item));
        self.open.set(true);
    }
}

/// What the operator is asked for; only these two items are the vendor's.
fn kind(item: CheckItem) -> WorkItemKind {
    if item == CheckItem::PartnerFrozen {
        WorkItemKind::UnfreezePartner
    } else {
        WorkItemKind::CloseSpecialContract
    }
}

/// The dialog with a note.
#[component]
pub fn AskVendor(asking: Asking) -> AnyView {
    let pending = RwSignal::new(false);
    view! {
        <Dialog title=msg::ask_vendor_title open=asking.open busy=pending>
            {asking.item.get_untracked().map(|item| view! { <AskForm asking item pending /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn AskForm(asking: Asking, item: CheckItem, pending: RwSignal<bool>) -> AnyView {
    let sending = Sending::new();
    Effect::new(move |_| pending.set(sending.pending.get()));
    let note = RwSignal::new(String::new());
    let kind = kind(item);
    let customer_id = asking.customer_id.get_value();
    let sent = RwSignal::new(false);
    let forget = use_draft(&[kind.as_str(), "-", customer_id.as_str()].concat(), note);
    Effect::new(move |_| {
        if sent.get() {
            forget.run();
        }
    });
    let send = move |()| {
        let Ok(note) = Reason::try_from(note.get_untracked()) else { return };
        let draft = WorkItemDraft { kind, customer_id: Some(customer_id.clone()), note };
        sending.send(&RAISE, (), draft, move |_| {
            toast::show(Tone::Success, msg::asked_vendor());
            sent.set(true);
            asking.open.set(false);
        });
    };
    view! {
        <SubmitForm
            label=msg::ask_vendor_send
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.open.set(false)
        >
            <p>{move || msg::ask_vendor_about(item_name(item))}</p>
            <p>{msg::ask_vendor_intro}</p>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::note
                    value=note
                    name="note"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check=|text: &str| Reason::try_from(text.to_owned()).err()
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
