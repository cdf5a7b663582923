//! Members, their roles and their directors (J): made by an administrator, changed, disabled, removed; and every way to get
//! it wrong.

use crate::world::{Actor, World};
use backend::seed::PASSWORD;
use contract::{
    customers::{self, CustomerQuery},
    ids::{RoleId, UserId},
    members::{
        CREATE, DELETE, DISABLE, ENABLE, Handover, LIST, MANAGERS, Member, MemberChange, MemberDetail,
        MemberDraft, MemberQuery, MemberStatus, MemberVersion, PasswordReset, RESET_PASSWORD, Removal,
        RolesChange, SET_ROLES, SET_TEAM, SHOW, TeamChange, UPDATE,
    },
    permissions::Permission,
    problem::ErrorCode,
    roles::{self, RoleChange, RoleDraft, RoleInfo, RoleVersion},
    session::{CHANGE_PASSWORD, ME, PasswordChange, Principal, SESSIONS},
};

const INITIAL: &str = "an initial password";
const CHOSEN: &str = "a grey parrot sings at noon";
const DAY: i64 = 86_400;

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

fn role_ids(words: &[&str]) -> Vec<RoleId> {
    words.iter().map(|word| id(word)).collect()
}

fn draft(account_name: &str, roles: &[&str]) -> MemberDraft {
    MemberDraft {
        account_name: account_name.to_owned().try_into().unwrap(),
        name: "安然".to_owned().try_into().unwrap(),
        mobile_phone: Some("138 0000 7001".to_owned().try_into().unwrap()),
        email: format!("{account_name}@mail.example.com").try_into().unwrap(),
        initial_password: INITIAL.to_owned().try_into().unwrap(),
        role_ids: role_ids(roles),
    }
}

fn new_password(current: &str, new: &str) -> PasswordChange {
    PasswordChange { current_password: current.to_owned(), new_password: new.to_owned().try_into().unwrap() }
}

async fn shown(admin: &Actor<'_>, user: &str) -> MemberDetail {
    admin.fetch(&SHOW, (id(user),), &()).await.ok()
}

async fn roles_of(admin: &Actor<'_>, user: &str) -> Vec<String> {
    let detail = shown(admin, user).await;
    detail.member.roles.into_iter().map(|held| held.role_id.to_string()).collect()
}

async fn change_to(admin: &Actor<'_>, user: &str, roles: &[&str]) -> RolesChange {
    RolesChange {
        version: shown(admin, user).await.member.version,
        role_ids: role_ids(roles),
        handover: None,
    }
}

#[tokio::test]
async fn a_new_finance_member_changes_the_initial_password_and_then_does_what_finance_may() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let made = admin.submit(&CREATE, (), &draft("yunfan-anran", &["FINANCE"])).await.ok();
    assert_eq!((made.status, made.version), (MemberStatus::InitialPassword, 1));
    assert_eq!(made.mobile_phone.as_deref(), Some("138****7001"));
    assert_eq!(made.email.as_deref(), Some("y***@m***.com"));
    let told = world.messages("MEMBER_CREATED").await;
    assert!(told.iter().any(|line| line.starts_with("EMAIL yunfan-anran@mail.example.com")), "{told:?}");
    assert!(told.iter().all(|line| !line.contains(INITIAL)), "a password stands in no message");

    let member = world.anybody();
    let me = member.browser.sign_in("yunfan-anran", INITIAL).await.ok::<contract::session::Me>();
    assert!(me.must_change_password);
    let customers = CustomerQuery::default();
    for code in [
        member.fetch(&customers::LIST, (), &customers).await.code(),
        member.fetch(&SESSIONS, (), &()).await.code(),
    ] {
        assert_eq!(code, ErrorCode::PasswordChangeNeeded);
    }
    let same = member.submit(&CHANGE_PASSWORD, (), &new_password(INITIAL, INITIAL)).await.refused();
    assert_eq!(same.fields[0].field, "new_password");
    let wrong = member.submit(&CHANGE_PASSWORD, (), &new_password("something else", CHOSEN)).await;
    assert_eq!(wrong.code(), ErrorCode::PasswordRefused);
    let elsewhere = world.anybody();
    elsewhere.browser.sign_in("yunfan-anran", INITIAL).await.ok::<contract::session::Me>();
    member.submit(&CHANGE_PASSWORD, (), &new_password(INITIAL, CHOSEN)).await.ok();

    assert!(!member.fetch(&ME, (), &()).await.ok().must_change_password);
    member.fetch(&customers::LIST, (), &customers).await.ok();
    assert_eq!(member.fetch(&LIST, (), &MemberQuery::default()).await.code(), ErrorCode::AdministratorOnly);
    assert_eq!(elsewhere.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    assert_eq!(
        world.anybody().browser.sign_in("yunfan-anran", INITIAL).await.code(),
        ErrorCode::BadCredentials
    );
    assert_eq!(shown(&admin, made.user_id.as_str()).await.member.status, MemberStatus::Active);
    assert_eq!(world.messages("PASSWORD_CHANGED").await.len(), 2);
}

