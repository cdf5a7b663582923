//! Filing customers: rules D1 of `docs/rules.md`.
//!
//! Longer than most files, because a noun has one file, and each of its rules a test.

use crate::{
    harness::new_key,
    world::{Actor, World, id},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    customers::PersonalField,
    filing_rules::{FilingRefusal as Refusal, ReviewReason as Reason},
    filings::{
        CountryCode, EmailDraft, FILE, FILE_LISTED, Filing, FilingDraft, FilingIds, FilingPage, FilingQuery,
        FilingStatus as Status, LIST, MAX_OPEN, REVEAL, RevealFilings, SET_EMAIL, SHOW, VALID_S, WITHDRAW,
    },
    ids::FilingId,
    problem::ErrorCode,
    text::{CustomerName, Rule},
    work_queue::{self, WorkItemAnswer, WorkItemKind, WorkItemQuery},
};

fn phone(text: &str) -> MobilePhone {
    MobilePhone::try_from(text.to_owned()).unwrap()
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::try_from(text.to_owned()).unwrap()
}

/// Somebody with this number whom nobody knows, unless the number says otherwise.
fn draft(mobile_phone: &str) -> FilingDraft {
    FilingDraft {
        customer_name: CustomerName::try_from("无锡太湖仪表有限公司".to_owned()).unwrap(),
        mobile_phone: phone(mobile_phone),
        email: email(&format!("it@p{}.example.org", mobile_phone.trim_start_matches('+'))),
        country_code: None,
        industry: None,
        contact: None,
        remark: None,
    }
}

fn all() -> FilingQuery {
    FilingQuery { limit: Some(100), ..FilingQuery::default() }
}

async fn listed(member: &Actor<'_>) -> FilingPage {
    member.fetch(&LIST, (), &all()).await.ok()
}

fn ids(page: &FilingPage) -> Vec<&str> {
    page.filings.iter().map(|filing| filing.filing_id.as_str()).collect()
}

async fn refusals(member: &Actor<'_>, draft: &FilingDraft) -> Vec<Refusal> {
    let problem = member.submit(&FILE, (), draft).await.refused();
    assert_eq!(problem.error_code, ErrorCode::FilingRefused);
    problem.filing_refusals
}

/// Files customers whom nobody knows until so many places are taken.
async fn fill(member: &Actor<'_>, places: u32) {
    for number in listed(member).await.open_count..places {
        member.submit(&FILE, (), &draft(&format!("136{number:08}"))).await.ok();
    }
}

#[tokio::test]
async fn somebody_whom_nobody_knows_is_filed_for_fifteen_days() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let filing = wang.submit(&FILE, (), &draft("13611110001")).await.ok();
    assert_eq!(filing.status, Status::Filed);
    assert_eq!(filing.filed_at, world.now());
    assert_eq!(filing.expire_at, Some(world.now().plus_seconds(VALID_S)));
    assert_eq!((filing.manager.as_str(), filing.country_code.as_str()), ("王宁", "CN"));
    assert_eq!((filing.invitation, filing.opinion, filing.review_reasons), (None, None, vec![]));
    assert_eq!(wang.fetch(&SHOW, (filing.filing_id.clone(),), &()).await.ok().status, Status::Filed);
    assert_eq!(listed(&wang).await.filings[0].filing_id, filing.filing_id);
    assert_eq!(world.service.audited().await.last().map(String::as_str), Some("filing.file"));
}

