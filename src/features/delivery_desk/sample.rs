//! Sampling a round: the ticked projects, or a random share.

use super::{case_page::follow, columns::Ticked, msg};
use crate::{
    flows::sending::Sending,
    i18n,
    ui::{Asking, Choice, Notice, RadioField, SubmitForm, TextField, Tone, toast},
};
use contract::{
    delivery_desk::{SAMPLE, SampleDraft},
    delivery_sampling::{SampleHow, SampleMethod},
    ids::DeliveryProjectId,
    text::Rule,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

fn percent_of(text: &str) -> Result<u32, Rule> {
    match text.trim() {
        "" => Err(Rule::Missing),
        text => text.parse().ok().filter(|percent| (1..=100).contains(percent)).ok_or(Rule::OutOfRange),
    }
}

#[component]
pub fn SampleForm(
    round: Vec<DeliveryProjectId>,
    ticked: Ticked,
    asking: Asking<Vec<DeliveryProjectId>>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    // One of the round is not accepted any more: the list behind the dialog shows which are.
    follow(sending, again);
    let count = u32::try_from(round.len()).unwrap_or(u32::MAX);
    let of_round = {
        let round = round.clone();
        move || {
            ticked.with(|ticked| round.iter().filter(|id| ticked.contains(id)).cloned().collect::<Vec<_>>())
        }
    };
    let chosen = Memo::new(move |_| of_round());
    let method = RwSignal::new(
        if chosen.with_untracked(Vec::is_empty) { SampleMethod::Share } else { SampleMethod::Chosen }
            .as_str()
            .to_owned(),
    );
    let percent = RwSignal::new("20".to_owned());
    let by_share =
        Memo::new(move |_| method.with(|method| SampleMethod::parse(method)) == Some(SampleMethod::Share));
    let why = Signal::derive(move || {
        (!by_share.get() && chosen.with(Vec::is_empty)).then(|| msg::nobody_ticked().to_owned())
    });
    let send = move |()| {
        let how = if by_share.get_untracked() {
            let Ok(percent) = percent_of(&percent.get_untracked()) else { return };
            SampleHow::Share { percent }
        } else {
            SampleHow::Chosen { project_ids: chosen.get_untracked() }
        };
        let draft = SampleDraft { project_ids: round.clone(), how };
        sending.send(&SAMPLE, (), draft, move |outcome| {
            let round = outcome.sampling;
            toast::show(
                Tone::Success,
                msg::sampled(i18n::number(round.projects), i18n::number(round.sampled)),
            );
            ticked.set(BTreeSet::new());
            asking.close();
            again.try_run(());
        });
    };
    let ticked_count =
        move || i18n::number(chosen.with(|chosen| u32::try_from(chosen.len()).unwrap_or(u32::MAX)));
    let choices = vec![
        Choice::new(SampleMethod::Share.as_str(), msg::how_share),
        Choice::new(SampleMethod::Chosen.as_str(), move || msg::how_chosen(ticked_count())),
    ];
    let share = move || {
        by_share.get().then(|| {
            view! {
                <TextField
                    label=msg::percent
                    value=percent
                    name="percent"
                    required=true
                    hint=msg::percent_hint
                    check=|text: &str| percent_of(text).err()
                />
            }
        })
    };
    view! {
        <SubmitForm
            label=msg::sample
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=why
            on_cancel=move |()| asking.close()
        >
            <Notice tone=Tone::Warning>{move || msg::round(i18n::number(count))}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <RadioField label=msg::how value=method choices required=true name="method" />
                {share}
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
