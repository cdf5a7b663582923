//! 激励申付: what can be applied for, whether applications are made without anybody, and the applications.

mod applications;
mod auto_apply;
mod payables;
mod state;

use super::msg;
use crate::api::Fetched;
use applications::Applications;
use auto_apply::AutoApplyCard;
use contract::incentives::IncentiveSummary;
use leptos::prelude::*;
use payables::ToApply;

#[component]
pub fn Payouts(summary: Fetched<IncentiveSummary>, changed: Callback<()>) -> AnyView {
    view! {
        <div class="incentives__payout-parts">
            <AutoApplyCard summary changed />
            <section class="incentives__section" aria-labelledby="to-apply">
                <h2 id="to-apply">{msg::to_apply}</h2>
                <ToApply />
            </section>
            <section class="incentives__section" aria-labelledby="applications">
                <h2 id="applications">{msg::applications}</h2>
                <Applications />
            </section>
        </div>
    }
    .into_any()
}
