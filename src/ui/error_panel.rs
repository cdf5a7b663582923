//! Why a call failed, in words, with what can be done about it.

use super::{
    Button, ButtonKind, CopyButton, Countdown, Icon, IconName,
    error_text::{Action, explain},
    help, msg,
};
use crate::{api::ApiError, browser};
use leptos::prelude::*;

/// `<ErrorPanel error on_retry=move |()| customers.refetch() />`
///
/// Shows title, sentence, code and request id. Announced when it appears.
#[component]
pub fn ErrorPanel(
    error: ApiError,
    #[prop(optional, into)] on_retry: Option<Callback<()>>,
    /// Stands inside a notice: no frame, no announcement of its own.
    #[prop(optional)]
    quiet: bool,
) -> AnyView {
    let known = error.code();
    let code = known.map(contract::problem::ErrorCode::as_str);
    let request_id = match &error {
        ApiError::Fault { request_id } => request_id.clone(),
        _ => None,
    };
    let error = StoredValue::new(error);
    let explained = move || error.with_value(explain);
    let action = move || {
        match explained().action {
        Action::Retry | Action::CheckResult => on_retry.map(|on_retry| {
            let label = move || {
                if explained().action == Action::Retry { msg::retry() } else { msg::check_result() }
            };
            view! { <Button label icon=IconName::Refresh on_press=on_retry /> }.into_any()
        }),
        Action::Wait(seconds) => Some(
            view! {
                <p>{msg::wait} " " <Countdown seconds on_end=move |()| if let Some(retry) = on_retry { retry.run(()) } /></p>
            }
            .into_any(),
        ),
        Action::Reload => {
            Some(view! { <Button label=msg::reload icon=IconName::Refresh on_press=|()| browser::reload() /> }.into_any())
        }
        Action::None => None,
    }
    };
    // Offered as soon as the help is there and says something about it.
    let help_for = move || {
        let code = known.filter(|code| help::offers(*code))?;
        let ask = move |()| help::ask(help::Asked::About(code));
        Some(
            view! { <Button label=msg::help_for_error kind=ButtonKind::Link icon=IconName::Help on_press=ask /> },
        )
    };
    view! {
        <div class="error-panel" class:error-panel--quiet=quiet role=(!quiet).then_some("alert")>
            {(!quiet).then(|| view! { <Icon name=IconName::Danger /> })}
            <div class="error-panel__text">
                <p class="error-panel__title">{move || explained().title}</p>
                <p>{move || explained().body}</p>
                {code.map(|code| view! { <p class="error-panel__code">{msg::error_code} " " <code>{code}</code></p> })}
                {request_id
                    .map(|id| {
                        view! {
                            <p class="error-panel__code">
                                {msg::request_id} " " <code>{id.clone()}</code> <CopyButton text=id />
                            </p>
                        }
                    })}
            </div>
            <div class="error-panel__action">{action} {help_for}</div>
        </div>
    }
    .into_any()
}
