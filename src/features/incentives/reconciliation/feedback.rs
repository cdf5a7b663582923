//! 问题反馈: what is wrong with an incentive or with one of its lines. It keeps nobody from confirming.

use super::super::msg;
use crate::{
    flows::{
        draft::use_draft,
        sending::Sending,
        upload::{FileUpload, Uploads},
    },
    i18n,
    ui::{Asking, Described, DescriptionList, Dialog, MoneyText, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    ids::{IncentiveId, IncentiveLineId},
    incentives::{FeedbackDraft, GIVE_FEEDBACK, Incentive, IncentiveLine, MAX_ATTACHMENTS},
    money::Money,
    month::Month,
    text::{FeedbackText, wrong},
};
use leptos::prelude::*;

/// What is told about.
#[derive(Clone, Debug)]
pub struct Feedback {
    incentive_id: IncentiveId,
    plan_name: String,
    period: Month,
    amount: Money,
    /// When it is about one line: its number, and the order.
    line: Option<(IncentiveLineId, String)>,
}

impl Feedback {
    pub fn about(incentive: &Incentive) -> Self {
        Self {
            incentive_id: incentive.incentive_id.clone(),
            plan_name: incentive.plan_name.clone(),
            period: incentive.period,
            amount: Money { amount: incentive.amount, currency: incentive.currency },
            line: None,
        }
    }

    pub fn about_line(line: &IncentiveLine) -> Self {
        Self {
            incentive_id: line.incentive_id.clone(),
            plan_name: line.plan_name.clone(),
            period: line.period,
            amount: Money { amount: line.amount, currency: line.currency },
            line: Some((line.line_id.clone(), line.order_id.clone())),
        }
    }
}

#[component]
pub fn FeedbackDialog(telling: Asking<Feedback>, changed: Callback<()>) -> AnyView {
    let form = move || {
        let about = telling.about.get()?;
        Some(view! { <Form about telling changed /> })
    };
    view! { <Dialog title=msg::give_feedback open=telling.open busy=telling.pending>{form}</Dialog> }
        .into_any()
}

#[component]
fn Form(about: Feedback, telling: Asking<Feedback>, changed: Callback<()>) -> AnyView {
    let Feedback { incentive_id, plan_name, period, amount, line } = about;
    let sending = Sending::reporting_to(telling.pending);
    let text = RwSignal::new(String::new());
    let uploads = Uploads::new(MAX_ATTACHMENTS);
    let object = line.as_ref().map_or(incentive_id.as_str(), |(line_id, _)| line_id.as_str());
    let forget = use_draft(&["feedback-", object].concat(), text);
    let line_id = line.as_ref().map(|(line_id, _)| line_id.clone());
    let send = move |()| {
        let Ok(text) = FeedbackText::try_from(text.get_untracked()) else { return };
        let attachment_ids = untrack(|| uploads.complete());
        let draft = FeedbackDraft { line_id: line_id.clone(), text, attachment_ids };
        let forget = forget.clone();
        sending.send(&GIVE_FEEDBACK, (incentive_id.clone(),), draft, move |_| {
            forget.run();
            toast::show(Tone::Success, msg::feedback_given());
            telling.close();
            changed.try_run(());
        });
    };
    let on_their_way =
        Signal::derive(move || uploads.is_busy().then(|| msg::files_on_their_way().to_owned()));
    let of_line = line.map(|(line_id, order_id)| {
        view! {
            <Described term=msg::line_id><code>{line_id.to_string()}</code></Described>
            <Described term=msg::order_id><code>{order_id}</code></Described>
        }
    });
    view! {
        <SubmitForm
            label=msg::send_feedback
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=on_their_way
            on_cancel=move |()| telling.close()
        >
            <DescriptionList>
                <Described term=msg::plan>{plan_name}</Described>
                <Described term=msg::period>{move || i18n::month(period.first_day())}</Described>
                <Described term=msg::amount><MoneyText money=amount /></Described>
                {of_line}
            </DescriptionList>
            <Notice tone=Tone::Info>{msg::feedback_effect}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::what_is_wrong
                    value=text
                    name="text"
                    required=true
                    max_chars=FeedbackText::MAX_CHARS
                    check={wrong::<FeedbackText>}
                />
                <FileUpload uploads label=msg::attachments />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
