//! A QR code on the screen.

use super::{QrSymbol, Text};
use leptos::prelude::*;

/// `<QrCode symbol label=msg::qr_code />`: dark on white in any theme, because cameras want it so.
#[component]
pub fn QrCode(symbol: QrSymbol, #[prop(into)] label: Text) -> AnyView {
    let side = symbol.side();
    view! {
        <svg
            class="qr-code"
            role="img"
            aria-label=move || label.get()
            viewBox=format!("0 0 {side} {side}")
            shape-rendering="crispEdges"
        >
            <rect class="qr-code__paper" width="100%" height="100%" />
            <path class="qr-code__ink" d=symbol.path() />
        </svg>
    }
    .into_any()
}
