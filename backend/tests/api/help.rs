//! The help over HTTP: rules S1.5–S1.7 of `docs/rules.md`. What is in it is tried by the crate that compiles it.

use crate::harness::{Answer, Browser, Service};
use contract::{
    help::{FAQ, FAQS, Faq, FaqList, RELEASE_NOTES, ReleaseNotes},
    problem::ErrorCode,
    text::Rule,
};

async fn get(browser: &Browser, address: &str) -> Answer {
    browser.raw("GET", address, &[], "").await
}

async fn faqs(browser: &Browser, query: &str) -> FaqList {
    get(browser, &format!("{}?{query}", FAQS.spec.path)).await.ok()
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |escaped, byte| format!("{escaped}%{byte:02X}"))
}

#[tokio::test]
async fn whoever_comes_reads_the_questions_in_either_language() {
    let service = Service::start().await;
    let browser = service.visitor();
    let (zh, en) = (faqs(&browser, "").await, faqs(&browser, "language=en-US").await);
    assert_eq!(zh.total_count as usize, zh.faqs.len());
    assert!(zh.total_count > 0 && zh.total_count == en.total_count);
    let (first, same) = (&zh.faqs[0], &en.faqs[0]);
    assert!(first.id == same.id && first.question != same.question, "{first:?} {same:?}");
    let shown: Faq = get(&browser, &format!("/v2/portal/faqs/{}", first.id)).await.ok();
    assert_eq!((shown.question, shown.parent.id), (first.question.clone(), first.parent.clone()));
    assert!(!shown.answer.is_empty());
    let notes: ReleaseNotes = get(&browser, RELEASE_NOTES.spec.path).await.ok();
    assert!(notes.release_notes.windows(2).all(|two| two[0].ordinal > two[1].ordinal));
}

#[tokio::test]
async fn a_question_is_found_by_its_words_by_pinyin_initials_and_by_topic() {
    let service = Service::start().await;
    let browser = service.visitor();
    let all = faqs(&browser, "").await;
    let (topic, other) = (&all.topics[0].id, &all.topics[1].id);
    let of_topic = faqs(&browser, &format!("parent={topic}")).await;
    assert!(of_topic.total_count > 0 && of_topic.faqs.iter().all(|faq| faq.parent == *topic));
    let certification = faqs(&browser, &format!("keyword={}", escaped("商业信息认证"))).await;
    let by_sound = faqs(&browser, "keyword=SYXXRZ").await;
    assert!(certification.total_count > 0);
    assert!(by_sound.faqs.contains(&certification.faqs[0]));
    assert!(faqs(&browser, &format!("keyword=qqqqqqqq&parent={other}")).await.faqs.is_empty());
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let service = Service::start().await;
    let browser = service.visitor();
    let first = get(&browser, FAQS.spec.path).await;
    assert_eq!(first.header("cache-control"), "public, no-cache");
    let tag = first.header("etag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let again = browser.raw("GET", FAQS.spec.path, &[("if-none-match", &known)], "").await;
        assert_eq!(
            (again.status, again.body.as_str(), again.header("etag")),
            (304, "", tag.as_str()),
            "{known}"
        );
    }
    let other = browser.raw("GET", FAQS.spec.path, &[("if-none-match", "\"other\"")], "").await;
    assert_eq!((other.status, other.body == first.body), (200, true));
}

#[tokio::test]
async fn a_question_that_is_not_there_and_an_address_that_makes_no_sense_are_refused() {
    let service = Service::start().await;
    let browser = service.visitor();
    let path = FAQ.spec.path.replace("{faq_id}", "nothing-has-this-id");
    assert_eq!(get(&browser, &path).await.problem().error_code, ErrorCode::NotFound);
    let long = format!("keyword={}", "a".repeat(65));
    for (query, field, rule) in [
        ("language=fr-FR", "language", Rule::Malformed),
        ("colour=red", "colour", Rule::Unexpected),
        ("keyword=a&keyword=b", "keyword", Rule::Unexpected),
        ("keyword=%ff", "query", Rule::Malformed),
        ("keyword=%20", "keyword", Rule::Missing),
        (long.as_str(), "keyword", Rule::LongerThan(64)),
        ("parent=a/b", "parent", Rule::Malformed),
    ] {
        let refused = get(&browser, &format!("{}?{query}", FAQS.spec.path)).await.problem();
        let told = refused.fields.first().map(|field| (field.field.as_str(), field.rule.clone()));
        assert_eq!((refused.error_code, told), (ErrorCode::InvalidParameter, Some((field, rule))), "{query}");
    }
}
