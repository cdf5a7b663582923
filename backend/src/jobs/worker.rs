//! Takes what is due, one after the other, each in a transaction of its own.

use super::{
    JobKind, Run,
    store::{self, DueJob},
};
use crate::{
    app::App, attachments, business_info, certifications, deadlines, delivery_projects, exports, filings,
    funds, incentives, invitations, marketing_tasks, opportunities, payouts, problem::Fault, statements,
    top_ups,
};
use contract::{deadlines::DeadlineKind, time::Timestamp};
use std::time::Duration;
use tokio::sync::watch;

/// Jobs that are read at once.
const BATCH: i64 = 50;
/// Longest sleep: another process may have added a job. Shortest: a broken database is not asked without end.
const SLEEP_S: std::ops::RangeInclusive<i64> = 1..=10;
/// After so long a job is given up for now; one that moves files later.
const TIMEOUT: Duration = Duration::from_secs(30);
const FILE_TIMEOUT: Duration = Duration::from_mins(5);
/// Seconds until a failed job is tried again: twice as long each time, up to an hour.
const RETRY_S: i64 = 15;
const LONGEST_RETRY_S: i64 = 3_600;

/// Works until `stopping` says so; a job at work is ended first.
pub async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        if let Err(fault) = round(&app, &stopping).await {
            tracing::error!(what = %fault, "jobs");
        }
        let sleep = sleep(&app).await;
        tokio::select! {
            () = app.job_bell.rung() => {}
            () = tokio::time::sleep(sleep) => {}
            changed = stopping.changed() => if changed.is_err() { return },
        }
    }
}

/// One round: everything that is due now. Gives how many were done.
///
/// # Errors
/// When the database fails; a job that fails is put off and stops no other.
pub async fn run_due(app: &App) -> Result<u32, Fault> {
    let (_going_on, stopping) = watch::channel(false);
    round(app, &stopping).await
}

async fn round(app: &App, stopping: &watch::Receiver<bool>) -> Result<u32, Fault> {
    let mut done = 0;
    loop {
        let due = store::due(&mut *app.store.read().await?, app.clock.now(), BATCH).await?;
        if due.is_empty() {
            return Ok(done);
        }
        for job in due {
            if *stopping.borrow() {
                return Ok(done);
            }
            done += u32::from(attempt(app, job).await?);
        }
    }
}

/// Whether this process did it. A failure is noted, and not this function's error.
async fn attempt(app: &App, job: DueJob) -> Result<bool, Fault> {
    let DueJob { job_id, kind, about_id } = job.clone();
    let kind_known = JobKind::parse(&kind);
    let moves_files = matches!(kind_known, Some(JobKind::ExportMade | JobKind::AttachmentTidied));
    let timeout = if moves_files { FILE_TIMEOUT } else { TIMEOUT };
    // A task of its own: a job that panics is one that failed.
    let task = tokio::spawn(perform(app.clone(), job));
    let abort = task.abort_handle();
    let outcome = match tokio::time::timeout(timeout, task).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(Fault::new("the job panicked")),
        Err(_) => {
            abort.abort();
            Err(Fault::new("the job took too long"))
        }
    };
    match outcome {
        Ok(mine) => {
            if mine {
                tracing::info!(job_id, kind, about_id, "job done");
            }
            Ok(mine)
        }
        Err(fault) => {
            tracing::error!(job_id, kind, about_id, what = %fault, "job failed");
            put_off(app, &job_id).await?;
            Ok(false)
        }
    }
}

async fn perform(app: App, job: DueJob) -> Result<bool, Fault> {
    let kind = JobKind::parse(&job.kind).ok_or_else(|| Fault::new("a kind of job that is not known"))?;
    if kind == JobKind::ExportMade {
        // A file takes long and holds nobody up: it is written before the transaction, and counts from its end.
        exports::make(&app, &job.about_id).await?;
    }
    if kind == JobKind::AttachmentTidied {
        // The store may be slow, and holds nobody up either.
        attachments::tidy(&app, &job.about_id).await?;
    }
    let mut tx = app.store.write().await?;
    let now = app.clock.now();
    if !store::take(&mut tx, &job.job_id, now).await? {
        return Ok(false);
    }
    let mut run = Run { tx, now, app, job_id: job.job_id };
    effect(&mut run, kind, &job.about_id).await?;
    run.tx.commit().await?;
    Ok(true)
}

