//! The page: link → who invites → register or sign in → associated.

use super::{associate::Associate, dead, done::Done, msg, offer::OfferCard, register::Register};
use crate::{
    browser,
    flows::{
        fetch::use_fetch,
        sign_in::{self, SignInForm},
    },
    session::{Session, session},
    ui::{Button, EmptyState, IconName, Loaded, Notice, PageHeader, Tab, Tabs, Tone},
};
use contract::{
    joining::{Invite, Joined, LOOK_UP, LinkState, Offer, Token, TokenQuery},
    session::Principal,
};
use leptos::prelude::*;

#[component]
pub fn InvitationPage() -> AnyView {
    let content = match browser::secret_of_link() {
        Some(secret) => view! { <Opened token=Token::new(secret) /> }.into_any(),
        None => {
            view! { <EmptyState title=msg::no_link body=msg::no_link_body icon=IconName::Link /> }.into_any()
        }
    };
    view! {
        <div class="joining">
            <PageHeader title=msg::title />
            {content}
        </div>
    }
    .into_any()
}

#[component]
fn Opened(token: Token) -> AnyView {
    let joined = RwSignal::new(None::<Joined>);
    let asked = token.clone();
    let invite = use_fetch(&LOOK_UP, move || Some(((), TokenQuery { token: asked.clone() })));
    let shown = move |invite: Signal<Invite>| {
        let token = token.clone();
        // Read again after the association, the link is used: what was done stays.
        let content = Memo::new(move |_| invite.with(|invite| (invite.link_state, invite.offer.clone())));
        move || match (joined.get(), content.get()) {
            (Some(joined), _) => view! { <Done joined /> }.into_any(),
            (None, (LinkState::Valid, Some(offer))) => {
                view! { <Way token=token.clone() offer joined /> }.into_any()
            }
            (None, (state, offer)) => dead::show(state, offer.as_ref()),
        }
    };
    view! { <Loaded from=invite lines=6 children=shown /> }.into_any()
}

/// The offer, and what whoever sits here can do with it.
#[component]
fn Way(token: Token, offer: Offer, joined: RwSignal<Option<Joined>>) -> AnyView {
    let (shown, token) = (offer.clone(), StoredValue::new(token));
    let offer = StoredValue::new(offer);
    let step = move || match session() {
        Session::Unknown => ().into_any(),
        Session::SignedOut => {
            view! { <NotSignedIn token=token.get_value() offer=offer.get_value() joined /> }.into_any()
        }
        Session::SignedIn(me) => match me.principal {
            Principal::Customer { .. } => {
                let account = me.account_name;
                view! { <Associate token=token.get_value() offer=offer.get_value() account joined /> }
                    .into_any()
            }
            Principal::Member(_) | Principal::Operator => view! { <NotForThem /> }.into_any(),
        },
    };
    view! {
        <OfferCard offer=shown />
        {step}
    }
    .into_any()
}

#[component]
fn NotSignedIn(token: Token, offer: Offer, joined: RwSignal<Option<Joined>>) -> AnyView {
    let chosen = RwSignal::new("register".to_owned());
    let choose = move |id: &'static str| chosen.set(id.to_owned());
    let (token, offer) = (StoredValue::new(token), StoredValue::new(offer));
    let panel = move || {
        if chosen.read().as_str() == "sign-in" {
            let signed_in = |me| sign_in::entered(me);
            return view! { <SignInForm on_signed_in=signed_in /> }.into_any();
        }
        let sign_in_instead = move |()| chosen.set("sign-in".to_owned());
        view! { <Register token=token.get_value() offer=offer.get_value() joined sign_in_instead /> }
            .into_any()
    };
    view! {
        <section class="card joining__step" aria-label=msg::how>
            <Tabs
                label=msg::how
                tabs=vec![Tab::new("register", msg::new_here), Tab::new("sign-in", msg::have_account)]
                chosen
                on_choose=choose
            >
                {panel}
            </Tabs>
        </section>
    }
    .into_any()
}

/// A member of a partner opens the link to see what it looks like; only a customer can use it.
#[component]
fn NotForThem() -> AnyView {
    view! {
        <Notice tone=Tone::Warning title=msg::not_for_members>
            <p>{msg::not_for_members_body}</p>
            <Button label=msg::other_account on_press=|()| sign_in::sign_out(false) />
        </Notice>
    }
    .into_any()
}
