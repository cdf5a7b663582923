//! The form, one step at a time: fields, draft and sending belong to all steps.

use super::{
    address::{Address, Step},
    bank::BankStep,
    basic::BasicStep,
    fields::Fields,
    kept::{Restored, use_kept},
    letter::Letter,
    msg,
    place::Wrong,
    review::ReviewStep,
    steps::Steps,
    typed::Typed,
};
use crate::{
    api::Fetched,
    browser,
    flows::{draft::Forget, fetch::forget_answers, sending::Sending},
    ui::{Button, Notice, Tone, toast},
};
use contract::{
    business_info::{BusinessInfo, SUBMIT},
    business_info_status::BusinessInfoStatus,
    problem::ErrorCode,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// What the steps share.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// Many signals: kept in one place, so that the form itself is small.
    fields: StoredValue<Fields>,
    pub found: Signal<BusinessInfo>,
    pub address: Memo<Address>,
    pub sending: Sending,
    pub letter: Letter,
    /// What is wrong with all of it.
    pub wrong: Memo<Vec<Wrong>>,
    go: Callback<Option<Step>>,
    forget: StoredValue<Forget>,
}

impl Form {
    pub fn fields(self) -> Fields {
        self.fields.get_value()
    }

    /// Goes to a step, to which Back returns.
    pub fn go(self, step: Step) {
        self.sending.failed.set(None);
        self.go.run(Some(step));
    }

    pub fn send(self) {
        let info = self.found.get_untracked();
        let Ok(draft) = untrack(|| self.fields().typed()).read(&info) else { return };
        let forget = self.forget.get_value();
        self.sending.send(&SUBMIT, (), draft, move |_| {
            forget.run();
            toast::show(Tone::Success, msg::submitted());
            forget_answers();
            self.go.try_run(None);
        });
    }
}

#[component]
pub fn Stepper(
    found: Signal<BusinessInfo>,
    info: Fetched<BusinessInfo>,
    step: Memo<Step>,
    address: Memo<Address>,
) -> AnyView {
    let navigate = use_navigate();
    let first = found.with_untracked(Typed::of);
    let version = found.with_untracked(|info| info.version);
    let fields = Fields::new(&first);
    let restored = RwSignal::new(None);
    let go = Callback::new(move |step: Option<Step>| {
        // What was sent is another state now: Back leads to where one came from, not into the form.
        let replace = step.is_none();
        navigate(
            &address.get_untracked().at(step).href(),
            NavigateOptions { replace, ..NavigateOptions::default() },
        );
        if replace {
            info.refetch();
        }
    });
    let form = Form {
        fields: StoredValue::new(fields),
        found,
        address,
        sending: Sending::new(),
        letter: Letter::new(fields.letter_id),
        wrong: Memo::new(move |_| found.with(|info| fields.typed().read(info).err()).unwrap_or_default()),
        go,
        forget: StoredValue::new(use_kept(fields, first.clone(), version, restored)),
    };
    // The next try is about what is there now.
    form.sending.when_overtaken(&[ErrorCode::AmountLocked], move || info.refetch());
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            leptos::task::spawn_local(async {
                browser::tick().await;
                browser::focus(".certification-step h2");
            });
        }
        now
    });
    let start_over = move |()| {
        fields.fill(&first);
        form.letter.clear();
        restored.set(None);
    };
    let start_over = Callback::new(start_over);
    let came_back = move || {
        let (tone, title) = match restored.get()? {
            Restored::AsItWas => (Tone::Info, msg::restored),
            Restored::OnAnOlderVersion => (Tone::Warning, msg::restored_on_older),
        };
        Some(view! {
            <Notice tone title announce=true>
                <Button label=msg::start_over on_press=start_over />
            </Notice>
        })
    };
    let pauses = move || {
        found.with(|info| info.status == BusinessInfoStatus::Certified).then(|| {
            view! { <Notice tone=Tone::Warning>{msg::change_pauses}</Notice> }
        })
    };
    let content = move || match step.get() {
        Step::Basic => view! { <BasicStep form /> }.into_any(),
        Step::Bank => view! { <BankStep form /> }.into_any(),
        Step::Review => view! { <ReviewStep form /> }.into_any(),
    };
    let incomplete = Signal::derive(move || {
        form.wrong.with(|wrong| wrong.iter().map(|(place, _)| place.step()).collect())
    });
    view! {
        <Steps at=Signal::derive(move || Ok(step.get())) incomplete address />
        {pauses}
        {came_back}
        <section class="card certification-step">{content}</section>
    }
    .into_any()
}
