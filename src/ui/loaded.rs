//! What a page shows of a read: the shape of what is coming, the thing itself, that there is nothing, or why not.

use super::{ErrorPanel, Notice, Tone, msg};
use crate::api::Fetched;
use leptos::prelude::*;

/// ```ignore
/// <Loaded from=customers let:page>
///     <CustomerTable page />
/// </Loaded>
/// ```
///
/// `page` is a `Signal<T>`: children are made once, and stay (with focus, selection and what was typed) while the
/// value is read again, or when that fails; then a notice above them says so.
#[component]
pub fn Loaded<T, V>(
    from: Fetched<T>,
    /// Rows of the placeholder.
    #[prop(default = 5)]
    lines: u8,
    children: impl Fn(Signal<T>) -> V + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let make = move || {
        let current = RwSignal::new(from.value.get_untracked()?);
        let renew = move || {
            if let Some(newest) = from.value.get_untracked() {
                current.set(newest);
            }
        };
        renew_by(Box::new(move || from.value.track()), Box::new(renew));
        Some(children(current.into()).into_any())
    };
    frame(Frame {
        is_here: Box::new(move || from.value.with(Option::is_some)),
        loading: from.loading.into(),
        error: from.error.into(),
        retry: Callback::new(move |()| from.refetch()),
        lines,
        make: Box::new(make),
    })
}

/// Calls `renew` whenever what `track` names has changed, for every type in one way.
fn renew_by(track: Box<dyn Fn()>, renew: Box<dyn Fn()>) {
    Effect::new(move |ran: Option<()>| {
        track();
        if ran.is_some() {
            renew();
        }
    });
}

/// The panel without its type, so that it is compiled once.
struct Frame {
    is_here: Box<dyn Fn() -> bool + Send + Sync>,
    loading: Signal<bool>,
    error: Signal<Option<crate::api::ApiError>>,
    retry: Callback<()>,
    lines: u8,
    make: Box<dyn Fn() -> Option<AnyView> + Send + Sync>,
}

fn frame(frame: Frame) -> AnyView {
    let Frame { is_here, loading, error, retry, lines, make } = frame;
    let here = Memo::new(move |_| is_here());
    let content = move || if here.get() { make() } else { None };
    let instead = move || {
        if here.get() {
            let error = error.get().filter(|error| !error.is_cancelled())?;
            return Some(
                view! {
                    <Notice tone=Tone::Warning title=msg::not_refreshed announce=true>
                        <ErrorPanel error on_retry=retry quiet=true />
                    </Notice>
                }
                .into_any(),
            );
        }
        match error.get() {
            Some(error) if !loading.get() => Some(view! { <ErrorPanel error on_retry=retry /> }.into_any()),
            _ => Some(skeleton(lines)),
        }
    };
    view! {
        <div class="loaded" aria-busy=move || if loading.get() { "true" } else { "false" }>
            {instead} {content}
        </div>
    }
    .into_any()
}

fn skeleton(lines: u8) -> AnyView {
    let line = |_| view! { <div class="skeleton__line"></div> };
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{msg::loading}</span>
            {(0..lines).map(line).collect_view()}
        </div>
    }
    .into_any()
}
