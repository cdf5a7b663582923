//! The columns of the list, and what can be done with one row.

use super::{
    dialogs::Dialogs,
    possible::Picked,
    reveal::{EMAIL, NAME, TELEPHONE},
    selection::Selection,
};
use crate::{
    api,
    features::customer_development::{
        history::words::{fail_cause, invitation_status},
        msg,
        restrictions::why_closed,
        words,
    },
    flows::{account_check::association_type, reveal::Reveal},
    i18n,
    session::can,
    ui::{Badge, Column, DateText, DateTimeText, IconName, Menu, MenuItem, Tone},
};
use contract::{
    customers::PersonalField,
    filings::{Filing, FilingStatus},
    invitations::{DeliveryState, InvitationBrief},
    permissions::Permission,
    time::Timestamp,
};
use leptos::prelude::*;

const DAY_S: i64 = 86_400;
/// From so few days on the end stands out.
const SOON_DAYS: i64 = 3;

pub fn columns(
    selection: Selection,
    dialogs: &Dialogs,
    eyes: Reveal,
    visible: Signal<Vec<String>>,
) -> Vec<Column<Filing>> {
    let dialogs = *dialogs;
    let may_reveal = untrack(|| can(Permission::RevealPersonalData));
    let masked = move |column, what| if may_reveal { eyes.masked(column, what, visible) } else { column };
    let name = Column::new("name", msg::customer_name, move |row: &Filing| {
        let text = eyes.text(row.filing_id.as_str(), PersonalField::Customer, &row.customer_name);
        view! { <span class="filing-name">{selection.check_box(row)} {text}</span> }.into_any()
    })
    .mandatory();
    let phone = Column::new("mobile_phone", msg::mobile_phone, move |row: &Filing| {
        eyes.text(row.filing_id.as_str(), PersonalField::Telephone, &row.mobile_phone)
    });
    let email = Column::new("email", msg::email, move |row: &Filing| {
        eyes.text(row.filing_id.as_str(), PersonalField::Email, &row.email)
    });
    vec![
        masked(name, NAME),
        masked(phone, TELEPHONE),
        masked(email, EMAIL),
        Column::new("status", msg::filing_status, |row: &Filing| status_cell(row)),
        Column::new("expire_at", msg::valid_until, |row: &Filing| {
            row.expire_at.filter(|_| row.status == FilingStatus::Filed).map(until).into_any()
        }),
        Column::new("invitation", msg::invitation, |row: &Filing| invitation_cell(row.invitation.as_ref())),
        Column::new("manager", msg::manager, |row: &Filing| row.manager.clone().into_any()),
        Column::new("filed_at", msg::filed_at, |row: &Filing| {
            view! { <DateTimeText at=row.filed_at /> }.into_any()
        }),
        Column::new("actions", msg::actions, move |row: &Filing| {
            view! { <RowActions filing=row.clone() dialogs /> }.into_any()
        })
        .mandatory(),
    ]
}

/// The state, and why the vendor looks or looked at it.
fn status_cell(row: &Filing) -> AnyView {
    let status = row.status;
    let reasons = row.review_reasons.clone();
    let because = (status == FilingStatus::PendingReview).then(|| {
        view! {
            <span class="filing-note">
                {move || i18n::list(reasons.iter().map(|reason| words::review_reason(*reason)))}
            </span>
        }
    });
    let opinion = row
        .opinion
        .clone()
        .filter(|_| status == FilingStatus::Rejected)
        .map(|opinion| view! { <span class="filing-note">{move || msg::opinion(&opinion)}</span> });
    view! {
        <span class="filing-state">
            <Badge label=move || words::filing_status(status).0 tone=words::filing_status(status).1 />
            {because} {opinion}
        </span>
    }
    .into_any()
}

