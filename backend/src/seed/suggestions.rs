//! A suggestion of 云帆's administrator, with the vendor's answer. None waits: the operator's queue begins as it was.

use super::{
    partners::{YUNFAN, user_id},
    planting::DAY_S,
};
use crate::{
    problem::Fault,
    suggestions::store::{self, Stored},
};
use contract::{
    suggestions::{PagePattern, Suggestion, SuggestionKind, SuggestionStatus},
    time::Timestamp,
};
use sqlx::AnyConnection;

pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let id = |text: &str| Fault::new(format!("the demo's {text} is no id"));
    let submitted_at = now.plus_seconds(-12 * DAY_S);
    let user = user_id("yunfan-admin");
    let stored = Stored {
        partner_id: YUNFAN.parse().map_err(|_| id(YUNFAN))?,
        user_id: user.parse().map_err(|_| id(&user))?,
        suggestion: Suggestion {
            suggestion_id: "sg-100001".parse().map_err(|_| id("sg-100001"))?,
            kind: SuggestionKind::Improvement,
            page: PagePattern::try_from("/sales/incentives".to_owned()).ok(),
            text: "激励明细希望能按产品筛选，月底核对时可以少翻几页。".to_owned(),
            may_contact: true,
            status: SuggestionStatus::Accepted,
            submitted_at,
            answer: Some("已列入下个版本，上线后会写入更新记录。".to_owned()),
            answered_at: Some(submitted_at.plus_seconds(3 * DAY_S)),
        },
    };
    store::add(conn, &stored).await
}
