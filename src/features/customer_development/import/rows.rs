//! What is wrong with the rows, before anything leaves this computer. Only the rows in view are in the page.

use super::{
    bench::{Bench, Step},
    check::Line,
    columns::Field,
    msg,
    run::Run,
    words,
};
use crate::{
    features::customer_development::restrictions::why_closed,
    i18n,
    ui::{Button, ButtonKind, CheckBox, Notice, Tone},
};
use leptos::prelude::*;

/// Pixels of a row; the style sheet gives it the same.
const ROW_PX: u32 = 48;
/// Pixels of the window on the rows.
const WINDOW_PX: u32 = 480;
/// Rows above and below the window that are in the page already.
const SPARE: usize = 6;

#[component]
pub fn Rows(bench: Bench, run: Run) -> AnyView {
    let wrong_only = RwSignal::new(bench.with_lines(|lines| lines.iter().any(|line| !line.is_sound())));
    let sound =
        Memo::new(move |_| bench.with_lines(|lines| lines.iter().filter(|line| line.is_sound()).count()));
    let all = Memo::new(move |_| bench.with_lines(<[Line]>::len));
    let count = |count: usize| i18n::number(u32::try_from(count).unwrap_or(u32::MAX));
    let closed = why_closed();
    let why = Signal::derive(move || {
        closed.get().or_else(|| (sound.get() == 0).then(|| msg::no_sound_rows().to_owned()))
    });
    let hand_over = move |()| {
        bench.step.set(Step::Run);
        run.hand_over();
    };
    let notice = move || {
        let wrong = all.get() - sound.get();
        let tone = if wrong == 0 { Tone::Success } else { Tone::Warning };
        let words = if wrong == 0 {
            msg::all_sound(count(all.get()))
        } else {
            msg::some_wrong(count(all.get()), count(wrong))
        };
        view! { <Notice tone announce=true>{words}</Notice> }
    };
    view! {
        <section class="card">
            <h2>{msg::step_rows}</h2>
            {notice}
            <CheckBox label=msg::wrong_only value=wrong_only />
            <Window bench wrong_only />
            <div class="form__actions">
                <Button label=move || msg::hand_over(count(sound.get())) kind=ButtonKind::Primary why_disabled=why on_press=hand_over />
                <Button label=msg::back_to_columns on_press=move |()| bench.step.set(Step::Columns) />
                <Button label=msg::other_file on_press=move |()| bench.reset() />
            </div>
            <p class="import-hint">{msg::hand_over_hint}</p>
        </section>
    }
    .into_any()
}

/// The rows that are in view, among spacers of the size of the others.
#[component]
fn Window(bench: Bench, wrong_only: RwSignal<bool>) -> AnyView {
    let top = RwSignal::new(0_u32);
    // A row that was mended stays where it is until the filter is chosen again.
    let shown = Memo::new(move |_| {
        let wrong_only = wrong_only.get();
        untrack(|| {
            bench.with_lines(|lines| {
                let fits = lines.iter().filter(|line| !wrong_only || !line.is_sound());
                fits.map(|line| line.number).collect::<Vec<_>>()
            })
        })
    });
    let count = Memo::new(move |_| shown.with(Vec::len));
    let range = Memo::new(move |_| {
        let first = (top.get() / ROW_PX) as usize;
        let visible = (WINDOW_PX / ROW_PX) as usize;
        (first.saturating_sub(SPARE), (first + visible + SPARE).min(count.get()))
    });
    let pixels = |rows: usize| format!("{}px", rows * ROW_PX as usize);
    let visible = move || {
        let (first, last) = range.get();
        shown.with(|shown| shown.get(first..last).unwrap_or_default().to_vec())
    };
    let scroll = move |event: leptos::ev::Event| top.set(crate::browser::scrolled_within(&event));
    let heading = |field: Field| view! { <span role="columnheader">{move || words::field(field)}</span> };
    view! {
        <div
            class="import-rows"
            role="table"
            tabindex="0"
            aria-label=msg::step_rows
            aria-rowcount=move || count.get() + 1
            on:scroll=scroll
        >
            <div class="import-rows__row import-rows__head" role="row" aria-rowindex="1">
                <span role="columnheader">{msg::line}</span>
                {[Field::CustomerName, Field::MobilePhone, Field::Email].map(heading).collect_view()}
                <span role="columnheader">{msg::what_is_wrong}</span>
            </div>
            <div style:block-size=move || pixels(range.get().0)></div>
            <For each=visible key=|number| *number children=move |number| row(bench, number) />
            <div style:block-size=move || pixels(count.get() - range.get().1)></div>
        </div>
    }
    .into_any()
}

fn row(bench: Bench, number: u32) -> AnyView {
    let line = Memo::new(move |_| {
        bench.with_lines(|lines| {
            let position = lines.binary_search_by_key(&number, |line| line.number).ok()?;
            Some(lines[position].clone())
        })
    });
    let cell = move |field: Field| {
        let wrong = Memo::new(move |_| {
            line.with(|line| {
                let line = line.as_ref()?;
                let twin = line.twin_of.is_some() && field == Field::MobilePhone;
                Some(twin || line.problems.iter().any(|(other, _)| *other == field))
            })
        });
        // What was wrong when it came into view can be mended here, also after it is right.
        let editable = wrong.get_untracked() == Some(true);
        let text = move || {
            line.with(|line| line.as_ref().map(|line| line.cell(field).to_owned())).unwrap_or_default()
        };
        let content = if editable {
            let label = move || msg::cell_of(words::field(field), number);
            let edit = move |event| bench.edit(number, field, event_target_value(&event));
            view! {
                <input
                    class="input"
                    aria-label=label
                    aria-invalid=move || (wrong.get() == Some(true)).then_some("true")
                    prop:value=text
                    on:change=edit
                />
            }
            .into_any()
        } else {
            view! { <span class="import-rows__text">{text}</span> }.into_any()
        };
        view! { <span role="cell" class="import-rows__cell">{content}</span> }
    };
    let problems = move || line.with(|line| line.as_ref().map(words::problems)).unwrap_or_default();
    view! {
        <div class="import-rows__row" role="row">
            <span role="cell">{number}</span>
            {[Field::CustomerName, Field::MobilePhone, Field::Email].map(cell).collect_view()}
            <span role="cell" class="import-rows__wrong">{problems}</span>
        </div>
    }
    .into_any()
}
