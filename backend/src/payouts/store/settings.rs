//! Whether a partner's applications are made without anybody.

use crate::{problem::Fault, store::conditions::known_or_null};
use contract::{
    payouts::{AutoApply, PayoutMethod},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// The setting; off as long as nobody has set it.
pub async fn find(conn: &mut AnyConnection, partner_id: &str) -> Result<AutoApply, Fault> {
    let row = sqlx::query(
        "SELECT enabled, method, set_by, set_at, version FROM payout_settings WHERE partner_id = $1",
    )
    .bind(partner_id)
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else {
        return Ok(AutoApply { enabled: false, method: None, set_by: None, set_at: None, version: 0 });
    };
    Ok(AutoApply {
        enabled: row.try_get::<i64, _>("enabled")? != 0,
        method: known_or_null(&row, "method", PayoutMethod::parse)?,
        set_by: row.try_get("set_by")?,
        set_at: Some(Timestamp::from_seconds(row.try_get("set_at")?)),
        version: row.try_get("version")?,
    })
}

/// Writes it as the next version, unless somebody wrote since `seen` (0: nobody has). Tells whether it did.
pub async fn save(
    conn: &mut AnyConnection,
    partner_id: &str,
    setting: &AutoApply,
    seen: i64,
) -> Result<bool, Fault> {
    let sql = if seen == 0 {
        "INSERT INTO payout_settings (enabled, method, set_by, set_at, version, partner_id)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (partner_id) DO NOTHING"
    } else {
        "UPDATE payout_settings SET enabled = $1, method = $2, set_by = $3, set_at = $4, version = $5
         WHERE partner_id = $6 AND version = $5 - 1"
    };
    let saved = sqlx::query(sql)
        .bind(i64::from(setting.enabled))
        .bind(setting.method.map(PayoutMethod::as_str))
        .bind(setting.set_by.as_deref())
        .bind(setting.set_at.map(Timestamp::seconds))
        .bind(seen + 1)
        .bind(partner_id)
        .execute(conn)
        .await?;
    Ok(saved.rows_affected() == 1)
}
