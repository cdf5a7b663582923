//! Where this member is signed in, and signing out of all of it.

use super::msg;
use crate::{
    flows::sign_in::sign_out,
    shell::SessionList,
    ui::{Button, ButtonKind, Dialog},
};
use leptos::prelude::*;

/// The list, and the button below it.
#[component]
pub fn Sessions() -> AnyView {
    let confirming = RwSignal::new(false);
    view! {
        <section class="card information__part" aria-labelledby="information-sessions">
            <h2 id="information-sessions">{msg::sessions}</h2>
            <SessionList />
            <div><Button label=msg::sign_out_everywhere on_press=move |()| confirming.set(true) /></div>
            <Dialog title=msg::sign_out_everywhere open=confirming>
                <p>{msg::sign_out_everywhere_notice}</p>
                <div class="form__actions">
                    <Button label=msg::sign_out_everywhere kind=ButtonKind::Danger on_press=|()| sign_out(true) />
                    <Button label=msg::cancel on_press=move |()| confirming.set(false) />
                </div>
            </Dialog>
        </section>
    }
    .into_any()
}
