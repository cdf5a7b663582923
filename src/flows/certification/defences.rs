//! Defences of an application: why, about what, when and where, and what was said.

use super::{MeetingTime, msg, words};
use crate::{
    flows::upload::{FilesOf, file},
    i18n,
    ui::{Badge, DateTimeText, Described, DescriptionList},
};
use contract::{
    certification_defences::{Defence, DefenceStatus},
    certifications::CertificationDetail,
};
use leptos::prelude::*;

/// `<DefenceList detail files=&FILE />`; `action` is what can be done with one.
#[component]
pub fn DefenceList(
    #[prop(into)] detail: Signal<CertificationDetail>,
    files: &'static FilesOf,
    #[prop(optional, into)] action: Option<Callback<Defence, AnyView>>,
) -> AnyView {
    let defences = Memo::new(move |_| detail.with(|detail| detail.defences.clone()));
    let shown = move || {
        let one = |(nth, defence): (usize, Defence)| {
            let action = action.map(|action| action.run(defence.clone()));
            view! {
                <li class="capability-defence">
                    <h3>
                        {move || msg::defence_nth(nth + 1)} " " {status(defence.status)}
                    </h3>
                    {facts(detail, defence, files)} {action}
                </li>
            }
        };
        defences.get().into_iter().enumerate().map(one).collect_view()
    };
    view! { <ol class="capability-defences">{shown}</ol> }.into_any()
}

fn status(status: DefenceStatus) -> AnyView {
    view! { <Badge label=move || words::defence(status).0 tone=words::defence(status).1 /> }.into_any()
}

fn facts(detail: Signal<CertificationDetail>, defence: Defence, from: &'static FilesOf) -> AnyView {
    let Defence { item_ids, reason, preferred_times, requested_by, requested_at, .. } = defence;
    let items = move || {
        let titles = item_ids.iter().filter_map(|id| {
            detail.with(|detail| detail.standard.item(id).map(|item| words::named(&item.title)))
        });
        i18n::list(titles)
    };
    let preferred = (!preferred_times.is_empty()).then(|| {
        let one = |at| view! { <li><MeetingTime at /></li> };
        view! {
            <Described term=msg::preferred_times>
                <ul class="plain-list">{preferred_times.into_iter().map(one).collect_view()}</ul>
            </Described>
        }
    });
    let when = defence.scheduled_at.map(|at| {
        view! { <Described term=msg::takes_place><strong><MeetingTime at /></strong></Described> }
    });
    let place = defence.place.map(|text| view! { <Described term=msg::place>{place(text)}</Described> });
    let handled = defence.handled_by.map(|name| view! { <Described term=msg::handled_by>{name}</Described> });
    let closed =
        defence.closed_at.map(|at| view! { <Described term=msg::closed_at><DateTimeText at /></Described> });
    let answer =
        defence.answer.map(|answer| view! { <Described term=msg::why_declined>{answer}</Described> });
    let minutes = defence.minutes.map(|text| {
        view! {
            <h4>{msg::minutes}</h4>
            <p class="capability-item__note">{text}</p>
        }
    });
    let minutes_file = defence.minutes_file.as_ref().map(|attached| file(from, attached));
    view! {
        <DescriptionList>
            <Described term=msg::requested>{requested_by} " " <DateTimeText at=requested_at /></Described>
            <Described term=msg::defence_reason><span class="capability-item__note">{reason}</span></Described>
            <Described term=msg::defence_items>{items}</Described>
            {preferred} {when} {place} {handled} {closed} {answer}
        </DescriptionList>
        {minutes} {minutes_file}
    }
    .into_any()
}

/// An address of an online meeting can be pressed; whatever else was typed is text.
fn place(text: String) -> AnyView {
    if text.starts_with("https://") && !text.contains(char::is_whitespace) {
        let href = text.clone();
        view! { <a href=href target="_blank" rel="noopener noreferrer">{text}</a> }.into_any()
    } else {
        text.into_any()
    }
}
