//! The dialog in two steps: why, then the code.

use crate::{
    calls::{CHECKS, Check, Customer, DISASSOCIATE, Disassociation, SEND_CODE},
    words,
};
use contract::text::{Reason, Rule};
use leptos::prelude::*;
use partner_center::{
    api::{self, ApiError},
    ui::{Badge, CodeField, Dialog, SubmitForm, TextArea, Tone},
};
use std::sync::Arc;

#[component]
pub fn Disassociate(
    asked: RwSignal<Option<Arc<Customer>>>,
    #[prop(into)] done: Callback<(u32, Box<str>)>,
) -> AnyView {
    let open = RwSignal::new(false);
    let with_code = RwSignal::new(false);
    let pending = RwSignal::new(false);
    Effect::new(move |_| {
        let is_asked = asked.with(Option::is_some);
        with_code.set(false);
        open.set(is_asked);
    });
    let title = move || if with_code.get() { words::code_title() } else { words::dis_title() };
    view! {
        <Dialog title open busy=pending on_close=move |()| asked.set(None)>
            {move || asked.get_untracked().map(|row| steps(&row, asked, with_code, pending, done))}
        </Dialog>
    }
    .into_any()
}

fn steps(
    row: &Customer,
    asked: RwSignal<Option<Arc<Customer>>>,
    with_code: RwSignal<bool>,
    pending: RwSignal<bool>,
    done: Callback<(u32, Box<str>)>,
) -> AnyView {
    let (id, name) = (row.id, row.name.to_string());
    let failed = RwSignal::new(None::<ApiError>);
    let checks = RwSignal::new(Vec::<Check>::new());
    let (reason, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    leptos::task::spawn_local(async move {
        match api::fetch(&CHECKS, (id,), &()).await {
            Ok(found) => {
                checks.try_set(found.items);
            }
            Err(error) => {
                failed.try_set(Some(error));
            }
        }
    });
    let next = move |()| {
        pending.set(true);
        leptos::task::spawn_local(async move {
            match api::send(&SEND_CODE, &(id,), &(), &api::new_key(), None).await {
                Ok(_) => with_code.set(true),
                Err(error) => failed.set(Some(error)),
            }
            pending.set(false);
        });
    };
    let submit = move |()| {
        pending.set(true);
        let input = Disassociation {
            reason: reason.with_untracked(|reason| reason.trim().to_owned()),
            code: code.get_untracked(),
        };
        leptos::task::spawn_local(async move {
            let answer = api::send(&DISASSOCIATE, &(id,), &input, &api::new_key(), None).await;
            pending.set(false);
            match answer {
                Ok(answer) => done.run((id, answer.status)),
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let cancel = move |()| asked.set(None);
    let content = move || {
        if with_code.get() {
            return view! {
                <div data-testid="code-dialog">
                    <p>{words::code_hint}</p>
                    <SubmitForm label=words::submit on_submit=submit pending failed on_cancel=cancel cancel_label=words::cancel>
                        <div data-testid="code-input">
                            <CodeField label=words::code_title value=code check=six_digits />
                        </div>
                    </SubmitForm>
                </div>
            }
            .into_any();
        }
        view! {
            <div data-testid="dis-dialog">
                <p>{name.clone()}</p>
                <p>{words::dis_hint}</p>
                <h3>{words::checks_title}</h3>
                <ul class="job__checks">{move || checks.get().into_iter().map(check).collect_view()}</ul>
                <SubmitForm label=words::next on_submit=next pending failed on_cancel=cancel cancel_label=words::cancel>
                    <div data-testid="dis-reason">
                        <TextArea
                            label=words::reason
                            value=reason
                            required=true
                            check=|text: &str| Reason::try_from(text.to_owned()).err()
                        />
                    </div>
                </SubmitForm>
            </div>
        }
        .into_any()
    };
    content.into_any()
}

fn six_digits(text: &str) -> Option<Rule> {
    let is_code = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    (!is_code).then_some(Rule::Malformed)
}

fn check(check: Check) -> AnyView {
    let Check { key, ok } = check;
    let (label, tone): (fn() -> &'static str, _) =
        if ok { (words::pass, Tone::Success) } else { (words::warn, Tone::Warning) };
    view! {
        <li data-testid="dis-check">
            <span>{move || words::check_name(&key)}</span>
            <Badge label tone />
        </li>
    }
    .into_any()
}
