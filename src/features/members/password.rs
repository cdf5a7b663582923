//! The first password of a member: chosen or made up, and handed over by whoever set it.

use super::msg;
use crate::{
    browser,
    ui::{Button, Check, CheckBox, CopyButton, Described, DescriptionList, Notice, PasswordField, Tone},
};
use contract::{new_account::NewPassword, text::wrong};
use leptos::prelude::*;

/// Characters of a password that is made up.
const MADE_UP: usize = 20;

/// The field, with a button that fills it.
#[component]
pub fn InitialPassword(password: RwSignal<String>) -> AnyView {
    let shown = RwSignal::new(false);
    let make_up = move |()| {
        let random = browser::random_uuid().to_string();
        password.set(random.chars().filter(|c| *c != '-').take(MADE_UP).collect());
        shown.set(true);
    };
    view! {
        <div class="members__password">
            <PasswordField
                label=msg::initial_password
                value=password
                hint=msg::initial_password_hint
                check=Check::from(wrong::<NewPassword>)
                fresh=true
                shown
            />
            <div class="members__password-tools">
                <Button label=msg::make_up on_press=make_up />
                <CheckBox label=msg::show_password value=shown />
            </div>
        </div>
    }
    .into_any()
}

/// What is to be handed over: shown once, and only here.
#[component]
pub fn HandOver(account_name: String, password: String) -> AnyView {
    view! {
        <Notice tone=Tone::Success title=msg::hand_over announce=true>
            <p>{msg::hand_over_hint}</p>
            <DescriptionList>
                <Described term=msg::account_name>
                    <code>{account_name.clone()}</code> <CopyButton text=account_name />
                </Described>
                <Described term=msg::initial_password>
                    <code>{password.clone()}</code> <CopyButton text=password />
                </Described>
            </DescriptionList>
        </Notice>
    }
    .into_any()
}
