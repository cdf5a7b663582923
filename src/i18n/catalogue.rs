//! Turns one `messages.toml` into Rust functions. Used by `build.rs`; compiled into the app only for its tests.
//!
//! Of TOML exactly this is understood, and everything else is refused with its line:
//! ```toml
//! # a comment
//! [shown]
//! zh-CN = "共 {total} 个客户"
//! en-US = "{total} customers"
//! ```
//! In a text `\"`, `\\` and `\n` are escapes, and `{name}` is a placeholder. There is no way to write a brace.

use std::{collections::BTreeSet, fmt::Write};

/// The languages of the product, in the order in which `i18n::pick` takes them.
const LANGUAGES: [&str; 2] = ["zh-CN", "en-US"];

/// One text in all languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    pub key: String,
    /// In the order of [`LANGUAGES`].
    pub texts: [String; LANGUAGES.len()],
    /// Sorted; the same in every language.
    pub placeholders: Vec<String>,
}

/// The Rust source for a `messages.toml`, or what is wrong with it.
pub fn generate(source: &str) -> Result<String, String> {
    let mut rust = String::new();
    for message in parse(source)? {
        message.write_to(&mut rust);
    }
    Ok(rust)
}

/// Reads a `messages.toml`.
pub fn parse(source: &str) -> Result<Vec<Message>, String> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, line) in source.lines().enumerate() {
        read_line(line.trim(), &mut drafts).map_err(|wrong| format!("line {}: {wrong}", index + 1))?;
    }
    drafts.into_iter().map(Draft::finish).collect()
}

/// A message that is being read.
struct Draft {
    key: String,
    texts: [Option<String>; LANGUAGES.len()],
}

fn read_line(line: &str, drafts: &mut Vec<Draft>) -> Result<(), String> {
    if line.is_empty() || line.starts_with('#') {
        return Ok(());
    }
    if let Some(key) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        if !is_name(key) {
            return Err(format!("`{key}` is no name for a text: use a-z, 0-9 and _"));
        }
        if drafts.iter().any(|draft| draft.key == key) {
            return Err(format!("`{key}` stands here twice"));
        }
        drafts.push(Draft { key: key.to_owned(), texts: [const { None }; LANGUAGES.len()] });
        return Ok(());
    }
    let (language, text) = line.split_once('=').ok_or("expected [key] or language = \"text\"")?;
    let language = language.trim().trim_matches('"');
    let position = LANGUAGES
        .iter()
        .position(|known| *known == language)
        .ok_or_else(|| format!("unknown language `{language}`"))?;
    let draft = drafts.last_mut().ok_or("a text stands before the first [key]")?;
    if draft.texts[position].is_some() {
        return Err(format!("{language} stands here twice"));
    }
    draft.texts[position] = Some(unquote(text.trim())?);
    Ok(())
}

impl Draft {
    fn finish(self) -> Result<Message, String> {
        let key = self.key;
        let mut texts: [String; LANGUAGES.len()] = Default::default();
        let mut shared: Option<BTreeSet<String>> = None;
        for (position, text) in self.texts.into_iter().enumerate() {
            let language = LANGUAGES[position];
            let text = text.ok_or_else(|| format!("`{key}` has no {language}"))?;
            if text.trim().is_empty() {
                return Err(format!("`{key}` is empty in {language}"));
            }
            let names = placeholders(&text).map_err(|wrong| format!("`{key}` in {language}: {wrong}"))?;
            if shared.as_ref().is_some_and(|shared| *shared != names) {
                return Err(format!("`{key}` has other placeholders in {language}"));
            }
            shared = Some(names);
            texts[position] = text;
        }
        Ok(Message { key, texts, placeholders: shared.into_iter().flatten().collect() })
    }
}

