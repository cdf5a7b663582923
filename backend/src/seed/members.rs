//! Members who show what an organization can do: one with a role that the partner made, one who has not signed in yet.

use super::{
    partners::{YUNFAN, user_id},
    store::{self, Batch},
};
use crate::{
    problem::Fault,
    session::store::{set_password, write_permissions},
    store::Tx,
};
use contract::{
    demo::DemoAccount,
    members::INITIAL_PASSWORD_S,
    permissions::{Permission, Role},
    session::Language,
    time::Timestamp,
};

/// Holds [`ROLE_ID`].
const SERVICE: &str = "yunfan-service";
/// Has still the initial password.
const NEWCOMER: &str = "yunfan-newcomer";
const ROLE_ID: &str = "rl-yunfan-service";
const ROLE: [Permission; 3] = [Permission::ViewCustomers, Permission::TagCustomer, Permission::ViewRecords];

pub(super) async fn plant(tx: &mut Tx, password_hash: &str, now: Timestamp) -> Result<(), Fault> {
    let mut roles = Batch::new(store::CUSTOM_ROLES);
    roles.push([
        ROLE_ID.into(),
        YUNFAN.into(),
        "客户服务".into(),
        "回访客户，维护客户标签，查看关联记录".into(),
        write_permissions(&ROLE)?.into(),
        now.seconds().into(),
    ]);
    roles.flush(tx).await?;
    let (mut users, mut held) = (Batch::new(store::USERS), Batch::new(store::USER_ROLES));
    for (account_name, name, role, phone) in
        [(SERVICE, "沈星", ROLE_ID, "13700008001"), (NEWCOMER, "陆晨", Role::Finance.as_str(), "13700008002")]
    {
        users.push([
            user_id(account_name).into(),
            "MEMBER".into(),
            YUNFAN.into(),
            None::<String>.into(),
            account_name.into(),
            name.into(),
            password_hash.into(),
            Language::ZhCn.as_str().into(),
            phone.into(),
            format!("{account_name}@mail.example.com").into(),
        ]);
        held.push([user_id(account_name).into(), role.into()]);
    }
    users.flush(tx).await?;
    held.flush(tx).await?;
    let newcomer = user_id(NEWCOMER).parse().map_err(|_| Fault::new("a login name that is no id"))?;
    set_password(tx, &newcomer, password_hash, Some(now.plus_seconds(INITIAL_PASSWORD_S))).await
}

/// As whom one can sign in: account name, and who it is in both languages.
pub(super) fn demo_accounts(password: &str) -> impl Iterator<Item = DemoAccount> {
    let account = |account_name: &str, who_zh: &str, who_en: &str| DemoAccount {
        account_name: account_name.to_owned(),
        password: password.to_owned(),
        who_zh: format!("云帆数智科技（上海）有限公司 · {who_zh}"),
        who_en: format!("云帆数智科技（上海）有限公司 · {who_en}"),
    };
    [
        account(SERVICE, "自定义角色“客户服务”", "a role of its own, \"客户服务\""),
        account(NEWCOMER, "财务，首次登录，需修改密码", "finance, signs in for the first time"),
    ]
    .into_iter()
}
