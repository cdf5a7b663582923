//! Colours come from the tokens, so that a theme is one file.

use super::{Findings, Source};
use regex::Regex;
use std::sync::LazyLock;

static COLOUR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"#[0-9a-fA-F]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|lab|lch|color)\(").ok());

pub fn check(source: &Source, findings: &mut Findings) {
    if !source.is_in("style") || source.path == "style/tokens.css" {
        return;
    }
    let Some(colour) = COLOUR.as_ref() else { return };
    for (index, line) in source.text.lines().enumerate() {
        // A selector such as `#boot` is no colour.
        let value = line.split_once(':').map_or("", |(_, value)| value);
        if colour.is_match(value) && !line.trim_end().ends_with('{') {
            findings.add(source, index + 1, "colours are named in style/tokens.css");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::told, check};

    #[test]
    fn a_colour_is_named_in_the_tokens_only() {
        assert_eq!(told(check, "style/ui/button.css", ".a { color: #fff; }").len(), 1);
        assert_eq!(told(check, "style/ui/button.css", "  background: rgb(0 0 0 / 50%);").len(), 1);
        assert_eq!(told(check, "style/ui/button.css", "  color: var(--ink);\n#boot:hover {").len(), 0);
        assert_eq!(told(check, "style/tokens.css", "--ink: #fff;").len(), 0);
    }
}