#[tokio::test]
async fn every_refusal_is_met_by_an_account_of_the_demo_data() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    for (number, expected) in [
        ("+6591230001", vec![Refusal::OtherSite]),
        // A customer of this partner, and one of another.
        ("13900000001", vec![Refusal::AlreadyAssociated]),
        ("13900000021", vec![Refusal::AlreadyAssociated]),
        ("15500010004", vec![Refusal::FiledByAnotherPartner]),
        ("15500020001", vec![Refusal::FiledByYou]),
        ("15500010002", vec![Refusal::VendorContract]),
        ("15500010003", vec![Refusal::SpendNotFollowed]),
        ("15500010005", vec![Refusal::ConsumerAccount]),
        ("15500010006", vec![Refusal::TrusteeshipAccount]),
        // All of them at once, so that nobody mends one to meet the next.
        (
            "15500010021",
            vec![Refusal::SpendNotFollowed, Refusal::ConsumerAccount, Refusal::TrusteeshipAccount],
        ),
    ] {
        assert_eq!(refusals(&admin, &draft(number)).await, expected, "{number}");
    }
}

#[tokio::test]
async fn every_review_goes_to_the_operator() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let nimbus = world.sign_in("nimbus-admin").await;
    let abroad = FilingDraft {
        country_code: Some(CountryCode::try_from("th".to_owned()).unwrap()),
        ..draft("+66812345678")
    };
    for (member, draft, expected) in [
        (&admin, draft("15500010007"), Reason::FollowedByDirectSales),
        (&admin, draft("15500010008"), Reason::FiledByVendor),
        (&admin, draft("15500010009"), Reason::OnlineSales),
        (&admin, draft("15500010010"), Reason::SalesSupportCenter),
        (&nimbus, draft("+60123450011"), Reason::OtherCountry),
        (&nimbus, abroad, Reason::OtherCountry),
    ] {
        let filing = member.submit(&FILE, (), &draft).await.ok();
        assert_eq!((filing.status, filing.expire_at), (Status::PendingReview, None));
        assert_eq!(filing.review_reasons, [expected]);
        let items =
            "SELECT COUNT(*) FROM work_items WHERE kind = 'REVIEW_FILING' AND answered = 0 AND about_id = $1";
        assert_eq!(world.number(items, filing.filing_id.as_str()).await, 1);
        // Under review it takes a place and cannot be withdrawn.
        let refused = member.submit(&WITHDRAW, (filing.filing_id.clone(),), &()).await.refused();
        assert_eq!(
            (refused.error_code, refused.current_status.as_deref()),
            (ErrorCode::NotInThisState, Some("PENDING_REVIEW"))
        );
    }
    // On the China site the country is no matter.
    let abroad = FilingDraft {
        country_code: Some(CountryCode::try_from("JP".to_owned()).unwrap()),
        ..draft("+819012345678")
    };
    assert_eq!(admin.submit(&FILE, (), &abroad).await.ok().status, Status::Filed);
}

async fn answer(world: &World, filing_id: &FilingId, approved: bool) {
    let operator = world.sign_in("vendor-operator").await;
    let query = WorkItemQuery { limit: Some(100), ..WorkItemQuery::default() };
    let queue = operator.fetch(&work_queue::LIST, (), &query).await.ok().work_items;
    let item = queue.iter().find(|item| item.filing_id.as_ref() == Some(filing_id)).unwrap();
    assert_eq!(item.kind, WorkItemKind::ReviewFiling);
    let answer = WorkItemAnswer {
        version: item.version,
        answer: contract::text::Reason::try_from("已核对".to_owned()).unwrap(),
        field_notes: Vec::new(),
    };
    let endpoint = if approved { &work_queue::COMPLETE } else { &work_queue::DECLINE };
    operator.submit(endpoint, (item.work_item_id.clone(),), &answer).await.ok();
}

#[tokio::test]
async fn an_approved_filing_is_in_force_from_then_on_and_its_member_is_told() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let filing = wang.submit(&FILE, (), &draft("15500010008")).await.ok();
    world.service.pass(3_600);
    answer(&world, &filing.filing_id, true).await;
    let wang = world.sign_in("yunfan-wang").await;
    let approved = wang.fetch(&SHOW, (filing.filing_id,), &()).await.ok();
    assert_eq!(approved.status, Status::Filed);
    assert_eq!(approved.expire_at, Some(world.now().plus_seconds(VALID_S)));
    assert_eq!(approved.opinion, None);
    let messages = world.messages("FILING_REVIEWED").await;
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages.iter().all(|text| text.contains("yunfan-wang") && text.contains("无锡****公司")));
}

