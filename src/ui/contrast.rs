//! Contrast of the style sheet's colours, computed as WCAG 2.2 says (1.4.3 and 1.4.11), in both themes. Tests only.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Colours by name: light and dark.
fn colours() -> HashMap<&'static str, [&'static str; 2]> {
    let pair = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(#")?;
        let (light, dark) = value.split_once(", #")?;
        Some((name, [light, dark.trim_end_matches(");")]))
    };
    TOKENS.lines().filter_map(pair).collect()
}

fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_text_can_be_read_on_every_ground_that_it_stands_on() {
    let pages = ["ground", "surface", "surface-sunken", "surface-hover", "bar"];
    let panels = ["info-soft", "success-soft", "warning-soft", "danger-soft", "neutral-soft", "accent-soft"];
    let mut pairs: Vec<(&str, &str, f64)> = Vec::new();
    for text in ["text", "text-soft"] {
        pairs.extend(pages.iter().chain(&panels).map(|ground| (text, *ground, 4.5)));
    }
    for text in ["accent", "accent-strong"] {
        pairs.extend(pages.iter().chain(&panels).map(|ground| (text, *ground, 4.5)));
    }
    for (text, own) in [
        ("info", "info-soft"),
        ("success", "success-soft"),
        ("warning", "warning-soft"),
        ("danger", "danger-soft"),
        ("neutral", "neutral-soft"),
    ] {
        pairs.extend(pages.iter().chain([&own]).map(|ground| (text, *ground, 4.5)));
    }
    for fill in ["accent", "accent-strong", "danger", "danger-strong"] {
        pairs.push(("text-on-accent", fill, 4.5));
    }
    for line in ["line-control", "focus"] {
        pairs.extend(pages.iter().map(|ground| (line, *ground, 3.0)));
    }
    let colours = colours();
    for (front, back, least) in pairs {
        for theme in [0, 1] {
            let found = contrast(colours[front][theme], colours[back][theme]);
            assert!(found >= least, "{front} on {back} has {found:.2} in theme {theme}");
        }
    }
}

#[test]
fn black_on_white_is_the_known_figure() {
    assert!((contrast("000000", "ffffff") - 21.0).abs() < 1e-9);
}
