//! Whom customers can turn to: rules J2.1–J2.4 of `docs/rules.md`.

use crate::world::{Actor, World};
use contract::{
    customer_contacts::{ContactsDraft, CustomerContact, CustomerContacts, SAVE, SHOW},
    customer_portal::{MY_PARTNER, MyAssociation},
    problem::ErrorCode,
};

fn contact(name: &str) -> CustomerContact {
    CustomerContact {
        name: name.to_owned().try_into().unwrap(),
        phone: Some("021-5888 1234".to_owned().try_into().unwrap()),
        email: None,
        hours: Some("9:00–18:00".to_owned().try_into().unwrap()),
    }
}

async fn saved(admin: &Actor<'_>, version: i64, names: &[&str]) -> CustomerContacts {
    let contacts = names.iter().map(|name| contact(name)).collect();
    admin.submit(&SAVE, (), &ContactsDraft { version, contacts }).await.ok()
}

async fn seen_by(customer: &Actor<'_>) -> MyAssociation {
    customer.fetch(&MY_PARTNER, (), &()).await.ok().association.unwrap()
}

#[tokio::test]
async fn customers_see_the_contacts_in_their_order_and_the_administrators_masked_while_there_are_none() {
    let world = World::new().await;
    let (admin, customer) = (world.sign_in("yunfan-admin").await, world.sign_in("lantian").await);
    let before = admin.fetch(&SHOW, (), &()).await.ok();
    assert_eq!(before.contacts.len(), 2, "the demo has two");
    let shown = seen_by(&customer).await;
    assert!(!shown.contacts_are_administrators);
    assert_eq!(
        shown.contacts[0].phone.as_deref(),
        Some("400-820-0000"),
        "in full: that is what they are for"
    );

    let after = saved(&admin, before.version, &["孟舒", "客户服务台", "值班"]).await;
    assert_eq!(after.version, before.version + 1);
    let names: Vec<_> = seen_by(&customer).await.contacts.into_iter().map(|contact| contact.name).collect();
    assert_eq!(names, ["孟舒", "客户服务台", "值班"]);

    saved(&admin, after.version, &[]).await;
    let shown = seen_by(&customer).await;
    assert!(shown.contacts_are_administrators);
    let names: Vec<_> = shown.contacts.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!(names, ["林岚", "许诺"]);
    for contact in &shown.contacts {
        assert!(contact.phone.as_deref().is_some_and(|phone| phone.contains("****")), "{contact:?}");
        assert!(contact.email.as_deref().is_some_and(|email| email.contains("***")), "{contact:?}");
    }
    assert_eq!(admin.fetch(&SHOW, (), &()).await.ok().administrators, shown.contacts);
}

#[tokio::test]
async fn there_are_five_at_most_and_each_can_be_reached() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let of = |contacts: Vec<CustomerContact>| ContactsDraft { version: 0, contacts };
    let six = (0..6).map(|nth| contact(&format!("第{nth}位"))).collect();
    let refused = admin.submit(&SAVE, (), &of(six)).await.refused();
    assert_eq!(
        (refused.error_code, refused.limit, refused.used),
        (ErrorCode::QuantityLimit, Some(5), Some(6))
    );
    let mute = CustomerContact { phone: None, ..contact("无联系方式") };
    let refused = admin.submit(&SAVE, (), &of(vec![contact("一号"), mute])).await.refused();
    assert_eq!(refused.error_code, ErrorCode::InvalidParameter);
    assert_eq!(refused.fields[0].field, "contacts[1].phone");
    for wrong in [
        r#"{"version":0,"contacts":[{"name":" ","phone":"10086"}]}"#,
        r#"{"version":0,"contacts":[{"name":"甲","phone":"call me"}]}"#,
        r#"{"version":0,"contacts":[{"name":"甲","email":"nobody"}]}"#,
        r#"{"version":0,"contacts":[{"name":"甲","phone":"10086","more":1}]}"#,
    ] {
        assert_eq!(admin.submit_text(&SAVE, (), wrong).await.code(), ErrorCode::InvalidParameter, "{wrong}");
    }
    assert!(admin.fetch(&SHOW, (), &()).await.ok().contacts.is_empty(), "all or nothing");
    saved(&admin, 0, &["一号", "二号", "三号", "四号", "五号"]).await;
}

#[tokio::test]
async fn two_administrators_do_not_overwrite_each_other_unseen_and_nobody_else_may() {
    let world = World::new().await;
    let (one, other) = (world.sign_in("yunfan-admin").await, world.sign_in("yunfan-admin2").await);
    let version = one.fetch(&SHOW, (), &()).await.ok().version;
    saved(&one, version, &["甲"]).await;
    let late = ContactsDraft { version, contacts: vec![contact("乙")] };
    assert_eq!(other.submit(&SAVE, (), &late).await.code(), ErrorCode::Changed);
    assert_eq!(one.fetch(&SHOW, (), &()).await.ok().contacts, [contact("甲")]);
    let director = world.sign_in("yunfan-director").await;
    assert_eq!(director.submit(&SAVE, (), &late).await.code(), ErrorCode::AdministratorOnly);
    // Who has no customers has no contacts for them.
    let procurement = world.sign_in("caizhi-admin").await;
    assert_eq!(procurement.fetch(&SHOW, (), &()).await.code(), ErrorCode::AccessDenied);
    // Another partner's are its own.
    assert!(world.sign_in("nimbus-admin").await.fetch(&SHOW, (), &()).await.ok().contacts.is_empty());
    let audited = world.service.audited().await;
    assert!(audited.contains(&"customer_contacts.save".to_owned()));
}
