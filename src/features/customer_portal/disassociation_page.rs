//! The customer asks its partner to disassociate.

use super::msg;
use crate::{
    flows::{account_check::Side, association_request::Application, fetch::use_fetch},
    routes::Route,
    ui::{Crumb, EmptyState, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    associations::Action,
    customer_portal::{CHECK, MY_PARTNER, MyCheckQuery, MyPartner},
};
use leptos::prelude::*;

/// 我的合作伙伴 > 更多操作 > 解除关联
#[component]
pub fn MyDisassociationPage() -> AnyView {
    let mine = use_fetch(&MY_PARTNER, || Some(((), ())));
    let has_partner = Memo::new(move |_| {
        mine.value.with(|mine| mine.as_ref().is_some_and(|mine| mine.association.is_some()))
    });
    let check = use_fetch(&CHECK, move || {
        has_partner.get().then_some(((), MyCheckQuery { action: Action::Disassociate }))
    });
    let shown = move |mine: Signal<MyPartner>| {
        let view = move || match mine
            .with(|mine| mine.association.as_ref().map(|association| association.partner_name.clone()))
        {
            Some(name) => view! {
                <p class="portal__from">{move || msg::ask_partner(&name)}</p>
                <Application action=Action::Disassociate side=Side::Customer check />
            }
            .into_any(),
            None => view! {
                <EmptyState title=msg::no_partner body=msg::no_partner_hint icon=IconName::Building>
                    <LinkButton label=msg::back_to_my_partner href=Route::MyPartner.href() />
                </EmptyState>
            }
            .into_any(),
        };
        view! { {view} }.into_any()
    };
    view! {
        <PageHeader title=msg::disassociate crumbs=vec![Crumb::link(msg::my_partner, Route::MyPartner.href())] />
        <Loaded from=mine lines=8 children=shown />
    }
    .into_any()
}
