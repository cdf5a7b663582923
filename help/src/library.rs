//! Release notes and the document library of one language.

use crate::{
    Site, Source, Wrong, markdown,
    matter::Matter,
    tables::{Row, key, rows},
};
use contract::{
    help::{Block, Document, DocumentCategory, ReleaseNote},
    session::Language,
    time::Date,
};

pub fn release_notes(sources: &[Source], language: Language, wrong: &mut Wrong) -> Vec<ReleaseNote> {
    let mut notes = Vec::new();
    for source in sources {
        let Some(file) = source.path.strip_prefix("release-notes/") else { continue };
        let Some((ordinal, of)) = file.strip_suffix(".md").and_then(|file| file.split_once('.')) else {
            wrong.push(format!("help/{}: not called ordinal.zh-CN.md or .en-US.md", source.path));
            continue;
        };
        if of != language.as_str() {
            if !Language::ALL.iter().any(|known| known.as_str() == of) {
                wrong.push(format!("help/{}: no language of the product", source.path));
            }
            continue;
        }
        match note(ordinal, &source.text) {
            Ok(note) => notes.push(note),
            Err(what) => wrong.push(format!("help/{}: {what}", source.path)),
        }
    }
    notes.sort_by_key(|note| std::cmp::Reverse(note.ordinal));
    notes
}

fn note(ordinal: &str, text: &str) -> Result<ReleaseNote, String> {
    let text = text.replace("\r\n", "\n");
    let matter = Matter::read(&text, &["date"])?;
    let date = date(matter.needed("date")?)?;
    let Ok([Block::Unordered(sections)]) = <[Block; 1]>::try_from(markdown::blocks(matter.body)?) else {
        return Err("a release is one list of sections".to_owned());
    };
    let ordinal = ordinal.parse().map_err(|_| format!("`{ordinal}` is no number"))?;
    Ok(ReleaseNote { ordinal, date, sections })
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is no date"))
}

/// The library as the site publishes it.
pub fn documents(
    sources: &[Source],
    site: Option<&Site>,
    language: Language,
    wrong: &mut Wrong,
) -> Vec<Document> {
    let (Some(site), Some(source)) = (site, sources.iter().find(|source| source.path == "documents.toml"))
    else {
        return Vec::new();
    };
    let read = rows(&source.text, "document").map(|rows| {
        let read = rows.iter().map(|row| document(row, site, language));
        read.collect::<Result<Vec<_>, _>>()
    });
    match read.and_then(|read| read) {
        Ok(mut documents) => {
            documents.sort_by(|one, other| other.updated.cmp(&one.updated).then(one.id.cmp(&other.id)));
            let files: Vec<&str> = documents.iter().map(|document| document.href.as_str()).collect();
            let unlisted = site.documents.values().filter(|file| !files.contains(&file.href.as_str()));
            for file in unlisted {
                wrong.push(format!("help/documents.toml: {} is not listed", file.href));
            }
            documents
        }
        Err(what) => {
            wrong.push(format!("help/documents.toml: {what}"));
            Vec::new()
        }
    }
}

fn document(row: &Row, site: &Site, language: Language) -> Result<Document, String> {
    let id = row.needed("id")?;
    let file = row.needed("file")?;
    let published = site.documents.get(file).ok_or_else(|| format!("help/documents has no {file}"))?;
    let category = row.needed("category")?;
    let languages = match row.needed("language")? {
        "both" => Language::ALL.to_vec(),
        one => vec![
            Language::ALL
                .into_iter()
                .find(|known| known.as_str() == one)
                .ok_or_else(|| format!("no language {one}"))?,
        ],
    };
    Ok(Document {
        category: DocumentCategory::parse(category).ok_or_else(|| format!("no category {category}"))?,
        title: row.needed(key(language))?.to_owned(),
        description: row.needed(&format!("{}_description", key(language)))?.to_owned(),
        format: row.needed("format")?.to_owned(),
        updated: date(row.needed("updated")?)?,
        href: published.href.clone(),
        name: file.rsplit('/').next().unwrap_or(file).to_owned(),
        bytes: published.bytes,
        id: id.to_owned(),
        languages,
    })
}
