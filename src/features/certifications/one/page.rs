//! The page: address → read → show.

use super::{
    defence::{DefenceDialog, why_no_defence},
    outcome::Outcome,
    update::UpdateForm,
};
use crate::{
    api::{Fetched, href_of},
    features::certifications::{
        msg,
        state::{PageState, Part},
    },
    flows::{
        certification::{DefenceList, History, Material, Tracker, words},
        fetch::use_fetch,
        permitted::{Permitted, offered},
    },
    routes::{Route, use_address},
    ui::{Asking, Button, ButtonKind, Crumb, EmptyState, Icon, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    certifications::{
        Certification, CertificationDetail, CertificationStatus as Status, FILE, OPINION, SHOW, Standing,
    },
    ids::CertificationId,
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Word in the address with which the form for new material is open.
const UPDATE: &str = "update";

#[component]
pub fn CertificationPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<CertificationId>> =
        Memo::new(move |_| params.read().get("certification_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    let crumbs =
        vec![Crumb::step(msg::menu_capability), Crumb::link(msg::title, PageState::of(Part::Records).href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <Permitted to=Permission::ViewCertifications>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn One(id: CertificationId) -> AnyView {
    let detail = use_fetch(&SHOW, {
        let id = id.clone();
        move || Some(((id.clone(),), ()))
    });
    let id = StoredValue::new(id);
    let shown =
        move |seen: Signal<CertificationDetail>| view! { <Shown id=id.get_value() seen detail /> }.into_any();
    view! { <div class="capability-page"><Loaded from=detail lines=10 children=shown /></div> }.into_any()
}

#[component]
fn Shown(
    id: CertificationId,
    seen: Signal<CertificationDetail>,
    detail: Fetched<CertificationDetail>,
) -> AnyView {
    let one = Memo::new(move |_| seen.with(|seen| seen.certification.clone()));
    let newest = Callback::new(move |newest: CertificationDetail| detail.value.set(Some(newest)));
    let again = Callback::new(move |()| detail.refetch());
    let asking = Asking::<()>::new();
    let wants_update =
        use_address(&Route::Certification(id.clone()), |value| value("part").as_deref() == Some(UPDATE));
    let manages = offered(Permission::ManageCertifications);
    let lacking = manages.and_then(|offered| offered.lacking);
    let may_write = lacking.is_none();
    // As long as somebody fills it in, the form stays: what becomes of a late one the backend says.
    let updates = Memo::new(move |before: Option<&bool>| {
        let waited_for = one.with(|one| one.status == Status::MaterialUpdate);
        may_write && wants_update.get() && (waited_for || before == Some(&true))
    });
    let form = move || updates.get().then(|| view! { <UpdateForm seen newest again /> });
    let lacking = Signal::stored(lacking);
    let actions = move || actions(&one.get(), updates.get(), lacking, asking);
    let name = move || one.with(|one| words::named(&one.label));
    let any_defence = Memo::new(move |_| seen.with(|seen| !seen.defences.is_empty()));
    view! {
        <section class="card capability-section" aria-labelledby="certification-standing">
            <h2 id="certification-standing">{name}</h2>
            <Tracker detail=seen>
                <p class="capability-next">{move || next(one.with(|one| (one.status, one.defence_open)))}</p>
            </Tracker>
            {move || view! { <Outcome one=one.get() /> }}
            {actions}
        </section>
        {form}
        <Show when=move || any_defence.get()>
            <section class="card capability-section" aria-labelledby="certification-defences">
                <h2 id="certification-defences">{msg::defences}</h2>
                <DefenceList detail=seen files=&FILE />
            </section>
        </Show>
        <section class="card capability-section" aria-labelledby="certification-material">
            <h2 id="certification-material">{msg::items}</h2>
            <Material detail=seen files=&FILE />
        </section>
        <section class="card capability-section" aria-labelledby="certification-history">
            <h2 id="certification-history">{msg::history}</h2>
            <History detail=seen />
        </section>
        <DefenceDialog id seen asking newest again />
    }
    .into_any()
}

/// What the reader can do, or waits for, in a state.
fn next((status, defence_open): (Status, bool)) -> &'static str {
    match status {
        Status::Draft => msg::next_draft(),
        _ if defence_open => msg::next_defence(),
        Status::InitialReview | Status::TechReview => msg::next_review(),
        Status::MaterialUpdate => msg::next_update(),
        Status::Countersign => msg::next_countersign(),
        Status::Passed => msg::next_passed(),
        Status::Failed => msg::next_failed(),
        Status::ClosedOverdue => msg::next_closed(),
    }
}

fn actions(
    one: &Certification,
    updates: bool,
    lacking: Signal<Option<String>>,
    asking: Asking<()>,
) -> AnyView {
    let id = one.certification_id.clone();
    let opinion = one.has_opinion.then(|| {
        let saved_as = [one.certification_no.as_str(), ".pdf"].concat();
        view! {
            <a class="button" href=href_of(&OPINION, &(id.clone(),)) download=saved_as>
                <Icon name=IconName::Download />
                <span class="button__label">{msg::download_opinion}</span>
            </a>
        }
    });
    let update = (one.status == Status::MaterialUpdate && !updates).then(|| {
        if lacking.with_untracked(Option::is_some) {
            return view! { <Button label=msg::update_material why_disabled=lacking /> }.into_any();
        }
        let href = Route::Certification(id).href_with(&[("part", UPDATE)]);
        view! { <LinkButton label=msg::update_material kind=ButtonKind::Primary href /> }.into_any()
    });
    // The machine knows whether one can be asked for in this state, whichever review it is.
    let in_time =
        Standing::ALL.into_iter().any(|standing| standing.status() == one.status && standing.takes_defence());
    let (used, open) = (one.defences_used, one.defence_open);
    let why = Signal::derive(move || lacking.get().or_else(|| why_no_defence(used, open)));
    let defence = in_time.then(|| {
        view! { <Button label=msg::request_defence why_disabled=why on_press=move |()| asking.ask(()) /> }
    });
    let held = (one.status == Status::Passed).then(|| {
        view! { <LinkButton label=msg::see_results href=PageState::of(Part::Results).href() /> }
    });
    view! { <div class="capability-actions">{update} {defence} {opinion} {held}</div> }.into_any()
}
