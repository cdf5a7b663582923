//! Members and roles as a partner meets them: a finance member is made, signs in for the first time and may do what finance
//! may; another window takes the role away, and it counts at once. And a role of the partner's own.

use harness::{CodeWords, Person, Product};

/// What the screens say.
struct Words {
    tag: &'static str,
    account_name: &'static str,
    name: &'static str,
    email: &'static str,
    initial_password: &'static str,
    next: &'static str,
    finance: &'static str,
    operator: &'static str,
    confirm: &'static str,
    created: &'static str,
    open_member: &'static str,
    code: CodeWords,
    first_title: &'static str,
    new_password: &'static str,
    new_password_again: &'static str,
    change_password: &'static str,
    incentives: &'static str,
    actions_of_first_customer: &'static str,
    freeze: &'static str,
    only_administrators: &'static str,
    edit_roles: &'static str,
    save: &'static str,
    roles_saved: &'static str,
    no_permission: &'static str,
    role_name: &'static str,
    tag_customers: &'static str,
    create_role: &'static str,
    role_created: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    account_name: "账号名",
    name: "姓名",
    email: "邮箱",
    initial_password: "初始密码",
    next: "下一步",
    finance: "财务",
    operator: "操作员",
    confirm: "确认",
    created: "人员已创建",
    open_member: "查看人员",
    code: CodeWords {
        get: "获取验证码", sent: "验证码已发送至", field: "验证码", ok: "确定"
    },
    first_title: "首次登录，请修改密码",
    new_password: "新密码",
    new_password_again: "再次输入新密码",
    change_password: "修改密码",
    incentives: "激励管理",
    actions_of_first_customer: "更多操作",
    freeze: "冻结",
    only_administrators: "仅管理员可以操作，请联系管理员",
    edit_roles: "修改角色",
    save: "保存",
    roles_saved: "角色已修改",
    no_permission: "您没有使用此页面的权限",
    role_name: "角色名称",
    tag_customers: "设置客户标签",
    create_role: "创建自定义角色",
    role_created: "角色已创建",
};

const EN: Words = Words {
    tag: "en-US",
    account_name: "Account name",
    name: "Name",
    email: "Email",
    initial_password: "Initial password",
    next: "Next",
    finance: "Finance",
    operator: "Operator",
    confirm: "Confirm",
    created: "User created",
    open_member: "Show user",
    code: CodeWords { get: "Get code", sent: "The code was sent to", field: "Code", ok: "OK" },
    first_title: "Choose your own password",
    new_password: "New password",
    new_password_again: "New password again",
    change_password: "Change password",
    incentives: "Incentive Management",
    actions_of_first_customer: "More actions",
    freeze: "Freeze",
    only_administrators: "Only administrators can do this. Your administrators:",
    edit_roles: "Edit roles",
    save: "Save",
    roles_saved: "Roles saved",
    no_permission: "You may not use this page",
    role_name: "Name",
    tag_customers: "Tag customers",
    create_role: "Create role",
    role_created: "Role created",
};

const INITIAL: &str = "an initial password";
const CHOSEN: &str = "a grey parrot sings at noon";
/// A customer of the demo that may be frozen.
const CUSTOMER: &str = "/sales/customers/c-100002";

#[tokio::test(flavor = "multi_thread")]
async fn a_finance_member_is_made_begins_and_loses_the_role_in_chinese() {
    made_and_changed(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finance_member_is_made_begins_and_loses_the_role_in_english() {
    made_and_changed(&EN).await;
}

async fn made_and_changed(words: &Words) {
    let product = Product::start();
    let admin = Person::signed_in(&product, words.tag, "yunfan-admin").await;
    admin.go("/organization/members/new").await;
    // Somebody else has this address: it is said at the field, after the second step, and what was typed stays.
    admin.fill(words.account_name, "yunfan-anran").await;
    admin.fill(words.name, "安然").await;
    admin.fill(words.email, "yunfan-finance@mail.example.com").await;
    admin.fill(words.initial_password, INITIAL).await;
    admin.press(words.next).await;
    admin.tick(words.finance).await;
    admin.press(words.confirm).await;
    admin.see("input[aria-invalid='true']").await;
    admin.has(words.account_name, "yunfan-anran").await;
    admin.fill(words.email, "yunfan-anran@mail.example.com").await;
    admin.press(words.next).await;
    admin.press(words.confirm).await;
    admin.give_code(&words.code).await;
    admin.reads(words.created).await;
    admin.reads(INITIAL).await;
    admin.press(words.open_member).await;
    admin.reads("y***@m***.com").await;

    let member = Person::arrive(&product, words.tag).await;
    member.type_into("input[autocomplete='username']", "yunfan-anran").await;
    member.type_into("input[type='password']", INITIAL).await;
    member.click("form button[type='submit']").await;
    member.reads(words.first_title).await;
    // Nothing else can be opened.
    member.go("/sales/incentives").await;
    member.reads(words.first_title).await;
    member.fill(words.initial_password, INITIAL).await;
    member.fill(words.new_password, CHOSEN).await;
    member.fill(words.new_password_again, CHOSEN).await;
    member.press(words.change_password).await;
    member.reads(words.incentives).await;
    // A grey button says why.
    member.go(CUSTOMER).await;
    member.press(words.actions_of_first_customer).await;
    member.reads(words.freeze).await;
    member.reads(words.only_administrators).await;

    admin.press(words.edit_roles).await;
    admin.tick(words.finance).await;
    admin.tick(words.operator).await;
    admin.press(words.save).await;
    admin.reads(words.roles_saved).await;

    // Nothing is loaded anew: the first call that is refused tells it.
    member.press(words.incentives).await;
    member.reads(words.no_permission).await;
    member.leave().await;

    admin.go("/organization/roles/new").await;
    admin.fill(words.role_name, "Greeter").await;
    admin.tick(words.tag_customers).await;
    admin.press(words.create_role).await;
    admin.reads(words.role_created).await;
    admin.reads("Greeter").await;
    admin.leave().await;
}
