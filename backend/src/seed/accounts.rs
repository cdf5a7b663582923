//! Accounts of the vendor's that are nobody's customers: between them, and with a few that are somebody's, every refusal
//! and every review of filing and every refusal of joining can be met by hand, but for `BUSY`, which is a try that the
//! service could not finish. All sign in with the demo's password.
//!
//! File at 云帆 (at Nimbus where it says so), with this mobile number and any other details:
//!
//! | number | account | what it shows when it is filed |
//! |---|---|---|
//! | +6591230001 | c-400001 | `OTHER_SITE` |
//! | 13900000001 | c-100002, a customer | `ALREADY_ASSOCIATED` |
//! | 15500010004 | c-400004, filed by 华上云 | `FILED_BY_ANOTHER_PARTNER` |
//! | 15500020001 | none, filed already | `FILED_BY_YOU` |
//! | 15500010002 | c-400002 | `VENDOR_CONTRACT` |
//! | 15500010003 | c-400003 | `SPEND_NOT_FOLLOWED` |
//! | 15500010005 | c-400005 | `CONSUMER_ACCOUNT` |
//! | 15500010006 | c-400006 | `TRUSTEESHIP_ACCOUNT` |
//! | 15500010007 | c-400007 | review: `FOLLOWED_BY_DIRECT_SALES` |
//! | 15500010008 | c-400008 | review: `FILED_BY_VENDOR` |
//! | 15500010009 | c-400009 | review: `ONLINE_SALES` |
//! | 15500010010 | c-400010 | review: `SALES_SUPPORT_CENTER` |
//! | +60123450011 | c-400011, at Nimbus | review: `OTHER_COUNTRY` |
//! | 15500010012, 15500010013 | c-400012, c-400013 | filed at once, although registered |
//! | 15500010021 | c-400021 | three refusals at once |
//!
//! Open a link of 云帆 and sign in (`hw_…` as in the list of sign-ins):
//!
//! | sign-in | what it shows when it associates |
//! |---|---|
//! | `hw_harbour` | `OTHER_SITE` |
//! | lantian | `ALREADY_YOURS` |
//! | huatai | `ASSOCIATED_ELSEWHERE` |
//! | any member of a partner | `IS_PARTNER` |
//! | `hw_hetong` | `VENDOR_CONTRACT` |
//! | `hw_xianjin` | `HAS_CASH_SPEND` |
//! | `hw_yibaobei` | `FILED_BY_ANOTHER_PARTNER` |
//! | any of these, by an online invitation of another customer | `OTHER_PHONE` |
//! | `hw_laozhanghao` | `REGISTERED_TOO_LONG_AGO` |
//! | `hw_qiankuan` | `UNSETTLED_BILL` |
//! | `hw_tuoguan` | `TRUSTEESHIP_ACCOUNT` |
//! | `hw_yuliu`, `hw_zizhanghao`, `hw_zhuzhanghao`, `hw_chuzhika`, `hw_zengsong` | for consignment only: `RESERVED_INSTANCE`, `ENTERPRISE_SUB`, `MASTER_WITH_SUBS`, `STORED_VALUE_CARD`, `GIFT_BALANCE` |
//! | `hw_xinzhanghao`, by a link of 北斗 | `PARTNER_RESTRICTED` |
//! | anybody, by the link with the tag 演示：今日名额已满 | the link has associated fifty today |
//! | `hw_xinzhanghao`, by any other | associates, and opens the cloud service with it |
//!
//! Longer than most files, because it is one table with what writes it.

use super::{
    planting::DAY_S,
    store::{self, Batch},
};
use crate::{customers::row::NEVER_EXPIRES, problem::Fault};
use contract::{
    associations::AssociationType, customers::HoldingKind, filing_rules::FollowedBy, money::Currency,
    session::Site, time::Timestamp,
};
use sqlx::AnyConnection;

