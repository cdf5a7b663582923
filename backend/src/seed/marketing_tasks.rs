//! Demo marketing tasks: every strategy, every state, one that is late; orders that expire this month, of which some have their
//! task, one gets it from the generator, and the others never do (small, bought once, hardly needed, renewed).
//! Longer than most files, because most of it is one table.

use super::{
    partners::{HUASHANG, LINGXI, NIMBUS, YUNFAN, user_id},
    store::{self as planting, Batch},
};
use crate::{
    jobs::{self, JobKind},
    marketing_tasks::{
        EVERY_ORDER, next_run,
        store::{self, NewTask, records},
    },
    problem::Fault,
};
use contract::{
    marketing_tasks::{ContactResult, Intention, SubStrategy, TaskEvent, TaskKind, TaskRecord, TaskStatus},
    money::{Amount, Currency, Money},
    month::Month,
    renewal_rules::ProductNeed,
    time::{Date, Timestamp},
};
use sqlx::AnyConnection;

const DAY_S: i64 = 86_400;

/// An order of this month, or of the one before.
struct Order {
    number: &'static str,
    customer_id: &'static str,
    product: &'static str,
    need: ProductNeed,
    /// What each of its resources cost, hundredths, and whether it was renewed.
    resources: &'static [(i64, bool)],
    is_of_last_month: bool,
}

const fn order(
    number: &'static str,
    customer_id: &'static str,
    product: &'static str,
    resources: &'static [(i64, bool)],
) -> Order {
    Order { number, customer_id, product, need: ProductNeed::Lasting, resources, is_of_last_month: false }
}

const ORDERS: [Order; 13] = [
    order("CS2611R100001", "c-100001", "弹性云服务器 ECS 包年", &[(680_000, false), (600_000, false)]),
    order("CS2611R100002", "c-100002", "云数据库 RDS 包年", &[(3_000_000, true), (2_600_000, false)]),
    order("CS2611R100003", "c-100005", "对象存储 OBS 资源包", &[(800_000, false)]),
    Order {
        is_of_last_month: true,
        ..order("CS2610R100004", "c-100003", "云容器引擎 CCE 包年", &[(1_500_000, true)])
    },
    Order {
        is_of_last_month: true,
        ..order("CS2610R100005", "c-100004", "内容分发网络 CDN 流量包", &[(900_000, false)])
    },
    // The generator finds this one.
    order("CS2611R100006", "c-100007", "裸金属服务器 BMS 包年", &[(2_400_000, false), (1_200_000, true)]),
    // And none of these.
    order("CS2611R100007", "c-100009", "弹性公网 IP 包年", &[(499_999, false)]),
    Order {
        need: ProductNeed::OneOff,
        ..order("CS2611R100008", "c-100011", "数据迁移服务", &[(2_000_000, false)])
    },
    Order {
        need: ProductNeed::Low,
        ..order("CS2611R100009", "c-100012", "渗透测试服务", &[(1_800_000, false)])
    },
    order("CS2611R100010", "c-100018", "云硬盘 EVS 包年", &[(600_000, true), (400_000, false)]),
    order("CS2611R310001", "c-310001", "弹性云服务器 ECS 包年", &[(1_680_000, false)]),
    order("CS2611R320001", "c-320001", "云数据库 GaussDB 包年", &[(2_200_000, false), (800_000, true)]),
    order("CS2611R340001", "c-340001", "ECS, one year", &[(1_500_000, false)]),
];

/// A task; those of orders are renewals, the others come from a strategy.
struct Planted {
    task_id: &'static str,
    partner_id: &'static str,
    customer_id: &'static str,
    name: &'static str,
    of: Of,
    year_spend: i64,
    created_days_ago: i64,
    status: TaskStatus,
    /// Who did what was done.
    by: (&'static str, &'static str),
    note: &'static str,
}

