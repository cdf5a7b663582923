//! What was reported, newest first.

use super::msg;
use crate::{
    api::href_of,
    flows::{opportunity::words, upload::file_size},
    i18n,
    ui::{DateText, Happened, Icon, IconName, MoneyText, Timeline, Tone},
};
use contract::{
    attachments::{Attachment, CONTENT},
    money::{Currency, Money},
    opportunities::Progress,
    opportunity_status::ProgressStage,
};
use leptos::prelude::*;

/// `<ProgressTimeline progress currency=row.currency />`
#[component]
pub fn ProgressTimeline(#[prop(into)] progress: Signal<Vec<Progress>>, currency: Currency) -> AnyView {
    let shown = move || {
        let reports = progress.get();
        if reports.is_empty() {
            return view! { <p class="progress-none">{msg::nothing_yet}</p> }.into_any();
        }
        view! { <Timeline>{reports.into_iter().map(|report| one(report, currency)).collect_view()}</Timeline> }
            .into_any()
    };
    shown.into_any()
}

fn one(report: Progress, currency: Currency) -> AnyView {
    let Progress { stage, reached_on, description, signed_amount, attachments, reported_by, reported_at } =
        report;
    let amount = signed_amount.map(|amount| {
        view! { <p>{msg::signed_amount} " " <MoneyText money=Money { amount, currency } /></p> }
    });
    let files = (!attachments.is_empty()).then(
        || view! { <ul class="progress-files">{attachments.into_iter().map(file).collect_view()}</ul> },
    );
    view! {
        <Happened what=move || words::stage(stage) tone=tone(stage)>
            <p><DateText day=reached_on /></p>
            <p class="progress-text">{description}</p>
            {amount}
            {files}
            <p class="progress-by">{move || msg::by_at(&reported_by, i18n::date_time(reported_at))}</p>
        </Happened>
    }
    .into_any()
}

fn tone(stage: ProgressStage) -> Tone {
    match stage {
        ProgressStage::Signed | ProgressStage::Delivered => Tone::Success,
        ProgressStage::Lost => Tone::Danger,
        ProgressStage::Requirement
        | ProgressStage::Solution
        | ProgressStage::Quotation
        | ProgressStage::Delivering => Tone::Info,
    }
}

/// The browser fetches it itself, with the session.
fn file(attachment: Attachment) -> AnyView {
    let Attachment { attachment_id, name, bytes, .. } = attachment;
    let saved_as = name.clone();
    let href = href_of(&CONTENT, &(attachment_id,));
    view! {
        <li>
            <a href=href download=saved_as>
                <Icon name=IconName::Download />
                {name}
            </a>
            " "
            <span class="field__hint">{move || file_size(bytes)}</span>
        </li>
    }
    .into_any()
}