/// The one table of what each kind does. What is no longer so when its time has come is left alone, and done.
async fn effect(run: &mut Run, kind: JobKind, about_id: &str) -> Result<(), Fault> {
    match kind {
        JobKind::FilingExpires => filings::expire(run, about_id).await,
        JobKind::InvitationExpires => invitations::expire(run, about_id).await,
        JobKind::OpportunityTimesOut => opportunities::time_out(run, about_id).await,
        JobKind::FilingReminder => deadlines::send_reminder(run, DeadlineKind::Filing, about_id).await,
        JobKind::InvitationReminder => {
            deadlines::send_reminder(run, DeadlineKind::Invitation, about_id).await
        }
        JobKind::OpportunityReminder => {
            deadlines::send_reminder(run, DeadlineKind::AcceptOpportunity, about_id).await
        }
        JobKind::IncentivesPublish => incentives::publish(run, about_id).await,
        JobKind::IncentivesConfirm => incentives::confirm_by_time(run, about_id).await,
        JobKind::IncentivesReminder => {
            deadlines::send_reminder(run, DeadlineKind::IncentiveConfirmation, about_id).await
        }
        JobKind::IncentiveThaws => incentives::thaw(run, about_id).await,
        JobKind::IncentiveExpires => incentives::expire(run, about_id).await,
        JobKind::PayoutCredits => payouts::credit(run, about_id).await,
        JobKind::PayoutReminder => deadlines::send_reminder(run, DeadlineKind::PayoutInvoice, about_id).await,
        JobKind::BusinessInfoCheck => business_info::check(run, about_id).await,
        JobKind::TopUpExpires => top_ups::expire(run, about_id).await,
        JobKind::TestGatewayNotice => top_ups::send_notice(run, about_id).await,
        JobKind::BalanceAlert => funds::tell(run, about_id).await,
        JobKind::StatementsGenerated => statements::generate(run, about_id).await,
        JobKind::StatementReminder => {
            deadlines::send_reminder(run, DeadlineKind::StatementConfirmation, about_id).await
        }
        JobKind::ExportMade => exports::settle(run, about_id).await,
        JobKind::ExportExpires => exports::expire(run, about_id).await,
        JobKind::RenewalTasks => marketing_tasks::generate(run).await,
        JobKind::CertificationOverdue => certifications::close_overdue(run, about_id).await,
        JobKind::CertificationReminder => {
            deadlines::send_reminder(run, DeadlineKind::CertificationMaterial, about_id).await
        }
        JobKind::CertificationWeekLeft => certifications::week_left(run, about_id).await,
        JobKind::CapabilityLabelExpires => certifications::remind_of_expiry(run, about_id).await,
        JobKind::DeliveryEarlyReminder => delivery_projects::early_reminder(run, about_id).await,
        JobKind::DeliveryReminder => {
            deadlines::send_reminder(run, DeadlineKind::DeliveryEvidence, about_id).await
        }
        // Done before the transaction.
        JobKind::AttachmentTidied => Ok(()),
    }
}

async fn put_off(app: &App, job_id: &str) -> Result<(), Fault> {
    let mut tx = app.store.write().await?;
    let now = app.clock.now();
    if let Some(failures) = store::failures(&mut tx, job_id).await? {
        store::put_off(&mut tx, job_id, now.plus_seconds(wait_s(failures))).await?;
    }
    tx.commit().await
}

fn wait_s(failures: i64) -> i64 {
    let doubled = u32::try_from(failures).ok().and_then(|times| RETRY_S.checked_shl(times.min(16)));
    doubled.unwrap_or(LONGEST_RETRY_S).min(LONGEST_RETRY_S)
}

async fn sleep(app: &App) -> Duration {
    let next = async { store::next(&mut *app.store.read().await?).await };
    let seconds = match next.await {
        Ok(Some(at)) => seconds_until(at, app.clock.now()),
        Ok(None) | Err(_) => *SLEEP_S.end(),
    };
    Duration::from_secs(u64::try_from(seconds).unwrap_or(1))
}

fn seconds_until(at: Timestamp, now: Timestamp) -> i64 {
    (at.seconds() - now.seconds()).clamp(*SLEEP_S.start(), *SLEEP_S.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_fails_waits_longer_each_time_up_to_an_hour() {
        assert_eq!([0, 1, 2, 3].map(wait_s), [15, 30, 60, 120]);
        assert_eq!([8, 20, i64::MAX].map(wait_s), [LONGEST_RETRY_S; 3]);
    }
}
