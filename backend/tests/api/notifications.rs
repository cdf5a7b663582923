//! What people are told, and how they want to be told.

use crate::{
    harness::{Browser, Service, new_key},
    world::World,
};
use backend::{
    config::Config,
    outbox::delivery::{Carriers, deliver_due},
};
use contract::{
    demo::Channel,
    ids::{NotificationId, OpportunityId},
    invitations::DeliveryState,
    notification_settings::{
        CHECK_REACH, CHECKS_PER_HOUR, ReachCheck, ReachDraft, SET_SETTINGS, SETTINGS, Settings,
        SettingsDraft, TopicChannel,
    },
    notifications::{
        ARCHIVE, About, ArchiveDraft, LIST, Notification, NotificationDetail, NotificationPage,
        NotificationQuery, READ, READ_ALL, ReadAllDraft, ReadDraft, SHOW, STREAM, STREAMS_PER_USER, Topic,
        UNREAD, Unread,
    },
    opportunities::{self, Opportunity, REJECT, RejectReason, Rejection},
    problem::ErrorCode,
    session::{Language, SIGN_OUT},
};
use std::time::Duration;

async fn list(browser: &Browser, query: NotificationQuery) -> NotificationPage {
    browser.fetch(&LIST, (), &query).await.ok()
}

async fn unread(browser: &Browser) -> u32 {
    browser.fetch(&UNREAD, (), &()).await.ok::<Unread>().unread
}

fn of_kind(required: bool) -> NotificationQuery {
    NotificationQuery { required: Some(required), ..NotificationQuery::default() }
}

async fn first(browser: &Browser, required: bool) -> Notification {
    list(browser, of_kind(required)).await.notifications.remove(0)
}

fn archiving(id: &NotificationId, archived: bool) -> ArchiveDraft {
    ArchiveDraft { notification_ids: vec![id.clone()], archived }
}

async fn settings(browser: &Browser) -> Settings {
    browser.fetch(&SETTINGS, (), &()).await.ok()
}

fn draft(off: Vec<TopicChannel>, version: i64) -> SettingsDraft {
    SettingsDraft { language: None, offset_minutes: 480, off, version }
}

async fn check(browser: &Browser, channels: &[Channel]) -> NotificationId {
    let draft = ReachDraft { channels: channels.to_vec() };
    browser.submit(&CHECK_REACH, (), &draft).await.ok::<ReachCheck>().notification_id
}

async fn deliver(service: &Service) {
    deliver_due(&service.app, &Carriers::new(None, None, None).unwrap()).await.unwrap();
}

#[tokio::test]
async fn the_list_is_filtered_and_what_was_read_is_not_counted_any_more() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let all = list(&admin, NotificationQuery::default()).await;
    assert!(all.notifications.is_sorted_by(|a, b| a.created_at >= b.created_at));
    let before = unread(&admin).await;
    assert!(before > 1, "{before}");
    let opportunities =
        NotificationQuery { topic: Some(Topic::Opportunities), ..NotificationQuery::default() };
    let found = list(&admin, opportunities).await;
    assert!(found.total_count > 0 && found.notifications.iter().all(|one| one.topic == Topic::Opportunities));
    let one = first(&admin, true).await;
    assert!(one.required && one.due_at.is_some() && one.about.is_some() && one.read_at.is_none());
    let read = ReadDraft { notification_ids: vec![one.notification_id.clone()] };
    assert_eq!(admin.submit(&READ, (), &read).await.ok::<Unread>().unread, before - 1);
    assert_eq!(admin.submit(&READ, (), &read).await.ok::<Unread>().unread, before - 1, "read is read");
    let only_unread = NotificationQuery { unread: true, ..NotificationQuery::default() };
    assert_eq!(list(&admin, only_unread).await.total_count, before - 1);
}

#[tokio::test]
async fn what_comes_after_the_list_was_seen_stays_unread() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let seen = list(&admin, NotificationQuery::default()).await.now;
    service.pass(60);
    check(&admin, &[Channel::InSite]).await;
    let left = admin.submit(&READ_ALL, (), &ReadAllDraft { until: seen }).await.ok::<Unread>();
    assert_eq!(left.unread, 1);
}