#[tokio::test]
async fn a_rejected_filing_says_why_frees_its_place_and_can_be_filed_again() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let before = listed(&wang).await.open_count;
    let filing = wang.submit(&FILE, (), &draft("15500010009")).await.ok();
    assert_eq!(listed(&wang).await.open_count, before + 1);
    answer(&world, &filing.filing_id, false).await;
    let rejected = wang.fetch(&SHOW, (filing.filing_id.clone(),), &()).await.ok();
    assert_eq!((rejected.status, rejected.opinion.as_deref()), (Status::Rejected, Some("已核对")));
    assert_eq!(listed(&wang).await.open_count, before);
    let again = wang.submit(&FILE, (), &draft("15500010009")).await.ok();
    assert_eq!((again.filing_id, again.status), (filing.filing_id, Status::PendingReview));
    assert_eq!(again.opinion, None);
}

#[tokio::test]
async fn an_account_is_found_by_its_address_too() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let by_email = FilingDraft { email: email("it@hw-xiaofeizhe.example.com"), ..draft("13611110002") };
    assert_eq!(refusals(&admin, &by_email).await, [Refusal::ConsumerAccount]);
    // Number and address of two accounts: what stands against either.
    let of_two = FilingDraft { mobile_phone: phone("15500010006"), ..by_email };
    assert_eq!(refusals(&admin, &of_two).await, [Refusal::TrusteeshipAccount, Refusal::ConsumerAccount]);
}

#[tokio::test]
async fn two_spellings_of_a_number_are_one_number() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    admin.submit(&FILE, (), &draft("13611110003")).await.ok();
    let body = r#"{"customer_name":"无锡太湖仪表有限公司","mobile_phone":"+86 136-1111-0003","email":"a@b.example.org"}"#;
    let refused = admin.submit_text(&FILE, (), body).await.refused();
    assert_eq!(refused.filing_refusals, [Refusal::FiledByYou]);
    let body = r#"{"customer_name":" ","mobile_phone":"1361111","email":"nobody"}"#;
    let refused = admin.submit_text(&FILE, (), body).await.refused();
    assert_eq!(
        (refused.error_code, refused.fields[0].rule.clone()),
        (ErrorCode::InvalidParameter, Rule::Missing)
    );
}

#[tokio::test]
async fn a_partner_keeps_others_away_until_its_time_is_over() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let sun = world.sign_in("huashang-sun").await;
    let filing = wang.submit(&FILE, (), &draft("13611110004")).await.ok();
    assert_eq!(refusals(&sun, &draft("13611110004")).await, [Refusal::FiledByAnotherPartner]);
    // The clock decides, whether or not the job has run.
    world.service.pass(VALID_S);
    let sun = world.sign_in("huashang-sun").await;
    assert_eq!(sun.submit(&FILE, (), &draft("13611110004")).await.ok().status, Status::Filed);
    let wang = world.sign_in("yunfan-wang").await;
    let over = wang.fetch(&SHOW, (filing.filing_id,), &()).await.ok();
    assert_eq!(over.status, Status::Expired);
    assert_eq!(refusals(&wang, &draft("13611110004")).await, [Refusal::FiledByAnotherPartner]);
    // Which partner it is, nobody learns.
    let refused = wang.submit(&FILE, (), &draft("13611110004")).await;
    assert!(!refused.body().contains("huashang") && !refused.body().contains("华上"));
}

