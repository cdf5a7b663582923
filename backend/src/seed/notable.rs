//! Customers that are there for a purpose: for every item of the account check one that fails just that item, one that
//! fails several, and several that pass. The tag in the list says which is which, since names are masked.

use super::partners::{BEIDOU, HUASHANG, LINGXI, NIMBUS, YUNFAN};
use contract::{
    associations::{
        Action::{self, Disassociate, Switch},
        AssociationType::{self, Consignment, Referral, Resale},
        Initiator, RequestStatus,
    },
    check::CheckItem,
    customers::{HoldingKind as Kind, VoucherIssuer},
};

/// A request of the past, or one that is still open.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub by: Initiator,
    pub action: Action,
    pub days_ago: i64,
    pub status: RequestStatus,
    pub reason: &'static str,
}

/// A notable customer. Money is in hundredths of the partner's currency.
#[derive(Clone, Copy, Debug)]
pub struct Notable {
    pub customer_id: &'static str,
    pub partner_id: &'static str,
    pub name: &'static str,
    /// `-1` not known before verification, `0` person, `1` company.
    pub customer_type: i64,
    /// Login name; whoever [`Notable::signs_in`] uses it.
    pub account_name: &'static str,
    pub label: &'static str,
    pub association: AssociationType,
    pub own_balance: i64,
    pub granted_balance: i64,
    pub debt: i64,
    pub frozen: bool,
    pub grace_hours: i64,
    pub holdings: &'static [(Kind, &'static str)],
    pub vouchers: &'static [(VoucherIssuer, i64)],
    pub asked: &'static [Asked],
    /// What fails when its partner wants to disassociate it.
    pub fails: &'static [CheckItem],
    pub signs_in: bool,
}

/// Price of the orders that wait for the partner, hundredths.
pub const ORDER_PRICE: i64 = 128_000;

const BASE: Notable = Notable {
    customer_id: "",
    partner_id: YUNFAN,
    name: "",
    customer_type: 1,
    account_name: "",
    label: "",
    association: Referral,
    own_balance: 0,
    granted_balance: 0,
    debt: 0,
    frozen: false,
    grace_hours: 0,
    holdings: &[],
    vouchers: &[],
    asked: &[],
    fails: &[],
    signs_in: false,
};

const fn of(
    customer_id: &'static str,
    account_name: &'static str,
    name: &'static str,
    label: &'static str,
) -> Notable {
    Notable { customer_id, name, account_name, label, ..BASE }
}

const ORDER: (Kind, &str) = (Kind::PartnerPayOrder, "弹性云服务器 c7.2xlarge 包年订单");
const RESERVED: (Kind, &str) = (Kind::ReservedInstance, "预留实例 c6.large.2 华东-上海一 1年");
const PENDING_CUSTOMER: RequestStatus = RequestStatus::PendingCustomer;
const PENDING_PARTNER: RequestStatus = RequestStatus::PendingPartner;

const fn asked(by: Initiator, action: Action, days_ago: i64, status: RequestStatus) -> Asked {
    Asked { by, action, days_ago, status, reason: "业务调整，双方已沟通一致" }
}

