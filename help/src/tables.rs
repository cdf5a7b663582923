//! `topics.toml` and `documents.toml`. Of TOML exactly this is understood: `[[name]]`, `key = "text"` and comments.

use crate::{Source, Wrong};
use contract::{help::Topic, session::Language};

/// One `[[name]]` with its lines.
pub struct Row<'s>(Vec<(&'s str, String)>);

impl Row<'_> {
    /// A value that has to be there.
    pub fn needed(&self, key: &str) -> Result<&str, String> {
        let found = self.0.iter().find(|(name, _)| *name == key);
        found.map(|(_, value)| value.as_str()).ok_or_else(|| format!("`{key}` is missing"))
    }
}

/// The rows of a file, all of which are `[[name]]`.
pub fn rows<'s>(text: &'s str, name: &str) -> Result<Vec<Row<'s>>, String> {
    let mut rows: Vec<Row<'s>> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: &str| format!("line {}: {what}", index + 1);
        if line == format!("[[{name}]]") {
            rows.push(Row(Vec::new()));
            continue;
        }
        let (key, value) =
            line.split_once('=').ok_or_else(|| wrong("expected [[name]] or key = \"text\""))?;
        let value = value.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let value = value.ok_or_else(|| wrong("the text has no quotation marks"))?;
        let row = rows.last_mut().ok_or_else(|| wrong("a line stands before the first [[name]]"))?;
        row.0.push((key.trim(), value.replace("\\\"", "\"").replace("\\\\", "\\")));
    }
    Ok(rows)
}

/// Key of a language in these files.
pub const fn key(language: Language) -> &'static str {
    match language {
        Language::ZhCn => "zh",
        Language::EnUs => "en",
    }
}

pub fn topics(sources: &[Source], language: Language, wrong: &mut Wrong) -> Vec<Topic> {
    let Some(source) = sources.iter().find(|source| source.path == "topics.toml") else {
        wrong.push("help/topics.toml: there is none".to_owned());
        return Vec::new();
    };
    let read = || -> Result<Vec<Topic>, String> {
        let rows = rows(&source.text, "topic")?;
        let topic = |row: &Row| {
            let id = row.needed("id")?;
            let title = row.needed(key(language))?.to_owned();
            Ok(Topic { id: id.parse().map_err(|_| format!("`{id}` is no id"))?, title })
        };
        rows.iter().map(topic).collect()
    };
    read().unwrap_or_else(|what| {
        wrong.push(format!("help/topics.toml: {what}"));
        Vec::new()
    })
}
