//! One message of the outbox. Its text is shown as text, whatever stands in it.

use super::{model::code_in, msg};
use crate::ui::{CopyButton, DateTimeText, Icon, IconName};
use contract::demo::{Channel, Message};
use leptos::prelude::*;

pub(super) fn message(message: Message) -> AnyView {
    let code = code_in(&message).map(|code| {
        view! {
            <p class="outbox__code">
                <span class="outbox__term">{msg::code}</span> <strong>{code.clone()}</strong> <CopyButton text=code />
            </p>
        }
    });
    let Message { channel, recipient, subject, body, created_at, sent_at, .. } = message;
    let (icon, channel) = match channel {
        Channel::Sms => (IconName::Phone, msg::sms as fn() -> &'static str),
        Channel::Email => (IconName::Mail, msg::email as fn() -> &'static str),
        Channel::InSite => (IconName::Bell, msg::in_site as fn() -> &'static str),
    };
    let sent = match sent_at {
        Some(at) => view! { {msg::sent_at} " " <DateTimeText at /> }.into_any(),
        None => msg::not_sent_yet.into_any(),
    };
    view! {
        <li class="outbox__message">
            <p class="outbox__head">
                <span class="outbox__channel"><Icon name=icon /> {channel}</span>
                <span class="outbox__recipient">{recipient}</span>
                <span class="outbox__times">{msg::created_at} " " <DateTimeText at=created_at /> " · " {sent}</span>
            </p>
            {(!subject.is_empty()).then(|| view! { <p class="outbox__subject">{subject}</p> })}
            <p class="outbox__body">{body}</p>
            {code}
        </li>
    }
    .into_any()
}
