//! Listing, searching and showing.

use super::shelf;
use crate::{http::change::Read, problem::Refused, session::principal::Anyone};
use contract::{
    help::{Faq, FaqList, FaqQuery, FaqSummary, LanguageQuery, ReleaseNotes, Topic},
    ids::FaqId,
    problem::ErrorCode,
};

pub(super) async fn list(_: &mut Read, _: &Anyone, (): (), query: FaqQuery) -> Result<FaqList, Refused> {
    let shelf = shelf(query.language)?;
    let entries = &shelf.book.entries;
    let found: Vec<_> = match &query.keyword {
        Some(keyword) => shelf
            .index
            .find(keyword.as_str())
            .into_iter()
            .filter_map(|found| entries.get(found.entry))
            .collect(),
        None => entries.iter().collect(),
    };
    let of_topic =
        |entry: &&&contract::help::Entry| query.parent.as_ref().is_none_or(|parent| entry.parent == *parent);
    let faqs: Vec<FaqSummary> = found.iter().filter(of_topic).map(|entry| FaqSummary::from(*entry)).collect();
    let total_count = u32::try_from(faqs.len()).unwrap_or(u32::MAX);
    Ok(FaqList { topics: shelf.book.topics.clone(), faqs, total_count })
}

pub(super) async fn show(
    _: &mut Read,
    _: &Anyone,
    (faq_id,): (FaqId,),
    query: LanguageQuery,
) -> Result<Faq, Refused> {
    let book = &shelf(query.language)?.book;
    let entry = book.entry(&faq_id).ok_or(ErrorCode::NotFound)?;
    let related = entry.related.iter().filter_map(|id| book.entry(id)).map(FaqSummary::from).collect();
    Ok(Faq {
        id: entry.id.clone(),
        question: entry.title.clone(),
        answer: entry.answer.clone(),
        parent: Topic { id: entry.parent.clone(), title: book.topic(&entry.parent).to_owned() },
        related,
    })
}

pub(super) async fn release_notes(
    _: &mut Read,
    _: &Anyone,
    (): (),
    query: LanguageQuery,
) -> Result<ReleaseNotes, Refused> {
    Ok(ReleaseNotes { release_notes: shelf(query.language)?.book.release_notes.clone() })
}
