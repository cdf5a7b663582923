//! 支持 (domain M): questions and answers that are found without a network, the panel beside every page, release notes, the
//! document library, and suggestions to the vendor.
//!
//! The texts are one file per language beside the app (`help/` is where they are written); `shelf` keeps them in the tab.

mod answer;
mod documents_page;
mod entry_page;
mod help_page;
pub(in crate::features) mod model;
mod panel;
mod release_notes_page;
mod results;
mod shelf;
mod suggestions;

pub use documents_page::DocumentsPage;
pub use entry_page::EntryPage;
pub use help_page::HelpPage;
pub use panel::Panel;
pub use release_notes_page::ReleaseNotesPage;
pub use shelf::AtHand;
pub use suggestions::SuggestionsPage;

crate::i18n::words!("features/help");

use crate::{api, browser};

/// Long enough for the page that was asked for to be there.
const PAUSE_MS: u32 = 4_000;

/// Waits until nothing else is to do, and has the browser keep this part of the app; tells whether it could.
pub async fn is_kept() -> bool {
    browser::sleep_ms(PAUSE_MS).await;
    let files = browser::said("help-code").unwrap_or_default();
    let files: Vec<String> = files.split_whitespace().map(str::to_owned).collect();
    api::keep_site_files(&files).await
}
