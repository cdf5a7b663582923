//! Files that are attached to something, to be downloaded: the browser fetches them itself, with the session.

use super::file_size;
use crate::{
    api::href_of,
    ui::{Icon, IconName},
};
use contract::{attachments::Attachment, endpoint::Download, ids::AttachmentId};
use leptos::prelude::*;

/// Where files are read; who may is decided by what they hang on.
pub type FilesOf = Download<(AttachmentId,)>;

/// All files of something.
pub fn files(from: &FilesOf, attachments: &[Attachment]) -> AnyView {
    let one = |attachment: &Attachment| view! { <li>{file(from, attachment)}</li> };
    view! { <ul class="file-list">{attachments.iter().map(one).collect_view()}</ul> }.into_any()
}

/// One of them.
pub fn file(from: &FilesOf, attachment: &Attachment) -> AnyView {
    let Attachment { attachment_id, name, bytes, .. } = attachment.clone();
    let (saved_as, href) = (name.clone(), href_of(from, &(attachment_id,)));
    view! {
        <span class="file-link">
            <a href=href download=saved_as>
                <Icon name=IconName::Download />
                {name}
            </a>
            " "
            <span class="field__hint">{move || file_size(bytes)}</span>
        </span>
    }
    .into_any()
}
