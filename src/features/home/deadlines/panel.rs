//! The panel: what is chosen stands in the address, what is shown comes from the backend in its order.

use super::{calendar::CalendarMenu, kinds, msg, row::row};
use crate::{
    flows::{fetch::use_fetch, held, opportunity::answer::AnswerHost},
    i18n,
    routes::{Route, use_address, use_go},
    ui::{Button, ButtonKind, Loaded},
};
use contract::deadlines::{Deadline, DeadlineKind, DeadlineQuery, Deadlines as Found, LIST};
use leptos::prelude::*;

/// Entries that stand there at first.
const SHOWN: usize = 8;

#[component]
pub fn Deadlines() -> AnyView {
    let kind = use_address(&Route::Home, |value| value("deadlines").as_deref().and_then(DeadlineKind::parse));
    let found =
        use_fetch(&LIST, move || Some(((), DeadlineQuery { kinds: kind.get().into_iter().collect() })));
    held::after_each(move || found.refetch());
    let changed = Callback::new(move |()| found.refetch());
    let shown = move |found: Signal<Found>| {
        view! {
            <div class="deadlines__tools">
                <Kinds found kind />
                <CalendarMenu deadlines=found changed />
            </div>
            <Rows found />
        }
        .into_any()
    };
    view! {
        <section class="card home__card home__card--wide" aria-labelledby="home-deadlines">
            <h2 id="home-deadlines">{msg::title}</h2>
            <Loaded from=found lines=4 children=shown />
            <AnswerHost />
        </section>
    }
    .into_any()
}

/// Everything, or one kind.
#[component]
fn Kinds(found: Signal<Found>, kind: Memo<Option<DeadlineKind>>) -> AnyView {
    let go = use_go();
    let choose = move |kind: Option<DeadlineKind>| {
        go.run(Route::Home.href_with(&[("deadlines", kind.map_or("", DeadlineKind::as_str))]));
    };
    let counts = Memo::new(move |_| {
        found.with(|found| found.counts.iter().map(|count| (count.kind, count.count)).collect::<Vec<_>>())
    });
    let all = move || counts.with(|counts| counts.iter().map(|(_, count)| count).sum::<u32>());
    let chip = move |of: Option<DeadlineKind>| {
        let words = move || match of {
            None => msg::all_of(i18n::number(all())),
            Some(of) => {
                let count = counts.with(|counts| {
                    counts.iter().find(|(kind, _)| *kind == of).map_or(0, |(_, count)| *count)
                });
                msg::kind_of(i18n::number(count), kinds::name(of))
            }
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if kind.get() == of { "true" } else { "false" }
                on:click=move |_| choose(of)
            >
                {words}
            </button>
        }
    };
    let present = move || counts.with(|counts| counts.iter().map(|(kind, _)| *kind).collect::<Vec<_>>());
    let all_chip = chip(None);
    view! {
        <div class="deadlines__kinds" role="group" aria-label=msg::kinds>
            {all_chip}
            <For each=present key=|kind| *kind children=move |kind| chip(Some(kind)) />
        </div>
    }
    .into_any()
}

#[component]
fn Rows(found: Signal<Found>) -> AnyView {
    let everything = RwSignal::new(false);
    let count = Memo::new(move |_| found.with(|found| found.deadlines.len()));
    let rows = move || -> Vec<Deadline> {
        let most = if everything.get() { usize::MAX } else { SHOWN };
        found.with(|found| found.deadlines.iter().take(most).cloned().collect())
    };
    let more = move || {
        let count = count.get();
        (count > SHOWN && !everything.get()).then(|| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            view! {
                <Button
                    label=move || msg::show_all(i18n::number(count))
                    kind=ButtonKind::Ghost
                    on_press=move |()| everything.set(true)
                />
            }
        })
    };
    let nothing = move || (count.get() == 0).then(|| view! { <p class="home__hint">{msg::nothing}</p> });
    view! {
        {nothing}
        <ul class="deadlines">
            <For each=rows key=|deadline| (deadline.kind, deadline.about_id.clone(), deadline.version, deadline.due_at) children=row />
        </ul>
        {more}
    }
    .into_any()
}