#[tokio::test]
async fn filing_again_takes_up_the_same_entry_with_new_details() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let filing = wang.submit(&FILE, (), &draft("13611110005")).await.ok();
    assert_eq!(wang.submit(&WITHDRAW, (filing.filing_id.clone(),), &()).await.ok().status, Status::Withdrawn);
    let li = world.sign_in("yunfan-li").await;
    let renamed = FilingDraft {
        customer_name: CustomerName::try_from("无锡蠡湖仪表有限公司".to_owned()).unwrap(),
        ..draft("13611110005")
    };
    let again = li.submit(&FILE, (), &renamed).await.ok();
    assert_eq!((again.filing_id.clone(), again.manager.as_str()), (filing.filing_id.clone(), "李默"));
    assert_eq!(world.number("SELECT COUNT(*) FROM filings WHERE mobile_phone = $1", "13611110005").await, 1);
    // It is the other member's now.
    let gone = wang.fetch(&SHOW, (filing.filing_id,), &()).await;
    assert_eq!(gone.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn the_hundred_and_first_filing_is_refused_with_the_numbers() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    fill(&admin, MAX_OPEN).await;
    let refused = admin.submit(&FILE, (), &draft("13611110006")).await.refused();
    assert_eq!(refused.error_code, ErrorCode::FilingLimit);
    assert_eq!((refused.limit, refused.used), (Some(100), Some(100)));
    assert_eq!(world.number("SELECT COUNT(*) FROM filings WHERE mobile_phone = $1", "13611110006").await, 0);
    // Others have places of their own.
    let sun = world.sign_in("huashang-sun").await;
    sun.submit(&FILE, (), &draft("13611110006")).await.ok();
    admin.submit(&WITHDRAW, (id("f-100001"),), &()).await.ok();
    admin.submit(&FILE, (), &draft("13611110007")).await.ok();
}

#[tokio::test]
async fn of_two_members_at_the_last_place_one_gets_it() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let li = world.sign_in("yunfan-li").await;
    fill(&wang, MAX_OPEN - 1).await;
    let (one, other) = (draft("13611110008"), draft("13611110009"));
    let (one, other) = tokio::join!(wang.submit(&FILE, (), &one), li.submit(&FILE, (), &other));
    let mut answers = [one.status(), other.status()];
    answers.sort_unstable();
    assert_eq!(answers, [200, ErrorCode::FilingLimit.status()]);
    assert_eq!(listed(&wang).await.open_count, MAX_OPEN);
}

#[tokio::test]
async fn of_two_partners_who_file_one_customer_at_once_one_succeeds() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let sun = world.sign_in("huashang-sun").await;
    let draft = draft("13611110010");
    let (one, other) = tokio::join!(wang.submit(&FILE, (), &draft), sun.submit(&FILE, (), &draft));
    let answers = [one.status(), other.status()];
    assert!(answers.contains(&200) && answers != [200, 200], "{answers:?}");
}

#[tokio::test]
async fn sent_again_with_its_key_a_filing_happens_once() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let key = new_key();
    let first = admin.submit_as(&FILE, (), &draft("13611110011"), &key).await.ok();
    let again = admin.submit_as(&FILE, (), &draft("13611110011"), &key).await.ok();
    assert_eq!(first, again);
}

#[tokio::test]
async fn who_cannot_be_reached_or_whose_distributor_is_gone_does_not_file() {
    let world = World::new().await;
    let he = world.sign_in("yunfan-he").await;
    assert_eq!(he.submit(&FILE, (), &draft("13611110012")).await.code(), ErrorCode::ProfileIncomplete);
    assert_eq!(he.fetch(&LIST, (), &all()).await.status(), 200);
    let listing = FilingIds { filing_ids: vec![id("f-100012")] };
    assert_eq!(he.submit(&FILE_LISTED, (), &listing).await.code(), ErrorCode::ProfileIncomplete);
    world.change("UPDATE users SET email = 'he@mail.example.com' WHERE user_id = $1", "u-yunfan-he").await;
    he.submit(&FILE, (), &draft("13611110012")).await.ok();

    let tang = world.sign_in("xingchen-tang").await;
    assert_eq!(tang.submit(&FILE, (), &draft("13611110013")).await.code(), ErrorCode::DistributorDelisted);
    assert_eq!(tang.fetch(&LIST, (), &all()).await.status(), 200);
}

