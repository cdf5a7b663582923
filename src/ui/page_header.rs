//! Title of a page, the way to it, and what can be done on it.

use super::{Text, msg, show};
use leptos::prelude::*;

/// One step of the way to a page.
#[derive(Clone)]
pub struct Crumb {
    label: Text,
    href: Option<String>,
}

impl Crumb {
    /// A step that has a page.
    #[must_use]
    pub fn link(label: impl Into<Text>, href: String) -> Self {
        Self { label: label.into(), href: Some(href) }
    }

    /// A step of the menu without a page of its own.
    #[must_use]
    pub fn step(label: impl Into<Text>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// `<PageHeader title=msg::title crumbs=vec![Crumb::link(msg::customers, Route::Customers.href())]><Button … /></PageHeader>`
///
/// The title takes the focus after a navigation, and is the title of the tab. Children are the actions.
#[component]
pub fn PageHeader(
    #[prop(into)] title: Text,
    #[prop(optional)] crumbs: Vec<Crumb>,
    #[prop(optional, into)] intro: Option<Text>,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    let tab_title = title.clone();
    Effect::new(move |_| {
        let mut whole = tab_title.get().to_string();
        whole.push_str(" - ");
        whole.push_str(msg::product());
        crate::browser::set_title(&whole);
    });
    let crumb = |crumb: Crumb| {
        let label = show(crumb.label);
        match crumb.href {
            Some(href) => view! { <li><a href=href>{label}</a></li> }.into_any(),
            None => view! { <li>{label}</li> }.into_any(),
        }
    };
    view! {
        <header class="page-header">
            {(!crumbs.is_empty())
                .then(|| {
                    view! {
                        <nav class="breadcrumbs" aria-label=msg::breadcrumbs>
                            <ol>{crumbs.into_iter().map(crumb).collect_view()}</ol>
                        </nav>
                    }
                })}
            <div class="page-header__line">
                <h1 tabindex="-1">{show(title)}</h1>
                {children.map(|children| view! { <div class="page-header__actions">{children()}</div> })}
            </div>
            {intro.map(|intro| view! { <p class="page-header__intro">{show(intro)}</p> })}
        </header>
    }
    .into_any()
}
