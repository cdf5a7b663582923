//! One deadline: what ends, when, and what can be done about it.

use super::{kinds, msg};
use crate::{
    flows::{
        held::{self, Holding, hold},
        opportunity::{answer, words},
        time_left::TimeLeft,
    },
    ui::{Badge, Button, ButtonKind, LinkButton, Tone},
};
use contract::{
    deadlines::{Deadline, DeadlineKind},
    invitations::RESEND,
};
use leptos::prelude::*;

pub(super) fn row(deadline: Deadline) -> AnyView {
    let (kind, due_at) = (deadline.kind, deadline.due_at);
    let href = kinds::href(&deadline);
    let title = deadline.title.clone();
    let covered = deadline.covered_for.clone().map(|name| {
        view! { <Badge label=move || msg::covered_for(&name) tone=Tone::Info /> }
    });
    view! {
        <li class="deadline">
            <div class="deadline__what">
                <span class="deadline__kind">{move || kinds::name(kind)}</span>
                <a href=href>{title}</a>
                {covered}
            </div>
            <div class="deadline__when" title=move || kinds::consequence(kind)>
                <TimeLeft deadline=due_at working=kind.counts_working_days() />
            </div>
            <div class="deadline__actions">{actions(deadline)}</div>
        </li>
    }
    .into_any()
}

fn actions(deadline: Deadline) -> AnyView {
    match deadline.kind {
        DeadlineKind::AcceptOpportunity => accept_or_reject(deadline),
        DeadlineKind::VerifyOpportunity => {
            view! { <span class="home__hint">{msg::waits_for_vendor}</span> }.into_any()
        }
        DeadlineKind::Filing => {
            let href = kinds::href(&deadline);
            view! { <LinkButton label=msg::invite href /> }.into_any()
        }
        DeadlineKind::Invitation => resend(deadline),
        DeadlineKind::IncentiveConfirmation => {
            view! { <LinkButton label=msg::look_and_confirm href=kinds::href(&deadline) /> }.into_any()
        }
        DeadlineKind::PayoutInvoice => {
            view! { <LinkButton label=msg::hand_in_invoices href=kinds::href(&deadline) /> }.into_any()
        }
        DeadlineKind::CertificationMaterial => {
            view! { <LinkButton label=msg::update_material href=kinds::href(&deadline) /> }.into_any()
        }
        DeadlineKind::StatementConfirmation => {
            let href = kinds::href(&deadline);
            view! { <LinkButton label=msg::check_and_confirm href /> }.into_any()
        }
        DeadlineKind::DeliveryEvidence => {
            view! { <LinkButton label=msg::submit_evidence href=kinds::href(&deadline) /> }.into_any()
        }
    }
}

fn accept_or_reject(deadline: Deadline) -> AnyView {
    let Deadline { about_id, title, version, due_at, .. } = deadline;
    let Ok(id) = about_id.parse::<contract::ids::OpportunityId>() else { return ().into_any() };
    let about = id.clone();
    let becomes = Memo::new(move |_| answer::becoming(&about));
    let offered = StoredValue::new(answer::Offered { id, name: title, version, deadline: Some(due_at) });
    let buttons = move || {
        if let Some(status) = becomes.get() {
            return view! { <Badge label=move || words::status(status).0 tone=words::status(status).1 /> }
                .into_any();
        }
        let accept = move |()| answer::accept(offered.get_value());
        let reject = move |()| answer::reject(offered.get_value());
        view! {
            <Button label=msg::accept kind=ButtonKind::Primary on_press=accept />
            <Button label=msg::reject on_press=reject />
        }
        .into_any()
    };
    buttons.into_any()
}

/// A new link, and a mail with it; the former one stops working, so it can be undone for a while too.
fn resend(deadline: Deadline) -> AnyView {
    let Deadline { about_id, title, due_at, .. } = deadline;
    let Ok(id) = about_id.parse::<contract::ids::InvitationId>() else { return ().into_any() };
    let about = about_id.clone();
    let is_held = Memo::new(move |_| held::becoming(&about).is_some());
    let given = StoredValue::new((id, title, about_id));
    let send = move |()| {
        let (id, name, about) = given.get_value();
        let holding = Holding {
            about,
            becomes: "INVITED",
            waiting: |name| msg::resending(name),
            done: |name| msg::resent(name),
            name,
            until: Some(due_at),
            offer_again: None,
        };
        hold(&RESEND, (id,), (), holding);
    };
    let button = move || {
        if is_held.get() {
            view! { <span class="home__hint">{msg::being_resent}</span> }.into_any()
        } else {
            view! { <Button label=msg::resend on_press=send /> }.into_any()
        }
    };
    button.into_any()
}
