//! Why saving or handing in did not work, as far as no field says it.

use super::{editor::Editor, msg};
use crate::{
    api::ApiError,
    routes::Route,
    ui::{ErrorPanel, Notice, Tone},
};
use contract::problem::ErrorCode;
use leptos::prelude::*;

pub(super) fn refusal(editor: &Editor) -> AnyView {
    let editor = *editor;
    let shown = move || {
        let error = editor.sending.failed.get().filter(|error| !error.is_cancelled())?;
        if let ApiError::Refused(problem) = &error {
            // The fields and the summary say it.
            if problem.error_code == ErrorCode::InvalidParameter && !problem.fields.is_empty() {
                return None;
            }
            if problem.error_code == ErrorCode::DuplicateOpportunity {
                let other = problem.opportunity_id.clone().map(|id| Route::Opportunity(id).href());
                let link = other.map(|href| view! { <a href=href>{msg::open_other}</a> });
                return Some(
                    view! {
                        <Notice tone=Tone::Danger title=msg::duplicate_title announce=true>
                            <p>{msg::duplicate_body}</p>
                            {link}
                        </Notice>
                    }
                    .into_any(),
                );
            }
        }
        Some(view! { <ErrorPanel error on_retry=move |()| editor.send_again() /> }.into_any())
    };
    shown.into_any()
}
