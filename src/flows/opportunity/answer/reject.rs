//! Rejecting: a coded reason, and words where they say more.

use super::{
    super::words,
    Asked, Way,
    host::{close, offer_again},
    msg,
};
use crate::{
    flows::held::{Holding, hold},
    ui::{Choice, Described, DescriptionList, Notice, SelectField, SubmitForm, TextArea, Tone},
};
use contract::{
    opportunities::{REJECT, RejectReason, Rejection},
    opportunity_status::OpportunityStatus,
    text::{Reason, Rule},
};
use leptos::prelude::*;
use std::rc::Rc;

/// What is chosen and written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    code: String,
    text: String,
}

#[component]
pub(super) fn RejectForm(asked: Asked, typed: Typed) -> AnyView {
    let code = RwSignal::new(typed.code);
    let text = RwSignal::new(typed.text);
    let is_other = Memo::new(move |_| code.with(|code| code == RejectReason::Other.as_str()));
    let name = asked.offered.name.clone();
    let send = move |()| {
        let Some(reason_code) = code.with_untracked(|code| RejectReason::parse(code)) else { return };
        let rejection = Rejection {
            version: asked.offered.version,
            reason_code,
            text: text.with_untracked(|text| Reason::try_from(text.clone()).ok()),
        };
        let typed = Typed { code: code.get_untracked(), text: text.get_untracked() };
        let undone = Asked { way: Way::Reject(typed), ..asked.clone() };
        let holding = Holding {
            about: asked.offered.id.to_string(),
            becomes: OpportunityStatus::Rejected.as_str(),
            waiting: |name| msg::rejecting(name),
            done: |name| msg::rejected(name),
            name: asked.offered.name.clone(),
            until: asked.offered.deadline,
            offer_again: Some(Rc::new(move || offer_again(undone.clone()))),
        };
        hold(&REJECT, (asked.offered.id.clone(),), rejection, holding);
        close();
    };
    let first = std::iter::once(Choice::new("", msg::choose));
    let of = |code: RejectReason| Choice::new(code.as_str(), move || words::reject_reason(code));
    let choices: Vec<Choice> = first.chain(RejectReason::ALL.map(of)).collect();
    let check = move |text: &str| -> Option<Rule> {
        if text.trim().is_empty() { None } else { Reason::try_from(text.to_owned()).err() }
    };
    let words_field = move || {
        let label = if is_other.get() { msg::words_needed } else { msg::more_words };
        view! {
            <TextArea
                label
                value=text
                name="text"
                required=is_other.get()
                max_chars=Reason::MAX_CHARS
                check
            />
        }
    };
    view! {
        <SubmitForm
            label=msg::reject
            on_submit=send
            pending=Signal::stored(false)
            on_cancel=move |()| close()
            danger=true
        >
            <DescriptionList>
                <Described term=msg::opportunity>{name}</Described>
            </DescriptionList>
            <Notice tone=Tone::Warning><p>{msg::reject_effect}</p></Notice>
            <SelectField label=msg::reason value=code choices name="reason_code" required=true />
            {words_field}
        </SubmitForm>
    }
    .into_any()
}