#[tokio::test]
async fn an_initial_password_works_for_seven_days_and_can_be_set_again() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let made = admin.submit(&CREATE, (), &draft("yunfan-anran", &["FINANCE"])).await.ok();
    world.service.pass(7 * DAY);
    let late = world.anybody();
    assert_eq!(late.browser.sign_in("yunfan-anran", INITIAL).await.code(), ErrorCode::BadCredentials);
    let admin = world.sign_in("yunfan-admin").await;
    let detail = shown(&admin, made.user_id.as_str()).await;
    assert_eq!(detail.member.status, MemberStatus::PasswordExpired);
    let reset = PasswordReset {
        version: detail.member.version,
        initial_password: "another initial one".to_owned().try_into().unwrap(),
    };
    let again = admin.submit(&RESET_PASSWORD, (made.user_id.clone(),), &reset).await.ok();
    assert_eq!(again.status, MemberStatus::InitialPassword);
    late.browser.sign_in("yunfan-anran", "another initial one").await.ok::<contract::session::Me>();
    let mine = PasswordReset { version: 1, ..reset };
    let refused = admin.submit(&RESET_PASSWORD, (id("u-yunfan-admin"),), &mine).await;
    assert_eq!(refused.code(), ErrorCode::NotOnYourself);
}

#[tokio::test]
async fn with_a_stolen_session_nobody_makes_a_second_person_of_itself() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let draft = draft("yunfan-anran", &["ADMINISTRATOR"]);
    assert_eq!(admin.submit(&CREATE, (), &draft).await.code(), ErrorCode::CodeNeeded);
    let renamed = |email: Option<&str>| MemberChange {
        version: 1,
        name: "林岚".to_owned().try_into().unwrap(),
        mobile_phone: None,
        email: email.map(|email| email.to_owned().try_into().unwrap()),
    };
    let me = || (id::<UserId>("u-yunfan-admin"),);
    let redirected = admin.submit(&UPDATE, me(), &renamed(Some("somebody@else.example.com"))).await;
    assert_eq!(redirected.code(), ErrorCode::CodeNeeded);
    admin.submit(&UPDATE, me(), &renamed(None)).await.ok();
    let made = admin.submit_with_code(&CREATE, (), &draft).await.ok();
    assert_eq!(made.roles.len(), 1);
}

#[tokio::test]
async fn guessing_the_current_password_in_a_borrowed_session_is_slowed_down() {
    let world = World::new().await;
    let finance = world.sign_in("yunfan-finance").await;
    for _ in 0..5 {
        let wrong = finance.submit(&CHANGE_PASSWORD, (), &new_password("not this one", CHOSEN)).await;
        assert_eq!(wrong.code(), ErrorCode::PasswordRefused);
    }
    let right = finance.submit(&CHANGE_PASSWORD, (), &new_password(PASSWORD, CHOSEN)).await;
    assert_eq!(right.code(), ErrorCode::TooManyRequests);
}

