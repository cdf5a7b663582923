//! The form: with whom, what it is about, whom to ask, what is recommended.

use super::{kept::keep, partner::PartnerField};
use crate::{
    api::ApiError,
    features::opportunity_desk::msg,
    flows::{
        opportunity::{
            case::Duplicate,
            form::{
                BantFields, ContactFields, CustomerFields, Fields, Found, NeedFields, OfferingSelect, Place,
                ServicesField, Typed, Wanted, merge,
            },
        },
        sending::Sending,
    },
    i18n,
    routes::Route,
    ui::{CheckBox, SubmitForm, Tone, toast},
};
use contract::{
    ids::{OfferingId, PartnerId},
    money::Currency,
    opportunity_desk::{ProgrammeMember, SHARE, ShareDraft},
    problem::FieldProblem,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn ShareForm(members: Signal<Vec<ProgrammeMember>>) -> AnyView {
    let navigate = use_navigate();
    let sending = Sending::new();
    let fields = Fields::new(&Typed::default());
    let (partner, recommended) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let forget = keep(partner, recommended, &fields);
    let member = Memo::new(move |_| {
        partner.with(|id| {
            members.with(|members| members.iter().find(|member| member.partner_id.as_str() == id).cloned())
        })
    });
    let currency =
        Memo::new(move |_| member.with(|member| member.as_ref().map_or(Currency::Cny, |one| one.currency)));
    let offerings = Signal::derive(move || {
        member.with(|member| member.as_ref().map(|member| member.offerings.clone()).unwrap_or_default())
    });
    // What another partner sells cannot be recommended to this one.
    Effect::new(move |_| {
        let known = offerings.with(|all| {
            recommended.with(|id| id.is_empty() || all.iter().any(|one| one.offering_id.as_str() == id))
        });
        if !known {
            recommended.set(String::new());
        }
    });
    let tried = RwSignal::new(false);
    let asked = RwSignal::new((String::new(), Typed::default()));
    let found = found(&fields, tried, asked, sending);
    let partner_refused = Signal::derive(move || {
        let refused = refused(sending).iter().any(|problem| problem.field == "partner_id");
        let unchanged = asked.with(|(id, _)| partner.with(|now| now == id));
        (refused && unchanged).then(|| msg::partner_refused().to_owned())
    });
    let send = move |()| {
        let typed = untrack(|| fields.typed());
        let (Ok(partner_id), Ok(form)) =
            (partner.get_untracked().parse::<PartnerId>(), typed.read(Wanted::Shared))
        else {
            return;
        };
        asked.set((partner.get_untracked(), typed));
        let recommended_offering_id = recommended.get_untracked().parse::<OfferingId>().ok();
        let draft = ShareDraft { partner_id, form, recommended_offering_id };
        let (forget, navigate) = (forget.clone(), navigate.clone());
        sending.send(&SHARE, (), draft, move |case| {
            forget.run();
            let row = case.opportunity.row;
            let until = row.deadline.map(i18n::end).unwrap_or_default();
            toast::show(Tone::Success, msg::shared(case.partner_name, until));
            navigate(&Route::VendorOpportunity(row.opportunity_id).href(), NavigateOptions::default());
        });
    };
    let need = move || view! { <NeedFields fields=&fields currency=currency.get() found /> };
    view! {
        // Every field says what is wrong with it before the form looks for the first one.
        <section class="card" on:submit=move |_| tried.set(true)>
            <SubmitForm
                label=msg::share
                on_submit=send
                pending=sending.pending
                failed=sending.failed
            >
                <p>{msg::all_needed}</p>
                <fieldset class="plain opportunity-desk__form" prop:disabled=move || sending.is_unknown()>
                    <PartnerField members value=partner error=partner_refused />
                    <CustomerFields fields=&fields found />
                    {need}
                    <BantFields values=fields.bant found />
                    <ServicesField fields=&fields found />
                    <ContactFields values=fields.contact found />
                    <OfferingSelect
                        label=msg::recommend
                        none=msg::recommend_nothing
                        hint=msg::recommend_hint
                        value=recommended
                        offerings
                        error=found.at("recommended_offering_id")
                    />
                    <Place at="customer_consent" found>
                        <CheckBox
                            label=msg::consent
                            value=fields.customer_consent
                            required=true
                            name="customer_consent"
                            error=found.at("customer_consent")
                        />
                    </Place>
                </fieldset>
                <Duplicate failed=sending.failed />
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// What is wrong: nothing before the first try, then whatever the form sees, and what the backend refused as long as
/// it stands there as it was sent.
fn found(
    fields: &Fields,
    tried: RwSignal<bool>,
    asked: RwSignal<(String, Typed)>,
    sending: Sending,
) -> Found {
    let fields = StoredValue::new(*fields);
    let problems = Memo::new(move |_| {
        if !tried.get() {
            return Vec::new();
        }
        let now = fields.with_value(Fields::typed);
        let own = now.read(Wanted::Shared).err().unwrap_or_default();
        asked.with(|(_, asked)| merge(own, &refused(sending), asked, &now))
    });
    Found { problems: problems.into(), notes: Signal::derive(Vec::new) }
}

/// The fields that the backend refused.
fn refused(sending: Sending) -> Vec<FieldProblem> {
    sending.failed.with(|failed| match failed {
        Some(ApiError::Refused(problem)) => problem.fields.clone(),
        _ => Vec::new(),
    })
}