enum Of {
    /// With the days that are left.
    Strategy(SubStrategy, i64),
    Order(&'static str),
}

const WANG: (&str, &str) = ("yunfan-wang", "王宁");

const fn pending(
    task_id: &'static str,
    (partner_id, customer_id): (&'static str, &'static str),
    name: &'static str,
    of: Of,
    year_spend: i64,
) -> Planted {
    Planted {
        task_id,
        partner_id,
        customer_id,
        name,
        of,
        year_spend,
        created_days_ago: 3,
        status: TaskStatus::Pending,
        by: WANG,
        note: "",
    }
}

const fn of_yunfan(
    task_id: &'static str,
    customer_id: &'static str,
    name: &'static str,
    of: Of,
    year_spend: i64,
) -> Planted {
    pending(task_id, (YUNFAN, customer_id), name, of, year_spend)
}

/// Of the main partner.
fn tasks_of_yunfan() -> Vec<Planted> {
    use Of::{Order, Strategy};
    use SubStrategy as S;
    vec![
        of_yunfan(
            "mt-100001",
            "c-100001",
            "云数据库 RDS 浏览未购买回访",
            Strategy(S::VisitedNotBought, 9),
            1_860_000,
        ),
        of_yunfan(
            "mt-100002",
            "c-100002",
            "云容器引擎 CCE 试用到期转正",
            Strategy(S::TrialEnded, 5),
            4_320_000,
        ),
        // Late.
        of_yunfan(
            "mt-100003",
            "c-100003",
            "已购 ECS 客户推荐云备份 CBR",
            Strategy(S::CrossSell, -2),
            960_000,
        ),
        of_yunfan("mt-100004", "c-100005", "历史 OBS 资源包复购", Strategy(S::Repurchase, 12), 2_750_000),
        of_yunfan("mt-100005", "c-100006", "30天内到期资源续费提醒", Strategy(S::ExpiresSoon, 7), 1_240_000),
        of_yunfan("mt-100006", "c-100007", "已到期保留资源挽回", Strategy(S::JustExpired, 4), 680_000),
        of_yunfan("mt-100007", "c-100008", "异地容灾方案推荐", Strategy(S::Backup, 20), 5_400_000),
        of_yunfan("mt-100008", "c-100018", "Web 应用防火墙推荐", Strategy(S::Security, 15), 320_000),
        Planted {
            status: TaskStatus::InProgress,
            created_days_ago: 8,
            note: "客户认可方案，等待内部预算审批。",
            ..of_yunfan("mt-100009", "c-100002", "等保合规场景推荐", Strategy(S::Security, 10), 4_320_000)
        },
        Planted {
            status: TaskStatus::Completed,
            created_days_ago: 20,
            note: "客户已下单 RDS 包年。",
            ..of_yunfan(
                "mt-100010",
                "c-100001",
                "云数据库 RDS 试用到期转正",
                Strategy(S::TrialEnded, -1),
                1_860_000,
            )
        },
        Planted {
            status: TaskStatus::Terminated,
            created_days_ago: 25,
            note: "客户业务已下线，无需求。",
            ..of_yunfan("mt-100011", "c-100004", "CDN 复购", Strategy(S::Repurchase, -5), 540_000)
        },
        of_yunfan("mt-100101", "c-100001", "弹性云服务器 ECS 包年", Order("CS2611R100001"), 1_860_000),
        of_yunfan("mt-100102", "c-100002", "云数据库 RDS 包年", Order("CS2611R100002"), 4_320_000),
        Planted {
            status: TaskStatus::InProgress,
            note: "客户计划缩减用量后续订，月底前确认。",
            ..of_yunfan("mt-100103", "c-100005", "对象存储 OBS 资源包", Order("CS2611R100003"), 2_750_000)
        },
        Planted {
            status: TaskStatus::Completed,
            created_days_ago: 40,
            note: "客户已全部续订一年。",
            ..of_yunfan("mt-100104", "c-100003", "云容器引擎 CCE 包年", Order("CS2610R100004"), 960_000)
        },
        Planted {
            status: TaskStatus::Terminated,
            created_days_ago: 41,
            note: "客户改用自建方案，不再续订。",
            ..of_yunfan("mt-100105", "c-100004", "内容分发网络 CDN 流量包", Order("CS2610R100005"), 540_000)
        },
    ]
}

/// Of a distributor, its reseller, and a partner of the international site.
fn tasks_of_others() -> Vec<Planted> {
    use SubStrategy as S;
    vec![
        pending(
            "mt-310001",
            (HUASHANG, "c-310001"),
            "云备份 CBR 交叉销售",
            Of::Strategy(S::CrossSell, 11),
            3_100_000,
        ),
        pending(
            "mt-310101",
            (HUASHANG, "c-310001"),
            "弹性云服务器 ECS 包年",
            Of::Order("CS2611R310001"),
            3_100_000,
        ),
        pending(
            "mt-320001",
            (LINGXI, "c-320001"),
            "云数据库 GaussDB 扩容推荐",
            Of::Strategy(S::Repurchase, 6),
            2_050_000,
        ),
        pending(
            "mt-320101",
            (LINGXI, "c-320001"),
            "云数据库 GaussDB 包年",
            Of::Order("CS2611R320001"),
            2_050_000,
        ),
        pending(
            "mt-340001",
            (NIMBUS, "c-340001"),
            "Trial of RDS has ended",
            Of::Strategy(S::TrialEnded, 8),
            1_400_000,
        ),
    ]
}

fn fixed<T>(value: Option<T>) -> Result<T, Fault> {
    value.ok_or_else(|| Fault::new("a demo task does not keep the contract's rules"))
}

/// Plants all of it; the generator comes tomorrow morning.
///
/// # Errors
/// When the database refuses.
pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let mut orders = Batch::new(planting::TERM_ORDERS);
    let mut resources = Batch::new(planting::TERM_ORDER_RESOURCES);
    for order in &ORDERS {
        push(&mut orders, &mut resources, order, now);
    }
    orders.flush(conn).await?;
    resources.flush(conn).await?;
    for task in tasks_of_yunfan().into_iter().chain(tasks_of_others()) {
        plant_task(conn, task, now).await?;
    }
    jobs::schedule(conn, JobKind::RenewalTasks, EVERY_ORDER, next_run(now)).await
}

