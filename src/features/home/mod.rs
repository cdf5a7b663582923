//! The first page: what waits for whoever is signed in. A member also sees the partner's money and whom to ask; a
//! customer and the vendor's operator have one thing to do, and are led there.

mod customer;
mod deadlines;
mod member;
mod operator;
mod waiting;

crate::i18n::words!("features/home");

use crate::{session::me, ui::PageHeader};
use contract::session::Principal;
use leptos::prelude::*;

/// 主页
#[component]
pub fn HomePage() -> AnyView {
    let Some(me) = untrack(me) else { return ().into_any() };
    let name = me.name;
    let greeting = move || msg::greeting(&name);
    let content = match me.principal {
        Principal::Member(membership) => member::show(&membership),
        Principal::Customer { .. } => customer::show(),
        Principal::Operator => operator::show(),
    };
    view! { <PageHeader title=greeting /> {content} }.into_any()
}
