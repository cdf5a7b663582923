//! Customers that fill the list: different in everything, a third of them with something in the way.

use super::{
    names::{self, Dice},
    notable::{NOTABLE, Notable, ORDER_PRICE},
    partners::DemoPartner,
    planting::Plant,
};
use contract::{
    associations::AssociationType,
    customers::{HoldingKind as Kind, VoucherIssuer},
    session::Site,
};

/// Customers of a partner that have records, timeline and movements; more would only make the seed slow.
const WITH_HISTORY: usize = 300;
const LABELS: &[&str] = &["VIP", "重点客户", "续费跟进", "2026 新签", "制造业", "教育行业", "待回访"];

/// A notable customer as it is planted.
#[must_use]
pub fn notable_plant(partner: &DemoPartner, notable: &Notable) -> Plant {
    let position = NOTABLE.iter().position(|other| other.customer_id == notable.customer_id).unwrap_or(0);
    let number = i64::try_from(position).unwrap_or(0);
    Plant {
        customer_id: notable.customer_id.to_owned(),
        name: notable.name.to_owned(),
        customer_type: notable.customer_type,
        account_name: notable.account_name.to_owned(),
        telephone: format!("1390000{number:04}"),
        label: Some(notable.label.to_owned()),
        association: notable.association,
        // Newest first in the list, in the order of the table.
        associated_days_ago: 100 + number,
        manager: partner.managers.first().copied(),
        own_balance: notable.own_balance,
        granted_balance: notable.granted_balance,
        debt: notable.debt,
        frozen: notable.frozen,
        grace_hours: notable.grace_hours,
        month_spend: 120_000 + number * 10_111,
        expires_in_days: Some(30 + number),
        holdings: notable.holdings.iter().map(|(kind, title)| holding(*kind, title)).collect(),
        vouchers: notable.vouchers.to_vec(),
        asked: notable.asked.to_vec(),
        with_history: true,
    }
}

fn holding(kind: Kind, title: &str) -> (Kind, String, Option<i64>) {
    (kind, title.to_owned(), (kind == Kind::PartnerPayOrder).then_some(ORDER_PRICE))
}

/// Customer number `number` of the crowd of the partner at `position`.
#[must_use]
pub fn crowd_plant(partner: &DemoPartner, position: usize, number: usize) -> Plant {
    let place = u64::try_from(position).unwrap_or(0) * 10_000_000 + u64::try_from(number).unwrap_or(0);
    let mut dice = Dice::new(place);
    let international = partner.site == Site::Intl;
    let names::Called { real_name, customer_type, stem } = names::name(&mut dice, international);
    let settles = dice.roll(100) < 45;
    let association = match (settles, international) {
        (false, _) => AssociationType::Referral,
        (true, false) => AssociationType::Consignment,
        (true, true) => AssociationType::Resale,
    };
    let unverified = dice.roll(33) == 0;
    let obstacle = dice.roll(24);
    let roll = |dice: &mut Dice, sides| i64::from(dice.roll(sides));
    let debt = if settles && obstacle == 6 { 100 + roll(&mut dice, 500_000) } else { 0 };
    let funds = if debt > 0 { 0 } else { roll(&mut dice, 3_000_000) };
    let managers = partner.managers;
    Plant {
        customer_id: format!("c-{}", 20_000_000 + place),
        name: if unverified { String::new() } else { real_name },
        customer_type: if unverified { -1 } else { customer_type },
        account_name: format!("hw_{stem}{}", place % 10_000_000 + 1),
        telephone: format!("138{:08}", place % 100_000_000),
        label: (dice.roll(10) < 3).then(|| dice.pick(LABELS, "VIP").to_owned()),
        association,
        associated_days_ago: 140 + roll(&mut dice, 1_200),
        manager: (dice.roll(10) > 0).then(|| dice.pick(managers, "")).filter(|manager| !manager.is_empty()),
        own_balance: if settles { 0 } else { funds },
        granted_balance: if settles { funds } else { 0 },
        debt,
        frozen: settles && obstacle == 7,
        grace_hours: if settles { 24 } else { 0 },
        month_spend: roll(&mut dice, 8_000_000),
        expires_in_days: (dice.roll(10) < 7).then(|| roll(&mut dice, 400)),
        holdings: obstacle_of(obstacle).map(|(kind, title)| holding(kind, title)).into_iter().collect(),
        vouchers: vouchers(&mut dice, number),
        asked: Vec::new(),
        with_history: number < WITH_HISTORY,
    }
}

fn vouchers(dice: &mut Dice, number: usize) -> Vec<(VoucherIssuer, i64)> {
    if number >= WITH_HISTORY || dice.roll(5) > 0 {
        return Vec::new();
    }
    let face_value = 1_000 * (1 + i64::from(dice.roll(50)));
    let issuer = if dice.roll(2) == 0 { VoucherIssuer::Partner } else { VoucherIssuer::Vendor };
    vec![(issuer, face_value)]
}

const fn obstacle_of(roll: u32) -> Option<(Kind, &'static str)> {
    match roll {
        0 => Some((Kind::PartnerPayOrder, "云数据库 GaussDB 包年订单")),
        1 => Some((Kind::ReservedInstance, "预留实例 m6.xlarge.8 华北-北京四 1年")),
        2 => Some((Kind::SupportPlan, "伙伴支持计划 开发者级")),
        3 => Some((Kind::DeliveryCoupon, "提货券 迁移服务 3人天")),
        4 => Some((Kind::SpecialContract, "特殊商务合同")),
        5 => Some((Kind::MemberAccount, "子账号（独立核算）")),
        _ => None,
    }
}
