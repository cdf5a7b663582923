//! 更新材料: the whole material again, filled in as it was handed in last, with what was found at each item.

use crate::{
    api::ApiError,
    features::certifications::{
        checklist::{Checklist, ChecklistFields, Found, Typed},
        msg,
    },
    flows::{
        certification::read_again_when_stale,
        draft::{Forget, use_draft},
        sending::Sending,
        time_left::TimeLeft,
    },
    routes::{Route, use_go},
    ui::{Notice, SubmitForm, Tone, toast},
};
use contract::{
    certifications::{CertificationDetail, MaterialUpdate, UPDATE_MATERIALS},
    problem::FieldProblem,
};
use leptos::prelude::*;

#[component]
pub(super) fn UpdateForm(
    seen: Signal<CertificationDetail>,
    newest: Callback<CertificationDetail>,
    /// Reads the application again: it is not what was seen.
    again: Callback<()>,
) -> AnyView {
    let (id, round, standard, first, verdicts) = seen.with_untracked(|seen| {
        let verdicts = seen.judgements.last().map(|judged| judged.items.clone()).unwrap_or_default();
        let first = Typed::of(&seen.standard, &seen.material);
        let round = seen.certification.round.to_string();
        (seen.certification.certification_id.clone(), round, seen.standard.clone(), first, verdicts)
    });
    let sending = Sending::new();
    let checklist = Checklist::new(standard, &first);
    let (tried, refused) = (RwSignal::new(false), RwSignal::new(Vec::<FieldProblem>::new()));
    let found = Found { tried, refused: refused.into(), verdicts: StoredValue::new(verdicts) };
    // Of this round: what was typed for an earlier one, and handed in by somebody else, is not put over what was.
    let form = ["certification-", id.as_str(), "-", &round].concat();
    let forget = use_kept(&form, first, checklist);
    read_again_when_stale(sending, again);
    Effect::new(move |_| {
        if let Some(ApiError::Refused(problem)) = sending.failed.get() {
            refused.set(problem.fields);
        }
    });
    // What was refused may be right as soon as something else stands there.
    Effect::new(move |ran: Option<()>| {
        checklist.typed();
        if ran.is_some() && refused.with_untracked(|refused| !refused.is_empty()) {
            refused.set(Vec::new());
        }
    });
    let go = use_go();
    let send = move |()| {
        let Some(checklist) = untrack(|| checklist.typed()).read() else { return };
        let version = seen.with_untracked(|seen| seen.certification.version);
        let (href, forget) = (Route::Certification(id.clone()).href(), forget.clone());
        sending.send(&UPDATE_MATERIALS, (id.clone(),), MaterialUpdate { version, checklist }, move |after| {
            forget.run();
            toast::show(Tone::Success, msg::updated());
            newest.try_run(after);
            go.try_run(href);
        });
    };
    // It comes by here, so that all that is missing is marked before the form looks for it.
    let press = move |_| {
        refused.set(Vec::new());
        tried.set(true);
    };
    let on_their_way =
        Signal::derive(move || checklist.is_busy().then(|| msg::files_on_their_way().to_owned()));
    let due =
        move || seen.with(|seen| seen.certification.due_at).map(|deadline| view! { <TimeLeft deadline /> });
    let answered = Memo::new(move |_| checklist.typed().answered());
    let total = checklist.total();
    view! {
        <section class="card capability-section" aria-labelledby="certification-update" on:submit=press>
            <h2 id="certification-update">{msg::update_material}</h2>
            <Notice tone=Tone::Warning title=msg::update_all>
                <p>{due}</p>
                <p>{msg::update_hint}</p>
            </Notice>
            <p class="checklist-progress__count">{move || msg::answered_of(answered.get(), total)}</p>
            <SubmitForm
                label=msg::hand_in_update
                pending=sending.pending
                failed=sending.failed
                why_disabled=on_their_way
                on_submit=send
            >
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <ChecklistFields checklist found />
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// Keeps what is changed against what was handed in last, and brings it back unless something was changed meanwhile.
fn use_kept(form: &str, first: Typed, checklist: Checklist) -> Forget {
    let text = RwSignal::new(String::new());
    let first = StoredValue::new(first);
    Effect::new(move |_| {
        let typed = checklist.typed();
        let is_first = first.with_value(|first| *first == typed);
        let now = if is_first { String::new() } else { serde_json::to_string(&typed).unwrap_or_default() };
        if text.with_untracked(|text| *text != now) {
            text.set(now);
        }
    });
    Effect::new(move |_| {
        let Some(kept) = text.with(|text| serde_json::from_str::<Typed>(text).ok()) else { return };
        untrack(|| {
            if first.with_value(|first| checklist.typed() == *first && kept != *first) {
                checklist.fill(&kept);
            }
        });
    });
    use_draft(form, text)
}
