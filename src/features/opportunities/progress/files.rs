//! Files of a report, to be downloaded.

use crate::{
    api::href_of,
    flows::upload::file_size,
    ui::{Icon, IconName},
};
use contract::attachments::{Attachment, CONTENT};
use leptos::prelude::*;

/// The browser fetches them itself, with the session.
pub fn files(attachments: &[Attachment]) -> AnyView {
    view! { <ul class="progress-files">{attachments.iter().map(file).collect_view()}</ul> }.into_any()
}

fn file(attachment: &Attachment) -> AnyView {
    let Attachment { attachment_id, name, bytes, .. } = attachment.clone();
    let (saved_as, href) = (name.clone(), href_of(&CONTENT, &(attachment_id,)));
    view! {
        <li>
            <a href=href download=saved_as>
                <Icon name=IconName::Download />
                {name}
            </a>
            " "
            <span class="field__hint">{move || file_size(bytes)}</span>
        </li>
    }
    .into_any()
}
