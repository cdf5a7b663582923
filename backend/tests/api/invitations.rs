//! Inviting by mail: rules D2 and D5 of `docs/rules.md`, and where a token may be.
//!
//! Long because a noun has one file, and each of its rules a test.

use crate::{
    database::tables,
    harness::Service,
    world::{Actor, World, id},
};
use backend::{
    config::Config,
    jobs,
    outbox::delivery::{Carriers, deliver_due},
};
use contract::{
    associations::AssociationType::{Consignment, Referral, Resale},
    demo::{Channel, Message, OUTBOX, OutboxQuery},
    filings::{EmailDraft, FILE, Filing, SET_EMAIL, SHOW, VALID_S},
    ids::FilingId,
    invitations::{
        DeliveryState, HISTORY, INVITE, Invitation, InvitationDraft, InvitationKind, InvitationPage,
        InvitationQuery, InvitationStatus as Status, InvitationVersion, Invited, InvitedBatch, LINK_VALID_S,
        MailPreview, PREVIEW, PreviewQuery, RESEND, REVOKE,
    },
    joining::{LOOK_UP, LinkState, Token, TokenQuery},
    problem::ErrorCode,
    session::Language,
};
use sqlx::AssertSqlSafe;
use std::sync::{Arc, Mutex};

const DAY_S: i64 = 86_400;
/// In force, of 王宁; never invited.
const FILED: &str = "f-100001";
/// Under review, of 王宁.
const UNDER_REVIEW: &str = "f-100007";
/// Another partner's.
const FOREIGN: &str = "f-200001";

fn draft(filing_ids: &[&str]) -> InvitationDraft {
    InvitationDraft {
        filing_ids: filing_ids.iter().map(|text| id(text)).collect(),
        association_type: Referral,
        language: Language::ZhCn,
    }
}

async fn invite(member: &Actor<'_>, filing_id: &str) -> Invited {
    let mut batch: InvitedBatch = member.submit(&INVITE, (), &draft(&[filing_id])).await.ok();
    assert_eq!(batch.error_details, []);
    batch.invitations.remove(0)
}

fn secret(invited: &Invited) -> &str {
    invited.url.split_once("/i#t=").unwrap().1
}

async fn link_state(world: &World, secret: &str) -> LinkState {
    let query = TokenQuery { token: Token::new(secret.to_owned()) };
    world.anybody().fetch(&LOOK_UP, (), &query).await.ok().link_state
}

async fn history(member: &Actor<'_>, query: InvitationQuery) -> InvitationPage {
    member.fetch(&HISTORY, (), &query).await.ok()
}

async fn entry(member: &Actor<'_>, invited: &Invited) -> Invitation {
    let all = history(member, InvitationQuery { limit: Some(100), ..InvitationQuery::default() }).await;
    all.invitations.into_iter().find(|entry| entry.invitation_id == invited.invitation_id).unwrap()
}

/// Mails of invitations, newest first.
async fn mails(service: &Service) -> Vec<Message> {
    let mut conn = service.app.store.read().await.unwrap();
    let page = backend::outbox::store::page(&mut conn, &service.app.pepper, "", 0, 100).await.unwrap();
    page.0.into_iter().filter(|message| message.kind == "INVITATION").collect()
}

