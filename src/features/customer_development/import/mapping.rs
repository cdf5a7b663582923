//! What each column of the file is.

use super::{
    bench::Bench,
    columns::{Field, missing},
    msg, words,
};
use crate::{
    i18n,
    ui::{Button, ButtonKind, Notice, Tone},
};
use leptos::prelude::*;

#[component]
pub fn Columns(bench: Bench) -> AnyView {
    let why = Signal::derive(move || {
        let missing = bench.mapping.with(missing);
        (!missing.is_empty()).then(|| msg::missing_columns(i18n::list(missing.into_iter().map(words::field))))
    });
    let column = move |position: usize, heading: String| {
        let named = heading.clone();
        let name = move || {
            if named.is_empty() { msg::column_number(position + 1) } else { named.clone() }
        };
        let label = name.clone();
        let examples = bench.examples(position);
        let choose = move |event| {
            let field = Field::parse(&event_target_value(&event));
            bench.mapping.update(|mapping| {
                // A field is one column: what had it before has none.
                for other in mapping.iter_mut() {
                    if field.is_some() && *other == field {
                        *other = None;
                    }
                }
                if let Some(own) = mapping.get_mut(position) {
                    *own = field;
                }
            });
        };
        let chosen =
            Memo::new(move |_| bench.mapping.with(|mapping| mapping.get(position).copied().flatten()));
        let option = move |field: Field| {
            view! {
                <option value=field.as_str() prop:selected=move || chosen.get() == Some(field)>
                    {move || words::field(field)}
                </option>
            }
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="import-columns__examples">{examples.join(" · ")}</td>
                <td>
                    <select class="input input--select" aria-label=move || msg::meaning_of(label()) on:change=choose>
                        <option value="" prop:selected=move || chosen.get().is_none()>{msg::ignore}</option>
                        {Field::ALL.map(option).collect_view()}
                    </select>
                </td>
            </tr>
        }
    };
    let rows = move || {
        let headings = bench.headings.get().into_iter().enumerate();
        headings.map(|(position, heading)| column(position, heading)).collect_view()
    };
    let count = u32::try_from(bench.row_count()).unwrap_or(u32::MAX);
    let wrong = move || why.get().map(|why| view! { <Notice tone=Tone::Warning>{why}</Notice> });
    view! {
        <section class="card">
            <h2>{msg::step_columns}</h2>
            <p>{move || msg::file_has(i18n::number(count), bench.file_name.get())}</p>
            <table class="import-columns">
                <thead>
                    <tr>
                        <th scope="col">{msg::column}</th>
                        <th scope="col">{msg::examples}</th>
                        <th scope="col">{msg::meaning}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {wrong}
            <div class="form__actions">
                <Button label=msg::check_rows kind=ButtonKind::Primary why_disabled=why busy=bench.busy on_press=move |()| bench.judge() />
                <Button label=msg::other_file on_press=move |()| bench.reset() />
            </div>
        </section>
    }
    .into_any()
}
