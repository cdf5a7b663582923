//! Suggestions: rules S2.1–S2.6 of `docs/rules.md`.

use crate::{
    incentives::{answer, queued},
    permissions::calls::change,
    world::{Actor, World},
};
use contract::{
    problem::ErrorCode,
    suggestions::{
        CASE, LIST, PER_DAY, SHOW, SUGGEST, Suggestion, SuggestionDraft, SuggestionKind, SuggestionQuery,
        SuggestionStatus as Status,
    },
    text::Rule,
    work_queue::{COMPLETE, DECLINE, WorkItemKind},
};
use serde_json::json;

fn draft(text: &str, may_contact: bool) -> SuggestionDraft {
    SuggestionDraft {
        kind: SuggestionKind::Improvement,
        page: "/sales/customers/:customer_id".to_owned().try_into().ok(),
        text: text.to_owned().try_into().unwrap(),
        may_contact,
    }
}

async fn made(who: &Actor<'_>, text: &str) -> Suggestion {
    who.submit(&SUGGEST, (), &draft(text, true)).await.ok()
}

async fn answered(world: &World, one: &Suggestion, accept: bool, words: &str) {
    let operator = world.sign_in("vendor-operator").await;
    let item = queued(&operator, WorkItemKind::AnswerSuggestion, one.suggestion_id.as_str()).await;
    let endpoint = if accept { COMPLETE } else { DECLINE };
    operator.submit(&endpoint, (item.work_item_id.clone(),), &answer(&item, words)).await.ok();
}

async fn now_of(who: &Actor<'_>, one: &Suggestion) -> Suggestion {
    who.fetch(&SHOW, (one.suggestion_id.clone(),), &()).await.ok()
}

#[tokio::test]
async fn the_vendor_takes_a_suggestion_up_and_its_author_reads_the_answer() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    let one = made(&finance, "希望能按产品筛选。").await;
    assert_eq!((one.status, one.answer.as_deref()), (Status::Submitted, None));

    answered(&world, &one, true, "已列入下个版本。").await;

    let finance = world.sign_in("yunfan-finance").await;
    let after = now_of(&finance, &one).await;
    assert_eq!((after.status, after.answer.as_deref()), (Status::Accepted, Some("已列入下个版本。")));
    assert_eq!(after.answered_at, Some(world.now()));
    let told = world.messages("SUGGESTION_ANSWERED").await;
    assert!(!told.is_empty() && told.iter().all(|text| text.contains("已列入下个版本。")), "{told:?}");
}

#[tokio::test]
async fn a_declined_suggestion_says_why() {
    let world = World::new().await;
    let member = world.sign_in("yunfan-wang").await;
    let one = made(&member, "请取消验证码。").await;
    answered(&world, &one, false, "敏感操作需要验证。").await;
    let member = world.sign_in("yunfan-wang").await;
    let after = now_of(&member, &one).await;
    assert_eq!((after.status, after.answer.as_deref()), (Status::Declined, Some("敏感操作需要验证。")));
}

#[tokio::test]
async fn each_member_sees_its_own_suggestions_and_nobody_elses() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let wang = world.sign_in("yunfan-wang").await;
    let one = made(&wang, "按产品筛选。").await;
    let texts = |found: contract::suggestions::SuggestionList| {
        found.suggestions.into_iter().map(|one| one.text).collect::<Vec<_>>()
    };
    let of_wang = wang.fetch(&LIST, (), &SuggestionQuery::default()).await.ok();
    assert_eq!((of_wang.total_count, texts(of_wang)), (1, vec!["按产品筛选。".to_owned()]));
    let of_admin = admin.fetch(&LIST, (), &SuggestionQuery::default()).await.ok();
    assert!(!texts(of_admin).contains(&"按产品筛选。".to_owned()));
    for other in [&admin, &world.sign_in("nimbus-admin").await] {
        assert_eq!(other.fetch(&SHOW, (one.suggestion_id.clone(),), &()).await.code(), ErrorCode::NotFound);
    }
    let open = SuggestionQuery { status: Some(Status::Accepted), ..SuggestionQuery::default() };
    assert_eq!(wang.fetch(&LIST, (), &open).await.ok().total_count, 0);
}