#[tokio::test]
async fn a_filed_customer_is_invited_for_seven_days_and_the_mail_leaves_by_itself() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let invited = invite(&wang, FILED).await;
    assert_eq!(invited.expire_at, world.now().plus_seconds(LINK_VALID_S));
    assert_eq!(link_state(&world, secret(&invited)).await, LinkState::Valid);

    let brief = async || -> Filing { wang.fetch(&SHOW, (id::<FilingId>(FILED),), &()).await.ok() };
    let before = brief().await.invitation.unwrap();
    assert_eq!((before.invitation_id, before.status), (invited.invitation_id.clone(), Status::Invited));
    assert_eq!((before.delivery.state, before.delivery.attempts), (DeliveryState::Queued, 0));
    deliver_due(&world.service.app, &Carriers::new(None, None, None).unwrap()).await.unwrap();
    let after = brief().await.invitation.unwrap().delivery;
    assert_eq!(
        (after.state, after.sent_at, after.next_attempt_at),
        (DeliveryState::Sent, Some(world.now()), None)
    );

    // As the demo shows it.
    let query = OutboxQuery { recipient: Some("f-100001".to_owned()), ..OutboxQuery::default() };
    let outbox = world.anybody().fetch(&OUTBOX, (), &query).await.ok();
    let [mail] = outbox.messages.try_into().ok().unwrap();
    assert_eq!((mail.kind.as_str(), mail.attempts, mail.next_attempt_at), ("INVITATION", 1, None));
    assert_eq!((mail.channel, mail.recipient.as_str()), (Channel::Email, "contact@f-100001.example.com"));
    assert!(mail.body.contains(&invited.url) && mail.html.unwrap().contains(&invited.url));
    assert_eq!(world.service.audited().await.last().map(String::as_str), Some("invitation.send"));
}

#[tokio::test]
async fn each_of_a_batch_gets_its_own_answer() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = draft(&[FILED, UNDER_REVIEW, "f-100008", "f-100009", FOREIGN, "f-nowhere", "f-100002", FILED]);
    let batch: InvitedBatch = admin.submit(&INVITE, (), &all).await.ok();
    let invited: Vec<&str> = batch.invitations.iter().map(|invited| invited.filing_id.as_str()).collect();
    assert_eq!(invited, [FILED, "f-100002"], "each once");
    let refused: Vec<(&str, ErrorCode)> =
        batch.error_details.iter().map(|refused| (refused.id.as_str(), refused.error_code)).collect();
    assert_eq!(
        refused,
        [
            (UNDER_REVIEW, ErrorCode::NotInThisState),
            ("f-100008", ErrorCode::NotInThisState),
            ("f-100009", ErrorCode::NotInThisState),
            (FOREIGN, ErrorCode::NotFound),
            ("f-nowhere", ErrorCode::NotFound),
        ]
    );
    assert_eq!(batch.error_details[3].error_msg, batch.error_details[4].error_msg);
    assert_eq!(mails(&world.service).await.len(), 2);
}

#[tokio::test]
async fn the_same_call_again_invites_once() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let first = wang.submit_as(&INVITE, (), &draft(&[FILED]), "invite-once").await;
    let again = wang.submit_as(&INVITE, (), &draft(&[FILED]), "invite-once").await;
    assert_eq!(first.body(), again.body());
    assert_eq!(mails(&world.service).await.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_an_invitation_is_refused_as_a_whole() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let none = wang.submit(&INVITE, (), &draft(&[])).await.refused();
    assert_eq!((none.error_code, none.fields[0].field.as_str()), (ErrorCode::InvalidParameter, "filing_ids"));
    let ids: Vec<String> = (0..101).map(|number| format!("f-{number}")).collect();
    let many = draft(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let many = wang.submit(&INVITE, (), &many).await.refused();
    assert_eq!((many.error_code, many.limit), (ErrorCode::TooMany, Some(100)));
    let resale = InvitationDraft { association_type: Resale, ..draft(&[FILED]) };
    let resale = wang.submit(&INVITE, (), &resale).await.refused();
    assert_eq!(resale.fields[0].field, "association_type");
    let garcia = world.sign_in("nimbus-garcia").await;
    let abroad = InvitationDraft { association_type: Resale, ..draft(&["f-300001"]) };
    assert_eq!(garcia.submit(&INVITE, (), &abroad).await.ok().invitations.len(), 1);
}

#[tokio::test]
async fn who_may_not_develop_or_cannot_be_reached_invites_nobody() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    assert_eq!(finance.submit(&INVITE, (), &draft(&[FILED])).await.code(), ErrorCode::AccessDenied);
    assert_eq!(
        finance.fetch(&HISTORY, (), &InvitationQuery::default()).await.code(),
        ErrorCode::AccessDenied
    );
    let unreachable = world.sign_in("yunfan-he").await;
    let answer = unreachable.submit(&INVITE, (), &draft(&[FILED])).await;
    assert_eq!(answer.code(), ErrorCode::ProfileIncomplete);
    assert_eq!(mails(&world.service).await.len(), 0);
}

