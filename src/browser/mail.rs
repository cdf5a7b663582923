//! Markup that somebody else wrote, shown without trusting it: parsed where nothing runs, and copied element by element
//! from a short list into a tree of its own that the page's style does not reach.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlElement, Node, ShadowRootInit, ShadowRootMode, SupportedType};

/// Elements that are copied; of all others only what they hold.
const ELEMENTS: [&str; 27] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];
/// Elements that vanish with all that they hold.
const DROPPED: [&str; 16] = [
    "base", "button", "embed", "form", "frame", "iframe", "input", "link", "math", "meta", "object",
    "script", "style", "svg", "template", "title",
];
/// Properties of `style` that are copied; values with a function in them are not.
const PROPERTIES: [&str; 20] = [
    "background",
    "background-color",
    "border",
    "border-radius",
    "color",
    "display",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "line-height",
    "margin",
    "max-width",
    "overflow-wrap",
    "padding",
    "text-align",
    "text-decoration",
    "width",
    "word-break",
    "white-space",
];
/// What `style` is called while it is parsed: the page's policy would report every one of them.
const STYLE: &str = "data-style";
/// Deeper nesting is no mail.
const DEEPEST: u32 = 40;

/// Shows `html` inside of `host`, in place of what stood there.
pub fn show_mail(host: &HtmlElement, html: &str) {
    let root =
        host.shadow_root().or_else(|| host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok());
    let (Some(root), Ok(parser)) = (root, DomParser::new()) else { return };
    root.set_text_content(None);
    let Ok(parsed) = parser.parse_from_string(&styles_aside(html), SupportedType::TextHtml) else { return };
    let Some(body) = parsed.body() else { return };
    copy_children(&body, &root, 0);
}

/// The same markup with its `style` attributes under [`STYLE`].
fn styles_aside(html: &str) -> String {
    const NAME: &str = "style=";
    let mut aside = String::with_capacity(html.len() + 64);
    let (mut in_tag, mut after_space) = (false, false);
    let mut rest = html;
    while let Some(character) = rest.chars().next() {
        let is_style = rest.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
        if in_tag && after_space && is_style {
            aside.push_str(STYLE);
            aside.push('=');
            rest = &rest[NAME.len()..];
            after_space = false;
            continue;
        }
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => {}
        }
        after_space = character.is_ascii_whitespace();
        aside.push(character);
        rest = &rest[character.len_utf8()..];
    }
    aside
}

fn copy_children(from: &Node, to: &Node, depth: u32) {
    if depth > DEEPEST {
        return;
    }
    let children = from.child_nodes();
    for position in 0..children.length() {
        let Some(child) = children.item(position) else { continue };
        if child.node_type() == Node::TEXT_NODE {
            append_text(to, &child.text_content().unwrap_or_default());
        } else if let Some(element) = child.dyn_ref::<Element>() {
            copy(element, to, depth + 1);
        }
    }
}

fn append_text(to: &Node, text: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document {
        let _ = to.append_child(&document.create_text_node(text));
    }
}

fn copy(element: &Element, to: &Node, depth: u32) {
    let name = element.tag_name().to_ascii_lowercase();
    if DROPPED.contains(&name.as_str()) {
        return;
    }
    let document = web_sys::window().and_then(|window| window.document());
    let known = ELEMENTS.contains(&name.as_str());
    let made = document.filter(|_| known).and_then(|document| document.create_element(&name).ok());
    let Some(made) = made else { return copy_children(element, to, depth) };
    if let Some(href) = element.get_attribute("href").filter(|href| name == "a" && is_safe(href)) {
        let _ = made.set_attribute("href", &href);
        let _ = made.set_attribute("rel", "noopener noreferrer");
        let _ = made.set_attribute("target", "_blank");
    }
    if let Some(lang) = element.get_attribute("lang") {
        let _ = made.set_attribute("lang", &lang);
    }
    if let (Some(style), Some(made)) = (element.get_attribute(STYLE), made.dyn_ref::<HtmlElement>()) {
        copy_style(&style, made);
    }
    copy_children(element, &made, depth);
    let _ = to.append_child(&made);
}

/// Set one by one, which the content policy allows where a `style` attribute is forbidden.
fn copy_style(style: &str, to: &HtmlElement) {
    for (property, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let property = property.trim().to_ascii_lowercase();
        if PROPERTIES.contains(&property.as_str()) && !value.contains(['(', '\\', '@']) {
            let _ = to.style().set_property(&property, value.trim());
        }
    }
}

/// Encrypted pages, and those of this site, which may run without encryption on a developer's machine.
fn is_safe(href: &str) -> bool {
    let own = web_sys::window().and_then(|window| window.location().origin().ok());
    let is_own = own.is_some_and(|own| href.strip_prefix(&own).is_some_and(|rest| rest.starts_with('/')));
    is_own || href.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_set_aside_in_tags_only() {
        assert_eq!(
            styles_aside("<p class=\"a\" STYLE=\"color:red\">my style=\"x\" 样式</p>"),
            "<p class=\"a\" data-style=\"color:red\">my style=\"x\" 样式</p>"
        );
        assert_eq!(styles_aside("<p data-style=\"x\">"), "<p data-style=\"x\">");
    }
}
