//! Handing the queue over: to whom, on which days, and what to know. What is typed is kept as a draft.

use super::msg;
use crate::{
    flows::{draft::use_fields_draft, sending::Sending},
    ui::{Asking, Choice, DateField, Notice, SelectField, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    covers::{CREATE, Colleague, Colleagues, CoverDraft, MAX_DAYS, wrong_day},
    ids::UserId,
    text::{Explanation, Rule, wrong},
    time::Date,
};
use leptos::prelude::*;

#[component]
pub fn CoverForm(colleagues: Signal<Colleagues>, asking: Asking<()>, given: Callback<()>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let today = colleagues.with_untracked(|colleagues| colleagues.today);
    let [to, first, last, note] = [(); 4].map(|()| RwSignal::new(String::new()));
    let forget = use_fields_draft("cover", &["to", "first", "last", "note"], vec![to, first, last, note]);
    let send = move |()| {
        let draft = (|| {
            Some(CoverDraft {
                colleague_user_id: to.get_untracked().parse::<UserId>().ok()?,
                first_day: first.get_untracked().parse().ok()?,
                last_day: last.get_untracked().parse().ok()?,
                note: Explanation::try_from(note.get_untracked()).ok()?,
            })
        })();
        let Some(draft) = draft else { return };
        let forget = forget.clone();
        sending.send(&CREATE, (), draft, move |_| {
            forget.run();
            toast::show(Tone::Success, msg::handed_over());
            asking.close();
            given.try_run(());
        });
    };
    let nobody = colleagues.with_untracked(|colleagues| {
        let may = colleagues.colleagues.iter().any(|colleague| colleague.may_cover);
        (!may).then(|| view! { <Notice tone=Tone::Warning>{msg::nobody_may}</Notice> })
    });
    let choices = colleagues.with_untracked(|colleagues| choices(&colleagues.colleagues));
    view! {
        <SubmitForm
            label=msg::hand_over
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
        >
            {nobody}
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <SelectField
                    label=msg::colleague
                    value=to
                    choices
                    hint=msg::colleague_hint
                    required=true
                    name="colleague_user_id"
                />
                <DateField
                    label=msg::first_day
                    value=first
                    required=true
                    name="first_day"
                    check=move |text: &str| wrong_first(today, text)
                />
                <DateField
                    label=msg::last_day
                    value=last
                    hint=move || msg::last_day_hint(MAX_DAYS)
                    required=true
                    name="last_day"
                    check=move |text: &str| wrong_last(today, &first.get(), text)
                />
                <TextArea
                    label=msg::note
                    value=note
                    name="note"
                    hint=msg::note_hint
                    required=true
                    max_chars=Explanation::MAX_CHARS
                    check={wrong::<Explanation>}
                />
            </fieldset>
            <Notice tone=Tone::Info>{msg::what_happens}</Notice>
        </SubmitForm>
    }
    .into_any()
}

/// Everybody, so that nobody is missed without a reason; who may not hold the queue cannot be chosen.
fn choices(colleagues: &[Colleague]) -> Vec<Choice> {
    let one = |colleague: &Colleague| {
        let (name, account) = (colleague.name.clone(), colleague.account_name.clone());
        let may = colleague.may_cover;
        let label = move || if may { msg::choice(&account, &name) } else { msg::choice_not(&account, &name) };
        Choice::new(colleague.user_id.to_string(), label).disabled(!may)
    };
    let mut choices = vec![Choice::new("", msg::choose)];
    choices.extend(colleagues.iter().map(one));
    choices
}

fn wrong_first(today: Date, text: &str) -> Option<Rule> {
    match text.parse::<Date>() {
        Ok(day) => (wrong_day(today, day, day) == Some("first_day")).then_some(Rule::OutOfRange),
        Err(_) => Some(if text.is_empty() { Rule::Missing } else { Rule::Malformed }),
    }
}

fn wrong_last(today: Date, first: &str, text: &str) -> Option<Rule> {
    match (first.parse::<Date>(), text.parse::<Date>()) {
        (Ok(first), Ok(last)) => {
            (wrong_day(today, first, last) == Some("last_day")).then_some(Rule::OutOfRange)
        }
        // The first day says itself what is wrong with it.
        (Err(_), Ok(_)) => None,
        (_, Err(_)) => Some(if text.is_empty() { Rule::Missing } else { Rule::Malformed }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_checked_as_the_backend_checks_them() {
        let today = "2026-11-23".parse().unwrap();
        assert_eq!(wrong_first(today, "2026-11-23"), None);
        assert_eq!(wrong_first(today, "2026-11-22"), Some(Rule::OutOfRange));
        assert_eq!(wrong_first(today, ""), Some(Rule::Missing));
        assert_eq!(wrong_last(today, "2026-11-24", "2026-11-23"), Some(Rule::OutOfRange));
        assert_eq!(wrong_last(today, "2026-11-24", "2026-11-24"), None);
        assert_eq!(wrong_last(today, "", "2026-11-24"), None);
    }
}