#[tokio::test]
async fn the_preview_is_the_mail_but_for_the_token() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for (language, association_type) in [(Language::ZhCn, Consignment), (Language::EnUs, Referral)] {
        let query = PreviewQuery { filing_id: id(FILED), association_type, language };
        let preview: MailPreview = wang.fetch(&PREVIEW, (), &query).await.ok();
        let draft = InvitationDraft { association_type, language, ..draft(&[FILED]) };
        let batch: InvitedBatch = wang.submit(&INVITE, (), &draft).await.ok();
        let secret = secret(&batch.invitations[0]);
        let mail = mails(&world.service).await.remove(0);
        let (sample, _) = preview.text.split_once("/i#t=").unwrap().1.split_once('\n').unwrap();
        assert_eq!(sample.len(), secret.len());
        assert_eq!(preview.subject, mail.subject);
        assert_eq!(preview.text.replace(sample, secret), mail.body);
        assert_eq!(preview.html.replace(sample, secret), mail.html.unwrap());
        assert_eq!(link_state(&world, sample).await, LinkState::Unknown);
        for part in [&preview.text, &preview.html] {
            assert!(!part.contains("东莞精工模具有限公司") && !part.contains("15500020001"), "{part}");
            assert!(part.contains("东莞****公司") && part.contains("155****0001"), "{part}");
        }
        assert!(!preview.html.contains("src=") && !preview.html.contains("<script"));
    }
    assert!(mails(&world.service).await[0].body.starts_with("Dear "));
}

#[tokio::test]
async fn a_new_invitation_ends_the_former_link() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let first = invite(&wang, FILED).await;
    world.service.pass(60);
    let second: Invited = wang.submit(&RESEND, (first.invitation_id.clone(),), &()).await.ok();
    assert_eq!(link_state(&world, secret(&first)).await, LinkState::Replaced);
    assert_eq!(link_state(&world, secret(&second)).await, LinkState::Valid);
    let former = entry(&wang, &first).await;
    assert_eq!(former.status, Status::Replaced);
    assert_eq!(
        former.delivery.unwrap().state,
        DeliveryState::GivenUp,
        "the old mail must not leave any more"
    );
    assert_eq!(entry(&wang, &second).await.expire_at, Some(world.now().plus_seconds(LINK_VALID_S)));
    let third = invite(&wang, FILED).await;
    assert_eq!(link_state(&world, secret(&second)).await, LinkState::Replaced);
    let shown: Filing = wang.fetch(&SHOW, (id::<FilingId>(FILED),), &()).await.ok();
    assert_eq!(shown.invitation.unwrap().invitation_id, third.invitation_id);
    let version = InvitationVersion { version: 1 };
    wang.submit(&REVOKE, (third.invitation_id.clone(),), &version).await.ok();
    invite(&wang, FILED).await;
    assert_eq!(entry(&wang, &third).await.status, Status::Replaced, "nothing is left to be done about it");
    // One that was replaced is not the one to send again.
    let again = wang.submit(&RESEND, (first.invitation_id,), &()).await.refused();
    assert_eq!(again.current_status.as_deref(), Some("REPLACED"));
}

#[tokio::test]
async fn a_customer_gets_ten_mails_a_day_at_most() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for _ in 0..10 {
        invite(&wang, FILED).await;
    }
    let batch: InvitedBatch = wang.submit(&INVITE, (), &draft(&[FILED])).await.ok();
    assert_eq!(batch.error_details[0].error_code, ErrorCode::TooManyRequests);
    world.service.pass(DAY_S);
    let wang = world.sign_in("yunfan-wang").await;
    invite(&wang, FILED).await;
}

