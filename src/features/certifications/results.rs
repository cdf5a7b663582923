//! 能力认证结果: the labels that were passed with what they include, and their badges; below them who downloaded which.

use super::{
    downloads::Downloads,
    msg,
    state::{PageState, Part},
    sublabels::SubLabels,
};
use crate::{
    api::href_of,
    browser,
    flows::{certification::words, fetch::use_fetch, time_left::TimeLeft},
    i18n,
    routes::Route,
    ui::{
        Badge, DateTimeText, Described, DescriptionList, EmptyState, Icon, IconName, LinkButton, Loaded, Tone,
    },
};
use contract::{
    capability_labels::{
        BADGE_DOWNLOADS, BADGE_PNG, BADGE_SVG, CapabilityLabel, CapabilityLabels, LIST, LabelValidity,
    },
    endpoint::Download,
    ids::CapabilityLabelId,
};
use leptos::prelude::*;

/// The browser fetches a badge itself and does not say when it has: the list of downloads is read again after so long.
const FETCHED_MS: u32 = 2_000;

#[component]
pub fn ResultsPart(state: Memo<PageState>, go: Callback<String>) -> AnyView {
    let found = use_fetch(&LIST, || Some(((), ())));
    let downloads = use_fetch(&BADGE_DOWNLOADS, move || {
        // While another part opens, its address is not this list's question.
        let query = state.with(|state| (state.part == Part::Results).then(|| state.download_query()))?;
        Some(((), query))
    });
    let downloaded = Callback::new(move |()| {
        browser::after_ms(FETCHED_MS, move || {
            // The page may be gone by then.
            let _ = downloads.wanted.try_update(|wanted| *wanted += 1);
        });
    });
    let shown = move |found: Signal<CapabilityLabels>| {
        let cards = move || {
            let labels = found.with(|found| found.labels.clone());
            if labels.is_empty() {
                return view! {
                    <EmptyState title=msg::none_passed body=msg::none_passed_hint icon=IconName::Tag>
                        <LinkButton label=msg::see_labels href=PageState::default().href() />
                    </EmptyState>
                }
                .into_any();
            }
            let card = |label| card(label, downloaded);
            view! { <ul class="capability-labels">{labels.into_iter().map(card).collect_view()}</ul> }
                .into_any()
        };
        cards.into_any()
    };
    view! {
        <Loaded from=found lines=6 children=shown />
        <Downloads state go downloads />
    }
    .into_any()
}

fn validity(validity: LabelValidity) -> (&'static str, Tone) {
    match validity {
        LabelValidity::Valid => (msg::valid(), Tone::Success),
        LabelValidity::ExpiringSoon => (msg::expiring_soon(), Tone::Warning),
        LabelValidity::Expired => (msg::expired(), Tone::Danger),
    }
}

fn card(label: CapabilityLabel, downloaded: Callback<()>) -> AnyView {
    let CapabilityLabel { label_id, name, sublabels, passed_at, valid_until, validity: valid, .. } = label;
    let href = Route::Certification(label.certification_id).href();
    let number = label.certification_no;
    let badge = |endpoint: &Download<(CapabilityLabelId,)>, words: fn() -> &'static str, ending: &str| {
        let saved_as = [label_id.as_str(), ".", ending].concat();
        view! {
            <a
                class="button"
                href=href_of(endpoint, &(label_id.clone(),))
                download=saved_as
                on:click=move |_| downloaded.run(())
            >
                <Icon name=IconName::Download />
                <span class="button__label">{words}</span>
            </a>
        }
    };
    // A badge says that the label is held.
    let badges = (valid != LabelValidity::Expired).then(
        || view! { {badge(&BADGE_SVG, msg::badge_svg, "svg")} {badge(&BADGE_PNG, msg::badge_png, "png")} },
    );
    let again = (valid != LabelValidity::Valid)
        .then(|| view! { <LinkButton label=msg::see_labels href=PageState::default().href() /> });
    let until = if valid == LabelValidity::Expired {
        view! { <span>{move || i18n::end(valid_until)}</span> }.into_any()
    } else {
        view! { <TimeLeft deadline=valid_until /> }.into_any()
    };
    view! {
        <li class="card capability-label">
            <div class="capability-label__head">
                <h2>{move || words::named(&name)}</h2>
                <Badge label=move || validity(valid).0 tone=validity(valid).1 />
            </div>
            <DescriptionList>
                <Described term=msg::passed_at><DateTimeText at=passed_at /></Described>
                <Described term=msg::valid_until>{until}</Described>
                <Described term=msg::number><a href=href>{number}</a></Described>
            </DescriptionList>
            <h3>{msg::included}</h3>
            <SubLabels of=sublabels />
            <div class="capability-label__actions">{badges} {again}</div>
        </li>
    }
    .into_any()
}
