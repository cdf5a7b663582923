//! How a customer is won, step by step, with what each step's time is.

use super::msg;
use leptos::prelude::*;

/// Closed at first: who works here all day knows it.
#[component]
pub fn Guide() -> AnyView {
    type Step = (fn() -> &'static str, fn() -> &'static str);
    let steps: [Step; 4] = [
        (msg::step_file, msg::step_file_body),
        (msg::step_invite, msg::step_invite_body),
        (msg::step_join, msg::step_join_body),
        (msg::step_done, msg::step_done_body),
    ];
    let step = |(title, body): Step| {
        view! {
            <li class="development-guide__step">
                <strong>{title}</strong>
                <span>{body}</span>
            </li>
        }
    };
    view! {
        <details class="development-guide">
            <summary>{msg::guide}</summary>
            <ol class="development-guide__steps">{steps.map(step).collect_view()}</ol>
        </details>
    }
    .into_any()
}
