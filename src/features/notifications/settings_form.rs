//! The form: a table of topics and channels, language and time zone.

use super::{msg, words};
use crate::{
    flows::sending::Sending,
    i18n,
    ui::{Choice, Notice, SelectField, SubmitForm, Tone, toast},
};
use contract::{
    demo::Channel,
    notification_settings::{
        CHINA_OFFSET, OFFSETS, SET_SETTINGS, Settings, SettingsDraft, TopicChannel, zone_name,
    },
    notifications::Topic,
    session::Language,
};
use leptos::prelude::*;

const CHANNELS: [Channel; 3] = [Channel::InSite, Channel::Email, Channel::Sms];

#[component]
pub fn SettingsForm(before: Settings, again: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let Settings { language, offset_minutes, topics, off, version, .. } = before;
    let language = RwSignal::new(language.map_or("", Language::as_str).to_owned());
    let offset = RwSignal::new(offset_minutes.to_string());
    // What is kept for topics that are not shown stays out: the backend knows who is told what.
    let off = RwSignal::new(off.into_iter().filter(|one| topics.contains(&one.topic)).collect::<Vec<_>>());
    let topics = StoredValue::new(topics);
    let draft = move || SettingsDraft {
        language: Language::parse(&language.get()),
        offset_minutes: offset.get().parse().unwrap_or(CHINA_OFFSET),
        off: off.get(),
        version,
    };
    let silenced = Memo::new(move |_| topics.with_value(|topics| draft().silenced(topics)));
    let why = Signal::derive(move || silenced.get().map(|topic| msg::keep_one(words::topic(topic))));
    let send = move |()| {
        sending.send(&SET_SETTINGS, (), untrack(draft), move |_: Settings| {
            toast::show(Tone::Success, msg::saved());
            again.try_run(());
        });
    };
    let wrong = move || why.get().map(|why| view! { <Notice tone=Tone::Danger announce=true>{why}</Notice> });
    let languages = vec![
        Choice::new("", msg::language_of_pages),
        // Each in itself.
        Choice::new(Language::ZhCn.as_str(), "简体中文"),
        Choice::new(Language::EnUs.as_str(), "English"),
    ];
    let zones = OFFSETS.map(|minutes| Choice::new(minutes.to_string(), zone_name(minutes))).to_vec();
    view! {
        <SubmitForm label=msg::save on_submit=send pending=sending.pending failed=sending.failed why_disabled=why>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                {matrix(topics.get_value(), off)}
                {wrong}
                <div class="message-settings__fields">
                    <SelectField label=msg::language value=language choices=languages hint=msg::language_hint />
                    <SelectField label=msg::time_zone value=offset choices=zones hint=msg::time_zone_hint name="offset_minutes" />
                </div>
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

fn matrix(topics: Vec<Topic>, off: RwSignal<Vec<TopicChannel>>) -> AnyView {
    let head = |channel: Channel| view! { <th scope="col">{move || words::channel(channel)}</th> };
    let row = move |topic: Topic| {
        let mark = topic.is_required().then(|| view! { <span class="field__hint">{msg::keeps_one}</span> });
        let cells = CHANNELS.map(|channel| cell(topic, channel, off)).collect_view();
        view! {
            <tr>
                <th scope="row"><span class="message-settings__topic">{move || words::topic(topic)} {mark}</span></th>
                {cells}
            </tr>
        }
    };
    view! {
        <table class="message-settings__matrix">
            <caption>{msg::matrix}</caption>
            <thead><tr><th scope="col">{msg::topic}</th>{CHANNELS.map(head).collect_view()}</tr></thead>
            <tbody>{topics.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn cell(topic: Topic, channel: Channel, off: RwSignal<Vec<TopicChannel>>) -> AnyView {
    if !topic.channels().contains(&channel) {
        return view! {
            <td><span aria-hidden="true">"–"</span><span class="visually-hidden">{msg::never_sent}</span></td>
        }
        .into_any();
    }
    let own = TopicChannel { topic, channel };
    let is_on = move || off.with(|off| !off.contains(&own));
    let toggle = move |_| {
        off.update(|off| {
            if off.contains(&own) {
                off.retain(|one| *one != own);
            } else {
                off.push(own);
            }
        });
    };
    let label = move || i18n::list([words::topic(topic), words::channel(channel)]);
    view! {
        <td>
            <label class="message-settings__cell">
                <input type="checkbox" aria-label=label prop:checked=is_on on:change=toggle />
            </label>
        </td>
    }
    .into_any()
}