#[tokio::test]
async fn the_operator_sees_who_said_it_only_where_the_author_allows_it() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let named = made(&wang, "可以联系我。").await;
    let silent = wang.submit(&SUGGEST, (), &draft("不用联系我。", false)).await.ok();
    let operator = world.sign_in("vendor-operator").await;
    let case = operator.fetch(&CASE, (named.suggestion_id,), &()).await.ok();
    assert!(case.contact.is_some_and(|contact| !contact.name.is_empty() && contact.email.is_some()));
    assert_eq!(case.suggestion.page.unwrap().as_str(), "/sales/customers/:customer_id");
    let case = operator.fetch(&CASE, (silent.suggestion_id,), &()).await.ok();
    assert_eq!((case.contact, case.suggestion.text.as_str()), (None, "不用联系我。"));
}

#[tokio::test]
async fn an_address_that_says_whose_page_it_was_is_refused() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for (page, rule) in [
        ("/sales/customers/c-100001", Rule::Malformed),
        ("https://elsewhere.example", Rule::Malformed),
        ("/sales/customers?q=lan", Rule::Malformed),
        (&format!("/{}", "a".repeat(200)), Rule::LongerThan(128)),
    ] {
        let body = json!({ "kind": "OTHER", "page": page, "text": "a", "may_contact": false });
        let refused = change(&wang.browser, "POST", SUGGEST.spec.path, &body.to_string()).await.problem();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter, "{page}");
        assert_eq!(
            refused.fields.first().map(|field| (field.field.as_str(), &field.rule)),
            Some(("page", &rule))
        );
    }
}

#[tokio::test]
async fn a_suggestion_needs_words_and_is_not_endless() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for (text, rule) in [("  \n", Rule::Missing), (&"长".repeat(1_001), Rule::LongerThan(1_000))] {
        let body = json!({ "kind": "OTHER", "text": text, "may_contact": false });
        let refused = change(&wang.browser, "POST", SUGGEST.spec.path, &body.to_string()).await.problem();
        assert_eq!(
            refused.fields.first().map(|field| (field.field.as_str(), &field.rule)),
            Some(("text", &rule))
        );
    }
    let body = json!({ "kind": "PRAISE", "text": "a", "may_contact": false });
    let refused = change(&wang.browser, "POST", SUGGEST.spec.path, &body.to_string()).await.problem();
    assert_eq!(refused.fields.first().map(|field| field.field.as_str()), Some("kind"));
}

#[tokio::test]
async fn a_day_has_room_for_so_many_and_the_next_begins_anew() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for number in 0..PER_DAY {
        made(&wang, &format!("第 {number} 条")).await;
    }
    let refused = wang.submit(&SUGGEST, (), &draft("再来一条", true)).await.refused();
    assert_eq!(
        (refused.error_code, refused.limit, refused.used),
        (ErrorCode::QuantityLimit, Some(PER_DAY), Some(PER_DAY))
    );
    // Somebody else's day is its own.
    made(&world.sign_in("yunfan-zhao").await, "还有一条").await;
    world.pass_until(world.now().plus_seconds(86_400));
    made(&world.sign_in("yunfan-wang").await, "第二天").await;
}

#[tokio::test]
async fn customers_and_operators_make_no_suggestions_here() {
    let world = World::new().await;
    for name in ["lantian", "vendor-operator"] {
        let who = world.sign_in(name).await;
        assert_eq!(
            who.submit(&SUGGEST, (), &draft("a", false)).await.code(),
            ErrorCode::AccessDenied,
            "{name}"
        );
    }
}