/// The last day, and how many are left.
fn until(end: Timestamp) -> AnyView {
    // The end is an instant; the day of its last second is what people call the last day.
    let day = end.plus_seconds(-1).china_day();
    let left = (end.seconds() - api::server_now().seconds() + DAY_S - 1) / DAY_S;
    let soon = left <= SOON_DAYS;
    let left = u32::try_from(left.max(0)).unwrap_or(u32::MAX);
    view! {
        <span class="filing-until" class:filing-until--soon=soon>
            <DateText day />
            <span class="filing-note">{move || if left == 1 { msg::last_day().to_owned() } else { msg::days_left(i18n::number(left)) }}</span>
        </span>
    }
    .into_any()
}

fn invitation_cell(invitation: Option<&InvitationBrief>) -> AnyView {
    let Some(invitation) = invitation.cloned() else {
        return view! { <span class="filing-note">{msg::not_invited}</span> }.into_any();
    };
    let InvitationBrief { association_type: kind, status, expire_at, fail_cause: cause, delivery, .. } =
        invitation;
    let cause = cause.map(|cause| view! { <span class="filing-note">{move || fail_cause(cause)}</span> });
    let end = status.is_open().then(|| until(expire_at));
    // Where the mail is matters while its link can be used.
    let mail = status.is_open().then(|| {
        let trouble = matches!(delivery.state, DeliveryState::Retrying | DeliveryState::GivenUp);
        view! {
            <span class="filing-note" class:filing-note--trouble=trouble>{move || words::delivery(&delivery).0}</span>
        }
    });
    view! {
        <span class="filing-state">
            <Badge label=move || invitation_status(status).0 tone=invitation_status(status).1 />
            <span class="filing-note">{move || association_type(kind)}</span>
            {cause} {end} {mail}
        </span>
    }
    .into_any()
}

/// What this state forbids is offered with the reason.
#[component]
fn RowActions(filing: Filing, dialogs: Dialogs) -> AnyView {
    let status = filing.status;
    let named = filing.customer_name.clone();
    let closed = why_closed();
    let unless = move |fits: bool, why: fn() -> &'static str| {
        Signal::derive(move || closed.get().or_else(|| (!fits).then(|| why().to_owned())))
    };
    let open = filing.invitation.clone().filter(|invitation| invitation.status.is_open());
    let was_invited = filing.invitation.is_some();
    let filing = StoredValue::new(filing);
    let picked = move || vec![filing.with_value(Picked::of)];
    let invite = move || {
        let label = move || if was_invited { msg::invite_again() } else { msg::invite() };
        let why = unless(status == FilingStatus::Filed, msg::only_filed);
        view! { <MenuItem label icon=IconName::Mail why_disabled=why on_press=move |()| dialogs.invite.ask(picked()) /> }
    };
    let file = move || {
        let why = unless(status.can_be_filed(), msg::filed_already);
        view! { <MenuItem label=msg::file_picked icon=IconName::Plus why_disabled=why on_press=move |()| dialogs.file_picked(picked()) /> }
    };
    let revoke = move || {
        open.clone().map(|invitation| {
            let ask = move |()| dialogs.revoke.ask((filing.get_value(), invitation.clone()));
            view! { <MenuItem label=msg::revoke icon=IconName::Close on_press=ask /> }
        })
    };
    let email = move || {
        let why = unless(status == FilingStatus::Filed, msg::only_filed);
        view! { <MenuItem label=msg::edit_email why_disabled=why on_press=move |()| dialogs.email.ask(filing.get_value()) /> }
    };
    let withdraw = move || {
        let fits = matches!(status, FilingStatus::Filed | FilingStatus::NotFiled);
        let why = Signal::derive(move || (!fits).then(|| msg::cannot_withdraw().to_owned()));
        view! { <MenuItem label=msg::withdraw why_disabled=why on_press=move |()| dialogs.withdraw.ask(filing.get_value()) /> }
    };
    let settled = status == FilingStatus::Associated;
    if settled {
        return view! { <Badge label=msg::nothing_to_do tone=Tone::Neutral /> }.into_any();
    }
    view! {
        <Menu label=move || msg::actions_for(&named)>
            {invite()} {file()} {revoke()} {email()} {withdraw()}
        </Menu>
    }
    .into_any()
}
