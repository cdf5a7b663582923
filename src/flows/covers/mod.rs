//! The queues that the reader holds for colleagues now, with their notes: said where the work is.

use crate::{
    flows::fetch::use_fetch,
    i18n,
    ui::{Notice, Tone},
};
use contract::covers::{Cover, CoverPage, CoverQuery, CoverSide, LIST};
use leptos::prelude::*;

crate::i18n::words!("flows/covers");

/// More than these nobody holds at the same time.
const MOST: u32 = 20;

/// One notice for each of them; nothing while there is none, and nothing when it cannot be read: what is covered is marked
/// in its row as well.
#[component]
pub fn HeldForColleagues() -> AnyView {
    let query = || CoverQuery { side: CoverSide::Taken, active: true, offset: Some(0), limit: Some(MOST) };
    let held = use_fetch(&LIST, move || Some(((), query())));
    let covers = move || {
        let covers = |page: &Option<CoverPage>| page.as_ref().map(|page| page.covers.clone());
        held.value.with(covers).unwrap_or_default()
    };
    view! { <For each=covers key=|cover| (cover.cover_id.clone(), cover.version) children=notice /> }
        .into_any()
}

fn notice(cover: Cover) -> AnyView {
    let Cover { owner, last_day, note, .. } = cover;
    let title = move || msg::you_cover(i18n::day(last_day), &owner);
    view! {
        <Notice tone=Tone::Info title>
            <p>{msg::what_it_means}</p>
            <details class="covers__note">
                <summary>{msg::note}</summary>
                <p>{note}</p>
            </details>
        </Notice>
    }
    .into_any()
}
