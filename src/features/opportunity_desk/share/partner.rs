//! With whom: the members of the programme. Those that may not be given opportunities are seen, with the reason.

use crate::{
    features::opportunity_desk::msg,
    ui::{Choice, SelectField},
};
use contract::opportunity_desk::ProgrammeMember;
use leptos::prelude::*;

#[component]
pub fn PartnerField(
    members: Signal<Vec<ProgrammeMember>>,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> AnyView {
    let field = move || {
        let mut choices = vec![Choice::new("", msg::choose)];
        choices.extend(members.get().into_iter().map(choice));
        view! {
            <SelectField
                label=msg::partner
                hint=msg::partner_hint
                value
                choices
                name="partner_id"
                required=true
                error
            />
        }
    };
    field.into_any()
}

fn choice(member: ProgrammeMember) -> Choice {
    let ProgrammeMember { partner_id, partner_name, eligible, .. } = member;
    let label = move || if eligible { partner_name.clone() } else { msg::not_eligible(&partner_name) };
    Choice::new(partner_id.to_string(), label).disabled(!eligible)
}
