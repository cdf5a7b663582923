//! Objects of somebody's: one of every kind that a path or a body can name, with a mark in every text.

use super::calls::{self, Ids};
use crate::harness::Browser;
use serde_json::{Value, json};

/// Whose objects are made.
pub struct Owner<'a> {
    pub browser: &'a Browser,
    /// Begins every text.
    pub mark: &'a str,
    /// A customer that the owner may act on.
    pub customer_id: &'a str,
    /// A number that nobody has.
    pub phone: &'a str,
    pub language: &'a str,
}

impl Owner<'_> {
    async fn post(&self, path: &str, body: Value) -> Value {
        self.change("POST", path, body).await
    }

    async fn change(&self, method: &str, path: &str, body: Value) -> Value {
        let answer = calls::change(self.browser, method, path, &body.to_string()).await;
        assert!(answer.status < 300, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap_or_default()
    }

    /// What a member that develops customers has.
    pub async fn of_member(&self) -> Ids {
        let mark = self.mark;
        let filing = self
            .post(
                "/v2/partners/customer-filings",
                json!({ "customer_name": format!("{mark} filed"), "mobile_phone": self.phone,
                    "email": format!("{mark}@filed.example.org"), "contact": format!("{mark} contact"),
                    "remark": format!("{mark} remark") }),
            )
            .await;
        let filing_id = text(&filing["filing_id"]);
        let invited = self
            .post(
                "/v2/partners/invitations",
                json!({ "filing_ids": [filing_id], "association_type": "1", "language": self.language }),
            )
            .await;
        let link = self
            .post(
                "/v2/partners/invitation-links",
                json!({ "kind": "CUSTOM", "association_type": "1", "tag": format!("{mark} tag") }),
            )
            .await;
        let import = self
            .post(
                "/v2/partners/filing-imports",
                json!({ "file_name": format!("{mark}.csv"), "total_rows": 1 }),
            )
            .await;
        let import_id = text(&import["import_id"]);
        self.post(
            &format!("/v2/partners/filing-imports/{import_id}/rows"),
            json!({ "rows": [{ "row": 1, "filing": { "customer_name": format!("{mark} row"),
                "mobile_phone": self.phone, "email": format!("{mark}@row.example.org") } }] }),
        )
        .await;
        let attachment =
            self.post("/v2/partners/attachments", json!({ "name": format!("{mark}.pdf"), "bytes": 8 })).await;
        let opportunity = self
            .post(
                "/v2/partners/opportunities",
                json!({ "submit": false, "form": { "name": format!("{mark} opportunity"),
                    "customer_name": format!("{mark} customer"), "crm_reference": format!("{mark}-crm"),
                    "bant": { "need": format!("{mark} need") } } }),
            )
            .await;
        let top_up = self.post("/v2/partners/funds/top-ups", json!({ "amount": "1.00" })).await;
        let payer =
            self.post("/v2/partners/funds/proxy-payers", json!({ "name": format!("{mark} holding") })).await;
        let suggestion = self
            .post(
                "/v2/partners/feedbacks",
                json!({ "kind": "OTHER", "text": format!("{mark} suggestion"), "may_contact": true }),
            )
            .await;
        let form_id = format!("{mark}-form");
        self.change("PUT", &format!("/v2/drafts/{form_id}"), json!({ "text": format!("{mark} draft") }))
            .await;
        self.change(
            "PUT",
            &format!("/v2/partners/sub-customers/{}/label", self.customer_id),
            json!({ "label": format!("{mark} label") }),
        )
        .await;
        Ids::from([
            ("customer_id", self.customer_id.to_owned()),
            ("filing_id", filing_id),
            ("invitation_id", text(&invited["invitations"][0]["invitation_id"])),
            ("link_id", text(&link["link_id"])),
            ("import_id", import_id),
            ("attachment_id", text(&attachment["attachment"]["attachment_id"])),
            ("opportunity_id", text(&opportunity["row"]["opportunity_id"])),
            ("top_up_id", text(&top_up["top_up_id"])),
            ("payer_id", text(&payer["payers"][0]["payer_id"])),
            ("form_id", form_id),
            ("suggestion_id", text(&suggestion["suggestion_id"])),
        ])
    }

    /// And what an administrator has besides: its partner asks for no codes.
    pub async fn of_administrator(&self) -> Ids {
        let mut ids = self.of_member().await;
        let request = self
            .post(
                "/v2/partners/associations/requests",
                json!({ "customer_id": self.customer_id, "action": "UNBIND",
                    "reason": format!("{} reason", self.mark), "notes_accepted": true }),
            )
            .await;
        ids.insert("request_id", text(&request["request_id"]));
        ids
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
