//! An answer as views. Nothing of it is ever markup.

use super::msg;
use crate::routes::Route;
use contract::{
    help::{Block, Inline, Table},
    ids::FaqId,
};
use leptos::{ev, prelude::*};
use std::ops::Range;

/// Where another question opens: in the panel instead of on its page.
pub type OnQuestion = Option<Callback<FaqId>>;

/// `<Answer blocks=entry.answer.clone() />`
#[component]
pub fn Answer(blocks: Vec<Block>, #[prop(optional)] on_question: OnQuestion) -> AnyView {
    let block = |block: Block| match block {
        Block::Heading(text) => view! { <p class="answer__heading">{text}</p> }.into_any(),
        Block::Paragraph(text) => view! { <p>{line(&text, on_question)}</p> }.into_any(),
        Block::Ordered(items) => view! { <ol>{list(&items, on_question)}</ol> }.into_any(),
        Block::Unordered(items) => view! { <ul>{list(&items, on_question)}</ul> }.into_any(),
        Block::Table(table) => table_view(&table, on_question),
    };
    view! { <div class="answer">{blocks.into_iter().map(block).collect_view()}</div> }.into_any()
}

fn list(items: &[Vec<Inline>], on_question: OnQuestion) -> AnyView {
    items.iter().map(|item| view! { <li>{line(item, on_question)}</li> }).collect_view().into_any()
}

fn table_view(table: &Table, on_question: OnQuestion) -> AnyView {
    let head = table.head.iter().map(|cell| view! { <th scope="col">{line(cell, on_question)}</th> });
    let row = |row: &Vec<Vec<Inline>>| {
        let cells = row.iter().map(|cell| view! { <td>{line(cell, on_question)}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="answer__table" tabindex="0" role="region" aria-label=msg::table>
            <table>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The parts of one line.
pub fn line(parts: &[Inline], on_question: OnQuestion) -> AnyView {
    let part = |part: &Inline| match part.clone() {
        Inline::Text(text) => text.into_any(),
        Inline::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Page { href, text } => view! { <a href=href>{text}</a> }.into_any(),
        Inline::Faq { id, text } => question(id, text.into_any(), on_question),
    };
    parts.iter().map(part).collect_view().into_any()
}

/// A link to a question.
pub fn question(id: FaqId, text: AnyView, on_question: OnQuestion) -> AnyView {
    let href = Route::HelpEntry(id.clone()).href();
    let open = move |event: ev::MouseEvent| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
        if let (Some(open), false) = (on_question, elsewhere) {
            event.prevent_default();
            open.run(id.clone());
        }
    };
    view! { <a href=href on:click=open>{text}</a> }.into_any()
}

/// A text with what was found in it marked; positions are of characters.
pub fn marked(text: &str, marks: &[Range<usize>]) -> AnyView {
    let characters: Vec<char> = text.chars().collect();
    let part = |range: Range<usize>| characters.get(range).unwrap_or_default().iter().collect::<String>();
    let mut parts = Vec::new();
    let mut at = 0;
    for mark in marks {
        parts.push(part(at..mark.start).into_any());
        parts.push(view! { <mark>{part(mark.clone())}</mark> }.into_any());
        at = mark.end;
    }
    parts.push(part(at..characters.len()).into_any());
    parts.into_any()
}
