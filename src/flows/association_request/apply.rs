//! Asking the other side: account check → notes → reason → code → submitted. What was typed stays, whatever happens.

use super::{
    apply_parts::{Blocked, ReasonForm, Steps, Submitted, TurnedDown},
    msg,
    notes::Notes,
    step::{NOTES, Step, step},
    words,
};
use crate::{
    api::{ApiError, Fetched},
    browser,
    flows::{
        account_check::{AccountCheck, ConsequencesOf, Side},
        draft::use_draft,
        sending::Sending,
    },
    ui::{Button, ButtonKind, CheckBox, Dialog, Loaded},
};
use contract::{
    associations::{self, Action, AssociationRequest, RequestDraft},
    check::{CheckItem, CheckReport},
    customer_portal::{self, MyRequestDraft},
    problem::ErrorCode,
    text::Reason,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// `<Application action side check on_ask_vendor />`, where `check` is the account check for the same action.
#[component]
pub fn Application(
    action: Action,
    side: Side,
    check: Fetched<CheckReport>,
    #[prop(optional, into)] on_ask_vendor: Option<Callback<CheckItem>>,
) -> AnyView {
    let asking = Asking::new(action, side.clone(), check);
    let showing = move || match asking.step.get() {
        Step::Check => view! {
            <TurnedDown error=asking.turned_down />
            {checked(asking, on_ask_vendor)}
        }
        .into_any(),
        Step::Notes => view! { <NotesStep asking /> }.into_any(),
        Step::Submitted => asking
            .submitted
            .get_untracked()
            .map(|request| view! { <Submitted request side=asking.side.get_value() /> })
            .into_any(),
        Step::Blocked => {
            let open = check.value.with_untracked(|report| report.as_ref()?.open_request_id.clone());
            open.map(|request_id| view! { <Blocked request_id side=asking.side.get_value() /> }).into_any()
        }
    };
    view! {
        <div class="application">
            <Steps step=asking.step />
            {showing}
            <Dialog title=move || words::ask(action) open=asking.open busy=asking.sending.pending>
                <ReasonForm
                    reason=asking.reason
                    sending=asking.sending
                    on_send=move |reason| asking.send(reason)
                    on_cancel=move |()| asking.open.set(false)
                />
            </Dialog>
        </div>
    }
    .into_any()
}

/// Everything that is known while somebody asks.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    action: Action,
    side: StoredValue<Side>,
    check: Fetched<CheckReport>,
    step: Memo<Step>,
    go: StoredValue<Go>,
    reason: RwSignal<String>,
    accepted: RwSignal<bool>,
    /// The dialog with the reason.
    open: RwSignal<bool>,
    sending: Sending,
    submitted: RwSignal<Option<AssociationRequest>>,
    /// Why the backend refused although the check had passed before.
    turned_down: RwSignal<Option<ApiError>>,
}

/// Goes to a step (what the address calls it), leaving a way back or not.
type Go = Box<dyn Fn(&str, bool) + Send + Sync>;

