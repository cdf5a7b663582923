//! Where the rows come from: a file that is dropped or chosen, or a paste out of a spreadsheet.

use super::{
    bench::{Bench, Unusable},
    columns::Field,
    msg, words,
};
use crate::{
    browser,
    ui::{Button, IconName, Notice, Spinner, TextArea, Tone},
};
use contract::csv;
use leptos::prelude::*;
use web_sys::File;

#[component]
pub fn Source(bench: Bench) -> AnyView {
    let over = RwSignal::new(false);
    let take = move |file: Option<File>| {
        let Some(file) = file else { return };
        leptos::task::spawn_local(async move {
            match browser::read_text(&file).await {
                Some((name, text)) => bench.read(name, text),
                None => bench.cannot_read(),
            }
        });
    };
    let pasted = RwSignal::new(String::new());
    let use_paste = move |()| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            bench.read(msg::pasted_name().to_owned(), text);
        }
    };
    let why = Signal::derive(move || {
        pasted.with(|text| text.trim().is_empty()).then(|| msg::paste_first().to_owned())
    });
    view! {
        <section class="card">
            <h2>{msg::choose_file}</h2>
            <div
                class="import-drop"
                class:import-drop--over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=move |event| {
                    event.prevent_default();
                    over.set(false);
                    take(browser::dropped_file(&event));
                }
            >
                <p>{msg::drop_here}</p>
                <label class="button">
                    <span class="button__label">{msg::choose}</span>
                    <input
                        type="file"
                        class="visually-hidden"
                        accept=".csv,.tsv,.txt,text/csv,text/plain"
                        on:change=move |event| take(browser::chosen_file(&event))
                    />
                </label>
                <p class="import-drop__hint">{msg::file_hint}</p>
                <Button label=msg::template icon=IconName::Download on_press=|()| template() />
            </div>
            {move || bench.busy.get().then(|| view! { <Spinner /> })}
            {move || bench.unusable.get().map(unusable)}
        </section>
        <section class="card">
            <h2>{msg::or_paste}</h2>
            <TextArea label=msg::paste_label value=pasted hint=msg::paste_hint />
            <Button label=msg::use_paste why_disabled=why on_press=use_paste />
        </section>
    }
    .into_any()
}

fn unusable(why: Unusable) -> AnyView {
    let words = move || match why {
        Unusable::Nothing => msg::no_rows(),
        Unusable::TooManyRows => msg::too_many_rows(),
        Unusable::NotReadable => msg::not_readable(),
    };
    view! { <Notice tone=Tone::Danger title=msg::cannot_use announce=true>{words}</Notice> }.into_any()
}

/// A file with the headings and one row that shows how it is meant.
fn template() {
    let headings = Field::ALL.map(words::field);
    let example = [
        msg::example_name(),
        "13800138000",
        "it@example.com",
        "CN",
        msg::example_industry(),
        msg::example_contact(),
        "",
    ];
    let text = csv::write(&headings, [example.map(str::to_owned).to_vec()]);
    browser::save_file(msg::template_name(), "text/csv;charset=utf-8", text.as_bytes());
}