#[tokio::test]
async fn who_may_not_develop_customers_sees_nothing() {
    let world = World::new().await;
    for name in ["yunfan-finance", "yunfan-operator", "caizhi-admin", "tongda-admin"] {
        let member = world.sign_in(name).await;
        assert_eq!(member.fetch(&LIST, (), &all()).await.code(), ErrorCode::AccessDenied, "{name}");
        let filed = member.submit(&FILE, (), &draft("13611110014")).await;
        assert_eq!(filed.code(), ErrorCode::AccessDenied, "{name}");
    }
    let operator = world.sign_in("vendor-operator").await;
    assert_eq!(operator.fetch(&LIST, (), &all()).await.status(), 403);
    assert_eq!(world.anybody().fetch(&LIST, (), &all()).await.code(), ErrorCode::SignedOut);
}

#[tokio::test]
async fn an_account_manager_sees_its_own_a_director_its_team_an_administrator_all() {
    let world = World::new().await;
    let admin = listed(&world.sign_in("yunfan-admin").await).await;
    assert_eq!(admin.total_count, 13);
    assert!(admin.filings.iter().all(|filing| filing.filing_id.as_str().starts_with("f-1")));
    let director = listed(&world.sign_in("yunfan-director").await).await;
    assert_eq!(director.total_count, 12);
    assert!(!ids(&director).contains(&"f-100013"));
    let zhao = world.sign_in("yunfan-zhao").await;
    let of_zhao = listed(&zhao).await;
    assert_eq!(ids(&of_zhao), ["f-100013"]);
    // Places are the whole partner's.
    assert_eq!((of_zhao.open_count, of_zhao.limit), (admin.open_count, 100));
}