/// All of them.
pub const NOTABLE: &[Notable] = &[
    Notable {
        own_balance: 358_000,
        vouchers: &[(VoucherIssuer::Vendor, 20_000)],
        signs_in: true,
        ..of("c-100001", "lantian", "杭州蓝天信息技术有限公司", "演示：检查通过（顾问销售）")
    },
    Notable {
        association: Consignment,
        granted_balance: 1_234_567,
        vouchers: &[
            (VoucherIssuer::Partner, 10_000),
            (VoucherIssuer::Partner, 5_050),
            (VoucherIssuer::Vendor, 3_000),
        ],
        signs_in: true,
        ..of("c-100002", "haichuan", "上海海川智能制造有限公司", "演示：检查通过（代售，有余额和券）")
    },
    Notable {
        asked: &[asked(Initiator::Customer, Disassociate, 40, RequestStatus::Rejected)],
        fails: &[CheckItem::CustomerRequest3m],
        ..of("c-100003", "linhai", "宁波林海物流有限公司", "演示：客户三个月内已申请")
    },
    Notable {
        asked: &[asked(Initiator::Partner, Switch, 30, RequestStatus::Rejected)],
        fails: &[CheckItem::PartnerRequest3m],
        ..of("c-100004", "shanhe", "西安山河教育科技有限公司", "演示：伙伴三个月内已申请")
    },
    Notable {
        holdings: &[
            (Kind::MemberAccount, "子账号 hw_sub_finance（独立核算）"),
            (Kind::MemberAccount, "子账号 hw_sub_rd（独立核算）"),
        ],
        fails: &[CheckItem::MasterWithSubs],
        ..of("c-100005", "jituan", "深圳天元（集团）有限公司", "演示：企业主账号有子账号")
    },
    Notable {
        holdings: &[(Kind::MasterAccount, "企业主账号 hw_tianyuan_group")],
        fails: &[CheckItem::EnterpriseSub],
        ..of("c-100006", "tianyuan_sub", "深圳天元软件有限公司", "演示：企业子账号")
    },
    Notable {
        holdings: &[RESERVED],
        fails: &[CheckItem::ReservedInstance],
        signs_in: true,
        ..of("c-100007", "yuliu", "南京恒通网络科技有限公司", "演示：有预留实例")
    },
    Notable {
        holdings: &[ORDER],
        fails: &[CheckItem::PartnerPayOrder],
        signs_in: true,
        ..of("c-100008", "xinghe", "苏州星河电子商务有限公司", "演示：有待伙伴支付订单")
    },
    Notable {
        holdings: &[(Kind::SupportPlan, "伙伴支持计划 商业级")],
        fails: &[CheckItem::SupportPlan],
        ..of("c-100009", "zhichi", "青岛瑞丰食品有限公司", "演示：有支持计划")
    },
    Notable {
        association: Consignment,
        debt: 86_040,
        fails: &[CheckItem::Debt],
        ..of("c-100010", "qianfei", "广州润泽环保科技有限公司", "演示：欠费")
    },
    Notable {
        holdings: &[(Kind::SpecialContract, "特殊商务合同 TS-2026-0117")],
        fails: &[CheckItem::SpecialContract],
        ..of("c-100011", "teshu", "北京博达医疗科技股份有限公司", "演示：特殊合同")
    },
    Notable {
        holdings: &[(Kind::DeliveryCoupon, "提货券 专业服务 5人天")],
        fails: &[CheckItem::UnusedDeliveryCoupon],
        ..of("c-100012", "tihuo", "成都明德数字文化有限公司", "演示：有未用提货券")
    },
    Notable {
        association: Consignment,
        granted_balance: 5_000,
        frozen: true,
        fails: &[CheckItem::ManuallyFrozen],
        ..of("c-100013", "dongjie", "厦门嘉业供应链管理有限公司", "演示：已被伙伴冻结")
    },
    Notable {
        association: Consignment,
        debt: 1_999,
        frozen: true,
        holdings: &[ORDER, RESERVED],
        fails: &[
            CheckItem::ReservedInstance,
            CheckItem::PartnerPayOrder,
            CheckItem::Debt,
            CheckItem::ManuallyFrozen,
        ],
        ..of("c-100014", "duoxiang", "重庆鼎新自动化设备有限公司", "演示：多项不通过")
    },
    Notable {
        association: Consignment,
        granted_balance: 660_050,
        vouchers: &[(VoucherIssuer::Partner, 8_800), (VoucherIssuer::Vendor, 6_600)],
        asked: &[asked(Initiator::Partner, Disassociate, 2, PENDING_CUSTOMER)],
        fails: &[CheckItem::PartnerRequest3m],
        signs_in: true,
        ..of("c-100015", "qingfeng", "长沙清风新能源有限公司", "演示：解除申请待客户处理")
    },
    Notable {
        association: Consignment,
        granted_balance: 250_000,
        vouchers: &[(VoucherIssuer::Partner, 1_000)],
        asked: &[asked(Initiator::Customer, Disassociate, 1, PENDING_PARTNER)],
        fails: &[CheckItem::CustomerRequest3m],
        signs_in: true,
        ..of("c-100016", "muyun", "合肥暮云生物科技有限公司", "演示：客户申请待伙伴处理")
    },
    Notable {
        own_balance: 100,
        ..of("c-100017", "acme_and_sons", "<b>Acme & Sons</b>", "演示：<i>名称含 HTML</i>")
    },
    Notable { customer_type: 0, ..of("c-100018", "zhangwei", "张伟", "演示：检查通过（个人）") },
    Notable {
        association: Consignment,
        granted_balance: 432_100,
        asked: &[asked(Initiator::Partner, Switch, 3, PENDING_CUSTOMER)],
        fails: &[CheckItem::PartnerRequest3m],
        signs_in: true,
        ..of("c-100019", "changhe", "武汉长河软件有限公司", "演示：切换申请待客户处理")
    },
    Notable { customer_type: -1, ..of("c-100020", "weirenzheng", "", "演示：未实名认证") },
    of("c-100021", "obrien", "O'Brien 100%_off; DROP TABLE customers;--", "演示：名称含特殊字符"),
    Notable {
        partner_id: HUASHANG,
        association: Consignment,
        granted_balance: 70_000,
        signs_in: true,
        ..of("c-310001", "huatai", "北京华泰数据有限公司", "演示：检查通过（总经销商客户）")
    },
    Notable {
        partner_id: HUASHANG,
        association: Consignment,
        debt: 12_000,
        fails: &[CheckItem::Debt],
        ..of("c-310002", "huanan", "广州华南贸易有限公司", "演示：欠费（总经销商客户）")
    },
    Notable {
        partner_id: HUASHANG,
        holdings: &[(Kind::SpecialContract, "特殊商务合同 TS-2026-0208")],
        fails: &[CheckItem::SpecialContract],
        ..of("c-310003", "huaxi", "成都华西医疗科技有限公司", "演示：特殊合同，已请运营处理")
    },
    Notable {
        partner_id: LINGXI,
        association: Consignment,
        granted_balance: 45_000,
        ..of("c-320001", "lingshan", "成都灵山软件有限公司", "演示：检查通过（云经销商客户）")
    },
    Notable {
        partner_id: BEIDOU,
        association: Consignment,
        granted_balance: 9_900,
        fails: &[CheckItem::PartnerFrozen],
        ..of("c-330001", "beichen", "武汉北辰网络科技有限公司", "演示：伙伴账号被冻结")
    },
    Notable {
        partner_id: BEIDOU,
        ..of("c-330002", "beihai", "武汉北海食品有限公司", "演示：顾问销售不受伙伴冻结影响")
    },
    Notable {
        partner_id: NIMBUS,
        association: Resale,
        granted_balance: 98_765,
        vouchers: &[(VoucherIssuer::Partner, 5_000), (VoucherIssuer::Vendor, 2_500)],
        signs_in: true,
        ..of("c-340001", "brightwater", "Brightwater Foods Ltd.", "Demo: passes (resale)")
    },
    Notable {
        partner_id: NIMBUS,
        association: Resale,
        debt: 4_321,
        fails: &[CheckItem::Debt],
        ..of("c-340002", "kestrel", "Kestrel Media LLC", "Demo: arrears")
    },
    Notable {
        partner_id: NIMBUS,
        ..of("c-340003", "oakfield", "Oakfield Health Inc.", "Demo: passes (referral)")
    },
];
