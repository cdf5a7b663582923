//! Somebody who is, or wants to be, a partner's project specialist.

use super::msg;
use crate::{
    flows::fetch::use_fetch,
    ui::{DateTimeText, Described, DescriptionList, Loaded},
};
use contract::{
    ids::PersonnelId,
    personnel::{CASE, Personnel, PersonnelCase},
};
use leptos::prelude::*;

#[component]
pub fn PersonnelOf(id: PersonnelId) -> AnyView {
    let case = use_fetch(&CASE, move || Some(((id.clone(),), ())));
    view! { <Loaded from=case lines=5 children=facts /> }.into_any()
}

fn facts(case: Signal<PersonnelCase>) -> AnyView {
    let shown = move || {
        let PersonnelCase { partner_name, personnel } = case.get();
        let Personnel { name, contact, remark, invited_by, invited_at, accepted_at, .. } = personnel;
        let remark =
            remark.map(|remark| view! { <Described term=msg::personnel_remark>{remark}</Described> });
        let accepted = accepted_at
            .map(|at| view! { <Described term=msg::personnel_accepted><DateTimeText at /></Described> });
        view! {
            <DescriptionList>
                <Described term=msg::partner>{partner_name}</Described>
                <Described term=msg::personnel_name>{name}</Described>
                <Described term=msg::personnel_contact>{contact}</Described>
                <Described term=msg::personnel_invited>{invited_by} " " <DateTimeText at=invited_at /></Described>
                {accepted} {remark}
            </DescriptionList>
        }
    };
    shown.into_any()
}
