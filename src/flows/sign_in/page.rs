//! The sign-in page, and what stands there before it is known who sits here.

use super::{super::msg, SignInForm, ask, entered, start_error};
use crate::{
    api,
    routes::Route,
    shell::DisplaySettings,
    ui::{Button, ButtonKind, ErrorPanel, PageHeader, Spinner},
};
use contract::{
    demo::{ACCOUNTS, DemoAccount},
    session::{Credentials, Language, Me, SIGN_IN},
};
use leptos::prelude::*;

/// Shown at whatever address was asked for; that page appears once somebody is signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let accounts = RwSignal::new(Vec::<DemoAccount>::new());
    leptos::task::spawn_local(async move {
        // Outside demo mode the address does not exist, and there is nothing to offer.
        if let Ok(found) = api::fetch(&ACCOUNTS, (), &()).await {
            accounts.try_set(found.accounts);
        }
    });
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in__settings"><DisplaySettings /></div>
            <div class="sign-in__card">
                <PageHeader title=msg::sign_in_title intro=msg::tagline />
                <SignInForm on_signed_in=entered />
            </div>
            <Show when=move || accounts.with(|accounts| !accounts.is_empty())>
                <DemoAccounts accounts on_signed_in=entered />
            </Show>
        </main>
    }
}

/// Demo mode: everybody whom one can be, a press away.
#[component]
fn DemoAccounts(
    accounts: RwSignal<Vec<DemoAccount>>,
    #[prop(into)] on_signed_in: Callback<Me>,
) -> impl IntoView {
    let pending = RwSignal::new(None::<String>);
    let sign_in = move |account: DemoAccount| {
        pending.set(Some(account.account_name.clone()));
        leptos::task::spawn_local(async move {
            let DemoAccount { account_name, password, .. } = account;
            let credentials = Credentials { account_name, password };
            match api::send(&SIGN_IN, &(), &credentials, &api::new_key(), None).await {
                Ok(me) => on_signed_in.run(me),
                Err(error) => crate::ui::toast::show_error(&error),
            }
            pending.try_set(None);
        });
    };
    let row = move |account: DemoAccount| {
        let (zh, en) = (account.who_zh.clone(), account.who_en.clone());
        let who = move || match crate::i18n::locale() {
            Language::ZhCn => zh.clone(),
            Language::EnUs => en.clone(),
        };
        let name = account.account_name.clone();
        let label = {
            let name = name.clone();
            move || msg::sign_in_as(&name)
        };
        let busy = {
            let name = name.clone();
            Signal::derive(move || pending.with(|pending| pending.as_deref() == Some(&name)))
        };
        view! {
            <li class="demo-account">
                <span class="demo-account__who">{who}</span>
                <Button label busy kind=ButtonKind::Link on_press=move |()| sign_in(account.clone()) />
            </li>
        }
    };
    view! {
        <section class="sign-in__demo" aria-labelledby="demo-accounts">
            <h2 id="demo-accounts">{msg::demo_accounts}</h2>
            <p>{msg::demo_hint} " " <a href=Route::DemoOutbox.href()>{msg::open_outbox}</a></p>
            <ul>
                <For each=move || accounts.get() key=|account| account.account_name.clone() children=row />
            </ul>
        </section>
    }
}

/// Before the first answer: a sign of life, or why there is none.
#[component]
pub fn StartingPage() -> impl IntoView {
    let error = start_error();
    move || match error.get() {
        None => view! { <main class="starting" id="main"><Spinner /></main> }.into_any(),
        Some(error) => view! {
            <main class="starting" id="main">
                <ErrorPanel error />
                <Button label=msg::try_again on_press=|()| ask() />
            </main>
        }
        .into_any(),
    }
}
