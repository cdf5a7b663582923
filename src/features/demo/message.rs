//! One message of the outbox. Its text is shown as text, whatever stands in it; its HTML as a mail program shows it.

use super::{model::code_in, msg};
use crate::{
    i18n,
    ui::{CopyButton, DateTimeText, Icon, IconName, MailView, Tab, Tabs},
};
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
    let Message {
        channel,
        recipient,
        subject,
        body,
        html,
        created_at,
        sent_at,
        attempts,
        next_attempt_at,
        ..
    } = message;
    let (icon, channel) = match channel {
        Channel::Sms => (IconName::Phone, msg::sms as fn() -> &'static str),
        Channel::Email => (IconName::Mail, msg::email as fn() -> &'static str),
        Channel::InSite => (IconName::Bell, msg::in_site as fn() -> &'static str),
    };
    let sent = match sent_at {
        Some(at) => view! { {msg::sent_at} " " <DateTimeText at /> }.into_any(),
        None if attempts > 0 => {
            let next = next_attempt_at;
            let words = move || {
                let tries = i18n::number(attempts);
                next.map_or_else(|| msg::given_up(&tries), |at| msg::tried(i18n::date_time(at), &tries))
            };
            words.into_any()
        }
        None => msg::not_sent_yet.into_any(),
    };
    let content = match html {
        None => text(body),
        Some(html) => view! { <Parts html body /> }.into_any(),
    };
    view! {
        <li class="outbox__message">
            <p class="outbox__head">
                <span class="outbox__channel"><Icon name=icon /> {channel}</span>
                <span class="outbox__recipient">{recipient}</span>
                <span class="outbox__times">{msg::created_at} " " <DateTimeText at=created_at /> " · " {sent}</span>
            </p>
            {(!subject.is_empty()).then(|| view! { <p class="outbox__subject">{subject}</p> })}
            {content}
            {code}
        </li>
    }
    .into_any()
}

/// A mail with both parts: as its reader sees it, and what a program without HTML shows.
#[component]
fn Parts(html: String, body: String) -> AnyView {
    let chosen = RwSignal::new("html".to_owned());
    let html = Signal::stored(html);
    let shown = move || {
        if chosen.with(|chosen| chosen == "text") {
            text(body.clone())
        } else {
            view! { <MailView html /> }.into_any()
        }
    };
    view! {
        <Tabs
            label=msg::parts
            tabs=vec![Tab::new("html", msg::as_html), Tab::new("text", msg::as_text)]
            chosen
            on_choose=move |id: &'static str| chosen.set(id.to_owned())
        >
            {shown}
        </Tabs>
    }
    .into_any()
}

fn text(body: String) -> AnyView {
    view! { <p class="outbox__body">{body}</p> }.into_any()
}
