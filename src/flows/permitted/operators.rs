//! A page, or in its place that it is for the vendor's operators; the backend refuses everybody else as well.

use super::msg;
use crate::{
    session::me,
    ui::{EmptyState, IconName},
};
use contract::session::Principal;
use leptos::prelude::*;

/// `<OperatorsOnly>page</OperatorsOnly>`
#[component]
pub fn OperatorsOnly(children: ChildrenFn) -> AnyView {
    let is_operator = Memo::new(|_| me().is_some_and(|me| me.principal == Principal::Operator));
    let content = move || {
        if is_operator.get() {
            children()
        } else {
            view! { <EmptyState title=msg::operators_only icon=IconName::Lock /> }.into_any()
        }
    };
    content.into_any()
}
