//! A report that is being written.

use super::{msg, typed::Typed};
use crate::{
    api::{self, ApiError},
    flows::{
        draft::{Forget, use_fields_draft},
        sending::Sending,
        upload::Uploads,
    },
    ui::{Tone, toast},
};
use contract::{
    ids::OpportunityId,
    opportunities::{MAX_ATTACHMENTS, Opportunity, REPORT_PROGRESS},
    opportunity_status::ProgressStage,
    text::Rule,
};
use leptos::prelude::*;

/// What is typed, attached and sent. It stays when the dialog is closed for a while.
#[derive(Clone, Copy)]
pub(super) struct Report {
    pub sending: Sending,
    pub uploads: Uploads,
    pub stage: RwSignal<String>,
    pub reached_on: RwSignal<String>,
    pub description: RwSignal<String>,
    pub signed_amount: RwSignal<String>,
    /// The day of the last try.
    sent_day: RwSignal<String>,
    forget: StoredValue<Forget>,
}

impl Report {
    pub fn new(id: &OpportunityId) -> Self {
        let today = api::server_now().china_day().to_string();
        let report = Self {
            sending: Sending::new(),
            uploads: Uploads::new(MAX_ATTACHMENTS),
            stage: RwSignal::default(),
            reached_on: RwSignal::new(today.clone()),
            description: RwSignal::default(),
            signed_amount: RwSignal::default(),
            sent_day: RwSignal::default(),
            forget: StoredValue::new(Forget::default()),
        };
        let other_day = only_when_not(today, report.reached_on);
        let form = ["progress-", id.as_str()].concat();
        let fields = &["stage", "reached_on", "description", "signed_amount"];
        let values = vec![report.stage, other_day, report.description, report.signed_amount];
        report.forget.set_value(use_fields_draft(&form, fields, values));
        report
    }

    fn typed(self) -> Typed {
        Typed {
            stage: ProgressStage::parse(&self.stage.get_untracked()),
            reached_on: self.reached_on.get_untracked(),
            description: self.description.get_untracked(),
            signed_amount: self.signed_amount.get_untracked(),
        }
    }

    /// Whether the backend finds that the day lies ahead; tracked.
    pub fn day_lies_ahead(self) -> bool {
        let refused = self.sending.failed.with(|failed| match failed {
            Some(ApiError::Refused(problem)) => problem
                .fields
                .iter()
                .any(|problem| problem.field == "reached_on" && problem.rule == Rule::OutOfRange),
            _ => false,
        });
        refused && self.sent_day.get() == self.reached_on.get()
    }

    pub fn send(self, opportunity: Signal<Opportunity>, reported: Callback<Opportunity>) {
        let (id, version) =
            opportunity.with_untracked(|known| (known.row.opportunity_id.clone(), known.row.version));
        let Some(mut draft) = self.typed().read(version) else { return };
        draft.attachment_ids = untrack(|| self.uploads.complete());
        self.sent_day.set(self.reached_on.get_untracked());
        let forget = self.forget.get_value();
        self.sending.send(&REPORT_PROGRESS, (id,), draft, move |newest| {
            forget.run();
            toast::show(Tone::Success, msg::reported());
            reported.try_run(newest);
        });
    }
}

/// A draft that holds nothing but today's date is none.
fn only_when_not(today: String, day: RwSignal<String>) -> RwSignal<String> {
    let kept = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = day.get();
        let now = if now == today { String::new() } else { now };
        if kept.with_untracked(|kept| *kept != now) {
            kept.set(now);
        }
    });
    Effect::new(move |_| {
        let restored = kept.get();
        if !restored.is_empty() && day.with_untracked(|day| *day != restored) {
            day.set(restored);
        }
    });
    kept
}