/// The last day of its month.
fn expiry(order: &Order, now: Timestamp) -> Date {
    let this = Month::at(now);
    if order.is_of_last_month { this.previous().last_day() } else { this.last_day() }
}

fn currency(customer_id: &str) -> Currency {
    if customer_id == "c-340001" { Currency::Usd } else { Currency::Cny }
}

fn push(orders: &mut Batch, resources: &mut Batch, order: &Order, now: Timestamp) {
    let expires_on = expiry(order, now);
    let sum = |of: &dyn Fn(&(i64, bool)) -> bool| -> i64 {
        order.resources.iter().filter(|resource| of(resource)).map(|(paid, _)| paid).sum()
    };
    orders.push([
        order.number.into(),
        order.customer_id.into(),
        order.product.into(),
        order.need.as_str().into(),
        currency(order.customer_id).as_str().into(),
        sum(&|_| true).into(),
        sum(&|(_, renewed)| *renewed).into(),
        expires_on.plus_days(-365).to_string().into(),
        expires_on.to_string().into(),
    ]);
    for (nth, (paid, renewed)) in order.resources.iter().enumerate() {
        resources.push([
            order.number.into(),
            format!("{}-{:02}", order.number.to_lowercase(), nth + 1).into(),
            format!("{} #{}", order.product, nth + 1).into(),
            if nth == 0 { "cn-north-4" } else { "cn-east-3" }.into(),
            (*paid).into(),
            expires_on.to_string().into(),
            renewed.then(|| expires_on.plus_days(365).to_string()).into(),
        ]);
    }
}

async fn plant_task(conn: &mut AnyConnection, planted: Planted, now: Timestamp) -> Result<(), Fault> {
    let (kind, sub_strategy, order_no, deadline) = match planted.of {
        Of::Strategy(part, days) => {
            (TaskKind::Expansion, Some(part), None, now.china_day().plus_days(days + 1).china_midnight())
        }
        Of::Order(order_no) => {
            let order = fixed(ORDERS.iter().find(|order| order.number == order_no))?;
            let deadline = expiry(order, now).plus_days(1).china_midnight();
            (TaskKind::Renewal, None, Some(order_no.to_owned()), deadline)
        }
    };
    let created_at = now.plus_seconds(-DAY_S * planted.created_days_ago);
    let task = NewTask {
        task_id: fixed(planted.task_id.parse().ok())?,
        partner_id: planted.partner_id.to_owned(),
        kind,
        name: planted.name.to_owned(),
        customer_id: planted.customer_id.to_owned(),
        sub_strategy,
        order_no,
        year_spend: Money {
            amount: fixed(Amount::from_minor(planted.year_spend))?,
            currency: currency(planted.customer_id),
        },
        created_at,
        deadline,
    };
    store::add(conn, &task).await?;
    let event = match planted.status {
        TaskStatus::Pending => return Ok(()),
        TaskStatus::InProgress => TaskEvent::Process,
        TaskStatus::Completed => TaskEvent::Complete,
        TaskStatus::Terminated => TaskEvent::Terminate,
    };
    let is_ended = event == TaskEvent::Terminate;
    let follow_up = (event == TaskEvent::Process).then(|| now.china_day().plus_days(2));
    let record = TaskRecord {
        at: created_at.plus_seconds(DAY_S),
        by: planted.by.1.to_owned(),
        event,
        contact_result: (!is_ended).then_some(ContactResult::Reached),
        intention: (!is_ended).then_some(Intention::Partly),
        next_follow_up_on: follow_up,
        note: planted.note.to_owned(),
        opportunity_id: None,
    };
    let by = fixed(user_id(planted.by.0).parse().ok())?;
    store::save(conn, &task.task_id, planted.status, follow_up, 1).await?;
    records::add(conn, &task.task_id, 2, &by, &record).await
}
