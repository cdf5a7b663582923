//! One record, with what the side that looks at it can do: agree or reject, or take back.

use super::{answer::Answer, facts::Facts, msg, withdraw::Withdraw, words};
use crate::{
    api::{ApiError, Fetched},
    browser,
    flows::account_check::Side,
    ui::{Notice, Tone},
};
use contract::{
    associations::{AssociationRequest, RequestStatus},
    check::{CheckItem, CheckReport},
};
use leptos::prelude::*;

/// `<RecordView record side may_act check on_changed=move |()| fetched.refetch() />`
///
/// `check` is the account check for answering; it is read only while the record waits for this side.
#[component]
pub fn RecordView(
    record: Signal<AssociationRequest>,
    side: Side,
    /// Whether this user may answer and take back.
    #[prop(into)]
    may_act: Signal<bool>,
    check: Fetched<CheckReport>,
    /// Something happened to the record: it is read again.
    #[prop(into)]
    on_changed: Callback<()>,
    #[prop(optional, into)] on_ask_vendor: Option<Callback<CheckItem>>,
) -> AnyView {
    let acting = Acting { overtaken: RwSignal::new(None), on_changed };
    let side = StoredValue::new(side);
    let mine = Memo::new(move |_| part_of(&side.get_value(), record.with(|record| record.status)));
    let actions = move || match mine.get() {
        Part::Answers if may_act.get() => view! {
            <Answer record side=side.get_value() check acting on_ask_vendor />
        }
        .into_any(),
        Part::Asked if may_act.get() => view! { <Withdraw record side=side.get_value() acting /> }.into_any(),
        Part::Answers | Part::Asked => {
            view! { <Notice tone=Tone::Info>{msg::administrator_acts}</Notice> }.into_any()
        }
        Part::None => ().into_any(),
    };
    let overtaken = move || acting.overtaken.get().map(|typed| view! { <Overtaken record typed /> });
    view! {
        <div class="record">
            {overtaken}
            <Facts record side=side.get_value() />
            {actions}
        </div>
    }
    .into_any()
}

/// Somebody else was quicker: what the record is now, and what was typed in vain.
#[component]
fn Overtaken(record: Signal<AssociationRequest>, typed: String) -> AnyView {
    let sentence = move || {
        let (status, handler) = record.with(|record| (record.status, record.handler.clone()));
        match handler {
            Some(handler) => msg::overtaken_by(handler, words::status(status)),
            None => msg::overtaken_state(words::status(status)),
        }
    };
    let typed = (!typed.is_empty()).then(|| {
        view! {
            <p>{msg::overtaken_typed}</p>
            <blockquote class="record-quote">{typed}</blockquote>
        }
    });
    view! {
        <div id="overtaken" tabindex="-1">
            <Notice tone=Tone::Warning title=msg::overtaken announce=true>
                <p>{sentence}</p>
                {typed}
            </Notice>
        </div>
    }
    .into_any()
}

/// What happens around the record while somebody acts on it.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    /// Somebody else was quicker; holds what had been typed.
    overtaken: RwSignal<Option<String>>,
    on_changed: Callback<()>,
}

impl Acting {
    /// The record was changed by this user. The button that did it goes: the focus goes to what it became.
    pub fn done(self) {
        self.overtaken.try_set(None);
        focus_soon("#record-facts-title");
        self.on_changed.try_run(());
    }

    /// Says so when the refusal means that somebody else was quicker, and reads the record again.
    pub fn is_overtaken(self, error: &ApiError, typed: &str) -> bool {
        let overtaken = error.is_overtaken();
        if overtaken {
            self.overtaken.set(Some(typed.to_owned()));
            focus_soon("#overtaken");
            self.on_changed.try_run(());
        }
        overtaken
    }
}

/// After the page has changed, and a closing dialog has given the focus back.
fn focus_soon(selector: &'static str) {
    leptos::task::spawn_local(async move {
        browser::tick().await;
        browser::focus(selector);
    });
}

/// The part that a side has in an open request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Answers,
    Asked,
    None,
}

fn part_of(side: &Side, status: RequestStatus) -> Part {
    match (side, status) {
        (Side::Partner(_), RequestStatus::PendingPartner)
        | (Side::Customer, RequestStatus::PendingCustomer) => Part::Answers,
        (Side::Partner(_), RequestStatus::PendingCustomer)
        | (Side::Customer, RequestStatus::PendingPartner) => Part::Asked,
        (_, RequestStatus::Approved | RequestStatus::Rejected | RequestStatus::Withdrawn) => Part::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::associations::{Initiator, RequestEvent};

    #[test]
    fn each_side_is_offered_only_what_the_state_machine_allows_it() {
        let sides = [
            (Side::Partner("c-1".parse().unwrap()), Initiator::Partner),
            (Side::Customer, Initiator::Customer),
        ];
        for (side, who) in sides {
            for status in RequestStatus::ALL {
                let part = part_of(&side, status);
                assert_eq!(part == Part::Answers, status.after(RequestEvent::Approve, who).is_ok());
                assert_eq!(part == Part::Asked, status.after(RequestEvent::Withdraw, who).is_ok());
            }
        }
    }
}
