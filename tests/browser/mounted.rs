//! A view that stands in the test's page, and what a user could do with it.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use partner_center::browser::sleep_ms;
use std::{any::Any, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// Gone when the last clone is dropped.
#[derive(Clone)]
pub struct Mounted(Rc<Standing>);

struct Standing {
    root: HtmlElement,
    _handle: Box<dyn Any>,
}

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Mounts a view, in English.
pub async fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Mounted
where
    V::State: 'static,
{
    partner_center::i18n::set_locale(contract::session::Language::EnUs);
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let handle: UnmountHandle<_> = mount_to(root.clone(), view);
    let mounted = Mounted(Rc::new(Standing { root, _handle: Box::new(handle) }));
    settle().await;
    mounted
}

/// Waits until effects, focus and toggles have happened.
pub async fn settle() {
    sleep_ms(30).await;
}

impl Mounted {
    /// The first element that fits the selector.
    pub fn find(&self, selector: &str) -> HtmlElement {
        let found = self.0.root.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.0.root.inner_html())).unchecked_into()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.0.root.query_selector(selector).unwrap().is_some()
    }

    pub fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.0.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.item(at).unwrap().text_content().unwrap_or_default()).collect()
    }

    /// The button with this text or label.
    pub fn button(&self, name: &str) -> HtmlElement {
        let buttons = self.0.root.query_selector_all("button").unwrap();
        let mut all =
            (0..buttons.length()).map(|at| buttons.item(at).unwrap().unchecked_into::<HtmlElement>());
        let is_named = |button: &HtmlElement| {
            button.get_attribute("aria-label").as_deref() == Some(name)
                || button.text_content().unwrap_or_default().trim() == name
        };
        all.find(is_named).unwrap_or_else(|| panic!("no button {name} in {}", self.0.root.inner_html()))
    }

    pub async fn press(&self, name: &str) {
        self.button(name).click();
        settle().await;
    }

    /// The control that a label belongs to.
    pub fn field(&self, label: &str) -> HtmlElement {
        let labels = self.0.root.query_selector_all("label[for]").unwrap();
        let mut all = (0..labels.length()).map(|at| labels.item(at).unwrap().unchecked_into::<Element>());
        let found =
            all.find(|one| one.text_content().unwrap_or_default().trim_end_matches('*').trim() == label);
        let id = found.unwrap_or_else(|| panic!("no label {label}")).get_attribute("for").unwrap();
        document().get_element_by_id(&id).unwrap().unchecked_into()
    }

    pub async fn type_into(&self, label: &str, text: &str) {
        let field: HtmlInputElement = self.field(label).unchecked_into();
        field.set_value(text);
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        field.dispatch_event(&web_sys::Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
        settle().await;
    }
}

impl Drop for Standing {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Presses a key on whatever has the focus.
pub async fn key(name: &str) {
    let options = KeyboardEventInit::new();
    options.set_key(name);
    options.set_bubbles(true);
    options.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    focused().dispatch_event(&event).unwrap();
    settle().await;
}

/// What has the focus.
pub fn focused() -> HtmlElement {
    document().active_element().unwrap().unchecked_into()
}
