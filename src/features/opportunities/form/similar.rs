//! What looks like the same need, while there is still time to find out.

use super::{editor::Editor, msg};
use crate::{
    browser,
    flows::{fetch::use_fetch, opportunity::words},
    routes::Route,
    ui::{Badge, ErrorPanel, Notice, Tone},
};
use contract::{
    opportunities::{Likeness, SIMILAR, SimilarOpportunities, SimilarOpportunity, SimilarQuery},
    opportunity_status::OpportunityStatus,
};
use leptos::prelude::*;

/// A pause in typing after which it is asked.
const PAUSE_MS: u32 = 500;

pub(super) fn similar_notice(editor: &Editor) -> AnyView {
    let (fields, opportunity) = (editor.fields, editor.opportunity);
    let question = Memo::new(move |_| {
        let (name, customer_name) = (fields.name.get(), fields.customer_name.get());
        let (name, customer_name) = (name.trim().to_owned(), customer_name.trim().to_owned());
        let except = opportunity.with(|known| known.as_ref().map(|known| known.row.opportunity_id.clone()));
        let both = !name.is_empty() && !customer_name.is_empty();
        both.then_some(SimilarQuery { name, customer_name, except })
    });
    let asked: RwSignal<Option<SimilarQuery>> = RwSignal::new(None);
    Effect::new(move |_| {
        let wanted = question.get();
        leptos::task::spawn_local(async move {
            browser::sleep_ms(PAUSE_MS).await;
            if question.try_with_untracked(|now| *now == wanted) == Some(true) {
                asked.try_set(wanted);
            }
        });
    });
    let found = use_fetch(&SIMILAR, move || asked.get().map(|query| ((), query)));
    let shown = move || {
        asked.with(Option::is_some).then_some(())?;
        if let Some(error) = found.error.get().filter(|error| !error.is_cancelled()) {
            return Some(
                view! {
                    <Notice tone=Tone::Info title=msg::similar_unknown>
                        <ErrorPanel error on_retry=move |()| found.refetch() quiet=true />
                    </Notice>
                }
                .into_any(),
            );
        }
        found.value.get().and_then(notice)
    };
    view! { <div aria-live="polite">{shown}</div> }.into_any()
}

fn notice(found: SimilarOpportunities) -> Option<AnyView> {
    let refused = would_be_refused(&found);
    let SimilarOpportunities { opportunities, verified_elsewhere } = found;
    if opportunities.is_empty() && !verified_elsewhere {
        return None;
    }
    let title = move || if refused { msg::would_be_refused() } else { msg::similar_title() };
    let body = move || match (refused, verified_elsewhere) {
        (true, true) => msg::verified_elsewhere(),
        (true, false) => msg::verified_own(),
        (false, _) => msg::similar_body(),
    };
    let list = (!opportunities.is_empty()).then(
        || view! { <ul class="opportunity-similar">{opportunities.into_iter().map(row).collect_view()}</ul> },
    );
    Some(view! { <Notice tone=Tone::Warning title><p>{body}</p>{list}</Notice> }.into_any())
}

/// One for the same need counts already.
fn would_be_refused(found: &SimilarOpportunities) -> bool {
    use OpportunityStatus as S;
    let counts = |one: &SimilarOpportunity| {
        one.likeness == Likeness::SameNeed && matches!(one.status, S::Verified | S::InProgress | S::Delivered)
    };
    found.verified_elsewhere || found.opportunities.iter().any(counts)
}

fn row(one: SimilarOpportunity) -> AnyView {
    let SimilarOpportunity { opportunity_id, name, customer_name, status, likeness, .. } = one;
    let href = Route::Opportunity(opportunity_id).href();
    view! {
        <li>
            // What is typed stays here.
            <a href=href target="_blank" rel="noopener">{name}</a>
            <span>{customer_name}</span>
            <Badge label=move || words::status(status).0 tone=words::status(status).1 />
            <span class="field__hint">{move || words::likeness(likeness)}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::opportunity_status::Direction;

    fn found(status: OpportunityStatus, likeness: Likeness) -> SimilarOpportunities {
        let one = SimilarOpportunity {
            opportunity_id: "o-1".parse().unwrap(),
            direction: Direction::ToVendor,
            name: "Data platform".to_owned(),
            customer_name: "Lantian".to_owned(),
            status,
            likeness,
        };
        SimilarOpportunities { opportunities: vec![one], verified_elsewhere: false }
    }

    #[test]
    fn only_a_verified_one_for_the_same_need_stands_in_the_way() {
        assert!(would_be_refused(&found(OpportunityStatus::Verified, Likeness::SameNeed)));
        assert!(!would_be_refused(&found(OpportunityStatus::Verified, Likeness::SameCustomer)));
        assert!(!would_be_refused(&found(OpportunityStatus::UnderReview, Likeness::SameNeed)));
        let elsewhere = SimilarOpportunities { opportunities: Vec::new(), verified_elsewhere: true };
        assert!(would_be_refused(&elsewhere));
    }
}