#[tokio::test]
async fn a_foreign_filing_and_a_missing_one_look_the_same_to_the_byte() {
    let world = World::new().await;
    let zhao = world.sign_in("yunfan-zhao").await;
    let mut answers = Vec::new();
    // Missing, another partner's, a colleague's.
    for text in ["f-999999", "f-200001", "f-100001"] {
        let filing: FilingId = id(text);
        let new_email = EmailDraft { version: 1, email: email("a@b.example.org") };
        let fields = vec![PersonalField::Customer, PersonalField::Telephone];
        let batch = zhao.submit(&FILE_LISTED, (), &FilingIds { filing_ids: vec![filing.clone()] }).await;
        answers.push([
            zhao.fetch(&SHOW, (filing.clone(),), &()).await.body().to_owned(),
            zhao.submit(&SET_EMAIL, (filing.clone(),), &new_email).await.body().to_owned(),
            zhao.submit(&WITHDRAW, (filing.clone(),), &()).await.body().to_owned(),
            batch.body().replace(text, "ID"),
            zhao.submit(&REVEAL, (), &RevealFilings { filing_ids: vec![filing], fields })
                .await
                .body()
                .to_owned(),
        ]);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    assert!(answers[0][..4].iter().all(|body| body.contains(ErrorCode::NotFound.as_str())));
}

#[tokio::test]
async fn nothing_of_another_partner_or_in_full_is_in_any_answer() {
    let world = World::new().await;
    let sun = world.sign_in("huashang-sun").await;
    let canary = FilingDraft {
        customer_name: CustomerName::try_from("金丝雀渠道有限公司".to_owned()).unwrap(),
        email: email("canary@canary.example.org"),
        ..draft("13611110015")
    };
    sun.submit(&FILE, (), &canary).await.ok();
    let admin = world.sign_in("yunfan-admin").await;
    for query in [
        all(),
        FilingQuery { mobile_phone: Some("13611110015".to_owned()), ..all() },
        FilingQuery { email: Some("canary@canary.example.org".to_owned()), ..all() },
        FilingQuery { customer_name: Some("金丝雀".to_owned()), ..all() },
    ] {
        let answer = admin.fetch(&LIST, (), &query).await;
        assert!(!answer.body().contains("金丝") && !answer.body().contains("canary"), "{query:?}");
    }
    // Its own are masked.
    let full = "SELECT mobile_phone FROM filings WHERE partner_id = $1
         UNION SELECT email FROM filings WHERE partner_id = $1
         UNION SELECT customer_name FROM filings WHERE partner_id = $1";
    let list = admin.fetch(&LIST, (), &all()).await;
    for value in world.texts(full, "p-yunfan").await {
        assert!(!list.body().contains(&value), "{value}");
    }
    let first = admin.fetch(&SHOW, (id("f-100001"),), &()).await.ok();
    assert_eq!(
        (
            first.customer_name.as_str(),
            first.mobile_phone.as_str(),
            first.email.as_str(),
            first.contact.as_deref()
        ),
        ("东莞****公司", "155****0001", "c***@f***.com", Some("杜*"))
    );
}

#[tokio::test]
async fn every_filter_narrows_the_list_and_both_orders_hold() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let text = |text: &str| Some(text.to_owned());
    for (query, expected) in [
        (FilingQuery { status_list: vec![Status::Rejected], ..all() }, vec!["f-100008"]),
        (
            FilingQuery { status_list: vec![Status::Expired, Status::NotFiled], ..all() },
            vec!["f-100009", "f-100012"],
        ),
        (FilingQuery { customer_name: text("精工模具"), ..all() }, vec!["f-100001"]),
        (FilingQuery { customer_name: text("%"), ..all() }, vec![]),
        (FilingQuery { mobile_phone: text("+86 155 0002 0002"), ..all() }, vec!["f-100002"]),
        (FilingQuery { mobile_phone: text("15500020"), ..all() }, vec![]),
        (FilingQuery { email: text("contact@F-100003.example.com"), ..all() }, vec!["f-100003"]),
        (FilingQuery { email: text("contact"), ..all() }, vec![]),
        (FilingQuery { manager: Some(id("u-yunfan-zhao")), ..all() }, vec!["f-100013"]),
        (FilingQuery { filed_end: "2026-08-12".parse().ok(), ..all() }, vec!["f-100010", "f-100012"]),
        (
            FilingQuery {
                filed_begin: "2026-11-22".parse().ok(),
                filed_end: "2026-11-22".parse().ok(),
                ..all()
            },
            vec!["f-100007"],
        ),
    ] {
        let page = admin.fetch(&LIST, (), &query).await.ok();
        assert_eq!(ids(&page), expected, "{query:?}");
        assert_eq!(page.total_count as usize, expected.len());
    }
    let newest_first = listed(&admin).await;
    assert!(newest_first.filings.is_sorted_by(|a, b| a.filed_at >= b.filed_at));
    let ending = admin.fetch(&LIST, (), &FilingQuery { ending_first: true, ..all() }).await.ok();
    assert_eq!(ids(&ending)[0], "f-100006");
    let in_force: Vec<&Filing> =
        ending.filings.iter().take_while(|filing| filing.status == Status::Filed).collect();
    assert_eq!(in_force.len(), 7);
    assert!(in_force.is_sorted_by_key(|filing| filing.expire_at));
    // Pages do not overlap.
    let mut seen = Vec::new();
    for offset in (0..13).step_by(5) {
        let query = FilingQuery { offset: Some(offset), limit: Some(5), ..FilingQuery::default() };
        seen.extend(admin.fetch(&LIST, (), &query).await.ok().filings);
    }
    assert_eq!(seen, newest_first.filings);
    let beyond = FilingQuery { limit: Some(101), ..FilingQuery::default() };
    assert_eq!(admin.fetch(&LIST, (), &beyond).await.refused().fields[0].field, "limit");
}

