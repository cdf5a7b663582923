//! A mail's HTML: what is copied, and that nothing of a hostile one runs, loads or leads astray.

use crate::mounted::{Mounted, mount, settle};
use leptos::prelude::*;
use partner_center::ui::MailView;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::ShadowRoot;

async fn shown(html: &str) -> (Mounted, ShadowRoot) {
    let html = html.to_owned();
    let mounted = mount(move || view! { <MailView html=Signal::stored(html) /> }).await;
    let root = mounted.find(".mail-view").shadow_root().unwrap();
    (mounted, root)
}

fn markup(root: &ShadowRoot) -> String {
    root.inner_html()
}

fn ran() -> bool {
    js_sys::Reflect::has(&web_sys::window().unwrap(), &"hostile".into()).unwrap()
}

#[wasm_bindgen_test]
async fn an_ordinary_mail_keeps_its_words_and_its_look() {
    let (_mounted, root) = shown(
        "<div lang=\"en\" style=\"max-width:36em;color:#1f2328\"><p>Dear <b>Ms Li</b>,</p><ol><li>one</li></ol>\
         <table><tbody><tr><td>cell</td></tr></tbody></table>\
         <a href=\"https://partner.example/i#t=abc\" style=\"padding:12px 24px\">See</a></div>",
    )
    .await;
    assert_eq!(root.text_content().unwrap(), "Dear Ms Li,onecellSee");
    for part in ["div[lang=en][style]", "p > b", "ol > li", "table > tbody > tr > td", "a[style]"] {
        assert!(root.query_selector(part).unwrap().is_some(), "{part}: {}", markup(&root));
    }
    let link = root.query_selector("a").unwrap().unwrap();
    assert_eq!(link.get_attribute("href").unwrap(), "https://partner.example/i#t=abc");
    assert_eq!(link.get_attribute("rel").unwrap(), "noopener noreferrer");
    assert_eq!(link.get_attribute("target").unwrap(), "_blank");
}

#[wasm_bindgen_test]
async fn nothing_of_a_hostile_mail_runs_or_loads() {
    for html in [
        "<script>window.hostile = 1</script>",
        "<p onclick=\"window.hostile = 1\" onmouseover=\"window.hostile = 1\">x</p>",
        "<img src=\"x\" onerror=\"window.hostile = 1\">",
        "<img src=\"https://tracker.example/pixel.gif\" srcset=\"https://tracker.example/2.gif 2x\">",
        "<svg onload=\"window.hostile = 1\"><script>window.hostile = 1</script><image href=\"https://tracker.example/\"/></svg>",
        "<math><mtext><img src=x onerror=\"window.hostile = 1\"></mtext></math>",
        "<iframe src=\"javascript:parent.hostile = 1\"></iframe><iframe srcdoc=\"<script>parent.hostile = 1</script>\"></iframe>",
        "<object data=\"https://tracker.example/\"></object><embed src=\"https://tracker.example/\">",
        "<style>@import url(https://tracker.example/a.css); p { background: url(https://tracker.example/b) }</style>",
        "<link rel=\"stylesheet\" href=\"https://tracker.example/a.css\"><base href=\"https://tracker.example/\">",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://tracker.example/\">",
        "<form action=\"https://tracker.example/\"><input name=\"password\" autofocus onfocus=\"window.hostile = 1\"></form>",
        "<template><img src=x onerror=\"window.hostile = 1\"></template>",
        "<video src=\"https://tracker.example/\" poster=\"https://tracker.example/\" onerror=\"window.hostile = 1\"></video>",
        "<p style=\"background: url(https://tracker.example/c)\">x</p>",
        "<p style=\"background: u\\72l(https://tracker.example/c)\">x</p>",
        "<p style=\"behavior: x; -moz-binding: y; position: fixed; inset: 0; z-index: 99\">x</p>",
        "<p id=\"main\" class=\"dialog\" slot=\"x\" background=\"https://tracker.example/\">x</p>",
    ] {
        let (_mounted, root) = shown(html).await;
        settle().await;
        let markup = markup(&root);
        for word in [
            "tracker", "hostile", "<img", "<svg", "<iframe", "<form", "<input", "<style", "<link",
            "position", "class", "id=",
        ] {
            assert!(!markup.contains(word), "{word} of {html} is in {markup}");
        }
        assert!(!ran(), "{html}");
    }
}

#[wasm_bindgen_test]
async fn a_link_leads_to_an_encrypted_page_or_to_this_site_only() {
    let own = web_sys::window().unwrap().location().origin().unwrap();
    for (href, kept) in [
        ("https://partner.example/a", true),
        ("HTTPS://partner.example/a", true),
        (&*format!("{own}/i#t=abc"), true),
        ("http://partner.example/a", false),
        (&*format!("{own}.evil.example/"), false),
        ("javascript:window.hostile=1", false),
        (" java\nscript:window.hostile=1", false),
        ("data:text/html,<script>1</script>", false),
        ("//partner.example/", false),
        ("/sales/customers", false),
    ] {
        let (_mounted, root) = shown(&format!("<a href=\"{}\">x</a>", href.replace('<', "&lt;"))).await;
        let link = root.query_selector("a").unwrap().unwrap();
        assert_eq!(link.has_attribute("href"), kept, "{href}");
    }
}

#[wasm_bindgen_test]
async fn very_deep_markup_ends_somewhere() {
    let (_mounted, root) = shown(&["<div>".repeat(5_000), "deep".to_owned()].concat()).await;
    assert!(markup(&root).len() < 5_000);
}

#[wasm_bindgen_test]
async fn another_mail_takes_the_place_of_the_former() {
    let html = RwSignal::new("<p>first</p>".to_owned());
    let mounted = mount(move || view! { <MailView html /> }).await;
    let root = mounted.find(".mail-view").shadow_root().unwrap();
    html.set("<p>second</p>".to_owned());
    settle().await;
    assert_eq!(root.text_content().unwrap(), "second");
}
