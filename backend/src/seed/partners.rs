//! The demo's partners and their members.

use contract::{
    money::Currency,
    permissions::{Identity, Role},
    session::{Language, Site},
};

/// The main demo partner: a solution provider with 300 customers, codes switched on.
pub const YUNFAN: &str = "p-yunfan";
/// A general distributor, codes off (the default).
pub const HUASHANG: &str = "p-huashang";
/// A reseller of [`HUASHANG`].
pub const LINGXI: &str = "p-lingxi";
/// A reseller of [`HUASHANG`] whose account is frozen.
pub const BEIDOU: &str = "p-beidou";
/// An EI procurement partner: no customers.
pub const CAIZHI: &str = "p-caizhi";
/// A distributor that developed resellers only and has left the programme: no customer development.
pub const TONGDA: &str = "p-tongda";
/// A reseller of [`TONGDA`]: it sees its filings, and neither files nor invites.
pub const XINGCHEN: &str = "p-xingchen";
/// A partner of the international site.
pub const NIMBUS: &str = "p-nimbus";

/// A second account of [`YUNFAN`]'s company.
pub const YUNFAN_SECOND: &str = "p-yunfan2";

/// A partner of the demo.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
pub struct DemoPartner {
    pub partner_id: &'static str,
    pub name: &'static str,
    pub identity: Identity,
    pub site: Site,
    pub distributor_id: Option<&'static str>,
    pub frozen: bool,
    /// A distributor that develops resellers only.
    pub channel_only: bool,
    /// Has left the programme.
    pub delisted: bool,
    pub verification_enabled: bool,
    /// Delivers baseline solutions.
    pub baseline_solutions: bool,
    /// Cash, hundredths.
    pub cash: i64,
    /// Login names of its account managers, who share the crowd of its customers.
    pub managers: &'static [&'static str],
    /// Customers besides the notable ones; the main partner fills up to what is asked for.
    pub crowd: usize,
}

impl DemoPartner {
    #[must_use]
    pub const fn currency(&self) -> Currency {
        match self.site {
            Site::Cn => Currency::Cny,
            Site::Intl => Currency::Usd,
        }
    }

    /// ISO 3166-1 alpha-2.
    #[must_use]
    pub const fn country_code(&self) -> &'static str {
        match self.site {
            Site::Cn => "CN",
            Site::Intl => "SG",
        }
    }
}

const PARTNER: DemoPartner = DemoPartner {
    partner_id: "",
    name: "",
    identity: Identity::SolutionProvider,
    site: Site::Cn,
    distributor_id: None,
    frozen: false,
    channel_only: false,
    delisted: false,
    verification_enabled: false,
    baseline_solutions: false,
    cash: 0,
    managers: &[],
    crowd: 0,
};

/// All partners, a distributor before its resellers.
pub const PARTNERS: [DemoPartner; 9] = [
    DemoPartner {
        partner_id: YUNFAN,
        name: "云帆数智科技（上海）有限公司",
        verification_enabled: true,
        baseline_solutions: true,
        cash: 250_000_000,
        managers: &["yunfan-wang", "yunfan-li", "yunfan-zhao"],
        ..PARTNER
    },
    DemoPartner {
        partner_id: HUASHANG,
        name: "华上云渠道（北京）股份有限公司",
        identity: Identity::GeneralDistributor,
        baseline_solutions: true,
        cash: 800_000_000,
        managers: &["huashang-sun"],
        crowd: 24,
        ..PARTNER
    },
    DemoPartner {
        partner_id: LINGXI,
        name: "灵犀云科技（成都）有限公司",
        identity: Identity::CloudReseller,
        distributor_id: Some(HUASHANG),
        cash: 30_000_000,
        managers: &["lingxi-he"],
        crowd: 30,
        ..PARTNER
    },
    DemoPartner {
        partner_id: BEIDOU,
        name: "北斗联创信息（武汉）有限公司",
        identity: Identity::CloudReseller,
        distributor_id: Some(HUASHANG),
        frozen: true,
        cash: 5_000_000,
        managers: &["beidou-lu"],
        crowd: 12,
        ..PARTNER
    },
    DemoPartner {
        partner_id: CAIZHI,
        name: "采智供应链（深圳）有限公司",
        identity: Identity::EiProcurement,
        baseline_solutions: true,
        cash: 12_000_000,
        ..PARTNER
    },
    DemoPartner {
        partner_id: NIMBUS,
        name: "Nimbus Integrations Pte. Ltd.",
        site: Site::Intl,
        baseline_solutions: true,
        cash: 40_000_000,
        managers: &["nimbus-garcia"],
        crowd: 40,
        ..PARTNER
    },
    DemoPartner {
        partner_id: TONGDA,
        name: "通达云渠道（广州）有限公司",
        identity: Identity::GeneralDistributor,
        channel_only: true,
        delisted: true,
        cash: 20_000_000,
        ..PARTNER
    },
    DemoPartner {
        partner_id: XINGCHEN,
        name: "星辰云服务（长沙）有限公司",
        identity: Identity::CloudReseller,
        distributor_id: Some(TONGDA),
        cash: 3_000_000,
        managers: &["xingchen-tang"],
        crowd: 6,
        ..PARTNER
    },
    DemoPartner {
        partner_id: YUNFAN_SECOND,
        name: "云帆数智科技（上海）有限公司（二号账号）",
        cash: 1_000_000,
        ..PARTNER
    },
];

