//! The filters above the records. Choices apply at once; the customer's id applies with Enter or the button.

use super::{model::Filters, msg};
use crate::{
    flows::association_request::{event, initiator, status},
    ui::{Button, ButtonKind, Choice, DateField, IconName, PageChange, SelectField, TextField},
};
use contract::associations::{Initiator, RecordEvent, RequestStatus};
use leptos::prelude::*;

/// `on_change` gets the filters with the first page.
#[component]
pub fn FilterBar(filters: Memo<Filters>, #[prop(into)] on_change: Callback<Filters>) -> AnyView {
    let fields = Fields::default();
    // The address leads: Back, or a link, changes the fields.
    Effect::new(move |_| fields.show(&filters.read()));
    Effect::new(move |before: Option<Filters>| {
        let mut wanted = fields.chosen();
        wanted.customer_id = filters.with_untracked(|now| now.customer_id.clone());
        if before.is_some_and(|before| before != wanted) {
            apply(filters, &wanted, on_change);
        }
        wanted
    });
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut wanted = untrack(|| fields.chosen());
        fields.customer_id.with_untracked(|id| id.trim().clone_into(&mut wanted.customer_id));
        apply(filters, &wanted, on_change);
    };
    let clear = move |()| apply(filters, &Filters::default(), on_change);
    let is_filtered = Memo::new(move |_| filters.with(Filters::is_filtered));
    let all = || Choice::new("", msg::all);
    let events = [RecordEvent::Associate, RecordEvent::Switch, RecordEvent::Disassociate];
    let initiators = [Initiator::Customer, Initiator::Partner, Initiator::System];
    let event_choices =
        [all()].into_iter().chain(events.map(|of| Choice::new(of.as_str(), move || event(of))));
    let status_choices =
        [all()].into_iter().chain(RequestStatus::ALL.map(|of| Choice::new(of.as_str(), move || status(of))));
    let initiator_choices =
        [all()].into_iter().chain(initiators.map(|of| Choice::new(of.as_str(), move || initiator(of))));
    view! {
        <form class="record-filters" role="search" aria-label=msg::filters on:submit=search>
            <SelectField label=msg::column_event value=fields.event choices=event_choices.collect() />
            <SelectField label=msg::column_status value=fields.status choices=status_choices.collect() />
            <SelectField label=msg::column_initiator value=fields.initiator choices=initiator_choices.collect() />
            <DateField label=msg::applied_from value=fields.begin />
            <DateField label=msg::applied_to value=fields.end />
            <TextField label=msg::customer_id value=fields.customer_id />
            <div class="record-filters__actions">
                <Button label=msg::search icon=IconName::Search submit=true kind=ButtonKind::Primary />
                {move || is_filtered.get().then(|| view! { <Button label=msg::clear_filters on_press=clear /> })}
            </div>
        </form>
    }
    .into_any()
}

fn apply(filters: Memo<Filters>, wanted: &Filters, on_change: Callback<Filters>) {
    let now = filters.get_untracked();
    let page = PageChange { offset: 0, ..now.page };
    let wanted = Filters { page, ..wanted.clone() };
    if wanted != (Filters { page, ..now }) {
        on_change.run(wanted);
    }
}

/// What stands in the fields.
#[derive(Clone, Copy, Default)]
struct Fields {
    event: RwSignal<String>,
    status: RwSignal<String>,
    initiator: RwSignal<String>,
    begin: RwSignal<String>,
    end: RwSignal<String>,
    customer_id: RwSignal<String>,
}

impl Fields {
    fn show(self, filters: &Filters) {
        let put = |signal: RwSignal<String>, text: String| {
            if signal.with_untracked(|now| *now != text) {
                signal.set(text);
            }
        };
        put(self.event, filters.event.map_or("", RecordEvent::as_str).to_owned());
        put(self.status, filters.status.map_or("", RequestStatus::as_str).to_owned());
        put(self.initiator, filters.initiator.map_or("", Initiator::as_str).to_owned());
        put(self.begin, filters.begin.map(|day| day.to_string()).unwrap_or_default());
        put(self.end, filters.end.map(|day| day.to_string()).unwrap_or_default());
        put(self.customer_id, filters.customer_id.clone());
    }

    /// Everything but the customer's id; tracked.
    fn chosen(self) -> Filters {
        Filters {
            event: RecordEvent::parse(&self.event.read()),
            status: RequestStatus::parse(&self.status.read()),
            initiator: Initiator::parse(&self.initiator.read()),
            begin: self.begin.read().parse().ok(),
            end: self.end.read().parse().ok(),
            ..Filters::default()
        }
    }
}
