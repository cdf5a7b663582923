//! Joining the engagement programme: every commitment is ticked, then it is sent; afterwards who joined and when.

use super::msg;
use crate::{
    flows::{fetch::use_fetch, opportunity::words, sending::Sending},
    i18n,
    routes::Route,
    session::{can, membership},
    ui::{
        ButtonKind, CheckBox, Crumb, DateTimeText, Described, DescriptionList, EmptyState, IconName,
        LinkButton, Loaded, Notice, PageHeader, SubmitForm, Tone, toast,
    },
};
use contract::{
    permissions::Permission,
    programmes::{Commitment, DELIVERED_FOR_HO, JOIN, JoinDraft, PathStage, Programme, SHOW, may_receive},
};
use leptos::prelude::*;

#[component]
pub fn EngagementPage() -> AnyView {
    let is_member = Memo::new(|_| membership().is_some());
    let content = move || {
        if is_member.get() {
            view! { <Content /> }.into_any()
        } else {
            view! { <EmptyState title=msg::members_only icon=IconName::Lock /> }.into_any()
        }
    };
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_programmes)] />
        {content}
    }
    .into_any()
}

#[component]
fn Content() -> AnyView {
    let programme = use_fetch(&SHOW, || Some(((), ())));
    let shown = move |shown: Signal<Programme>| {
        let joined = Memo::new(move |_| shown.with(|programme| programme.joined_at.is_some()));
        let content = move || {
            if joined.get() {
                view! { <Standing programme=shown /> }.into_any()
            } else if can(Permission::JoinProgrammes) {
                view! { <JoinForm changed=move |()| programme.refetch() /> }.into_any()
            } else {
                let body = move || {
                    msg::ask_administrator(i18n::list(shown.with(|shown| shown.administrators.clone())))
                };
                view! { <EmptyState title=msg::not_joined icon=IconName::Lock body=body /> }.into_any()
            }
        };
        view! { {content} }.into_any()
    };
    view! { <Loaded from=programme lines=6 children=shown /> }.into_any()
}

/// Joined: by whom, and whether the vendor may share opportunities with this partner.
#[component]
fn Standing(programme: Signal<Programme>) -> AnyView {
    let shown = move || {
        let Programme { joined_at, joined_by, path_stage, delivered_last_year, .. } = programme.get();
        let eligible = may_receive(path_stage, delivered_last_year);
        let (tone, words): (Tone, fn() -> &'static str) =
            if eligible { (Tone::Success, msg::eligible) } else { (Tone::Info, msg::not_eligible) };
        let why = (!eligible).then(|| {
            view! { <p>{move || msg::how_to_become_eligible(i18n::number(DELIVERED_FOR_HO))}</p> }
        });
        view! {
            <section class="card programme">
                <DescriptionList>
                    <Described term=msg::joined_at>{joined_at.map(|at| view! { <DateTimeText at /> })}</Described>
                    <Described term=msg::joined_by>{joined_by}</Described>
                    <Described term=msg::path_stage>{move || stage(path_stage)}</Described>
                    <Described term=msg::delivered>{move || i18n::number(delivered_last_year)}</Described>
                </DescriptionList>
                <Notice tone title=words>{why}</Notice>
                <p><LinkButton label=msg::to_opportunities href=Route::Opportunities.href() kind=ButtonKind::Primary /></p>
                <h2>{msg::commitments}</h2>
                <ul>
                    {Commitment::ALL.map(|commitment| view! { <li>{move || words::commitment(commitment)}</li> }).collect_view()}
                </ul>
            </section>
        }
    };
    shown.into_any()
}

fn stage(stage: PathStage) -> &'static str {
    match stage {
        PathStage::Registered => msg::stage_registered(),
        PathStage::Certified => msg::stage_certified(),
        PathStage::Differentiated => msg::stage_differentiated(),
    }
}

#[component]
fn JoinForm(#[prop(into)] changed: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let ticked = Commitment::ALL.map(|commitment| (commitment, RwSignal::new(false)));
    let why_disabled = Signal::derive(move || {
        let all = ticked.iter().all(|(_, ticked)| ticked.get());
        (!all).then(|| msg::tick_all().to_owned())
    });
    let send = move |()| {
        let commitments = ticked.iter().filter(|(_, ticked)| ticked.get_untracked());
        let draft = JoinDraft { commitments: commitments.map(|(commitment, _)| *commitment).collect() };
        sending.send(&JOIN, (), draft, move |_| {
            toast::show(Tone::Success, msg::joined());
            changed.try_run(());
        });
    };
    let boxes = ticked.map(|(commitment, ticked)| {
        view! { <CheckBox label=move || words::commitment(commitment) value=ticked /> }
    });
    view! {
        <section class="card programme">
            <h2>{msg::what_it_brings}</h2>
            <ul>
                <li>{msg::brings_ho}</li>
                <li>{msg::brings_po}</li>
                <li>{msg::brings_support}</li>
            </ul>
            <SubmitForm label=msg::join on_submit=send pending=sending.pending failed=sending.failed why_disabled>
                <fieldset class="plain">
                    <legend>{msg::commitments}</legend>
                    {boxes.collect_view()}
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}