/// A member of a partner; the login name begins with the partner's short name.
pub struct DemoMember {
    pub partner_id: &'static str,
    pub account_name: &'static str,
    pub name: &'static str,
    pub roles: &'static [Role],
    pub language: Language,
    /// Login names of the managers whom a director leads.
    pub leads: &'static [&'static str],
    /// Whether a mobile number and an e-mail address are in the profile.
    pub reachable: bool,
}

const fn member(
    partner_id: &'static str,
    account_name: &'static str,
    name: &'static str,
    roles: &'static [Role],
) -> DemoMember {
    DemoMember {
        partner_id,
        account_name,
        name,
        roles,
        language: Language::ZhCn,
        leads: &[],
        reachable: true,
    }
}

const ADMINISTRATOR: &[Role] = &[Role::Administrator];
const FINANCE: &[Role] = &[Role::Finance];
const DIRECTOR: &[Role] = &[Role::AccountManagerDirector];
const MANAGER: &[Role] = &[Role::AccountManager];
const OPERATOR: &[Role] = &[Role::Operator];

/// All members.
pub const MEMBERS: [DemoMember; 30] = [
    member(YUNFAN, "yunfan-admin", "林岚", ADMINISTRATOR),
    member(YUNFAN, "yunfan-admin2", "许诺", ADMINISTRATOR),
    member(YUNFAN, "yunfan-finance", "钱敏", FINANCE),
    DemoMember {
        leads: &["yunfan-wang", "yunfan-li"],
        ..member(YUNFAN, "yunfan-director", "高远", DIRECTOR)
    },
    member(YUNFAN, "yunfan-wang", "王宁", MANAGER),
    member(YUNFAN, "yunfan-li", "李默", MANAGER),
    member(YUNFAN, "yunfan-zhao", "赵晴", MANAGER),
    member(YUNFAN, "yunfan-operator", "周舟", OPERATOR),
    member(HUASHANG, "huashang-admin", "方正", ADMINISTRATOR),
    member(HUASHANG, "huashang-finance", "曾琪", FINANCE),
    member(HUASHANG, "huashang-sun", "孙悦", MANAGER),
    member(HUASHANG, "huashang-operator", "叶子", OPERATOR),
    member(LINGXI, "lingxi-admin", "罗希", ADMINISTRATOR),
    member(LINGXI, "lingxi-finance", "谭静", FINANCE),
    member(LINGXI, "lingxi-he", "何川", MANAGER),
    member(BEIDOU, "beidou-admin", "卢北", ADMINISTRATOR),
    member(BEIDOU, "beidou-finance", "石岩", FINANCE),
    member(BEIDOU, "beidou-lu", "陆遥", MANAGER),
    member(CAIZHI, "caizhi-admin", "白智", ADMINISTRATOR),
    member(CAIZHI, "caizhi-finance", "苏芮", FINANCE),
    member(CAIZHI, "caizhi-operator", "江帆", OPERATOR),
    DemoMember { language: Language::EnUs, ..member(NIMBUS, "nimbus-admin", "Maya Tan", ADMINISTRATOR) },
    DemoMember { language: Language::EnUs, ..member(NIMBUS, "nimbus-finance", "Oliver Hart", FINANCE) },
    DemoMember { language: Language::EnUs, ..member(NIMBUS, "nimbus-garcia", "Lucia Garcia", MANAGER) },
    DemoMember { language: Language::EnUs, ..member(NIMBUS, "nimbus-operator", "Ben Koh", OPERATOR) },
    // Whoever files or invites can be reached: this one cannot.
    DemoMember { reachable: false, ..member(YUNFAN, "yunfan-he", "贺一鸣", MANAGER) },
    member(TONGDA, "tongda-admin", "关山", ADMINISTRATOR),
    member(XINGCHEN, "xingchen-admin", "辛晨", ADMINISTRATOR),
    member(XINGCHEN, "xingchen-tang", "唐果", MANAGER),
    member(YUNFAN_SECOND, "yunfan2-admin", "顾青", ADMINISTRATOR),
];

/// The vendor's operator.
pub const OPERATOR_ACCOUNT: &str = "vendor-operator";

/// The user id of a member, a customer's user or the operator, made of its login name.
#[must_use]
pub fn user_id(account_name: &str) -> String {
    format!("u-{account_name}")
}
