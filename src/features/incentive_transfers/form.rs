//! Asking for a transfer or a rebinding: to which account, and why.

use super::msg;
use crate::{
    flows::{
        draft::use_fields_draft,
        sending::Sending,
        upload::{FileUpload, Uploads},
    },
    i18n,
    routes::Route,
    ui::{Asking, Choice, Notice, RadioField, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    ids::PartnerId,
    incentive_transfers::{CompanyAccounts, MAX_ATTACHMENTS, REQUEST, Transfer, TransferDraft, TransferKind},
    text::{Reason, wrong},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn TransferForm(
    kind: TransferKind,
    accounts: Signal<CompanyAccounts>,
    asking: Asking<TransferKind>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let (to, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let uploads = Uploads::new(MAX_ATTACHMENTS);
    let form = ["transfer-", &kind.as_str().to_lowercase()].concat();
    let forget = use_fields_draft(&form, &["to", "reason"], vec![to, reason]);
    let navigate = use_navigate();
    let send = move |()| {
        let (Ok(to_partner_id), Ok(reason)) =
            (to.get_untracked().parse::<PartnerId>(), Reason::try_from(reason.get_untracked()))
        else {
            return;
        };
        let attachment_ids = untrack(|| uploads.complete());
        let draft = TransferDraft { kind, to_partner_id, reason, attachment_ids };
        let (forget, navigate) = (forget.clone(), navigate.clone());
        sending.send(&REQUEST, (), draft, move |transfer: Transfer| {
            forget.run();
            toast::show(Tone::Success, msg::submitted());
            asking.close();
            again.try_run(());
            navigate(&Route::IncentiveTransfer(transfer.transfer_id).href(), NavigateOptions::default());
        });
    };
    let on_their_way =
        Signal::derive(move || uploads.is_busy().then(|| msg::files_on_their_way().to_owned()));
    let others = accounts.with_untracked(|accounts| {
        let others = accounts.accounts.iter().filter(|account| !account.is_own);
        let choice = |account: &contract::incentive_transfers::CompanyAccount| {
            Choice::new(account.partner_id.to_string(), account.partner_name.clone())
                .hint(account.partner_id.to_string())
        };
        others.map(choice).collect::<Vec<_>>()
    });
    let moves = move || {
        let totals = accounts.with(|accounts| accounts.transferable.clone());
        match kind {
            TransferKind::Incentives => {
                msg::would_move(i18n::list(totals.iter().map(|one| i18n::money(*one))))
            }
            TransferKind::Rebinding => msg::would_rebind().to_owned(),
        }
    };
    view! {
        <SubmitForm
            label=msg::submit
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=on_their_way
            on_cancel=move |()| asking.close()
        >
            <Notice tone=Tone::Info>{moves}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <RadioField label=msg::to value=to choices=others required=true name="to_partner_id" />
                <TextArea
                    label=msg::reason
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
                <FileUpload uploads label=msg::attachments />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