/// An account that is nobody's customer.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; no two make one")]
pub struct DemoAccountKnown {
    pub customer_id: &'static str,
    pub account_name: &'static str,
    pub name: &'static str,
    pub telephone: &'static str,
    pub site: Site,
    /// ISO 3166-1 alpha-2.
    pub country_code: &'static str,
    pub registered_days_ago: i64,
    pub cloud_open: bool,
    pub has_cash_spend: bool,
    pub followed_by: FollowedBy,
    pub filed_by_vendor: bool,
    pub consumer_account: bool,
    pub trusteeship: bool,
    pub stored_value_card: bool,
    pub gift_balance: bool,
    /// Hundredths.
    pub debt: i64,
    pub holds: Option<(HoldingKind, &'static str)>,
    /// For the list of sign-ins.
    pub shows_zh: &'static str,
    pub shows_en: &'static str,
}

impl DemoAccountKnown {
    #[must_use]
    pub fn email(&self) -> String {
        format!("it@{}.example.com", self.account_name.replace('_', "-"))
    }
}

const BASE: DemoAccountKnown = DemoAccountKnown {
    customer_id: "",
    account_name: "",
    name: "",
    telephone: "",
    site: Site::Cn,
    country_code: "CN",
    registered_days_ago: 3,
    cloud_open: true,
    has_cash_spend: false,
    followed_by: FollowedBy::Nobody,
    filed_by_vendor: false,
    consumer_account: false,
    trusteeship: false,
    stored_value_card: false,
    gift_balance: false,
    debt: 0,
    holds: None,
    shows_zh: "",
    shows_en: "",
};

const fn of(
    (customer_id, telephone): (&'static str, &'static str),
    (account_name, name): (&'static str, &'static str),
    (shows_zh, shows_en): (&'static str, &'static str),
) -> DemoAccountKnown {
    DemoAccountKnown { customer_id, account_name, name, telephone, shows_zh, shows_en, ..BASE }
}

/// All of them.
pub const ACCOUNTS: &[DemoAccountKnown] = &[
    DemoAccountKnown {
        site: Site::Intl,
        country_code: "SG",
        ..of(
            ("c-400001", "+6591230001"),
            ("hw_harbour", "Harbour Freight Pte. Ltd."),
            ("国际站账号", "registered on the international site"),
        )
    },
    DemoAccountKnown {
        holds: Some((HoldingKind::SpecialContract, "直签合同 ZQ-2026-0031")),
        ..of(
            ("c-400002", "15500010002"),
            ("hw_hetong", "济南合同科技有限公司"),
            ("与云厂商有合同", "contract with the vendor"),
        )
    },
    DemoAccountKnown {
        has_cash_spend: true,
        ..of(
            ("c-400003", "15500010003"),
            ("hw_xianjin", "郑州现金贸易有限公司"),
            ("有现金消费，无直销跟进", "cash spend, not followed by direct sales"),
        )
    },
    of(
        ("c-400004", "15500010004"),
        ("hw_yibaobei", "昆明报备网络有限公司"),
        ("已被其他伙伴报备", "filed by another partner"),
    ),
    DemoAccountKnown {
        consumer_account: true,
        ..of(("c-400005", "15500010005"), ("hw_xiaofeizhe", "周小川"), ("消费者云用户", "consumer cloud"))
    },
    DemoAccountKnown {
        trusteeship: true,
        ..of(
            ("c-400006", "15500010006"),
            ("hw_tuoguan", "太原托管实业有限公司"),
            ("财务托管子账号", "sub account in trust"),
        )
    },
    DemoAccountKnown {
        registered_days_ago: 60,
        has_cash_spend: true,
        followed_by: FollowedBy::DirectSales,
        ..of(
            ("c-400007", "15500010007"),
            ("hw_zhixiao", "石家庄直销跟进集团有限公司"),
            ("直销跟进，报备需审核", "followed by direct sales: filing is reviewed"),
        )
    },
    DemoAccountKnown {
        filed_by_vendor: true,
        ..of(
            ("c-400008", "15500010008"),
            ("hw_yuanchang", "福州远航软件有限公司"),
            ("云厂商已报备，需审核", "filed by the vendor: filing is reviewed"),
        )
    },
    DemoAccountKnown {
        followed_by: FollowedBy::OnlineSales,
        ..of(
            ("c-400009", "15500010009"),
            ("hw_xianshang", "南昌线上传媒有限公司"),
            ("线上销售团队客户，需审核", "online sales: filing is reviewed"),
        )
    },
    DemoAccountKnown {
        followed_by: FollowedBy::SalesSupportCenter,
        ..of(
            ("c-400010", "15500010010"),
            ("hw_zhichi", "贵阳支持中心客户有限公司"),
            ("授权支持中心客户，需审核", "sales-support centre: filing is reviewed"),
        )
    },
    DemoAccountKnown {
        site: Site::Intl,
        country_code: "MY",
        ..of(
            ("c-400011", "+60123450011"),
            ("hw_penang", "Penang Components Sdn. Bhd."),
            ("Nimbus 报备需审核：其他国家", "filed by Nimbus it is reviewed: another country"),
        )
    },
    DemoAccountKnown {
        cloud_open: false,
        ..of(
            ("c-400012", "15500010012"),
            ("hw_xinzhanghao", "珠海新芽科技有限公司"),
            ("新注册，可报备可关联", "fresh: can be filed and can associate"),
        )
    },
    DemoAccountKnown {
        registered_days_ago: 400,
        ..of(
            ("c-400013", "15500010013"),
            ("hw_laozhanghao", "大连老友餐饮管理有限公司"),
            ("注册超过 7 天，未报备不能关联", "registered long ago: associates only once filed"),
        )
    },
    DemoAccountKnown {
        debt: 12_300,
        ..of(
            ("c-400014", "15500010014"),
            ("hw_qiankuan", "哈尔滨欠款物流有限公司"),
            ("有未结清账单", "unsettled bill"),
        )
    },
    DemoAccountKnown {
        holds: Some((HoldingKind::ReservedInstance, "预留实例 c7.large.2 华南-广州 1年")),
        ..of(
            ("c-400015", "15500010015"),
            ("hw_yuliu", "海口预留云仓有限公司"),
            ("有预留实例，不能代售", "reserved instance: no consignment"),
        )
    },
    DemoAccountKnown {
        holds: Some((HoldingKind::MasterAccount, "企业主账号 hw_zhuzhanghao")),
        ..of(
            ("c-400016", "15500010016"),
            ("hw_zizhanghao", "兰州子公司机械有限公司"),
            ("企业子账号，不能代售", "enterprise sub account: no consignment"),
        )
    },
    DemoAccountKnown {
        holds: Some((HoldingKind::MemberAccount, "子账号 hw_zizhanghao（独立核算）")),
        ..of(
            ("c-400017", "15500010017"),
            ("hw_zhuzhanghao", "兰州母公司机械（集团）有限公司"),
            ("企业主账号有子账号，不能代售", "master with sub accounts: no consignment"),
        )
    },
    DemoAccountKnown {
        stored_value_card: true,
        ..of(
            ("c-400018", "15500010018"),
            ("hw_chuzhika", "西宁储值百货有限公司"),
            ("有储值卡，不能代售", "stored-value card: no consignment"),
        )
    },
    DemoAccountKnown {
        gift_balance: true,
        ..of(
            ("c-400019", "15500010019"),
            ("hw_zengsong", "银川赠送文化有限公司"),
            ("有赠送余额，不能代售", "gift balance: no consignment"),
        )
    },
    DemoAccountKnown {
        registered_days_ago: 30,
        followed_by: FollowedBy::DirectSales,
        ..of(
            ("c-400020", "15500020007"),
            ("hw_shenhe", "拉萨审核旅游有限公司"),
            ("云帆的报备待审核", "its filing by Yunfan is under review"),
        )
    },
    DemoAccountKnown {
        registered_days_ago: 90,
        has_cash_spend: true,
        consumer_account: true,
        trusteeship: true,
        ..of(
            ("c-400021", "15500010021"),
            ("hw_duoxiang", "呼和浩特多项乳业有限公司"),
            ("多个原因不能报备", "several reasons against filing"),
        )
    },
];

/// Writes the accounts, what is known of them and what they hold.
///
/// # Errors
/// When the database refuses.
pub async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let mut customers = Batch::new(store::CUSTOMERS);
    let mut standings = Batch::new(store::STANDINGS);
    let mut holdings = Batch::new(store::HOLDINGS);
    for account in ACCOUNTS {
        let currency = if account.site == Site::Intl { Currency::Usd } else { Currency::Cny };
        let registered_at = now.seconds() - account.registered_days_ago * DAY_S;
        customers.push([
            account.customer_id.into(),
            None::<String>.into(),
            account.name.into(),
            account.account_name.into(),
            account.telephone.into(),
            account.email().into(),
            1.into(),
            "2".into(),
            AssociationType::Referral.as_str().into(),
            registered_at.into(),
            None::<String>.into(),
            None::<String>.into(),
            0.into(),
            currency.as_str().into(),
            0.into(),
            0.into(),
            0.into(),
            account.debt.into(),
            0.into(),
            NEVER_EXPIRES.into(),
            0.into(),
            None::<String>.into(),
            None::<String>.into(),
            None::<String>.into(),
        ]);
        standings.push([
            account.customer_id.into(),
            account.site.as_str().into(),
            account.country_code.into(),
            registered_at.into(),
            i64::from(account.cloud_open).into(),
            i64::from(account.has_cash_spend).into(),
            account.followed_by.as_str().into(),
            i64::from(account.filed_by_vendor).into(),
            i64::from(account.consumer_account).into(),
            i64::from(account.trusteeship).into(),
            i64::from(account.stored_value_card).into(),
            i64::from(account.gift_balance).into(),
        ]);
        if let Some((kind, title)) = account.holds {
            let lasts = kind == HoldingKind::ReservedInstance;
            holdings.push([
                format!("h-{}", account.customer_id).into(),
                account.customer_id.into(),
                kind.as_str().into(),
                title.into(),
                None::<i64>.into(),
                currency.as_str().into(),
                lasts.then(|| now.china_day().plus_days(200).to_string()).into(),
            ]);
        }
    }
    customers.flush(conn).await?;
    standings.flush(conn).await?;
    holdings.flush(conn).await
}
