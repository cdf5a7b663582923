//! Inviting filed customers, one or many: the association type, the mail as it will be sent, what became of each.

mod preview;

use super::{filings::Picked, msg, restrictions::why_closed};
use crate::{
    flows::{account_check::association_type, sending::Sending},
    i18n, session,
    ui::{
        Asking, Button, ButtonKind, Choice, CopyButton, DateTimeText, Notice, RadioField, SelectField,
        SubmitForm, Tone, toast,
    },
};
use contract::{
    associations::AssociationType,
    ids::FilingId,
    invitations::{INVITE, InvitationDraft, Invited, InvitedBatch},
    session::{Language, Site},
};
use leptos::prelude::*;
use preview::MailPreview;

#[component]
pub fn InviteForm(
    picked: Vec<Picked>,
    asking: Asking<Vec<Picked>>,
    changed: Callback<Vec<FilingId>>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let everybody = StoredValue::new(picked.clone());
    // Those who are still to be invited: after a try, who was not.
    let left = RwSignal::new(picked);
    let settled = RwSignal::new(None::<InvitedBatch>);
    let international = untrack(session::membership).is_some_and(|member| member.account_site == Site::Intl);
    let offered = AssociationType::offered(international);
    let kind = RwSignal::new(offered[0].as_str().to_owned());
    let language = RwSignal::new(i18n::locale_now().as_str().to_owned());
    let send = move |()| {
        let Some(association_type) = AssociationType::parse(&kind.get_untracked()) else { return };
        let language = Language::parse(&language.get_untracked()).unwrap_or_default();
        let filing_ids =
            left.with_untracked(|left| left.iter().map(|row| row.filing_id.clone()).collect::<Vec<_>>());
        let draft = InvitationDraft { filing_ids, association_type, language };
        sending.send(&INVITE, (), draft, move |batch| {
            changed.try_run(batch.invitations.iter().map(|invited| invited.filing_id.clone()).collect());
            if !batch.invitations.is_empty() {
                toast::show(Tone::Success, msg::invited_some(batch.invitations.len()));
            }
            left.try_update(|left| {
                left.retain(|row| batch.error_details.iter().any(|detail| detail.id == row.filing_id));
            });
            settled.try_set(Some(batch));
        });
    };
    let kinds = offered
        .map(|kind| {
            let meaning = move || match kind {
                AssociationType::Referral => msg::referral_hint(),
                AssociationType::Consignment => msg::consignment_hint(),
                AssociationType::Resale => msg::resale_hint(),
            };
            Choice::new(kind.as_str(), move || association_type(kind)).hint(meaning)
        })
        .to_vec();
    let languages = vec![Choice::new("zh-CN", || "中文"), Choice::new("en-US", || "English")];
    let whom = move || left.with(|left| i18n::list(left.iter().map(|row| row.name.clone())));
    let all_done = Memo::new(move |_| left.with(Vec::is_empty));
    let form = move || {
        let again = settled.with(Option::is_some);
        let (kinds, languages) = (kinds.clone(), languages.clone());
        let label = move || {
            let count = left.with(Vec::len);
            if again { msg::invite_rest(count) } else { msg::invite_count(count) }
        };
        view! {
            <SubmitForm
                label
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                why_disabled=why_closed()
                on_cancel=move |()| asking.close()
            >
                <p>{move || msg::about_customers(whom())}</p>
                <fieldset class="plain filing-fields" prop:disabled=move || sending.is_unknown()>
                    <RadioField label=msg::association_type value=kind choices=kinds required=true />
                    <SelectField label=msg::mail_language value=language choices=languages />
                </fieldset>
                <Notice>{msg::invite_body}</Notice>
                <MailPreview left kind language />
            </SubmitForm>
        }
    };
    let done = move || {
        view! {
            <div class="form__actions">
                <Button label=msg::close kind=ButtonKind::Primary on_press=move |()| asking.close() />
            </div>
        }
    };
    let outcome = move || settled.get().map(|batch| outcome(batch, everybody));
    view! {
        {outcome}
        {move || if all_done.get() { done().into_any() } else { form().into_any() }}
    }
    .into_any()
}

/// Who was invited, each with the link to hand over in person; and who was not, with the reason.
fn outcome(batch: InvitedBatch, everybody: StoredValue<Vec<Picked>>) -> AnyView {
    let name = move |id: &FilingId| {
        everybody.with_value(|all| {
            all.iter().find(|row| row.filing_id == *id).map(|row| row.name.clone()).unwrap_or_default()
        })
    };
    let invited = move |invited: Invited| {
        view! {
            <li class="invited">
                <strong>{name(&invited.filing_id)}</strong>
                <span>{msg::link_until} " " <DateTimeText at=invited.expire_at /></span>
                <span class="invited__link">{msg::copy_link} <CopyButton text=invited.url /></span>
            </li>
        }
    };
    let count = batch.invitations.len();
    let done = (count > 0).then(|| {
        let rows = batch.invitations.into_iter().map(invited).collect_view();
        view! {
            <Notice tone=Tone::Success title=move || msg::invited_some(count) announce=true>
                <p>{msg::remind_them}</p>
                <ul class="plain-list">{rows}</ul>
            </Notice>
        }
    });
    let failed = batch.error_details.len();
    let not = (failed > 0).then(move || {
        let rows = batch.error_details.into_iter().map(move |detail| {
            let code = detail.error_code;
            view! { <li><strong>{name(&detail.id)}</strong> " " {move || crate::ui::error_title(code)}</li> }
        });
        view! {
            <Notice tone=Tone::Warning title=move || msg::not_invited_some(failed) announce=true>
                <ul class="plain-list">{rows.collect_view()}</ul>
            </Notice>
        }
    });
    view! { {done} {not} }.into_any()
}
