//! Opportunities that look like the same need, of all partners.

use super::{super::words, msg};
use crate::{
    api::ApiError,
    routes::Route,
    ui::{Badge, Notice, Tone},
};
use contract::{
    opportunities::{SimilarOpportunities, SimilarOpportunity},
    problem::ErrorCode,
};
use leptos::prelude::*;

/// `<Similar similar />`
#[component]
pub fn Similar(#[prop(into)] similar: Signal<SimilarOpportunities>) -> AnyView {
    let warning = move || {
        similar
            .with(|similar| similar.verified_elsewhere)
            .then(|| view! { <Notice tone=Tone::Warning title=msg::verified_elsewhere>{msg::verified_elsewhere_body}</Notice> })
    };
    let list = move || {
        similar.with(|similar| {
            if similar.opportunities.is_empty() {
                return view! { <p class="opportunity-sheet__none">{msg::no_similar}</p> }.into_any();
            }
            let all = similar.opportunities.iter().map(one).collect_view();
            view! { <ul class="opportunity-sheet__similar">{all}</ul> }.into_any()
        })
    };
    view! { {warning} {list} }.into_any()
}

fn one(similar: &SimilarOpportunity) -> AnyView {
    let SimilarOpportunity { direction, status, likeness, .. } = *similar;
    let href = Route::VendorOpportunity(similar.opportunity_id.clone()).href();
    view! {
        <li>
            <a href=href>{similar.name.clone()}</a>
            <span>{similar.customer_name.clone()}</span>
            <span class="opportunity-sheet__by">{move || words::direction(direction)}</span>
            <Badge label=move || words::status(status).0 tone=words::status(status).1 />
            <Badge label=move || words::likeness(likeness) />
        </li>
    }
    .into_any()
}

/// `<Duplicate failed=sending.failed />`: in a form; names the opportunity because of which it was refused.
#[component]
pub fn Duplicate(#[prop(into)] failed: Signal<Option<ApiError>>) -> AnyView {
    let shown = move || {
        let failed = failed.get()?;
        let ApiError::Refused(problem) = failed else { return None };
        let id = problem.opportunity_id.filter(|_| problem.error_code == ErrorCode::DuplicateOpportunity)?;
        let href = Route::VendorOpportunity(id).href();
        Some(view! { <p><a href=href>{msg::show_duplicate}</a></p> })
    };
    shown.into_any()
}