#[tokio::test]
async fn a_required_message_is_put_away_when_it_is_done_or_over() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let recommended = first(&admin, false).await;
    admin.submit(&ARCHIVE, (), &archiving(&recommended.notification_id, true)).await.ok::<Unread>();
    let archived = NotificationQuery { archived: true, ..NotificationQuery::default() };
    assert_eq!(list(&admin, archived.clone()).await.total_count, 1);
    admin.submit(&ARCHIVE, (), &archiving(&recommended.notification_id, false)).await.ok::<Unread>();
    assert_eq!(list(&admin, archived).await.total_count, 0, "and back");

    let shared = NotificationQuery { topic: Some(Topic::Opportunities), ..of_kind(true) };
    let shared = list(&admin, shared).await.notifications;
    let (one, other) = (&shared[0], &shared[1]);
    let put = archiving(&one.notification_id, true);
    assert_eq!(admin.submit(&ARCHIVE, (), &put).await.code(), ErrorCode::StillRequired);
    // Its object says that it is done.
    assert_eq!(one.about, Some(About::Opportunity));
    let id = || (one.about_id.as_deref().unwrap().parse::<OpportunityId>().unwrap(),);
    let version = admin.fetch(&opportunities::SHOW, id(), &()).await.ok::<Opportunity>().row.version;
    let rejection = Rejection { version, reason_code: RejectReason::InformationDiffers, text: None };
    let answer = admin.submit(&REJECT, id(), &rejection).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    admin.submit(&ARCHIVE, (), &put).await.ok::<Unread>();
    // Its time is over.
    let due = other.due_at.unwrap();
    service.pass(due.seconds() - service.now().seconds());
    let admin = service.signed_in("yunfan-admin").await;
    admin.submit(&ARCHIVE, (), &archiving(&other.notification_id, true)).await.ok::<Unread>();
}