#[tokio::test]
async fn a_revoked_link_is_dead_and_its_mail_stays() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let invited = invite(&wang, FILED).await;
    let revoke = async |version| {
        wang.submit(&REVOKE, (invited.invitation_id.clone(),), &InvitationVersion { version }).await
    };
    assert_eq!(revoke(7).await.code(), ErrorCode::Changed);
    let revoked: Invitation = revoke(1).await.ok();
    assert_eq!((revoked.status, revoked.delivery.unwrap().state), (Status::Revoked, DeliveryState::GivenUp));
    assert_eq!(link_state(&world, secret(&invited)).await, LinkState::Revoked);
    let again = revoke(revoked.version).await.refused();
    assert_eq!(
        (again.error_code, again.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("REVOKED"))
    );
    let mail = mails(&world.service).await.remove(0);
    assert!(mail.body.is_empty() && mail.html.is_none() && mail.next_attempt_at.is_none());
    deliver_due(&world.service.app, &Carriers::new(None, None, None).unwrap()).await.unwrap();
    assert_eq!(mails(&world.service).await[0].sent_at, None);
}

#[tokio::test]
async fn a_link_ends_by_the_clock_its_inviter_is_told_and_it_can_be_sent_again() {
    let world = World::new().await;
    let invited = invite(&world.sign_in("yunfan-wang").await, FILED).await;
    world.service.pass(LINK_VALID_S - 1);
    assert_eq!(link_state(&world, secret(&invited)).await, LinkState::Valid);
    world.service.pass(1);
    let wang = world.sign_in("yunfan-wang").await;
    // Whether or not the job has run.
    assert_eq!(link_state(&world, secret(&invited)).await, LinkState::Expired);
    assert_eq!(entry(&wang, &invited).await.status, Status::LinkExpired);
    let version = InvitationVersion { version: 1 };
    let revoke = wang.submit(&REVOKE, (invited.invitation_id.clone(),), &version).await;
    assert_eq!(revoke.refused().current_status.as_deref(), Some("LINK_EXPIRED"));

    jobs::run_due(&world.service.app).await.unwrap();
    assert_eq!(jobs::run_due(&world.service.app).await.unwrap(), 0);
    assert_eq!(entry(&wang, &invited).await.version, 2);
    let told = world.messages("INVITATION_EXPIRED").await;
    assert!(
        told.iter().any(|message| message.contains("IN_SITE yunfan-wang: 发给 东莞****公司")),
        "{told:?}"
    );

    let again: Invited = wang.submit(&RESEND, (invited.invitation_id.clone(),), &()).await.ok();
    assert_eq!(again.expire_at, world.now().plus_seconds(LINK_VALID_S));
    assert_eq!(link_state(&world, secret(&again)).await, LinkState::Valid);
    assert_eq!(link_state(&world, secret(&invited)).await, LinkState::Replaced);
}

#[tokio::test]
async fn without_a_filing_in_force_nothing_is_sent_again() {
    let world = World::new().await;
    let invited = invite(&world.sign_in("yunfan-wang").await, FILED).await;
    world.service.pass(VALID_S);
    let wang = world.sign_in("yunfan-wang").await;
    let refused = wang.submit(&RESEND, (invited.invitation_id.clone(),), &()).await.refused();
    assert_eq!(
        (refused.error_code, refused.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("EXPIRED"))
    );
    assert_eq!(entry(&wang, &invited).await.status, Status::LinkExpired, "it is not replaced either");
}

