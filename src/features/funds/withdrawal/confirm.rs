//! The second step: what is taken from where, and 确认提现.

use super::{msg, new_page::Planned, page::Parts, route};
use crate::{
    flows::{draft::Forget, sending::Sending},
    routes::Route,
    ui::{DateTimeText, Described, DescriptionList, MoneyText, Notice, SubmitForm, Tone, toast},
};
use contract::{
    money::Money,
    withdrawals::{REQUEST, WithdrawalDraft, WithdrawalRoute},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn Confirm(plan: Planned, planned: RwSignal<Option<Planned>>, forget: Forget) -> AnyView {
    let navigate = use_navigate();
    let sending = Sending::new();
    let Planned { draft, preview } = plan;
    let which = draft.route;
    // What was confirmed is what is taken: a top-up that comes in between changes nothing.
    let draft = WithdrawalDraft {
        top_up_ids: preview.parts.iter().map(|part| part.top_up_id.clone()).collect(),
        ..draft
    };
    let send = move |()| {
        let (navigate, forget) = (navigate.clone(), forget.clone());
        sending.send(&REQUEST, (), draft.clone(), move |made| {
            forget.run();
            toast::show(Tone::Success, msg::requested());
            navigate(&Route::Withdrawal(made.withdrawal_id).href(), NavigateOptions::default());
        });
    };
    let money = Money { amount: preview.amount, currency: preview.currency };
    let account = preview.account.map(|account| {
        let text = [account.holder, account.bank_name, account.account_number].join(" · ");
        view! { <Described term=msg::account>{text}</Described> }
    });
    let (parts, currency) = (preview.parts, preview.currency);
    let parts = (which == WithdrawalRoute::Original).then(move || view! { <Parts parts currency /> });
    view! {
        <section class="card">
            <h2>{msg::confirm_title}</h2>
            <SubmitForm
                label=msg::confirm
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| planned.set(None)
                cancel_label=msg::back
            >
                <DescriptionList>
                    <Described term=msg::amount><strong><MoneyText money /></strong></Described>
                    <Described term=msg::route>{move || route(which)}</Described>
                    {account}
                    <Described term=msg::expected_by><DateTimeText at=preview.expected_by deadline=true /></Described>
                </DescriptionList>
                {parts}
                <Notice tone=Tone::Warning>{msg::confirm_notice}</Notice>
            </SubmitForm>
        </section>
    }
    .into_any()
}