#[tokio::test]
async fn somebody_elses_message_does_not_exist() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let id = first(&admin, true).await.notification_id;
    for other in ["yunfan-admin2", "nimbus-admin", "qingfeng", "vendor-operator"] {
        let other = service.signed_in(other).await;
        let theirs = other.fetch(&SHOW, (id.clone(),), &()).await;
        let nobodys = other.fetch(&SHOW, ("n-nobody".parse().unwrap(),), &()).await;
        assert_eq!(theirs.code(), ErrorCode::NotFound);
        assert_eq!(theirs.body, nobodys.body);
        let read = ReadDraft { notification_ids: vec![id.clone()] };
        assert_eq!(other.submit(&READ, (), &read).await.code(), ErrorCode::NotFound);
        let put = archiving(&id, true);
        assert_eq!(other.submit(&ARCHIVE, (), &put).await.code(), ErrorCode::NotFound);
    }
    let none = ReadDraft { notification_ids: Vec::new() };
    assert_eq!(admin.submit(&READ, (), &none).await.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn a_channel_that_is_switched_off_is_silent_for_its_topic_only() {
    let world = World::new().await;
    let finance = world.service.signed_in("caizhi-finance").await;
    let version = settings(&finance).await.version;
    let off = vec![TopicChannel { topic: Topic::Statements, channel: Channel::Email }];
    let saved: Settings = finance.submit(&SET_SETTINGS, (), &draft(off.clone(), version)).await.ok();
    assert_eq!((saved.off, saved.version), (off, version + 1));
    let again = finance.submit(&SET_SETTINGS, (), &draft(Vec::new(), version)).await;
    assert_eq!(again.code(), ErrorCode::Changed, "another browser was first");
    // Whoever wants to know whether a channel works gets a message on it.
    let id = check(&finance, &[Channel::Email]).await;
    let shown: NotificationDetail = finance.fetch(&SHOW, (id,), &()).await.ok();
    assert_eq!(shown.deliveries.len(), 1);
}

#[tokio::test]
async fn settings_that_make_no_sense_are_refused() {
    let service = Service::start().await;
    let finance = service.signed_in("caizhi-finance").await;
    let all_of =
        |topic: Topic| topic.channels().iter().map(move |channel| TopicChannel { topic, channel: *channel });
    let silent = draft(all_of(Topic::Statements).collect(), 0);
    assert_eq!(finance.submit(&SET_SETTINGS, (), &silent).await.code(), ErrorCode::ChannelNeeded);
    let allowed = draft(all_of(Topic::Service).collect(), 0);
    let customers = draft(vec![TopicChannel { topic: Topic::Funds, channel: Channel::Sms }], 0);
    let unused = draft(vec![TopicChannel { topic: Topic::Statements, channel: Channel::Sms }], 0);
    let one = TopicChannel { topic: Topic::Service, channel: Channel::Sms };
    let nowhere = SettingsDraft { offset_minutes: 481, ..draft(Vec::new(), 0) };
    for wrong in [customers, unused, draft(vec![one, one], 0), nowhere] {
        assert_eq!(finance.submit(&SET_SETTINGS, (), &wrong).await.code(), ErrorCode::InvalidParameter);
    }
    finance.submit(&SET_SETTINGS, (), &allowed).await.ok::<Settings>();
}

#[tokio::test]
async fn mails_have_text_and_html_in_the_chosen_language_with_a_link() {
    let service = Service::start_with(Config {
        demo: true,
        origin: Some("https://partner.example".to_owned()),
        ..Config::default()
    })
    .await;
    let admin = service.signed_in("yunfan-admin").await;
    let english = SettingsDraft { language: Some(Language::EnUs), ..draft(Vec::new(), 0) };
    admin.submit(&SET_SETTINGS, (), &english).await.ok::<Settings>();
    let id = check(&admin, &[Channel::Email]).await;
    let mail = service.newest_message("@").await;
    assert_eq!(mail.subject, "Test message of the Partner Center");
    let html = mail.html.unwrap();
    let link = format!("https://partner.example/messages/{id}");
    assert!(html.contains("lang=\"en-US\"") && html.contains(&format!("href=\"{link}\"")), "{html}");
    assert!(mail.body.contains(&link), "{}", mail.body);
}

#[tokio::test]
async fn a_deadline_in_a_message_is_written_by_the_readers_clock() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let query = NotificationQuery { topic: Some(Topic::Opportunities), ..of_kind(true) };
    let at_home = list(&admin, query.clone()).await.notifications.remove(0);
    assert!(at_home.zh.body.contains("24:00（GMT+08:00）前"), "{}", at_home.zh.body);
    let london = SettingsDraft { offset_minutes: 0, ..draft(Vec::new(), 0) };
    admin.submit(&SET_SETTINGS, (), &london).await.ok::<Settings>();
    let abroad = list(&admin, query).await.notifications.remove(0);
    assert!(abroad.en.body.contains("16:00 (GMT+00:00)"), "{}", abroad.en.body);
}

#[tokio::test]
async fn a_check_tells_whether_messages_arrive() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let id = check(&admin, &[Channel::InSite, Channel::Email, Channel::Sms]).await;
    let before: NotificationDetail = admin.fetch(&SHOW, (id.clone(),), &()).await.ok();
    assert!(before.deliveries.iter().all(|one| one.delivery.state == DeliveryState::Queued));
    deliver(&service).await;
    let after: NotificationDetail = admin.fetch(&SHOW, (id,), &()).await.ok();
    assert_eq!(after.deliveries.len(), 3);
    for one in after.deliveries {
        assert_eq!(one.delivery.state, DeliveryState::Sent, "{:?}", one.channel);
        assert!(one.channel == Channel::InSite || one.receiver.contains("***"), "{}", one.receiver);
    }
    let receivers = settings(&admin).await.receivers;
    assert!(receivers.iter().all(|one| one.newest.is_some_and(|newest| newest.state == DeliveryState::Sent)));
}

