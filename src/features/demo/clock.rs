//! The demo's clock: what time it is for the product, and letting time pass.

use super::{model, msg};
use crate::{
    flows::sending::Sending,
    ui::{Button, DateTimeText, ErrorPanel, Notice, SubmitForm, TextField, Tone},
};
use contract::{
    demo::{ADVANCE_CLOCK, ClockDraft},
    time::Timestamp,
};
use leptos::prelude::*;

/// A button's words, and by how many seconds it advances the clock.
type Step = (fn() -> &'static str, u32);

/// Steps that stories need: a code expires, a day passes, a limit of three months is over.
const STEPS: [Step; 3] = [(msg::ten_minutes, 600), (msg::one_day, 86_400), (msg::three_months, 92 * 86_400)];

/// The time, three steps, and any number of seconds.
#[component]
pub fn ClockCard(#[prop(into)] on_advanced: Callback<()>) -> AnyView {
    let now = RwSignal::new(None::<Timestamp>);
    let sending = Sending::new();
    let typed = RwSignal::new(String::new());
    let advance = move |seconds: u32| {
        sending.send(&ADVANCE_CLOCK, (), ClockDraft { advance_seconds: seconds }, move |clock| {
            now.try_set(Some(clock.now));
            if seconds > 0 {
                on_advanced.try_run(());
            }
        });
    };
    // Advancing by nothing tells the time.
    advance(0);
    let last = StoredValue::new(0_u32);
    let advance_by = move |seconds: u32| {
        last.set_value(seconds);
        advance(seconds);
    };
    let step = move |(label, seconds): Step| {
        view! { <Button label busy=sending.pending on_press=move |()| advance_by(seconds) /> }
    };
    let send = move |()| {
        if let Ok(seconds) = model::seconds(&typed.get_untracked()) {
            advance_by(seconds);
        }
    };
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        // The same step with the same key: nothing passes twice.
        Some(view! { <ErrorPanel error on_retry=move |()| advance(last.get_value()) /> })
    };
    view! {
        <section class="card outbox__clock" aria-labelledby="demo-clock">
            <h2 id="demo-clock">{msg::clock}</h2>
            <p class="outbox__now" role="status">
                <span class="outbox__term">{msg::now}</span> " "
                {move || now.get().map(|at| view! { <DateTimeText at deadline=true /> })}
            </p>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <div class="outbox__steps">{STEPS.map(step).collect_view()}</div>
                <SubmitForm label=msg::advance on_submit=send pending=sending.pending>
                    <TextField label=msg::seconds value=typed required=true check=|text: &str| model::seconds(text).err() />
                </SubmitForm>
            </fieldset>
            {failed}
            <Notice tone=Tone::Info>{msg::clock_notice}</Notice>
        </section>
    }
    .into_any()
}
