//! My account: money, what I hold, my vouchers, an order that the partner pays.

use super::{
    end_holding::{EndHolding, Ending},
    holdings::{holdings, vouchers},
    msg,
    place_order::PlaceOrder,
};
use crate::{
    browser,
    flows::fetch::use_fetch,
    ui::{Button, Described, DescriptionList, IconName, Loaded, MoneyText, PageHeader},
};
use contract::customer_portal::{MY_ACCOUNT, MY_PARTNER, MyAccount};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// 账号中心 > 我的账户
#[component]
pub fn MyAccountPage() -> AnyView {
    let account = use_fetch(&MY_ACCOUNT, || Some(((), ())));
    let mine = use_fetch(&MY_PARTNER, || Some(((), ())));
    let ending = Ending::new();
    let ordering = RwSignal::new(false);
    let why_no_order = Signal::derive(move || {
        let known = mine.value.with(|mine| mine.as_ref().map(|mine| mine.association.is_some()));
        (known == Some(false)).then(|| msg::no_partner_pays().to_owned())
    });
    lead_to_holdings(move || account.value.with(Option::is_some));
    let shown = move |account: Signal<MyAccount>| {
        let balance = Signal::derive(move || account.with(|account| account.balance));
        let debt = Signal::derive(move || account.with(|account| account.debt));
        let owes = move || debt.get().amount.is_positive().then(|| view! { <p>{msg::debt_hint}</p> });
        view! {
            <section class="card" aria-labelledby="money-title">
                <h2 id="money-title">{msg::money}</h2>
                <DescriptionList>
                    <Described term=msg::balance><MoneyText money=balance /></Described>
                    <Described term=msg::debt><MoneyText money=debt /></Described>
                </DescriptionList>
                {owes}
            </section>
            <div class="portal__part">
                <h2 id="holdings" tabindex="-1">{msg::holdings}</h2>
                {holdings(account, ending)}
            </div>
            <div class="portal__part">
                <h2 id="vouchers-title">{msg::vouchers}</h2>
                {vouchers(account)}
            </div>
        }
        .into_any()
    };
    let ended = move |()| {
        account.refetch();
        // The row goes, and the button in it.
        leptos::task::spawn_local(async {
            browser::tick().await;
            browser::focus("#holdings");
        });
    };
    let currency = Signal::derive(move || {
        account.value.with(|account| account.as_ref().map(|account| account.balance.currency))
    });
    view! {
        <PageHeader title=msg::my_account>
            <Button
                label=msg::place_order
                icon=IconName::Plus
                why_disabled=why_no_order
                on_press=move |()| ordering.set(true)
            />
        </PageHeader>
        <div class="portal">
            <Loaded from=account lines=8 children=shown />
        </div>
        <EndHolding ending on_done=ended />
        <PlaceOrder open=ordering currency on_done=move |()| account.refetch() />
    }
    .into_any()
}

/// A link to `#holdings` leads there once they are there.
fn lead_to_holdings(here: impl Fn() -> bool + 'static) {
    let hash = use_location().hash;
    let led = StoredValue::new(false);
    Effect::new(move |_| {
        if here() && hash.read().as_str() == "#holdings" && !led.get_value() {
            led.set_value(true);
            leptos::task::spawn_local(async {
                // After the shell has moved the focus to the title.
                browser::sleep_ms(LED_AFTER_MS).await;
                browser::focus("#holdings");
            });
        }
    });
}

const LED_AFTER_MS: u32 = 150;