#[tokio::test]
async fn one_to_three_roles_that_go_together() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let user = "u-yunfan-operator";
    let four = ["FINANCE", "OPERATOR", "ACCOUNT_MANAGER", "SA_SPECIALIST"];
    for (roles, code) in [
        (&four[..], ErrorCode::TooMany),
        (&["ADMINISTRATOR", "FINANCE"], ErrorCode::RolesConflict),
        (&["ACCOUNT_MANAGER", "ACCOUNT_MANAGER_DIRECTOR"], ErrorCode::RolesConflict),
        (&[], ErrorCode::InvalidParameter),
        (&["rl-nobody-made"], ErrorCode::InvalidParameter),
        (&["CHIEF"], ErrorCode::InvalidParameter),
    ] {
        let change = change_to(&admin, user, roles).await;
        assert_eq!(admin.submit(&SET_ROLES, (id(user),), &change).await.code(), code, "{roles:?}");
        let made = admin.submit(&CREATE, (), &draft("yunfan-anran", roles)).await;
        assert_eq!(made.code(), code, "{roles:?}");
    }
    assert_eq!(roles_of(&admin, user).await, ["OPERATOR"]);
    // Named twice is named once.
    let change = change_to(&admin, user, &["FINANCE", "FINANCE", "rl-yunfan-service"]).await;
    let member = admin.submit(&SET_ROLES, (id(user),), &change).await.ok();
    assert_eq!(member.roles.len(), 2);
    assert_eq!(admin.submit(&SET_ROLES, (id(user),), &change).await.code(), ErrorCode::Changed);
}

#[tokio::test]
async fn nobody_locks_the_partner_out() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    let me: UserId = id("u-huashang-admin");
    let version = MemberVersion { version: 1 };
    let change = change_to(&admin, "u-huashang-admin", &["FINANCE"]).await;
    let refused = admin.submit(&SET_ROLES, (me.clone(),), &change).await;
    assert_eq!(refused.code(), ErrorCode::LastAdministrator);
    assert_eq!(admin.submit(&DISABLE, (me.clone(),), &version).await.code(), ErrorCode::NotOnYourself);
    let removal = Removal { version: 1, handover: None };
    assert_eq!(admin.submit(&DELETE, (me.clone(),), &removal).await.code(), ErrorCode::NotOnYourself);
    // An administrator who has never chosen a password may have lost the first one.
    admin.submit(&CREATE, (), &draft("huashang-second", &["ADMINISTRATOR"])).await.ok();
    assert_eq!(admin.submit(&SET_ROLES, (me.clone(),), &change).await.code(), ErrorCode::LastAdministrator);
    let second = world.anybody();
    second.browser.sign_in("huashang-second", INITIAL).await.ok::<contract::session::Me>();
    second.submit(&CHANGE_PASSWORD, (), &new_password(INITIAL, CHOSEN)).await.ok();
    admin.submit(&SET_ROLES, (me,), &change).await.ok();
    // It was the last thing that it did as an administrator.
    assert_eq!(admin.fetch(&LIST, (), &MemberQuery::default()).await.code(), ErrorCode::AdministratorOnly);
}

#[tokio::test]
async fn names_and_addresses_are_somebody_elses_once_they_are_used() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let taken = admin.submit(&CREATE, (), &draft("Yunfan-Finance", &["FINANCE"])).await;
    assert_eq!(taken.code(), ErrorCode::AccountNameTaken);
    let of_another_partner = MemberDraft {
        email: "Huashang-Finance@mail.example.com".to_owned().try_into().unwrap(),
        ..draft("yunfan-anran", &["FINANCE"])
    };
    assert_eq!(admin.submit(&CREATE, (), &of_another_partner).await.code(), ErrorCode::EmailTaken);
    let made = admin.submit(&CREATE, (), &draft("yunfan-anran", &["FINANCE"])).await.ok();
    let change = |email: &str| MemberChange {
        version: 1,
        name: "安然然".to_owned().try_into().unwrap(),
        mobile_phone: None,
        email: Some(email.to_owned().try_into().unwrap()),
    };
    let user = || (made.user_id.clone(),);
    let taken = admin.submit(&UPDATE, user(), &change("yunfan-finance@mail.example.com")).await;
    assert_eq!(taken.code(), ErrorCode::EmailTaken);
    let own = admin.submit(&UPDATE, user(), &change("Yunfan-Anran@mail.example.com")).await.ok();
    // What was not given stays.
    assert_eq!((own.name.as_str(), own.mobile_phone.as_deref()), ("安然然", Some("138****7001")));
    // A name is never given again, an address is.
    admin.submit(&DELETE, user(), &Removal { version: 2, handover: None }).await.ok();
    let again = admin.submit(&CREATE, (), &draft("yunfan-anran", &["FINANCE"])).await;
    assert_eq!(again.code(), ErrorCode::AccountNameTaken);
    let email = "yunfan-anran@mail.example.com".to_owned().try_into().unwrap();
    let other = MemberDraft { email, ..draft("yunfan-anran2", &["FINANCE"]) };
    admin.submit(&CREATE, (), &other).await.ok();
}

