//! The table of demo opportunities.

use contract::opportunity_status::{OpportunityStatus, ProgressStage};

/// One line of the table above.
pub(super) struct Planted {
    pub(super) id: &'static str,
    pub(super) status: OpportunityStatus,
    pub(super) name: &'static str,
    pub(super) customer: &'static str,
    pub(super) industry: &'static str,
    pub(super) region: &'static str,
    /// Whole units of the currency.
    pub(super) amount: i64,
    /// Days before now.
    pub(super) age: i64,
    pub(super) stage: Option<ProgressStage>,
    pub(super) offering: Option<&'static str>,
    pub(super) recommended: Option<&'static str>,
}

const PLANTED: Planted = Planted {
    id: "",
    status: OpportunityStatus::Draft,
    name: "",
    customer: "",
    industry: "制造",
    region: "上海",
    amount: 0,
    age: 0,
    stage: None,
    offering: None,
    recommended: None,
};

pub(super) const YUNFANS: [Planted; 17] = [
    Planted {
        id: "ho-100001",
        status: OpportunityStatus::PendingAccept,
        name: "智慧工厂数据平台",
        customer: "东澜重工股份有限公司",
        amount: 3_200_000,
        recommended: Some("off-yunfan-1"),
        ..PLANTED
    },
    Planted {
        id: "ho-100002",
        status: OpportunityStatus::PendingAccept,
        name: "门店视频上云",
        customer: "青禾零售（杭州）有限公司",
        industry: "零售",
        region: "杭州",
        amount: 860_000,
        ..PLANTED
    },
    Planted {
        id: "ho-100003",
        status: OpportunityStatus::PendingAccept,
        name: "灾备中心建设",
        customer: "江海银行股份有限公司",
        industry: "金融",
        region: "南京",
        amount: 5_400_000,
        age: 3,
        ..PLANTED
    },
    Planted {
        id: "ho-100004",
        status: OpportunityStatus::InProgress,
        name: "研发桌面云",
        customer: "凌云芯片有限公司",
        amount: 1_500_000,
        age: 40,
        stage: Some(ProgressStage::Quotation),
        offering: Some("off-yunfan-2"),
        ..PLANTED
    },
    Planted {
        id: "ho-100005",
        status: OpportunityStatus::Delivered,
        name: "官网迁移上云",
        customer: "云溪文旅集团",
        industry: "文旅",
        amount: 420_000,
        age: 120,
        stage: Some(ProgressStage::Delivered),
        offering: Some("off-yunfan-2"),
        ..PLANTED
    },
    Planted {
        id: "ho-100006",
        status: OpportunityStatus::Rejected,
        name: "物联网平台二期",
        customer: "北山能源有限公司",
        industry: "能源",
        region: "太原",
        amount: 980_000,
        age: 30,
        ..PLANTED
    },
    Planted {
        id: "ho-100007",
        status: OpportunityStatus::AutoRejected,
        name: "呼叫中心上云",
        customer: "安泰保险有限公司",
        industry: "金融",
        amount: 760_000,
        age: 20,
        ..PLANTED
    },
    Planted { id: "po-100001", name: "冷链追溯平台", customer: "", ..PLANTED },
    Planted {
        id: "po-100002",
        name: "医院影像归档",
        customer: "仁和医院",
        industry: "医疗",
        region: "苏州",
        amount: 2_300_000,
        offering: Some("off-yunfan-1"),
        ..PLANTED
    },
    Planted {
        id: "po-100003",
        status: OpportunityStatus::UnderReview,
        name: "教学资源云",
        customer: "明德教育集团",
        industry: "教育",
        amount: 640_000,
        age: 1,
        offering: Some("off-yunfan-2"),
        ..PLANTED
    },
    Planted {
        id: "po-100004",
        status: OpportunityStatus::ReviewRejected,
        name: "仓储机器人调度",
        customer: "捷达物流有限公司",
        industry: "物流",
        amount: 1_100_000,
        age: 6,
        offering: Some("off-yunfan-1"),
        ..PLANTED
    },
    Planted {
        id: "po-100005",
        status: OpportunityStatus::UnderVerification,
        name: "车联网数据湖",
        customer: "驰野汽车有限公司",
        industry: "汽车",
        amount: 4_800_000,
        age: 4,
        offering: Some("off-yunfan-1"),
        ..PLANTED
    },
    Planted {
        id: "po-100006",
        status: OpportunityStatus::Verified,
        name: "政务数据共享",
        customer: "滨江新区大数据中心",
        industry: "政务",
        amount: 6_000_000,
        age: 15,
        offering: Some("off-yunfan-1"),
        ..PLANTED
    },
    Planted {
        id: "po-100007",
        status: OpportunityStatus::InProgress,
        name: "直播带货平台",
        customer: "知味食品有限公司",
        industry: "食品",
        amount: 900_000,
        age: 60,
        stage: Some(ProgressStage::Signed),
        offering: Some("off-yunfan-2"),
        ..PLANTED
    },
    Planted {
        id: "po-100008",
        status: OpportunityStatus::Delivered,
        name: "招投标系统上云",
        customer: "中建远航有限公司",
        amount: 380_000,
        age: 200,
        stage: Some(ProgressStage::Delivered),
        offering: Some("off-yunfan-2"),
        ..PLANTED
    },
    Planted {
        id: "po-100009",
        status: OpportunityStatus::Delivered,
        name: "设备预测性维护",
        customer: "宏图机床有限公司",
        amount: 720_000,
        age: 150,
        stage: Some(ProgressStage::Delivered),
        offering: Some("off-yunfan-1"),
        ..PLANTED
    },
    Planted {
        id: "po-100010",
        status: OpportunityStatus::Delivered,
        name: "会员中台",
        customer: "悦享酒店集团",
        industry: "酒店",
        amount: 510_000,
        age: 90,
        stage: Some(ProgressStage::Delivered),
        offering: Some("off-yunfan-2"),
        ..PLANTED
    },
];

pub(super) const LINGXIS: [Planted; 1] = [Planted {
    id: "po-200001",
    status: OpportunityStatus::Verified,
    name: "客服知识库",
    customer: "远景电商有限公司",
    industry: "电商",
    region: "成都",
    amount: 300_000,
    age: 10,
    offering: Some("off-lingxi-1"),
    ..PLANTED
}];
