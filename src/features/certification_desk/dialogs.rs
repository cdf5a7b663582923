//! Scheduling a defence, writing its minutes, or declining it.

use super::msg;
use crate::{
    api,
    flows::{
        certification::{MeetingTime, read_again_when_stale, read_time, write_time},
        draft::use_draft,
        sending::Sending,
        upload::{FileUpload, Uploads},
    },
    ui::{
        Asking, Button, ButtonKind, DateTimeField, Dialog, Notice, SubmitForm, TextArea, TextField, Tone,
        toast,
    },
};
use contract::{
    certification_defences::Defence,
    certification_desk::{
        CertificationCase, DECLINE, DefenceDecline, DefenceMinutes, DefenceSchedule, HOLD, SCHEDULE,
    },
    certifications::CertificationDetail,
    ids::CertificationId,
    text::{MeetingPlace, Minutes, Reason, Rule, wrong},
};
use leptos::prelude::*;

/// What is done with a defence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Schedule,
    Hold,
    Decline,
}

/// What every form of the dialog needs.
#[derive(Clone, Copy)]
struct Form {
    sending: Sending,
    detail: Signal<CertificationDetail>,
    asking: Asking<(Defence, Doing)>,
    newest: Callback<CertificationCase>,
}

impl Form {
    fn version(self) -> i64 {
        self.detail.with_untracked(|detail| detail.certification.version)
    }

    fn done(self, said: &'static str, after: CertificationCase) {
        toast::show(Tone::Success, said);
        self.asking.close();
        self.newest.try_run(after);
    }
}

/// Once per page.
#[component]
pub(super) fn DefenceDialog(
    id: CertificationId,
    detail: Signal<CertificationDetail>,
    asking: Asking<(Defence, Doing)>,
    newest: Callback<CertificationCase>,
    again: Callback<()>,
) -> AnyView {
    let title = move || match asking.about.with(|about| about.as_ref().map(|(_, doing)| *doing)) {
        Some(Doing::Hold) => msg::hold_title(),
        Some(Doing::Decline) => msg::decline_title(),
        Some(Doing::Schedule) | None => msg::schedule_title(),
    };
    let id = StoredValue::new(id);
    let form = move || {
        let (defence, doing) = asking.about.get_untracked()?;
        let form = Form { sending: Sending::reporting_to(asking.pending), detail, asking, newest };
        read_again_when_stale(form.sending, again);
        Some(match doing {
            Doing::Schedule => schedule(form, defence),
            Doing::Hold => hold(form, &defence, id.get_value()),
            Doing::Decline => decline(form, &defence),
        })
    };
    view! { <Dialog title open=asking.open busy=asking.pending>{form()}</Dialog> }.into_any()
}

/// A meeting lies ahead, by the backend's clock.
fn wrong_meeting(text: &str) -> Option<Rule> {
    match read_time(text) {
        Ok(at) => (at <= api::server_now()).then_some(Rule::OutOfRange),
        Err(rule) => Some(rule),
    }
}

fn schedule(form: Form, defence: Defence) -> AnyView {
    let sending = form.sending;
    let when = RwSignal::new(defence.scheduled_at.map(write_time).unwrap_or_default());
    let place = RwSignal::new(defence.place.unwrap_or_default());
    let proposed = (!defence.preferred_times.is_empty()).then(|| {
        let one = |at| {
            view! {
                <li>
                    <MeetingTime at />
                    <Button label=msg::choose_time kind=ButtonKind::Link on_press=move |()| when.set(write_time(at)) />
                </li>
            }
        };
        view! {
            <p class="field__label">{msg::preferred_times}</p>
            <ul class="capability-times">{defence.preferred_times.into_iter().map(one).collect_view()}</ul>
        }
    });
    let id = defence.defence_id;
    let send = move |()| {
        let (Ok(at), Ok(place)) =
            (read_time(&when.get_untracked()), MeetingPlace::try_from(place.get_untracked()))
        else {
            return;
        };
        let draft = DefenceSchedule { version: form.version(), at, place };
        sending.send(&SCHEDULE, (id.clone(),), draft, move |after| form.done(msg::scheduled(), after));
    };
    view! {
        <SubmitForm
            label=msg::schedule
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| form.asking.close()
        >
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                {proposed}
                <DateTimeField label=msg::when value=when name="at" required=true check=wrong_meeting />
                <TextField
                    label=msg::place
                    hint=msg::place_hint
                    value=place
                    name="place"
                    required=true
                    max_chars=MeetingPlace::MAX_CHARS
                    check={wrong::<MeetingPlace>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

fn hold(form: Form, defence: &Defence, certification_id: CertificationId) -> AnyView {
    let sending = form.sending;
    let minutes = RwSignal::new(String::new());
    let uploads = Uploads::to_certification(1, certification_id);
    let id = defence.defence_id.clone();
    let forget = use_draft(&["minutes-", id.as_str()].concat(), minutes);
    let send = move |()| {
        let Ok(minutes) = Minutes::try_from(minutes.get_untracked()) else { return };
        let attachment_id = untrack(|| uploads.complete()).into_iter().next();
        let draft = DefenceMinutes { version: form.version(), minutes, attachment_id };
        let forget = forget.clone();
        sending.send(&HOLD, (id.clone(),), draft, move |after| {
            forget.run();
            form.done(msg::held(), after);
        });
    };
    let on_its_way = Signal::derive(move || uploads.is_busy().then(|| msg::file_on_its_way().to_owned()));
    view! {
        <SubmitForm
            label=msg::hold
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=on_its_way
            on_cancel=move |()| form.asking.close()
        >
            <Notice tone=Tone::Info>{msg::hold_notice}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::minutes
                    value=minutes
                    name="minutes"
                    rows=8
                    required=true
                    max_chars=Minutes::MAX_CHARS
                    check={wrong::<Minutes>}
                />
                <FileUpload uploads label=msg::minutes_file hint_id="minutes-file".to_owned() />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

fn decline(form: Form, defence: &Defence) -> AnyView {
    let sending = form.sending;
    let reason = RwSignal::new(String::new());
    let id = defence.defence_id.clone();
    let forget = use_draft(&["decline-defence-", id.as_str()].concat(), reason);
    let send = move |()| {
        let Ok(reason) = Reason::try_from(reason.get_untracked()) else { return };
        let draft = DefenceDecline { version: form.version(), reason };
        let forget = forget.clone();
        sending.send(&DECLINE, (id.clone(),), draft, move |after| {
            forget.run();
            form.done(msg::declined(), after);
        });
    };
    view! {
        <SubmitForm
            label=msg::decline
            danger=true
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| form.asking.close()
        >
            <Notice tone=Tone::Warning>{msg::decline_notice}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::reason
                    hint=msg::reason_hint
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
