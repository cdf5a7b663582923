//! One sheet of A4 for an event: who invites, to what, the code, and what to do, in both languages.

use super::msg;
use crate::{
    api::ApiError,
    browser,
    features::customer_development::restrictions::NoDevelopment,
    flows::{account_check::association_type, fetch::use_fetch, permitted::gate},
    i18n,
    routes::Route,
    session,
    ui::{
        Button, ButtonKind, Crumb, EmptyState, IconName, LinkButton, Loaded, Notice, PageHeader, QrCode,
        QrSymbol, Tone,
    },
};
use contract::{
    ids::LinkId,
    invitation_links::{InvitationLink, SHOW},
    permissions::Permission,
    problem::ErrorCode,
    session::Language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn LinkSheetPage() -> AnyView {
    let params = use_params_map();
    let link_id: Memo<Option<LinkId>> =
        Memo::new(move |_| params.read().get("link_id").and_then(|id| id.parse().ok()));
    let allowed = gate(Permission::DevelopCustomers);
    let links = || Route::CustomerDevelopment.href_with(&[("tab", "offline")]);
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::title, links())];
    let page = move || match link_id.get() {
        _ if !allowed.get() => view! { <NoDevelopment /> }.into_any(),
        Some(link_id) => view! { <OneSheet link_id /> }.into_any(),
        None => view! { <NoLink /> }.into_any(),
    };
    view! {
        <PageHeader title=msg::sheet_title intro=msg::sheet_intro crumbs>
            <Button label=msg::print kind=ButtonKind::Primary on_press=|()| browser::print() />
        </PageHeader>
        {page}
    }
    .into_any()
}

#[component]
fn OneSheet(link_id: LinkId) -> AnyView {
    let link = use_fetch(&SHOW, move || Some(((link_id.clone(),), ())));
    let missing = Memo::new(move |_| {
        link.error.with(|error| error.as_ref().and_then(ApiError::code)) == Some(ErrorCode::NotFound)
    });
    let paper = move |link: Signal<InvitationLink>| (move || paper(&link.read())).into_any();
    (move || {
        if missing.get() {
            view! { <NoLink /> }.into_any()
        } else {
            view! { <Loaded from=link lines=8 children=paper /> }.into_any()
        }
    })
    .into_any()
}

/// Nobody learns whether it is somebody else's link or none at all.
#[component]
fn NoLink() -> AnyView {
    let links = Route::CustomerDevelopment.href_with(&[("tab", "offline")]);
    view! {
        <EmptyState title=msg::no_such_link body=msg::no_such_link_hint icon=IconName::Link>
            <LinkButton label=msg::back_to_links href=links />
        </EmptyState>
    }
    .into_any()
}

fn paper(link: &InvitationLink) -> AnyView {
    if link.disabled {
        return view! { <Notice tone=Tone::Warning>{msg::disabled_body}</Notice> }.into_any();
    }
    let partner = session::membership().map(|member| member.partner_name).unwrap_or_default();
    let label = {
        let tag = link.tag.clone();
        move || msg::qr_code_of(&tag)
    };
    let code = QrSymbol::of(&link.url).map(|symbol| view! { <QrCode symbol label /> });
    view! {
        <article class="link-sheet">
            <header>
                <p class="link-sheet__partner">{partner}</p>
                {Language::ALL.map(invited).collect_view()}
            </header>
            <div class="link-sheet__code">{code}</div>
            {Language::ALL.map(|language| steps(language, link)).collect_view()}
            <footer class="link-sheet__tag">{link.tag.clone()}</footer>
        </article>
    }
    .into_any()
}

fn invited(language: Language) -> impl IntoView {
    let words = i18n::in_language(language, msg::sheet_invited);
    view! { <p class="link-sheet__invited" lang=language.as_str()>{words}</p> }
}

fn steps(language: Language, link: &InvitationLink) -> impl IntoView + use<> {
    let kind = link.association_type;
    let (terms, steps) = i18n::in_language(language, || {
        let terms = msg::sheet_type(association_type(kind));
        (terms, [msg::sheet_scan(), msg::sheet_register(), msg::sheet_confirm()])
    });
    view! {
        <section class="link-sheet__steps" lang=language.as_str()>
            <p class="link-sheet__type">{terms}</p>
            <ol>{steps.map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
        </section>
    }
}
