//! Who downloaded which badge when, newest first.

use super::{msg, state::PageState};
use crate::{
    api::Fetched,
    flows::certification::words,
    ui::{Column, DataTable, DateTimeText, EmptyState, IconName, Loaded, PageChange, Pagination},
};
use contract::capability_labels::{BadgeDownload, BadgeDownloadPage, BadgeFormat};
use leptos::prelude::*;

/// Where it stands on the page: nothing else tells two downloads of one second apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Placed {
    place: usize,
    download: BadgeDownload,
}

#[component]
pub(super) fn Downloads(
    state: Memo<PageState>,
    go: Callback<String>,
    downloads: Fetched<BadgeDownloadPage>,
) -> AnyView {
    let turn = move |page: PageChange| go.run(PageState { page, ..state.get_untracked() }.href());
    let table = move |page: Signal<BadgeDownloadPage>| {
        let placed =
            |(place, download): (usize, &BadgeDownload)| Placed { place, download: download.clone() };
        let rows = Signal::derive(move || {
            page.with(|page| page.downloads.iter().enumerate().map(placed).collect::<Vec<_>>())
        });
        view! {
            <DataTable
                caption=msg::downloads
                columns=columns()
                rows
                key=|row: &Placed| row.place.to_string()
                busy=downloads.loading
                empty=move || view! { <EmptyState title=msg::no_downloads icon=IconName::Download /> }
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=turn
            />
        }
        .into_any()
    };
    view! {
        <h2 class="capability-heading">{msg::downloads}</h2>
        <Loaded from=downloads lines=4 children=table />
    }
    .into_any()
}

fn columns() -> Vec<Column<Placed>> {
    vec![
        Column::new("label", msg::label, |row: &Placed| {
            let name = row.download.name.clone();
            (move || words::named(&name)).into_any()
        })
        .mandatory(),
        Column::new("format", msg::format, |row: &Placed| match row.download.format {
            BadgeFormat::Svg => "SVG".into_any(),
            BadgeFormat::Png => "PNG".into_any(),
        }),
        Column::new("at", msg::downloaded_at, |row: &Placed| {
            view! { <DateTimeText at=row.download.at /> }.into_any()
        }),
        Column::new("by", msg::downloaded_by, |row: &Placed| row.download.by.clone().into_any()),
    ]
}