#[tokio::test]
async fn the_address_is_changed_only_while_the_filing_is_in_force() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let to = |version, text: &str| EmailDraft { version, email: email(text) };
    let changed = admin.submit(&SET_EMAIL, (id("f-100001"),), &to(1, "new@factory.example.org")).await.ok();
    assert_eq!((changed.email.as_str(), changed.version), ("n***@f***.org", 2));
    let stale = admin.submit(&SET_EMAIL, (id("f-100001"),), &to(1, "late@factory.example.org")).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    // Nobody comes in by the back door.
    let consumer = to(2, "it@hw-xiaofeizhe.example.com");
    let refused = admin.submit(&SET_EMAIL, (id("f-100001"),), &consumer).await.refused();
    assert_eq!(refused.filing_refusals, [Refusal::ConsumerAccount]);
    for (filing, status) in [
        ("f-100007", "PENDING_REVIEW"),
        ("f-100008", "REJECTED"),
        ("f-100009", "EXPIRED"),
        ("f-100010", "ASSOCIATED"),
        ("f-100011", "WITHDRAWN"),
        ("f-100012", "NOT_FILED"),
    ] {
        let refused = admin.submit(&SET_EMAIL, (id(filing),), &to(1, "a@b.example.org")).await.refused();
        assert_eq!(refused.error_code, ErrorCode::NotInThisState, "{filing}");
        assert_eq!(refused.current_status.as_deref(), Some(status));
    }
    // The audit holds it masked.
    let audited = "SELECT detail FROM audit WHERE action = 'filing.email' AND chain = $1";
    let rows = world.texts(audited, "p-yunfan").await;
    assert!(rows.len() == 1 && !rows[0].contains("new@factory"), "{rows:?}");
    // When its time is over, whether or not the job has run.
    world.service.pass(VALID_S);
    let admin = world.sign_in("yunfan-admin").await;
    let late = admin.submit(&SET_EMAIL, (id("f-100001"),), &to(2, "a@b.example.org")).await.refused();
    assert_eq!(late.current_status.as_deref(), Some("EXPIRED"));
}

#[tokio::test]
async fn a_withdrawn_filing_gives_its_place_back_and_ends_its_invitation() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let before = listed(&admin).await.open_count;
    let withdrawn = admin.submit(&WITHDRAW, (id("f-100002"),), &()).await.ok();
    assert_eq!((withdrawn.status, withdrawn.expire_at), (Status::Withdrawn, None));
    assert_eq!(listed(&admin).await.open_count, before - 1);
    let open = "SELECT COUNT(*) FROM invitations WHERE filing_id = $1 AND status IN ('INVITED', 'FAILED')";
    assert_eq!(world.number(open, "f-100002").await, 0);
    let jobs =
        "SELECT COUNT(*) FROM jobs WHERE kind = 'FILING_EXPIRES' AND about_id = $1 AND done_at IS NULL";
    assert_eq!(world.number(jobs, "f-100002").await, 0);
    // Taken off the list, too.
    assert_eq!(admin.submit(&WITHDRAW, (id("f-100012"),), &()).await.ok().status, Status::Withdrawn);
    for filing in ["f-100002", "f-100007", "f-100009", "f-100010"] {
        let twice = admin.submit(&WITHDRAW, (id(filing),), &()).await;
        assert_eq!(twice.code(), ErrorCode::NotInThisState, "{filing}");
    }
    // Another partner may come now.
    let sun = world.sign_in("huashang-sun").await;
    sun.submit(&FILE, (), &draft("15500020002")).await.ok();
}