#[tokio::test]
async fn a_check_needs_an_address_and_is_not_made_again_and_again() {
    let service = Service::start().await;
    let nowhere = service.signed_in("yunfan-he").await;
    let by_mail = ReachDraft { channels: vec![Channel::Email] };
    assert_eq!(nowhere.submit(&CHECK_REACH, (), &by_mail).await.code(), ErrorCode::NoReceiver);
    let none = ReachDraft { channels: Vec::new() };
    assert_eq!(nowhere.submit(&CHECK_REACH, (), &none).await.code(), ErrorCode::InvalidParameter);
    let admin = service.signed_in("yunfan-admin").await;
    for _ in 0..CHECKS_PER_HOUR {
        check(&admin, &[Channel::InSite]).await;
    }
    let in_site = ReachDraft { channels: vec![Channel::InSite] };
    let refused = admin.submit(&CHECK_REACH, (), &in_site).await.problem();
    assert_eq!(refused.error_code, ErrorCode::TooManyRequests);
    assert_eq!(refused.retry_after_seconds, Some(3_600));
}

#[tokio::test]
async fn the_same_check_sent_twice_is_one_message() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let (key, draft) = (new_key(), ReachDraft { channels: vec![Channel::InSite] });
    let before = unread(&admin).await;
    for _ in 0..2 {
        admin.submit_as(&CHECK_REACH, (), &draft, &key, &[]).await.ok::<ReachCheck>();
    }
    assert_eq!(unread(&admin).await, before + 1);
}

#[tokio::test]
async fn a_stream_tells_what_is_unread_at_once_and_with_every_change() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let before = unread(&admin).await;
    let mut stream = admin.listen(&STREAM).await;
    let greeting = stream.next().await.unwrap();
    assert!(greeting.starts_with("retry: "), "{greeting}");
    assert!(greeting.ends_with(&format!("event: unread\ndata: {{\"unread\":{before}}}\n\n")), "{greeting}");
    // Another's message is not this one's.
    let other = service.signed_in("yunfan-admin2").await;
    check(&other, &[Channel::InSite]).await;
    check(&admin, &[Channel::InSite]).await;
    let heard = stream.next().await.unwrap();
    assert_eq!(heard, format!("event: unread\ndata: {{\"unread\":{}}}\n\n", before + 1));
}

#[tokio::test]
async fn streams_end_when_the_backend_stops_and_a_user_has_only_a_few() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    let mut streams = Vec::new();
    for _ in 0..STREAMS_PER_USER {
        let mut stream = admin.listen(&STREAM).await;
        stream.next().await.unwrap();
        streams.push(stream);
    }
    let refused = admin.raw("GET", STREAM.spec.path, &[], "").await;
    assert_eq!(refused.code(), ErrorCode::TooManyRequests);
    service.app.streams.stop();
    for stream in &mut streams {
        let ended = tokio::time::timeout(Duration::from_secs(5), stream.next()).await;
        assert_eq!(ended.expect("a stream that does not end"), None);
    }
    assert_eq!(admin.raw("GET", STREAM.spec.path, &[], "").await.code(), ErrorCode::Unavailable);
}

#[tokio::test]
async fn nobody_listens_without_a_session_and_a_stream_does_not_outlive_it() {
    let service = Service::start().await;
    let refused = service.visitor().raw("GET", STREAM.spec.path, &[], "").await;
    assert_eq!(refused.code(), ErrorCode::SignedOut);
    let admin = service.signed_in("yunfan-admin").await;
    let user_id = "u-yunfan-admin".parse().unwrap();
    let mut stream = admin.listen(&STREAM).await;
    stream.next().await.unwrap();
    admin.submit(&SIGN_OUT, (), &()).await.ok::<()>();
    service.app.streams.tell(&user_id);
    let ended = tokio::time::timeout(Duration::from_secs(5), stream.next()).await;
    assert_eq!(ended.expect("a stream that does not end"), None);
}

#[tokio::test]
async fn listening_keeps_no_session_alive() {
    let service = Service::start().await;
    let admin = service.signed_in("yunfan-admin").await;
    for _ in 0..4 {
        service.pass(1_000);
        admin.raw("GET", STREAM.spec.path, &[], "").await;
    }
    assert_eq!(admin.raw("GET", STREAM.spec.path, &[], "").await.code(), ErrorCode::SignedOut);
}
