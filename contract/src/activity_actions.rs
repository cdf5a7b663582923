//! What the audit of a partner can say was done, and what that is called: shown by the log's page and written into its files,
//! so both languages stand here. Longer than most files, because it is one table.
//!
//! A call that found everything as it was to be is audited by its endpoint: the last rows of the table.
//!
//! Every test over HTTP ends by asking whether all that was audited is in it.

use crate::session::Language;
use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($name:ident = $code:literal, $zh:literal, $en:literal;)*) => {
        /// Something that a member did, or that happened to a partner by time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum AuditedAction {
            $(#[serde(rename = $code)] $name,)*
        }

        impl AuditedAction {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As the audit has it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Reads what the audit has.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($code => Some(Self::$name),)* _ => None }
            }

            /// What it is called.
            #[must_use]
            pub const fn name(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::ZhCn) => $zh, (Self::$name, Language::EnUs) => $en,)*
                }
            }
        }
    };
}

actions! {
    SignIn = "sign_in", "登录", "Signed in";
    SignOut = "sign_out", "退出登录", "Signed out";
    SignOutEverywhere = "sign_out.everywhere", "退出所有设备", "Signed out everywhere";
    PermissionDenied = "permission.denied", "越权操作被拒绝", "Refused for lack of permission";
    PreferencesSet = "preferences.set", "修改首选项", "Changed preferences";
    CodeSent = "code.sent", "发送验证码", "Had a verification code sent";
    CodeAccepted = "code.accepted", "验证码通过", "Entered the right verification code";
    CodeWrong = "code.wrong", "验证码错误", "Entered a wrong verification code";
    CodeMismatch = "code.mismatch", "验证码与操作不符", "Used a verification code for something else";
    CodeUnknownChallenge = "code.unknown_challenge", "验证码无效", "Used an unknown verification code";
    CodeLocked = "code.locked", "验证码校验被锁定", "Locked out of verification";
    VerificationSet = "verification.set", "设置敏感操作验证", "Set verification of sensitive operations";
    CustomerReveal = "customer.reveal", "查看客户完整信息", "Revealed data of customers";
    CustomerLabel = "customer.label", "修改客户标签", "Changed a customer's tag";
    CustomerFreeze = "customer.freeze", "冻结客户", "Froze customers";
    CustomerUnfreeze = "customer.unfreeze", "解冻客户", "Unfroze customers";
    CustomerGrant = "customer.grant", "向客户拨款", "Appropriated money to a customer";
    OrderPay = "order.pay", "支付客户订单", "Paid a customer's order";
    AssociationRequest = "association.request", "申请解除或切换关联", "Asked to end or switch an association";
    AssociationApprove = "association.approve", "同意关联申请", "Agreed to a request about an association";
    AssociationReject = "association.reject", "拒绝关联申请", "Rejected a request about an association";
    AssociationWithdraw = "association.withdraw", "撤回关联申请", "Withdrew a request about an association";
    AssociationBegin = "association.begin", "客户建立关联", "Associated with a customer";
    JoiningRefused = "joining.refused", "关联被拒绝", "An association was refused";
    JoinCodeSent = "join_code.sent", "发送关联验证码", "Had a code for an association sent";
    FilingFile = "filing.file", "报备客户", "Filed customers";
    FilingWithdraw = "filing.withdraw", "撤销报备", "Withdrew a filing";
    FilingEmail = "filing.email", "修改报备邮箱", "Changed the e-mail address of a filing";
    FilingReveal = "filing.reveal", "查看报备完整信息", "Revealed data of filings";
    FilingExpired = "filing.expired", "报备到期", "A filing expired";
    FilingImportStart = "filing_import.start", "开始批量报备", "Began an import of filings";
    FilingImportCheck = "filing_import.check", "校验批量报备", "Checked rows of an import";
    FilingImportApply = "filing_import.apply", "提交批量报备", "Applied rows of an import";
    FilingImportCancel = "filing_import.cancel", "取消批量报备", "Cancelled an import";
    InvitationSend = "invitation.send", "邀请客户", "Invited customers";
    InvitationResend = "invitation.resend", "重新发送邀请", "Sent an invitation again";
    InvitationRevoke = "invitation.revoke", "撤销邀请", "Revoked an invitation";
    InvitationExpired = "invitation.expired", "邀请到期", "An invitation expired";
    LinkCreate = "link.create", "生成邀请链接", "Made an invitation link";
    LinkDisable = "link.disable", "停用邀请链接", "Disabled an invitation link";
    CustomerMigrationRequest = "customer_migration.request", "申请客户迁移", "Asked for customers to be migrated";
    WorkItemRaise = "work_item.raise", "提交运营事项", "Asked the vendor's operator";
    OpportunityAccept = "opportunity.accept", "接受机会点", "Accepted an opportunity";
    OpportunityReject = "opportunity.reject", "拒绝机会点", "Rejected an opportunity";
    OpportunityProgress = "opportunity.progress", "更新机会点进展", "Reported progress of an opportunity";
    OpportunityDraft = "opportunity.draft", "新建机会点", "Wrote an opportunity";
    OpportunityEdit = "opportunity.edit", "编辑机会点", "Edited an opportunity";
    OpportunityDiscard = "opportunity.discard", "删除机会点草稿", "Deleted the draft of an opportunity";
    OpportunityTimeOut = "opportunity.time_out", "机会点超时", "An opportunity timed out";
    ProgrammeJoin = "programme.join", "加入计划", "Joined a programme";
    MarketingTaskGenerate = "marketing_task.generate", "生成营销任务", "A marketing task came about";
    MarketingTaskProcess = "marketing_task.process", "处理营销任务", "Processed a marketing task";
    MarketingTaskComplete = "marketing_task.complete", "完成营销任务", "Completed a marketing task";
    MarketingTaskTerminate = "marketing_task.terminate", "终止营销任务", "Terminated a marketing task";
    FundsBalanceAlert = "funds.balance_alert", "设置余额预警", "Set the balance alert";
    FundsBalanceAlertSent = "funds.balance_alert_sent", "发送余额预警", "A balance alert was sent";
    TopUpCreate = "top_up.create", "创建充值订单", "Ordered a top-up";
    TopUpNotice = "top_up.notice", "收到支付结果", "The result of a payment arrived";
    TopUpExpire = "top_up.expire", "充值订单超时", "A top-up order expired";
    RemittanceActivate = "remittance.activate", "开通汇款专属账号", "Activated the remittance account";
    RemittanceAddPayer = "remittance.add_payer", "添加代付方", "Added a payer";
    RemittanceEndPayer = "remittance.end_payer", "移除代付方", "Removed a payer";
    RemittanceClaim = "remittance.claim", "认领汇款", "Claimed a remittance";
    WithdrawalRequest = "withdrawal.request", "申请提现", "Asked for a withdrawal";
    WithdrawalDelete = "withdrawal.delete", "删除提现申请", "Deleted a withdrawal";
    IncentivePublish = "incentive.publish", "激励公示", "Incentives were published";
    IncentiveConfirm = "incentive.confirm", "确认激励", "Confirmed incentives";
    IncentiveConfirmByDeadline = "incentive.confirm_by_deadline", "激励到期自动确认", "Incentives were confirmed by their deadline";
    IncentiveFeedback = "incentive.feedback", "激励问题反馈", "Reported a problem with an incentive";
    IncentiveThaw = "incentive.thaw", "激励解冻", "Incentives were unfrozen";
    IncentiveExpire = "incentive.expire", "激励失效", "Incentives expired";
    PayoutApply = "payout.apply", "申请发放激励", "Applied for a payout";
    PayoutSetAutoApply = "payout.set_auto_apply", "设置自动申请发放", "Set automatic application for payouts";
    PayoutHandInInvoices = "payout.hand_in_invoices", "提交激励发票", "Handed in invoices for a payout";
    PayoutCredit = "payout.credit", "激励转入余额", "A payout was credited";
    IncentiveTransferRequest = "incentive_transfer.request", "申请激励转移或换绑", "Asked for a transfer or a rebinding";
    IncentiveTransferBind = "incentive_transfer.bind", "绑定 e+Partner", "Bound e+Partner";
    BusinessInfoSubmit = "business_info.submit", "提交商业信息", "Submitted business information";
    BusinessInfoCheck = "business_info.check", "商业信息校验", "Business information was checked";
    BusinessInfoCertify = "business_info.certify", "商业信息认证通过", "Certified the business information";
    BusinessInfoWrongAmount = "business_info.wrong_amount", "认证金额错误", "Entered a wrong certification amount";
    BusinessInfoLocked = "business_info.locked", "商业信息被锁定", "Business information was locked";
    BusinessInfoTicket = "business_info.ticket", "提交商业信息工单", "Raised a ticket about business information";
    StatementGenerate = "statement.generate", "生成对账单", "A statement was generated";
    StatementConfirm = "statement.confirm", "确认对账单", "Confirmed statements";
    StatementDispute = "statement.dispute", "反馈对账单问题", "Reported a problem with a statement";
    StatementWithdrawDispute = "statement.withdraw_dispute", "撤回对账单反馈", "Took back what was reported of a statement";
    StatementHandInInvoices = "statement.hand_in_invoices", "提交对账单发票", "Handed in invoices for a statement";
    ExportCreate = "export.create", "创建导出任务", "Asked for an export";
    ExportComplete = "export.complete", "导出完成", "An export was completed";
    ExportDownload = "export.download", "下载导出文件", "Downloaded an export";
    ExportExpire = "export.expire", "导出文件到期", "An export expired";
    AttachmentStart = "attachment.start", "开始上传附件", "Began to send a file";
    AttachmentPart = "attachment.part", "上传附件", "Sent a part of a file";
    AttachmentComplete = "attachment.complete", "附件上传完成", "Sent a file";
    AttachmentRefused = "attachment.refused", "附件未通过检查", "Sent a file that was refused";
    ActivateRemittanceAccountAgain = "ActivateRemittanceAccount", "重复开通汇款专属账号", "Activated the remittance account again";
    AppendAttachmentAgain = "AppendAttachment", "重复上传附件分段", "Sent a part of a file again";
    ApplyFilingImportAgain = "ApplyFilingImport", "重复提交批量报备", "Applied rows of an import again";
    CreateProxyPayerAgain = "CreateProxyPayer", "重复添加代付方", "Added a payer that was there already";
    EndProxyPayerAgain = "EndProxyPayer", "重复移除代付方", "Removed a payer that was gone already";
    JoinEngagementProgrammeAgain = "JoinEngagementProgramme", "重复加入计划", "Joined a programme that was joined already";
    RaiseBusinessInfoTicketAgain = "RaiseBusinessInfoTicket", "重复提交商业信息工单", "Raised a ticket that was open already";
    RaiseWorkItemAgain = "RaiseWorkItem", "重复提交运营事项", "Asked the vendor's operator again";
    MemberCreate = "member.create", "创建人员", "Created a user";
    MemberUpdate = "member.update", "修改人员信息", "Changed a user's data";
    MemberRoles = "member.roles", "修改人员角色", "Changed a user's roles";
    MemberTeam = "member.team", "设置主管的客户经理", "Said whom a director leads";
    MemberPasswordReset = "member.password_reset", "重置人员密码", "Reset a user's password";
    MemberDisable = "member.disable", "停用人员", "Disabled a user";
    MemberEnable = "member.enable", "启用人员", "Enabled a user";
    MemberDelete = "member.delete", "删除人员", "Deleted a user";
    RoleCreate = "role.create", "创建自定义角色", "Created a custom role";
    RoleUpdate = "role.update", "修改自定义角色", "Changed a custom role";
    RoleDelete = "role.delete", "删除自定义角色", "Deleted a custom role";
    PasswordChange = "password.change", "修改登录密码", "Changed the own password";
    SignOutOthers = "sign_out.others", "退出其他设备", "Signed out the other devices";
    SignOutThere = "sign_out.there", "退出某一设备", "Signed out another device";
    CustomerContactsSave = "customer_contacts.save", "修改客户联系人", "Changed the customer contacts";
    PersonnelInvite = "personnel.invite", "邀请项目专员", "Invited a project specialist";
    PersonnelInviteAgain = "personnel.invite_again", "重新邀请项目专员", "Invited a project specialist again";
    PersonnelRevoke = "personnel.revoke", "撤回项目专员邀请", "Took back an invitation of a project specialist";
    PersonnelAccept = "personnel.accept", "项目专员接受邀请", "A project specialist accepted";
    PersonnelRelease = "personnel.release", "申请解绑项目专员", "Asked to release a project specialist";
    PersonnelLeave = "personnel.leave", "项目专员解除绑定", "A project specialist left";
    CertificationDraftSave = "certification.save_draft", "保存能力认证草稿", "Saved the draft of a certification";
    CertificationSubmit = "certification.submit", "提交能力认证申请", "Applied for a capability label";
    CertificationUpdate = "certification.update", "更新能力认证材料", "Handed in material of a certification again";
    CertificationRequestDefence = "certification.request_defence", "申请能力认证答辩", "Asked for a defence of a certification";
    CertificationOverdue = "certification.overdue", "能力认证材料逾期关闭", "A certification was closed for lack of material";
    CapabilityBadgeDownload = "capability_badge.download", "下载能力徽标", "Downloaded the badge of a capability label";
    DeliveryReveal = "delivery.reveal", "查看交付项目完整信息", "Revealed data of a delivery project";
    DeliveryRegister = "delivery.register", "登记交付项目", "Registered a delivery project";
    DeliveryReport = "delivery.report", "反馈交付状态", "Reported on a delivery";
    DeliveryEvidenceAttach = "delivery.evidence_attach", "添加举证材料", "Added evidence of a delivery";
    DeliveryEvidenceRemove = "delivery.evidence_remove", "移除举证材料", "Removed evidence of a delivery";
    DeliverySubmit = "delivery.submit", "提交举证材料", "Submitted evidence of a delivery";
    DeliverySample = "delivery.sample", "抽取交付项目", "Sampled delivery projects";
    DeliveryEvaluate = "delivery.evaluate", "评价交付项目", "Evaluated a delivery";
    DeliveryReject = "delivery.reject", "驳回举证材料", "Rejected evidence of a delivery";
    DeliveryExtend = "delivery.extend", "延长举证期限", "Extended the deadline for evidence";
    DeliveryClose = "delivery.close", "关闭未举证的项目", "Closed a delivery project without evidence";
    SuggestionMake = "suggestion.make", "提交建议", "Made a suggestion";
    CoverCreate = "cover.create", "设置代班", "Handed a queue to a colleague";
    CoverEnd = "cover.end", "提前结束代班", "Ended a cover before its time";
    NotificationRead = "notification.read", "标记消息已读", "Marked messages as read";
    NotificationReadAll = "notification.read_all", "全部标为已读", "Marked all messages as read";
    NotificationArchive = "notification.archive", "归档消息", "Archived messages";
    NotificationSettings = "notification.settings", "修改消息接收设置", "Changed how to be told";
    NotificationReachCheck = "notification.reach_check", "检查消息能否送达", "Checked whether messages arrive";
    DraftSave = "draft.save", "保存草稿", "Saved a draft";
    DraftDiscard = "draft.discard", "清除草稿", "Cleared a draft";
    DeadlineCalendarSubscribe = "deadline_calendar.subscribe", "订阅期限日历", "Subscribed to the calendar of deadlines";
    DeadlineCalendarUnsubscribe = "deadline_calendar.unsubscribe", "取消订阅期限日历", "Unsubscribed from the calendar of deadlines";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_is_read_back_and_has_a_name_of_its_own_in_both_languages() {
        for language in [Language::ZhCn, Language::EnUs] {
            let names: BTreeSet<_> = AuditedAction::ALL.iter().map(|action| action.name(language)).collect();
            assert_eq!(names.len(), AuditedAction::ALL.len());
        }
        for action in AuditedAction::ALL {
            assert_eq!(AuditedAction::parse(action.as_str()), Some(*action));
            assert_eq!(serde_json::to_string(action).unwrap(), format!("\"{}\"", action.as_str()));
        }
        assert_eq!(AuditedAction::parse("nothing.known"), None);
    }
}
