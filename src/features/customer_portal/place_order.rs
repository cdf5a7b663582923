//! An order that the partner pays.

use super::msg;
use crate::{
    flows::{amount::read_amount, sending::Sending},
    ui::{AmountField, Dialog, SubmitForm, TextField, Tone, toast},
};
use contract::{
    customer_portal::{OrderDraft, PLACE_ORDER},
    money::Currency,
    text::Label,
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn PlaceOrder(
    open: RwSignal<bool>,
    currency: Signal<Option<Currency>>,
    #[prop(into)] on_done: Callback<()>,
) -> AnyView {
    let pending = RwSignal::new(false);
    view! {
        <Dialog title=msg::place_order_title open busy=pending>
            <OrderForm open currency pending on_done />
        </Dialog>
    }
    .into_any()
}

#[component]
fn OrderForm(
    open: RwSignal<bool>,
    currency: Signal<Option<Currency>>,
    pending: RwSignal<bool>,
    on_done: Callback<()>,
) -> AnyView {
    let sending = Sending::new();
    Effect::new(move |_| pending.set(sending.pending.get()));
    let (title, price) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |()| {
        let (Ok(title), Ok(price)) =
            (Label::try_from(title.get_untracked()), read_amount(&price.get_untracked()))
        else {
            return;
        };
        sending.send(&PLACE_ORDER, (), OrderDraft { title, price }, move |_| {
            toast::show(Tone::Success, msg::order_placed());
            pending.set(false);
            open.set(false);
            on_done.try_run(());
        });
    };
    let price_label = move || msg::price_in(currency.get().map_or("", Currency::as_str));
    view! {
        <SubmitForm
            label=msg::place_order_send
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| open.set(false)
        >
            <p>{msg::place_order_intro}</p>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::product
                    value=title
                    name="title"
                    required=true
                    max_chars=Label::MAX_CHARS
                    check=|text: &str| Label::try_from(text.to_owned()).err()
                />
                <AmountField label=price_label value=price name="price" required=true check=|text: &str| read_amount(text).err() />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
