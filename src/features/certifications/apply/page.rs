//! Whether the label can be applied for now; then its checklist, with what was filled in so far.

use super::{form::ApplyForm, keeper};
use crate::{
    features::certifications::msg,
    flows::{
        certification::words,
        fetch::{forget_answers, use_fetch},
        permitted::Permitted,
    },
    i18n,
    routes::Route,
    ui::{Crumb, DateText, EmptyState, IconName, LinkButton, Loaded, Notice, PageHeader, Tone},
};
use contract::{
    certifications::{CertificationDraft, DRAFT, LABEL, LabelDetail, RENEWAL_DAYS},
    ids::CapabilityLabelId,
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn ApplyPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<CapabilityLabelId>> =
        Memo::new(move |_| params.read().get("label_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <OfLabel id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such_label icon=IconName::Search /> }.into_any(),
    };
    let crumbs =
        vec![Crumb::step(msg::menu_capability), Crumb::link(msg::title, Route::Certifications.href())];
    view! {
        <PageHeader title=msg::apply_title crumbs />
        <Permitted to=Permission::ManageCertifications>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn OfLabel(id: CapabilityLabelId) -> AnyView {
    // What is about to be changed is read anew, never remembered.
    forget_answers();
    let label = use_fetch(&LABEL, {
        let id = id.clone();
        move || Some(((id.clone(),), ()))
    });
    let may_apply = Memo::new(move |_| label.value.with(|label| label.as_ref().map(|label| label.may_apply)));
    let shown = move |label: Signal<LabelDetail>| {
        let id = id.clone();
        let content = move || match may_apply.get() {
            Some(true) => view! { <Drafted id=id.clone() label=label.get_untracked() /> }.into_any(),
            _ => label.with(why_not),
        };
        let (name, summary) =
            label.with_untracked(|label| (label.standard.name.clone(), label.standard.summary.clone()));
        view! {
            <section class="card capability-section">
                <h2>{move || words::named(&name)}</h2>
                <p>{move || words::named(&summary)}</p>
            </section>
            {content}
        }
        .into_any()
    };
    view! { <div class="capability-page"><Loaded from=label lines=4 children=shown /></div> }.into_any()
}

/// Why it cannot be applied for now, and what can be done instead.
fn why_not(label: &LabelDetail) -> AnyView {
    let standing = &label.standing;
    if let Some(open) = &standing.open {
        let href = Route::Certification(open.certification_id.clone()).href();
        return view! {
            <Notice tone=Tone::Info title=msg::one_is_open><LinkButton label=msg::open_application href /></Notice>
        }
        .into_any();
    }
    if let Some(day) = standing.next_allowed_on {
        return view! {
            <Notice tone=Tone::Warning title=msg::blocked>
                <p>{msg::blocked_because} " " {msg::blocked_until} " " <DateText day /></p>
            </Notice>
        }
        .into_any();
    }
    let until = standing.valid_until.map(|until| {
        view! { <p>{msg::valid_until} " " {move || i18n::end(until)} " " {move || msg::renewable_from(RENEWAL_DAYS)}</p> }
    });
    view! { <Notice tone=Tone::Info title=msg::held>{until}</Notice> }.into_any()
}

#[component]
fn Drafted(id: CapabilityLabelId, label: LabelDetail) -> AnyView {
    // What this page wrote last, a moment ago, arrives first.
    let may_read = Memo::new(move |before: Option<&bool>| before == Some(&true) || !keeper::is_saving());
    let draft = use_fetch(&DRAFT, move || may_read.get().then(|| ((id.clone(),), ())));
    let standard = StoredValue::new(label.standard);
    let shown = move |draft: Signal<CertificationDraft>| {
        view! { <ApplyForm standard=standard.get_value() draft=draft.get_untracked() /> }.into_any()
    };
    view! { <Loaded from=draft lines=10 children=shown /> }.into_any()
}