#[tokio::test]
async fn listed_customers_are_filed_each_for_itself() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    // What was rejected is reviewed again only when there still is a reason.
    let batch = FilingIds {
        filing_ids: ["f-100012", "f-100009", "f-100008", "f-100001", "f-200001", "f-100012"].map(id).to_vec(),
    };
    let filed = admin.submit(&FILE_LISTED, (), &batch).await.ok();
    let states: Vec<_> =
        filed.filings.iter().map(|filing| (filing.filing_id.as_str(), filing.status)).collect();
    assert_eq!(
        states,
        [("f-100012", Status::Filed), ("f-100009", Status::Filed), ("f-100008", Status::Filed)]
    );
    assert!(filed.filings.iter().all(|filing| filing.filed_at == world.now()));
    let errors: Vec<_> =
        filed.error_details.iter().map(|detail| (detail.id.as_str(), detail.error_code)).collect();
    assert_eq!(errors, [("f-100001", ErrorCode::NotInThisState), ("f-200001", ErrorCode::NotFound)]);

    // What another partner has filed meanwhile.
    admin.submit(&WITHDRAW, (id("f-100003"),), &()).await.ok();
    world.sign_in("huashang-sun").await.submit(&FILE, (), &draft("15500020003")).await.ok();
    let one = FilingIds { filing_ids: vec![id("f-100003")] };
    let refused = admin.submit(&FILE_LISTED, (), &one).await.ok().error_details;
    assert_eq!(refused[0].error_code, ErrorCode::FilingRefused);
    assert_eq!(refused[0].filing_refusals, [Refusal::FiledByAnotherPartner]);

    // No place is left.
    fill(&admin, MAX_OPEN).await;
    let one = FilingIds { filing_ids: vec![id("f-100011")] };
    let refused = admin.submit(&FILE_LISTED, (), &one).await.ok().error_details;
    assert_eq!(refused[0].error_code, ErrorCode::FilingLimit);
    for ids in [vec![], vec![id("f-100011"); 101]] {
        let refused = admin.submit(&FILE_LISTED, (), &FilingIds { filing_ids: ids }).await.refused();
        assert_eq!(refused.fields[0].field, "filing_ids");
    }
}

#[tokio::test]
async fn full_values_are_counted_with_those_of_customers_and_audited() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let query = |filing_ids: &[&str], fields: &[PersonalField]| RevealFilings {
        filing_ids: filing_ids.iter().map(|text| id(text)).collect(),
        fields: fields.to_vec(),
    };
    let asked =
        query(&["f-100001", "f-200001", "f-100013"], &[PersonalField::Customer, PersonalField::Telephone]);
    let revealed = wang.submit(&REVEAL, (), &asked).await.ok().filings;
    assert_eq!(revealed.len(), 1);
    assert_eq!(revealed[0].customer.as_deref(), Some("东莞精工模具有限公司"));
    assert_eq!(revealed[0].telephone.as_deref(), Some("15500020001"));
    assert_eq!(revealed[0].email, None);
    let rows = world
        .texts("SELECT detail FROM audit WHERE action = 'filing.reveal' AND chain = $1", "p-yunfan")
        .await;
    assert!(rows.len() == 1 && rows[0].contains("f-100001") && !rows[0].contains("f-200001"), "{rows:?}");
    let shown = "SELECT CAST(COALESCE(SUM(customers), 0) AS BIGINT) FROM reveals WHERE user_id = $1";
    assert_eq!(world.number(shown, "u-yunfan-wang").await, 1);
    world.change("UPDATE reveals SET customers = 500 WHERE user_id = $1", "u-yunfan-wang").await;
    assert_eq!(wang.submit(&REVEAL, (), &asked).await.code(), ErrorCode::TooManyRequests);
    for (bad, field) in [
        (query(&[], &[PersonalField::Email]), "filing_ids"),
        (query(&["f-100001"; 51], &[PersonalField::Email]), "filing_ids"),
        (query(&["f-100001"], &[]), "fields"),
        (query(&["f-100001"], &[PersonalField::AccountName]), "fields"),
    ] {
        assert_eq!(wang.submit(&REVEAL, (), &bad).await.refused().fields[0].field, field);
    }
}
