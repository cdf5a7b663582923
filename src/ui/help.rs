//! Asking for help from anywhere: what is asked stands here, and the panel beside the page shows it. Which refusals the help
//! says something about is told here once it has been read.

use contract::problem::ErrorCode;
use leptos::prelude::*;

/// What the panel opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Questions about the open page.
    Page,
    /// Questions about a refusal.
    About(ErrorCode),
}

thread_local! {
    static ASKED: ArcRwSignal<Option<Asked>> = ArcRwSignal::new(None);
    static OFFERED: ArcRwSignal<Vec<ErrorCode>> = ArcRwSignal::new(Vec::new());
    static THERE: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// What is asked, while the panel is open.
pub fn asked() -> ArcRwSignal<Option<Asked>> {
    ASKED.with(Clone::clone)
}

/// Opens the panel.
pub fn ask(what: Asked) {
    asked().set(Some(what));
}

/// Closes it.
pub fn close() {
    asked().set(None);
}

/// Another page stands beside the panel: what was asked about a refusal of the former one is over.
pub fn page_changed() {
    if asked().with_untracked(|asked| matches!(asked, Some(Asked::About(_)))) {
        ask(Asked::Page);
    }
}

/// The help says something about these refusals.
pub fn offer(codes: Vec<ErrorCode>) {
    OFFERED.with(|offered| offered.set(codes));
}

/// Whether the help says something about a refusal, and there is a panel that can show it; tracked.
pub fn offers(code: ErrorCode) -> bool {
    THERE.with(Get::get) && OFFERED.with(|offered| offered.with(|offered| offered.contains(&code)))
}

/// There is a panel, as long as the calling component lives.
pub fn panel_is_there() {
    THERE.with(|there| there.set(true));
    on_cleanup(|| {
        THERE.with(|there| there.set(false));
        close();
    });
}
