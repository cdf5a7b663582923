//! What the list is filtered and ordered by: at once; what is typed, when typing pauses.

use super::{
    msg,
    state::{ListState, read_sort, sort_word},
};
use crate::{
    flows::{
        filter_fields::{chosen, typed},
        opportunity::words,
    },
    ui::{Choice, SelectField, TextField},
};
use contract::{
    opportunities::OpportunitySort,
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
};
use leptos::prelude::*;

#[component]
pub fn Filters(direction: Direction, state: Memo<ListState>, go: Callback<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut ListState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let status = chosen(
        move || state.with(|state| state.status.map_or("", OpportunityStatus::as_str)).to_owned(),
        move |word| show(&|state| state.status = OpportunityStatus::parse(&word)),
    );
    let reached = chosen(
        move || state.with(|state| state.stage.map_or("", ProgressStage::as_str)).to_owned(),
        move |word| show(&|state| state.stage = ProgressStage::parse(&word)),
    );
    let sort = chosen(
        move || state.with(|state| sort_word(state.sort)).to_owned(),
        move |word| show(&|state| state.sort = read_sort(&word)),
    );
    let keyword = typed(
        move || state.with(|state| state.keyword.clone()),
        move |keyword: String| show(&|state| state.keyword.clone_from(&keyword)),
    );
    let all = || Choice::new("", msg::all);
    let of_status = |status: &OpportunityStatus| {
        let status = *status;
        Choice::new(status.as_str(), move || words::status(status).0)
    };
    let statuses = std::iter::once(all()).chain(direction.statuses().iter().map(of_status)).collect();
    let of_stage = |stage: ProgressStage| Choice::new(stage.as_str(), move || words::stage(stage));
    let stages = std::iter::once(all()).chain(ProgressStage::ALL.map(of_stage)).collect();
    let sorts = vec![
        Choice::new(sort_word(OpportunitySort::Newest), msg::sort_newest),
        Choice::new(sort_word(OpportunitySort::Deadline), msg::sort_deadline),
        Choice::new(sort_word(OpportunitySort::Amount), msg::sort_amount),
    ];
    view! {
        <div class="opportunities__filters" role="search" aria-label=msg::filters>
            <TextField label=msg::keyword value=keyword hint=msg::keyword_hint />
            <SelectField label=msg::status value=status choices=statuses />
            <SelectField label=msg::stage value=reached choices=stages />
            <SelectField label=msg::sort value=sort choices=sorts />
        </div>
    }
    .into_any()
}
