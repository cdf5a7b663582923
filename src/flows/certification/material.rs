//! The material of an application, item by item: what is asked, what the partner says, its files, and how it was found.

use super::{msg, words};
use crate::{
    flows::upload::{FilesOf, files},
    ui::{Badge, Tone},
};
use contract::{
    certification_standards::{AssessmentItem, SubLabel},
    certifications::{CertificationDetail, ItemVerdict, MaterialItem},
    ids::AssessmentItemId,
};
use leptos::prelude::*;

/// What stands below an item: the field for its result, where somebody judges.
pub type ItemSlot = Callback<AssessmentItemId, AnyView>;

/// `<Material detail files=&FILE />`
#[component]
pub fn Material(
    #[prop(into)] detail: Signal<CertificationDetail>,
    files: &'static FilesOf,
    #[prop(optional)] below: Option<ItemSlot>,
) -> AnyView {
    // Made again only when something of it has changed: fields may stand in it.
    let parts = Memo::new(move |_| {
        detail.with(|detail| {
            let found = detail.judgements.last().map(|judged| judged.items.clone()).unwrap_or_default();
            (detail.standard.clone(), detail.material.clone(), found)
        })
    });
    let shown = move || {
        let (standard, material, found) = parts.get();
        // While somebody judges, the former result is one more thing to know and no badge of the item.
        let one = |sublabel: &SubLabel| {
            let name = sublabel.name.clone();
            let items = sublabel.items.iter().map(|item| {
                let said = material.iter().find(|said| said.item_id == item.item_id);
                let found = found.iter().find(|found| found.item_id == item.item_id);
                item_view(item, said, found, files, below)
            });
            view! {
                <section class="capability-sublabel">
                    <h3>{move || words::named(&name)}</h3>
                    <ol class="capability-items">{items.collect_view()}</ol>
                </section>
            }
        };
        standard.sublabels.iter().map(one).collect_view()
    };
    shown.into_any()
}

fn item_view(
    item: &AssessmentItem,
    said: Option<&MaterialItem>,
    found: Option<&ItemVerdict>,
    from: &'static FilesOf,
    below: Option<ItemSlot>,
) -> AnyView {
    let (title, evidence) = (item.title.clone(), item.evidence.clone());
    let mandatory = item.mandatory.then(|| view! { <Badge label=msg::mandatory tone=Tone::Neutral /> });
    let result = found.map(|found| {
        let result = found.result;
        view! { <Badge label=move || words::result(result).0 tone=words::result(result).1 /> }
    });
    let advice = found.and_then(|found| found.advice.clone()).map(|advice| {
        let advice = advice.as_str().to_owned();
        view! { <p class="capability-item__advice">{move || msg::advice_is(&advice)}</p> }
    });
    let met = said.and_then(|said| said.met);
    let note = said.and_then(|said| said.note.as_ref()).map(|note| note.as_str().to_owned());
    let note = note.map(|note| view! { <p class="capability-item__note">{note}</p> });
    let attached = said.map(|said| said.attachments.clone()).filter(|attached| !attached.is_empty());
    let attached = attached.map(|attached| files(from, &attached));
    let slot = below.map(|below| below.run(item.item_id.clone()));
    view! {
        <li class="capability-item">
            <div class="capability-item__head">
                <h4>{move || words::named(&title)}</h4>
                {mandatory} {result}
            </div>
            <p class="field__hint">{move || msg::expected(words::named(&evidence))}</p>
            {advice}
            <p>{move || msg::said(words::answer(met))}</p>
            {note} {attached} {slot}
        </li>
    }
    .into_any()
}
