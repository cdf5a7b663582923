//! Home of a customer: the partner's request that waits for an answer, and the way to "my partner".

use super::msg;
use crate::{
    flows::{association_request, fetch::use_fetch},
    routes::Route,
    ui::{ButtonKind, LinkButton, Loaded, Notice, Tone},
};
use contract::{
    associations::RequestStatus,
    customer_portal::{MY_PARTNER, MyPartner},
};
use leptos::prelude::*;

pub(super) fn show() -> AnyView {
    let partner = use_fetch(&MY_PARTNER, || Some(((), ())));
    view! { <Loaded from=partner lines=3 children=standing /> }.into_any()
}

fn standing(partner: Signal<MyPartner>) -> AnyView {
    let request = move || {
        let request = partner.with(|partner| partner.open_request.clone())?;
        let href = Route::MyRequest(request.request_id).href();
        let event = request.event;
        let mine = request.status == RequestStatus::PendingPartner;
        let (tone, kind) =
            if mine { (Tone::Info, ButtonKind::Secondary) } else { (Tone::Warning, ButtonKind::Primary) };
        let title = move || {
            let event = association_request::event(event);
            if mine { msg::my_request_waits(event) } else { msg::request_waits_for_me(event) }
        };
        let label = move || if mine { msg::look_at_request() } else { msg::handle_now() };
        let reason = request.reason;
        Some(view! {
            <Notice tone title=title>
                <p>{move || msg::reason_given(&reason)}</p>
                <p><LinkButton label href=href kind /></p>
            </Notice>
        })
    };
    let whose = move || {
        let name = partner
            .with(|partner| partner.association.as_ref().map(|association| association.partner_name.clone()));
        name.map_or_else(|| msg::no_partner().to_owned(), msg::your_partner)
    };
    view! {
        {request}
        <section class="card home__card">
            <p>{whose}</p>
            <ul class="home__links">
                <li><a href=Route::MyPartner.href()>{msg::to_my_partner}</a></li>
                <li><a href=Route::MyAccount.href()>{msg::to_my_account}</a></li>
            </ul>
        </section>
    }
    .into_any()
}