#[tokio::test]
async fn a_member_of_another_partner_and_none_are_the_same() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let foreign = admin.fetch(&SHOW, (id("u-huashang-finance"),), &()).await;
    let missing = admin.fetch(&SHOW, (id("u-nobody"),), &()).await;
    assert_eq!((foreign.code(), foreign.body()), (ErrorCode::NotFound, missing.body()));
    let version = MemberVersion { version: 1 };
    let disabled = admin.submit(&DISABLE, (id("u-huashang-finance"),), &version).await;
    assert_eq!(disabled.code(), ErrorCode::NotFound);
    let customer = admin.fetch(&SHOW, (id("u-lantian"),), &()).await;
    assert_eq!(customer.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_role_taken_away_counts_with_the_next_call_and_a_disabled_member_is_out() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let finance = world.sign_in("yunfan-finance").await;
    let query = CustomerQuery::default();
    finance.fetch(&customers::LIST, (), &query).await.ok();
    let user = || (id::<UserId>("u-yunfan-finance"),);
    let change = change_to(&admin, "u-yunfan-finance", &["OPERATOR"]).await;
    admin.submit(&SET_ROLES, user(), &change).await.ok();
    assert_eq!(finance.fetch(&customers::LIST, (), &query).await.code(), ErrorCode::AccessDenied);
    let disabled = admin.submit(&DISABLE, user(), &MemberVersion { version: 2 }).await.ok();
    assert_eq!(disabled.status, MemberStatus::Disabled);
    assert_eq!(finance.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    let sign_in = || async { world.anybody().browser.sign_in("yunfan-finance", PASSWORD).await };
    assert_eq!(sign_in().await.code(), ErrorCode::BadCredentials);
    admin.submit(&ENABLE, user(), &MemberVersion { version: 3 }).await.ok();
    sign_in().await.ok::<contract::session::Me>();
}

#[tokio::test]
async fn a_director_sees_the_customers_of_those_whom_it_leads() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let director = world.sign_in("yunfan-director").await;
    let seen = || async {
        let query = CustomerQuery { limit: Some(1), ..CustomerQuery::default() };
        director.fetch(&customers::LIST, (), &query).await.ok().count
    };
    let before = seen().await;
    let user = || (id::<UserId>("u-yunfan-director"),);
    let team = |version, managers: &[&str]| TeamChange {
        version,
        manager_ids: managers.iter().map(|manager| id(manager)).collect(),
    };
    let all = team(1, &["u-yunfan-wang", "u-yunfan-li", "u-yunfan-zhao"]);
    let detail = admin.submit(&SET_TEAM, user(), &all).await.ok();
    assert_eq!(detail.leads.len(), 3);
    assert!(seen().await > before);
    assert_eq!(
        shown(&admin, "u-yunfan-zhao").await.led_by.map(|director| director.account_name).as_deref(),
        Some("yunfan-director")
    );
    admin.submit(&SET_TEAM, user(), &team(2, &[])).await.ok();
    assert_eq!(seen().await, 0);
    for wrong in ["u-yunfan-finance", "u-huashang-sun", "u-nobody"] {
        let refused = admin.submit(&SET_TEAM, user(), &team(3, &[wrong])).await;
        assert_eq!(refused.code(), ErrorCode::InvalidParameter, "{wrong}");
    }
    let finance = admin.submit(&SET_TEAM, (id("u-yunfan-finance"),), &team(1, &[])).await;
    assert_eq!(finance.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn when_a_director_goes_it_is_said_who_leads_its_managers() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let user = || (id::<UserId>("u-yunfan-director"),);
    let change = change_to(&admin, "u-yunfan-director", &["FINANCE"]).await;
    let asked = admin.submit(&SET_ROLES, user(), &change).await.refused();
    assert_eq!((asked.error_code, asked.used), (ErrorCode::ManagersLed, Some(2)));
    let removal = Removal { version: 1, handover: None };
    assert_eq!(admin.submit(&DELETE, user(), &removal).await.code(), ErrorCode::ManagersLed);
    let to = |to: Option<&str>| Some(Handover { to: to.map(id) });
    let nobody = RolesChange { handover: to(Some("u-yunfan-wang")), ..change.clone() };
    assert_eq!(admin.submit(&SET_ROLES, user(), &nobody).await.code(), ErrorCode::InvalidParameter);
    let second = admin.submit(&CREATE, (), &draft("yunfan-second", &["ACCOUNT_MANAGER_DIRECTOR"])).await.ok();
    let handed = RolesChange { handover: to(Some(second.user_id.as_str())), ..change };
    admin.submit(&SET_ROLES, user(), &handed).await.ok();
    assert_eq!(shown(&admin, second.user_id.as_str()).await.leads.len(), 2);
    let gone = Removal { version: 1, handover: to(None) };
    admin.submit(&DELETE, (second.user_id,), &gone).await.ok();
    let managers = admin.fetch(&MANAGERS, (), &()).await.ok();
    assert!(managers.directors.is_empty() && managers.managers.iter().all(|one| one.led_by.is_none()));
}

#[tokio::test]
async fn a_removed_manager_leaves_its_customers_without_one() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let wang = world.sign_in("yunfan-wang").await;
    let customers = shown(&admin, "u-yunfan-wang").await.customers;
    assert!(customers > 0);
    let removal = Removal { version: 1, handover: None };
    admin.submit(&DELETE, (id("u-yunfan-wang"),), &removal).await.ok();
    let left = "SELECT COUNT(*) FROM customers WHERE manager_user_id = $1";
    assert_eq!(world.number(left, "u-yunfan-wang").await, 0);
    assert_eq!(wang.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    assert_eq!(admin.fetch(&SHOW, (id("u-yunfan-wang"),), &()).await.code(), ErrorCode::NotFound);
    let named = MemberQuery { account_name: Some("yunfan-wang".to_owned()), ..MemberQuery::default() };
    assert_eq!(admin.fetch(&LIST, (), &named).await.ok().total_count, 0);
}

#[tokio::test]
async fn members_are_found_by_account_name_by_role_and_page_by_page() {
    let world = World::new().await;
    for number in 0..1_000 {
        world
            .service
            .write(format!(
                "INSERT INTO users (user_id, kind, partner_id, account_name, name, password_hash, language)
                 VALUES ('u-many-{number:04}', 'MEMBER', 'p-huashang', 'many-{number:04}', '许多', '-', 'zh-CN')"
            ))
            .await;
    }
    let admin = world.sign_in("huashang-admin").await;
    let last = MemberQuery { offset: Some(1_000), limit: Some(100), ..MemberQuery::default() };
    let page = admin.fetch(&LIST, (), &last).await.ok();
    assert_eq!((page.total_count, page.members.len()), (1_004, 4));
    assert!(page.members.iter().all(|member| member.account_name.starts_with("many-")));
    let admin = &admin;
    let by = |query: MemberQuery| async move {
        let found = admin.fetch(&LIST, (), &query).await.ok();
        (found.total_count, found.members.into_iter().map(|member| member.account_name).collect::<Vec<_>>())
    };
    let finance = MemberQuery { role_id: Some(id("FINANCE")), ..MemberQuery::default() };
    assert_eq!(by(finance).await, (1, vec!["huashang-finance".to_owned()]));
    let part = MemberQuery { account_name: Some("NY-0999".to_owned()), ..MemberQuery::default() };
    assert_eq!(by(part).await, (1, vec!["many-0999".to_owned()]));
    let wild = MemberQuery { account_name: Some("%_".to_owned()), ..MemberQuery::default() };
    assert_eq!(by(wild).await.0, 0);
    let name = MemberQuery { name: Some("方正".to_owned()), ..MemberQuery::default() };
    assert_eq!(by(name).await, (1, vec!["huashang-admin".to_owned()]));
}

fn role(name: &str, permissions: &[Permission]) -> RoleDraft {
    RoleDraft {
        name: name.to_owned().try_into().unwrap(),
        description: None,
        permissions: permissions.to_vec(),
    }
}

#[tokio::test]
async fn a_partner_makes_ten_roles_of_its_own_and_no_eleventh() {
    let world = World::new().await;
    let admin = world.sign_in("huashang-admin").await;
    for number in 0..10 {
        admin.submit(&roles::CREATE, (), &role(&format!("Role {number}"), &[])).await.ok();
    }
    let eleventh = admin.submit(&roles::CREATE, (), &role("Role 10", &[])).await.refused();
    assert_eq!(
        (eleventh.error_code, eleventh.limit, eleventh.used),
        (ErrorCode::QuantityLimit, Some(10), Some(10))
    );
    let all = admin.fetch(&roles::LIST, (), &()).await.ok().roles;
    assert_eq!((all.len(), all.iter().filter(|role| role.is_custom()).count()), (16, 10));
    let finance = all.iter().find(|role| role.role_id.as_str() == "FINANCE").unwrap();
    assert_eq!(finance.members, 1);
    assert!(!finance.permissions.contains(&Permission::ViewStatements), "its identity lacks them");
}

#[tokio::test]
async fn a_custom_role_gives_what_stands_in_it_from_the_next_call_on() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let taken = admin.submit(&roles::CREATE, (), &role("客户服务", &[])).await;
    assert_eq!(taken.code(), ErrorCode::RoleNameTaken);
    for wrong in [Permission::ManageMembers, Permission::ManageAssociations, Permission::ViewStatements] {
        let refused = admin.submit(&roles::CREATE, (), &role("Too much", &[wrong])).await.refused();
        assert_eq!(refused.fields[0].field, "permissions");
    }
    let made: RoleInfo =
        admin.submit(&roles::CREATE, (), &role("Bookkeeper", &[Permission::ConfirmIncentives])).await.ok();
    assert_eq!(made.permissions, [Permission::ViewIncentives, Permission::ConfirmIncentives]);
    let wang = world.sign_in("yunfan-wang").await;
    let mine = CustomerQuery { limit: Some(1), ..CustomerQuery::default() };
    let own = wang.fetch(&customers::LIST, (), &mine).await.ok().count;
    let change = change_to(&admin, "u-yunfan-wang", &["ACCOUNT_MANAGER", made.role_id.as_str()]).await;
    admin.submit(&SET_ROLES, (id("u-yunfan-wang"),), &change).await.ok();
    // With any other role an account manager sees all customers.
    assert!(wang.fetch(&customers::LIST, (), &mine).await.ok().count > own);
    let Principal::Member(me) = wang.fetch(&ME, (), &()).await.ok().principal else { panic!() };
    assert!(me.can(Permission::ConfirmIncentives) && !me.can(Permission::ApplyPayouts));
    assert_eq!(me.custom_roles[0].name, "Bookkeeper");

    let less = RoleChange {
        version: made.version,
        name: "Bookkeeper".to_owned().try_into().unwrap(),
        description: None,
        permissions: vec![Permission::ViewIncentives],
    };
    let role_id = || (made.role_id.clone(),);
    let changed = admin.submit(&roles::UPDATE, role_id(), &less).await.ok();
    assert_eq!((changed.members, changed.version), (1, 2));
    assert_eq!(admin.submit(&roles::UPDATE, role_id(), &less).await.code(), ErrorCode::Changed);
    let Principal::Member(me) = wang.fetch(&ME, (), &()).await.ok().principal else { panic!() };
    assert!(!me.can(Permission::ConfirmIncentives));

    let used = admin.submit(&roles::DELETE, role_id(), &RoleVersion { version: 2 }).await.refused();
    assert_eq!((used.error_code, used.used), (ErrorCode::RoleInUse, Some(1)));
    let change = change_to(&admin, "u-yunfan-wang", &["ACCOUNT_MANAGER"]).await;
    admin.submit(&SET_ROLES, (id("u-yunfan-wang"),), &change).await.ok();
    admin.submit(&roles::DELETE, role_id(), &RoleVersion { version: 2 }).await.ok();
    let default = admin.submit(&roles::DELETE, (id("FINANCE"),), &RoleVersion { version: 0 }).await;
    assert_eq!(default.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn everything_is_written_into_the_audit_without_a_password_or_an_address() {
    let world = World::new().await;
    world.codes_off("p-yunfan").await;
    let admin = world.sign_in("yunfan-admin").await;
    let made: Member = admin.submit(&CREATE, (), &draft("yunfan-anran", &["FINANCE"])).await.ok();
    let change = change_to(&admin, made.user_id.as_str(), &["OPERATOR"]).await;
    admin.submit(&SET_ROLES, (made.user_id.clone(),), &change).await.ok();
    let rows =
        world.texts("SELECT action || detail FROM audit WHERE object = $1", made.user_id.as_str()).await;
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with("member.create") && rows[0].contains("FINANCE"), "{rows:?}");
    assert!(rows[1].starts_with("member.roles") && rows[1].contains("OPERATOR"), "{rows:?}");
    let bytes = world.service.bytes().await;
    assert!(!bytes.windows(INITIAL.len()).any(|window| window == INITIAL.as_bytes()));
}
