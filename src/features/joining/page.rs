//! The page: link → who invites → register or sign in → associated.

use super::{
    associate::Associate,
    dead,
    done::Done,
    kept::{self, SIGN_IN},
    msg,
    offer::OfferCard,
    register::Register,
    visit::Visit,
};
use crate::{
    browser,
    flows::{
        fetch::use_fetch,
        sign_in::{self, SignInForm},
    },
    session::{Session, me, session},
    ui::{Button, ButtonKind, Loaded, Notice, PageHeader, Tab, Tabs, Tone},
};
use contract::{
    joining::{Invite, Joined, LOOK_UP, LinkState, Offer, Token, TokenQuery},
    session::{Membership, Principal},
};
use leptos::prelude::*;

/// What a link or a QR code opens, whoever is signed in.
#[component]
pub fn InvitationPage() -> AnyView {
    let secret = RwSignal::new(browser::secret_of_link());
    let joined = RwSignal::new(kept::joined().filter(is_ours));
    // Another link was opened in this tab, without a new page.
    browser::on_window("popstate", move |_| {
        let opened = browser::secret_of_link();
        if opened.is_some() && secret.with_untracked(|secret| *secret != opened) {
            joined.set(kept::joined().filter(is_ours));
            secret.set(opened);
        }
    });
    let content = move || match (joined.get(), secret.get()) {
        (Some(joined), _) => view! { <Done joined /> }.into_any(),
        (None, Some(secret)) => {
            let visit = Visit::new(Token::new(secret), joined);
            view! { <Opened visit /> }.into_any()
        }
        (None, None) => dead::no_link(),
    };
    view! {
        <div class="joining">
            <PageHeader title=msg::title />
            {content}
        </div>
    }
    .into_any()
}

/// Somebody else who signs in in this tab does not get to see whose account it was.
fn is_ours(joined: &Joined) -> bool {
    match untrack(me).map(|me| me.principal) {
        Some(Principal::Customer { customer_id, .. }) => customer_id == joined.customer_id,
        Some(Principal::Member(_) | Principal::Operator) => false,
        None => true,
    }
}

#[component]
fn Opened(visit: Visit) -> AnyView {
    let invite = use_fetch(&LOOK_UP, move || Some(((), TokenQuery { token: visit.token() })));
    let again = Callback::new(move |()| {
        visit.dead.set(None);
        invite.refetch();
    });
    let shown = move |invite: Signal<Invite>| {
        let content = Memo::new(move |_| {
            let (state, offer) = invite.with(|invite| (invite.link_state, invite.offer.clone()));
            (visit.dead.get().unwrap_or(state), offer)
        });
        move || match content.get() {
            (LinkState::Valid, Some(offer)) => view! { <Way visit offer /> }.into_any(),
            (state, offer) => dead::show(state, offer.as_ref(), again),
        }
    };
    view! { <Loaded from=invite lines=6 children=shown /> }.into_any()
}

/// The offer, and what whoever sits here can do with it.
#[component]
fn Way(visit: Visit, offer: Offer) -> AnyView {
    let shown = offer.clone();
    let offer = StoredValue::new(offer);
    let step = move || match session() {
        // Until it is known who sits here (and if it cannot be known), it is somebody new.
        Session::Unknown | Session::SignedOut => {
            view! { <NotSignedIn visit offer=offer.get_value() /> }.into_any()
        }
        Session::SignedIn(me) => match me.principal {
            Principal::Customer { .. } => {
                view! { <Associate visit offer=offer.get_value() account=me.account_name /> }.into_any()
            }
            Principal::Member(membership) => not_for_them(visit, Some(membership)),
            Principal::Operator => not_for_them(visit, None),
        },
    };
    view! {
        <div class="joining__columns">
            <OfferCard offer=shown />
            {step}
        </div>
    }
    .into_any()
}

#[component]
fn NotSignedIn(visit: Visit, offer: Offer) -> AnyView {
    let way = visit.typed.way;
    let offer = StoredValue::new(offer);
    let signs_in = Memo::new(move |_| way.with(|way| way == SIGN_IN));
    let panel = move || {
        if !signs_in.get() {
            return view! { <Register visit offer=offer.get_value() /> }.into_any();
        }
        let signed_in = move |me| {
            visit.typed.keep();
            sign_in::entered(me);
        };
        view! {
            <p class="joining__intro">{msg::sign_in_intro}</p>
            <SignInForm on_signed_in=signed_in />
        }
        .into_any()
    };
    view! {
        <section class="card joining__step" aria-label=msg::how>
            <Tabs
                label=msg::how
                tabs=vec![Tab::new(kept::REGISTER, msg::new_here), Tab::new(SIGN_IN, msg::have_account)]
                chosen=way
                on_choose=move |id: &'static str| way.set(id.to_owned())
            >
                {panel}
            </Tabs>
        </section>
    }
    .into_any()
}

/// A member of a partner opens the link to see what it looks like; only a customer can use it.
fn not_for_them(visit: Visit, member: Option<Membership>) -> AnyView {
    let partner = member.map(|member| member.partner_name);
    let body = move || {
        let as_operator = || msg::not_for_operators_body().to_owned();
        partner.as_ref().map_or_else(as_operator, msg::not_for_members_body)
    };
    view! {
        <section class="card joining__step">
            <Notice tone=Tone::Warning title=msg::not_for_members>
                <p>{body}</p>
                <p>
                    <Button
                        label=msg::sign_out_and_go_on
                        kind=ButtonKind::Primary
                        on_press=move |()| sign_in_as_another(visit)
                    />
                </p>
            </Notice>
        </section>
    }
    .into_any()
}

/// Signs out and comes back to the same link, where another account can sign in.
pub(super) fn sign_in_as_another(visit: Visit) {
    visit.typed.way.set(SIGN_IN.to_owned());
    visit.typed.keep();
    sign_in::sign_out(false);
}
