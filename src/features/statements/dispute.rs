//! Saying what is wrong in a line, or in the whole: in words and with files.

use super::msg;
use crate::{
    flows::{
        draft::use_draft,
        sending::Sending,
        upload::{FileUpload, Uploads},
    },
    ui::{Asking, Dialog, MoneyText, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    ids::StatementId,
    money::Money,
    statements::{DISPUTE, DisputeDraft, MAX_EVIDENCE, StatementDetail, StatementLine},
    text::{FeedbackText, wrong},
};
use leptos::prelude::*;

/// What is disputed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Whole,
    Line(StatementLine),
}

/// The dialog, and what it is about.
pub type Disputing = Asking<About>;

/// Once per page.
#[component]
pub fn DisputeDialog(
    id: StatementId,
    disputing: Disputing,
    #[prop(into)] on_done: Callback<StatementDetail>,
) -> AnyView {
    let id = StoredValue::new(id);
    let form = move || {
        let about = disputing.about.get_untracked()?;
        Some(view! { <Form id=id.get_value() about disputing on_done /> })
    };
    view! {
        <Dialog title=msg::report_title open=disputing.open busy=disputing.pending>{form()}</Dialog>
    }
    .into_any()
}

#[component]
fn Form(id: StatementId, about: About, disputing: Disputing, on_done: Callback<StatementDetail>) -> AnyView {
    let sending = Sending::reporting_to(disputing.pending);
    let uploads = Uploads::new(MAX_EVIDENCE);
    let text = RwSignal::new(String::new());
    let line = match about {
        About::Whole => None,
        About::Line(line) => Some(line),
    };
    // Each line keeps what was typed about it.
    let form_id = line.as_ref().map_or_else(|| id.to_string(), |line| line.line_id.to_string());
    let forget = use_draft(&["dispute-", &form_id].concat(), text);
    let line_id = line.as_ref().map(|line| line.line_id.clone());
    let send = move |()| {
        let Ok(text) = FeedbackText::try_from(text.get_untracked()) else { return };
        let attachment_ids = untrack(|| uploads.complete());
        let draft = DisputeDraft { line_id: line_id.clone(), text, attachment_ids };
        let forget = forget.clone();
        sending.send(&DISPUTE, (id.clone(),), draft, move |detail| {
            forget.run();
            toast::show(Tone::Success, msg::reported());
            disputing.close();
            on_done.try_run(detail);
        });
    };
    let on_their_way =
        Signal::derive(move || uploads.is_busy().then(|| msg::files_on_their_way().to_owned()));
    let what = line.map_or_else(
        || view! { <p>{msg::about_whole}</p> }.into_any(),
        |line| {
            let money = Money { amount: line.amount, currency: line.currency };
            view! { <p>{line.description} " " <MoneyText money /></p> }.into_any()
        },
    );
    view! {
        <SubmitForm
            label=msg::report
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=on_their_way
            on_cancel=move |()| disputing.close()
        >
            {what}
            <Notice>{msg::report_notice}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::what_is_wrong
                    value=text
                    name="text"
                    required=true
                    max_chars=FeedbackText::MAX_CHARS
                    check={wrong::<FeedbackText>}
                />
                <FileUpload uploads label=msg::evidence />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