#[tokio::test]
async fn the_mail_keeps_its_address_when_the_filing_gets_another() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let first = invite(&wang, FILED).await;
    let email = "new@p15500020001.example.org".to_owned().try_into().unwrap();
    let filing: Filing = wang.fetch(&SHOW, (id::<FilingId>(FILED),), &()).await.ok();
    let draft = EmailDraft { email, version: filing.version };
    wang.submit(&SET_EMAIL, (id::<FilingId>(FILED),), &draft).await.ok();
    let second = invite(&wang, FILED).await;
    assert_eq!(entry(&wang, &first).await.email.as_deref(), Some("c***@f***.com"));
    assert_eq!(entry(&wang, &second).await.email.as_deref(), Some("n***@p***.org"));
}

#[tokio::test]
async fn the_history_is_filtered_paged_and_limited_to_what_one_sees() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let all = InvitationQuery { limit: Some(100), ..InvitationQuery::default() };
    let whole = history(&admin, all.clone()).await;
    assert_eq!(whole.total_count as usize, whole.invitations.len());
    assert!(whole.invitations.is_sorted_by(|newer, older| newer.invited_at >= older.invited_at));
    assert!(
        whole
            .invitations
            .iter()
            .all(|entry| entry.customer_name.contains('*') || entry.kind == InvitationKind::Offline)
    );

    for status in Status::ALL {
        let part = history(&admin, InvitationQuery { status_list: vec![status], ..all.clone() }).await;
        let expected = whole.invitations.iter().filter(|entry| entry.status == status).count();
        assert!(expected > 0, "the demo data has one in {status:?}");
        assert_eq!(part.total_count as usize, expected, "{status:?}");
        assert!(part.invitations.iter().all(|entry| entry.status == status));
    }
    let offline = InvitationQuery { kind: Some(InvitationKind::Offline), ..all.clone() };
    assert!(
        history(&admin, offline)
            .await
            .invitations
            .iter()
            .all(|entry| entry.tag.is_some() && entry.delivery.is_none())
    );
    let named = InvitationQuery { customer_name: Some("芜湖江城".to_owned()), ..all.clone() };
    assert_eq!(history(&admin, named).await.total_count, 2, "found by the name that is not shown");
    let today = InvitationQuery { invited_begin: Some(world.now().china_day()), ..all.clone() };
    let before = history(&admin, today.clone()).await.total_count;
    invite(&admin, FILED).await;
    assert_eq!(history(&admin, today).await.total_count, before + 1);

    let page = InvitationQuery { limit: Some(2), offset: Some(1), ..InvitationQuery::default() };
    let whole = history(&admin, all.clone()).await;
    assert_eq!(history(&admin, page).await.invitations, whole.invitations[1..3]);
    let zhao = world.sign_in("yunfan-zhao").await;
    let own = history(&zhao, all).await;
    assert!(own.invitations.iter().all(|entry| entry.inviter == "赵晴"), "{own:?}");
}

#[tokio::test]
async fn by_the_clock_a_lapsed_link_is_found_as_expired_only() {
    let world = World::new().await;
    let invited = invite(&world.sign_in("yunfan-wang").await, FILED).await;
    world.service.pass(LINK_VALID_S);
    let wang = world.sign_in("yunfan-wang").await;
    let with = async |status_list| {
        let query = InvitationQuery { status_list, limit: Some(100), ..InvitationQuery::default() };
        history(&wang, query)
            .await
            .invitations
            .iter()
            .any(|entry| entry.invitation_id == invited.invitation_id)
    };
    assert!(!with(vec![Status::Invited, Status::Failed]).await);
    assert!(with(vec![Status::LinkExpired]).await);
    assert!(with(vec![Status::LinkExpired, Status::Invited]).await);
}

