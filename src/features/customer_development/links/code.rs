//! One link: its QR code in large, its address, and what can be taken along.

use super::{model::file_name, msg};
use crate::{
    browser,
    flows::account_check::association_type,
    i18n,
    routes::Route,
    ui::{
        Button, ButtonKind, CopyButton, DateTimeText, Described, DescriptionList, IconName, LinkButton,
        Notice, QrCode, QrSymbol, Tone, toast,
    },
};
use contract::invitation_links::{InvitationLink, USES_PER_DAY};
use leptos::prelude::*;

/// Pixels along a side of the PNG: sharp on a poster and on a slide.
const PNG_PIXELS: usize = 1_200;

#[component]
pub fn LinkCode(link: InvitationLink) -> AnyView {
    let symbol = QrSymbol::of(&link.url);
    let (tag, creator, created_at, kind) =
        (link.tag.clone(), link.creator.clone(), link.created_at, link.association_type);
    let used = (link.uses, link.uses_today);
    let facts = view! {
        <DescriptionList>
            <Described term=msg::tag>{tag}</Described>
            <Described term=msg::association_type>{move || association_type(kind)}</Described>
            <Described term=msg::uses>
                {move || msg::uses_of(i18n::number(used.0), i18n::number(USES_PER_DAY), i18n::number(used.1))}
            </Described>
            <Described term=msg::creator>{creator}</Described>
            <Described term=msg::created_at><DateTimeText at=created_at /></Described>
        </DescriptionList>
    };
    if link.disabled {
        return view! {
            <Notice tone=Tone::Warning>{msg::disabled_body}</Notice>
            {facts}
        }
        .into_any();
    }
    let picture = symbol.clone().map(|symbol| {
        let label = {
            let tag = link.tag.clone();
            move || msg::qr_code_of(&tag)
        };
        view! { <div class="link-code__picture"><QrCode symbol label /></div> }
    });
    view! {
        <div class="link-code">
            {picture}
            <div class="link-code__facts">
                {facts}
                <p class="link-address"><code>{link.url.clone()}</code> <CopyButton text=link.url.clone() /></p>
                <div class="link-code__actions">{symbol.map(|symbol| downloads(&link, symbol))}
                    <LinkButton label=msg::sheet icon=IconName::External href=Route::LinkSheet(link.link_id).href() />
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn downloads(link: &InvitationLink, symbol: QrSymbol) -> impl IntoView + use<> {
    let (svg_name, png_name) = (file_name(link, "svg"), file_name(link, "png"));
    let symbol = StoredValue::new(symbol);
    let svg = move |()| {
        let file = symbol.with_value(QrSymbol::svg);
        save(&svg_name, "image/svg+xml", file.as_bytes());
    };
    let png = move |()| save(&png_name, "image/png", &symbol.with_value(|symbol| symbol.png(PNG_PIXELS)));
    view! {
        <Button label=msg::save_png icon=IconName::Download kind=ButtonKind::Primary on_press=png />
        <Button label=msg::save_svg icon=IconName::Download on_press=svg />
    }
}

fn save(name: &str, media_type: &str, bytes: &[u8]) {
    if !browser::save_file(name, media_type, bytes) {
        toast::show(Tone::Warning, msg::not_saved());
    }
}