impl Message {
    fn write_to(&self, rust: &mut String) {
        let Self { key, texts: [zh, en], placeholders } = self;
        let (zh_doc, en_doc) = (zh.replace('\n', " "), en.replace('\n', " "));
        let _ = writeln!(rust, "/// `{zh_doc}` `{en_doc}`");
        let pick = format!("crate::i18n::pick({zh:?}, {en:?})");
        if placeholders.is_empty() {
            // A pointer and no function of its own type: what takes a text is compiled once, not once per text. The lint is
            // allowed and not expected: to expect it, the compiler looks for every use of each of these thousands of names
            // through the whole app, which took two minutes of the three that it needs.
            let _ = writeln!(
                rust,
                "#[allow(non_upper_case_globals, reason = \"called like the functions beside it\")]\n\
                 pub const {key}: fn() -> &'static str = || {pick};"
            );
            return;
        }
        rust.push_str("#[must_use]\n");
        let (mut parameters, mut values) = (String::new(), String::new());
        for name in placeholders {
            // The underscore: a text of the same name is a constant, which no parameter can hide.
            let _ = write!(parameters, "{name}_: impl ::std::fmt::Display, ");
            let _ = write!(values, "({name:?}, &{name}_), ");
        }
        let _ = writeln!(rust, "pub fn {key}({parameters}) -> String {{");
        let _ = writeln!(rust, "    crate::i18n::fill({pick}, &[{values}])\n}}");
    }
}

/// The names between braces.
fn placeholders(text: &str) -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let inner = rest[at..].strip_prefix('{').and_then(|open| open.split_once('}'));
        let (name, after) = inner.ok_or("a brace without its partner")?;
        if !is_name(name) {
            return Err(format!("`{{{name}}}` is no placeholder: use a-z, 0-9 and _"));
        }
        names.insert(name.to_owned());
        rest = after;
    }
    Ok(names)
}

/// A Rust identifier in lower case that is no keyword.
fn is_name(text: &str) -> bool {
    const KEYWORDS: [&str; 38] = [
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
        "false", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
        "ref", "return", "self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use",
        "where", "while",
    ];
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !KEYWORDS.contains(&text)
}

/// The content of a TOML basic string.
fn unquote(text: &str) -> Result<String, String> {
    let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let inner = inner.ok_or("a text stands between double quotes on one line")?;
    let mut plain = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return Err("a double quote inside a text is written \\\"".to_owned()),
            '\\' => match characters.next() {
                Some(escaped @ ('"' | '\\')) => plain.push(escaped),
                Some('n') => plain.push('\n'),
                _ => return Err("the only escapes are \\\" \\\\ \\n".to_owned()),
            },
            other => plain.push(other),
        }
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(source: &str) -> String {
        parse(source).unwrap_err()
    }

    #[test]
    fn a_text_becomes_a_function_and_its_placeholders_become_parameters() {
        let rust =
            generate("# head\n[shown]\nzh-CN = \"共 {total} 个\"\nen-US = \"{total} in all\"\n").unwrap();
        assert!(rust.contains("pub fn shown(total_: impl ::std::fmt::Display, ) -> String"), "{rust}");
        assert!(rust.contains("pick(\"共 {total} 个\", \"{total} in all\")"), "{rust}");
        let rust = generate("[title]\nzh-CN = \"客户\"\nen-US = \"Say \\\"hi\\\"\"").unwrap();
        assert!(rust.contains(
            "pub const title: fn() -> &'static str = || crate::i18n::pick(\"客户\", \"Say \\\"hi\\\"\");"
        ));
    }

    #[test]
    fn what_a_translator_can_forget_is_refused() {
        assert_eq!(refusal("[a]\nzh-CN = \"一\""), "`a` has no en-US");
        assert_eq!(refusal("[a]\nzh-CN = \"一\"\nen-US = \" \""), "`a` is empty in en-US");
        assert_eq!(
            refusal("[a]\nzh-CN = \"{n} 个\"\nen-US = \"{m} of them\""),
            "`a` has other placeholders in en-US"
        );
        assert_eq!(refusal("[a]\nfr-FR = \"un\""), "line 2: unknown language `fr-FR`");
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_line() {
        assert_eq!(refusal("[a]\nzh-CN = \"一\"\nzh-CN = \"二\""), "line 3: zh-CN stands here twice");
        assert_eq!(refusal("[a]\n[a]"), "line 2: `a` stands here twice");
        assert!(refusal("[type]").starts_with("line 1: `type` is no name"));
        assert!(refusal("zh-CN = \"一\"").starts_with("line 1: a text stands before"));
        assert!(refusal("[a]\nzh-CN = '一'").starts_with("line 2: a text stands between"));
        assert!(refusal("[a]\nzh-CN = \"a\\q\"").starts_with("line 2: the only escapes"));
        assert!(refusal("[a]\nzh-CN = \"{n\"\nen-US = \"{n\"").contains("a brace without its partner"));
    }
}
