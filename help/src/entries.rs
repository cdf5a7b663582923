//! The questions of one language.

use crate::{Source, Wrong, markdown, matter::Matter, sound};
use contract::{help::Entry, problem::ErrorCode, session::Language};

/// `requirements` names what somebody asked for; it is for those who write.
const FIELDS: [&str; 6] = ["title", "keywords", "related", "routes", "codes", "requirements"];

pub fn read(sources: &[Source], language: Language, wrong: &mut Wrong) -> Vec<Entry> {
    let mut entries = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("faq/")) {
        match place(&source.path) {
            None => {
                wrong.push(format!("help/{}: not called faq/topic/entry.zh-CN.md or .en-US.md", source.path));
            }
            Some((topic, id, of)) if of == language => match entry(topic, id, &source.text, language) {
                Ok(entry) => entries.push(entry),
                Err(what) => wrong.push(format!("help/{}: {what}", source.path)),
            },
            Some(_) => {}
        }
    }
    entries
}

/// Topic, id and language out of a path.
fn place(path: &str) -> Option<(&str, &str, Language)> {
    let (topic, file) = path.strip_prefix("faq/")?.split_once('/')?;
    let (id, language) = file.strip_suffix(".md")?.split_once('.')?;
    let language = Language::ALL.into_iter().find(|known| known.as_str() == language)?;
    Some((topic, id, language))
}

fn entry(topic: &str, id: &str, text: &str, language: Language) -> Result<Entry, String> {
    let text = text.replace("\r\n", "\n");
    let matter = Matter::read(&text, &FIELDS)?;
    let title = matter.needed("title")?.to_owned();
    let keywords: Vec<String> = matter.list("keywords").map(str::to_owned).collect();
    let is_plain =
        |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_plain(id) {
        return Err("an id is small letters, digits and hyphens".to_owned());
    }
    let code = |text: &str| match ErrorCode::parse(text) {
        ErrorCode::Unknown => Err(format!("contract/src/problem.rs has no code {text}")),
        known => Ok(known),
    };
    let (title_sound, keyword_sounds) = match language {
        Language::ZhCn => (sound::of(&title), keywords.iter().map(|keyword| sound::of(keyword)).collect()),
        Language::EnUs => (String::new(), Vec::new()),
    };
    let answer = markdown::blocks(matter.body)?;
    if answer.is_empty() {
        return Err("there is no answer".to_owned());
    }
    Ok(Entry {
        id: id.parse().map_err(|_| format!("`{id}` is no id"))?,
        parent: topic.parse().map_err(|_| format!("`{topic}` is no id"))?,
        title_sound,
        keyword_sounds,
        related: matter
            .list("related")
            .map(|id| id.parse().map_err(|_| format!("`{id}` is no id")))
            .collect::<Result<_, _>>()?,
        routes: matter.list("routes").map(str::to_owned).collect(),
        codes: matter.list("codes").map(code).collect::<Result<_, _>>()?,
        title,
        keywords,
        answer,
    })
}
