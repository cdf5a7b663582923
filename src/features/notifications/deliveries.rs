//! How a message fares on each channel.

use super::{msg, words};
use crate::ui::Badge;
use contract::notifications::ChannelDelivery;
use leptos::prelude::*;

/// One line for each channel.
pub(super) fn deliveries(all: Vec<ChannelDelivery>) -> AnyView {
    if all.is_empty() {
        return view! { <p class="field__hint">{msg::no_deliveries}</p> }.into_any();
    }
    let line = |one: ChannelDelivery| {
        let ChannelDelivery { channel, receiver, delivery } = one;
        let tone = words::delivery(&delivery).1;
        view! {
            <li class="delivery">
                <span class="delivery__channel">{move || words::channel(channel)}</span>
                <span class="delivery__receiver">{receiver}</span>
                <Badge label=move || words::delivery(&delivery).0 tone />
            </li>
        }
    };
    view! { <ul class="deliveries" aria-label=msg::delivery>{all.into_iter().map(line).collect_view()}</ul> }
        .into_any()
}
