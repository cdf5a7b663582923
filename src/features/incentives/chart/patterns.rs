//! How the parts look wherever they stand: earned is solid, coming is striped, blocked is crossed, lost is dotted. So they
//! are told apart without colours and on paper.

use super::super::msg;
use contract::incentives::ChartPart;
use leptos::prelude::*;

/// The parts of a bar, in their order.
pub const PARTS: [ChartPart; 4] = [ChartPart::Earned, ChartPart::Coming, ChartPart::Blocked, ChartPart::Lost];

/// Part of class names, fill and word of a part; the word is tracked.
pub fn part_name(part: ChartPart) -> (&'static str, &'static str, &'static str) {
    match part {
        ChartPart::Earned => ("earned", "url(#part-earned)", msg::earned()),
        ChartPart::Coming => ("coming", "url(#part-coming)", msg::coming()),
        ChartPart::Blocked => ("blocked", "url(#part-blocked)", msg::blocked()),
        ChartPart::Lost => ("lost", "url(#part-lost)", msg::lost()),
    }
}

/// `<Swatch part />`: decoration beside its word.
#[component]
pub fn Swatch(part: ChartPart) -> AnyView {
    let fill = untrack(|| part_name(part).1);
    view! {
        <svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false">
            <rect width="14" height="14" rx="3" fill=fill />
        </svg>
    }
    .into_any()
}

/// Once per page: what the fills name.
#[component]
pub fn Patterns() -> AnyView {
    view! {
        <svg class="part-patterns" width="0" height="0" aria-hidden="true" focusable="false">
            <defs>
                <pattern id="part-earned" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect class="part part--earned" width="8" height="8" />
                </pattern>
                <pattern id="part-coming" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="part part--coming-ground" width="6" height="6" />
                    <rect class="part part--coming" width="3" height="6" />
                </pattern>
                <pattern id="part-blocked" width="6" height="6" patternUnits="userSpaceOnUse">
                    <rect class="part part--blocked-ground" width="6" height="6" />
                    <path class="part-line part-line--blocked" d="M0 0 L6 6 M6 0 L0 6" />
                </pattern>
                <pattern id="part-lost" width="6" height="6" patternUnits="userSpaceOnUse">
                    <rect class="part part--lost-ground" width="6" height="6" />
                    <circle class="part part--lost" cx="3" cy="3" r="1.25" />
                </pattern>
            </defs>
        </svg>
    }
    .into_any()
}