impl Asking {
    fn new(action: Action, side: Side, check: Fetched<CheckReport>) -> Self {
        let location = use_location();
        let submitted = RwSignal::new(None);
        let query = location.query;
        let step = Memo::new(move |_| {
            let wanted = query.with(|query| query.get("step"));
            check
                .value
                .with(|report| step(wanted.as_deref(), report.as_ref(), submitted.with(Option::is_some)))
        });
        let navigate = use_navigate();
        let here = location.pathname.get_untracked();
        let go: Go = Box::new(move |step, replace| {
            let href = if step.is_empty() { here.clone() } else { [&here, "?step=", step].concat() };
            navigate(&href, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
        });
        let asking = Self {
            action,
            side: StoredValue::new(side),
            check,
            step,
            go: StoredValue::new(go),
            reason: RwSignal::new(String::new()),
            accepted: RwSignal::new(false),
            open: RwSignal::new(false),
            sending: Sending::new(),
            submitted,
            turned_down: RwSignal::new(None),
        };
        asking.keep_what_was_typed();
        asking.go_back_when_turned_down();
        asking.drop_step_that_cannot_be_shown(query);
        asking
    }

    /// The reason survives a reload, until it has been sent.
    fn keep_what_was_typed(self) {
        let name = match (self.action, self.side.get_value()) {
            (Action::Disassociate, Side::Partner(customer_id)) => {
                ["disassociate-", customer_id.as_str()].concat()
            }
            (Action::Switch, Side::Partner(customer_id)) => ["switch-", customer_id.as_str()].concat(),
            (_, Side::Customer) => "my-disassociation".to_owned(),
        };
        let forget = use_draft(&name, self.reason);
        Effect::new(move |_| {
            if self.submitted.with(Option::is_some) {
                forget.run();
            }
        });
    }

    /// Something changed after the check: back to it, with the reason kept and the notes to be read again.
    fn go_back_when_turned_down(self) {
        Effect::new(move |_| {
            let Some(error) = self.sending.failed.get() else { return };
            if let Some(ErrorCode::CheckFailed | ErrorCode::RequestQuotaUsed | ErrorCode::RequestOpen) =
                error.code()
            {
                self.sending.failed.set(None);
                self.open.set(false);
                self.accepted.set(false);
                self.turned_down.set(Some(error));
                self.check.refetch();
                self.go("", true);
            }
        });
    }

    /// An address that asks for the notes is corrected when the check fails, so that passing later does not jump.
    fn drop_step_that_cannot_be_shown(self, query: Memo<leptos_router::params::ParamsMap>) {
        Effect::new(move |_| {
            let wanted = query.with(|query| query.get("step").is_some());
            let shown = self.step.get() == Step::Notes;
            if wanted && !shown && self.check.value.with(Option::is_some) {
                self.go("", true);
            }
        });
    }

    fn go(self, step: &str, replace: bool) {
        self.go.with_value(|go| go(step, replace));
        leptos::task::spawn_local(async {
            browser::tick().await;
            browser::focus(".application-steps [aria-current=\"step\"]");
        });
    }

    fn send(self, reason: Reason) {
        let done = move |request| {
            self.open.set(false);
            self.submitted.set(Some(request));
            self.go("", true);
            leptos::task::spawn_local(async {
                browser::tick().await;
                browser::focus("#submitted-title");
            });
        };
        let notes_accepted = self.accepted.get_untracked();
        match self.side.get_value() {
            Side::Partner(customer_id) => {
                let draft = RequestDraft { customer_id, action: self.action, reason, notes_accepted };
                self.sending.send(&associations::REQUEST, (), draft, done);
            }
            Side::Customer => {
                let draft = MyRequestDraft { reason, notes_accepted };
                self.sending.send(&customer_portal::REQUEST, (), draft, done);
            }
        }
    }

    /// Why it cannot go on from the check.
    fn why_not_on(self) -> Option<String> {
        if self.check.loading.get() {
            return Some(msg::still_checking().to_owned());
        }
        let passed = self.check.value.with(|report| report.as_ref().is_some_and(|report| report.passed));
        (!passed).then(|| msg::fix_items_first().to_owned())
    }
}

fn checked(asking: Asking, on_ask_vendor: Option<Callback<CheckItem>>) -> AnyView {
    let check = asking.check;
    let side = asking.side.get_value();
    let items = match on_ask_vendor {
        Some(on_ask_vendor) => view! { <AccountCheck from=check side on_ask_vendor /> }.into_any(),
        None => view! { <AccountCheck from=check side /> }.into_any(),
    };
    let next = move |()| {
        asking.turned_down.set(None);
        asking.go(NOTES, false);
    };
    view! {
        {items}
        <div class="form__actions">
            <Button
                label=msg::next
                kind=ButtonKind::Primary
                why_disabled=Signal::derive(move || asking.why_not_on())
                on_press=next
            />
        </div>
    }
    .into_any()
}

#[component]
fn NotesStep(asking: Asking) -> AnyView {
    let Asking { action, check, accepted, reason, .. } = asking;
    let side = asking.side;
    let why_disabled = Signal::derive(move || {
        asking.why_not_on().or_else(|| (!accepted.get()).then(|| msg::tick_first().to_owned()))
    });
    let kept = move || {
        (!reason.read().is_empty()).then(|| view! { <p class="application__kept">{msg::reason_kept}</p> })
    };
    let shown = move |report: Signal<CheckReport>| {
        view! {
            <ConsequencesOf report />
            <Notes action side=side.get_value() />
        }
        .into_any()
    };
    view! {
        <Loaded from=check children=shown />
        <CheckBox label=move || words::agreement(action, false) value=accepted />
        {kept}
        <div class="form__actions">
            <Button label=msg::back on_press=move |()| asking.go("", false) />
            <Button
                label=move || words::ask(action)
                kind=ButtonKind::Danger
                why_disabled
                on_press=move |()| asking.open.set(true)
            />
        </div>
    }
    .into_any()
}