#[tokio::test]
async fn a_foreign_invitation_answers_as_none() {
    let world = World::new().await;
    let invited = invite(&world.sign_in("yunfan-wang").await, FILED).await;
    for stranger in ["huashang-sun", "yunfan-zhao"] {
        let stranger = world.sign_in(stranger).await;
        let resend = async |text: &str| stranger.submit(&RESEND, (id(text),), &()).await;
        let version = InvitationVersion { version: 1 };
        let revoke = async |text: &str| stranger.submit(&REVOKE, (id(text),), &version).await;
        let preview = async |text: &str| {
            let query =
                PreviewQuery { filing_id: id(text), association_type: Referral, language: Language::ZhCn };
            stranger.fetch(&PREVIEW, (), &query).await
        };
        let foreign = invited.invitation_id.as_str();
        assert_eq!(resend(foreign).await.body(), resend("nothing").await.body());
        assert_eq!(revoke(foreign).await.body(), revoke("nothing").await.body());
        assert_eq!(preview(FILED).await.body(), preview("nothing").await.body());
        assert_eq!(resend(foreign).await.code(), ErrorCode::NotFound);
        assert_eq!(revoke(foreign).await.code(), ErrorCode::NotFound);
        assert_eq!(preview(FILED).await.code(), ErrorCode::NotFound);
    }
    assert_eq!(link_state(&world, secret(&invited)).await, LinkState::Valid);
}

/// Columns of all tables that hold `part` somewhere, as `table.column`.
async fn columns_with(service: &Service, part: &str) -> Vec<String> {
    let mut conn = service.app.store.read().await.unwrap();
    let mut found = Vec::new();
    for (table, columns) in tables(&mut conn, service.database.engine()).await {
        for column in columns {
            let text = format!("CAST(\"{column}\" AS TEXT)");
            let sql = format!("SELECT COUNT(*) FROM \"{table}\" WHERE replace({text}, $1, '') <> {text}");
            let hits: i64 =
                sqlx::query_scalar(AssertSqlSafe(sql)).bind(part).fetch_one(&mut *conn).await.unwrap();
            if hits > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    found
}

/// What is logged by this thread, down to the finest.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_token_is_stored_or_logged() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    for demo in [true, false] {
        let world = World { service: Service::start_with(Config { demo, ..Config::default() }).await };
        let wang = world.sign_in("yunfan-wang").await;
        let first = invite(&wang, FILED).await;
        let second: Invited = wang.submit(&RESEND, (first.invitation_id.clone(),), &()).await.ok();
        link_state(&world, secret(&second)).await;
        // Nobody takes mail there: a failure is logged too.
        let carriers = Carriers::new(Some("smtp://127.0.0.1:9"), None, None).unwrap();
        deliver_due(&world.service.app, &carriers).await.unwrap();
        for invited in [&first, &second] {
            let found = columns_with(&world.service, secret(invited)).await;
            assert_eq!(found, Vec::<String>::new());
            assert!(
                columns_with(&world.service, invited.invitation_id.as_str())
                    .await
                    .contains(&"invitations.invitation_id".to_owned())
            );
            let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
            assert!(text.contains("not delivered"), "the log is heard");
            assert!(!text.contains(secret(invited)));
            assert!(!text.contains("contact@f-100001"), "no address either");
        }
    }
}

#[tokio::test]
async fn a_copy_of_the_database_opens_no_mail() {
    let world = World::new().await;
    let invited = invite(&world.sign_in("yunfan-wang").await, FILED).await;
    let other = backend::secret::Pepper::fresh().unwrap();
    let mut conn = world.service.app.store.read().await.unwrap();
    let (messages, _) = backend::outbox::store::page(&mut conn, &other, "f-100001", 0, 10).await.unwrap();
    assert_eq!((messages[0].body.as_str(), messages[0].html.as_deref()), ("", None));
    assert!(mails(&world.service).await[0].body.contains(secret(&invited)));
}

#[tokio::test]
async fn a_filing_made_now_is_invited_with_what_was_typed_as_text() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let typed = r#"{"customer_name":"<b>&\"x","mobile_phone":"13611119999","email":"a@b.example"}"#;
    let filing: Filing = wang.submit_text(&FILE, (), typed).await.ok();
    invite(&wang, filing.filing_id.as_str()).await;
    let html = mails(&world.service).await.remove(0).html.unwrap();
    assert!(html.contains("尊敬的 &lt;b****&quot;x："), "{html}");
}
