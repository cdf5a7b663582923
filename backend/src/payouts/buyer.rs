//! To whom partners make their invoices out: the vendor's billing company of each site.

use contract::{invoices::Buyer, session::Site};

/// The buyer on the invoicing list.
pub(super) fn of(site: Site) -> Buyer {
    let texts = match site {
        Site::Cn => [
            "云商云计算技术有限公司",
            "91520900MA6J6CBN9Q",
            "贵州省贵安新区数据中心路 1 号",
            "0851-88000000",
            "中国工商银行贵安支行",
            "2402000109200012345",
            "广东省深圳市龙岗区云商路 8 号 财经共享中心 激励开票组（收） 0755-28000000",
        ],
        Site::Intl => [
            "Cloud Vendor International Pte. Ltd.",
            "201700123K",
            "1 Cloud Way, Singapore 018989",
            "+65 6000 0000",
            "DBS Bank, Marina Bay",
            "003-912345-6",
            "Finance Shared Services, Incentive Invoices, 1 Cloud Way, Singapore 018989",
        ],
    };
    let [name, tax_number, address, phone, bank, bank_account, postal_address] = texts.map(str::to_owned);
    Buyer { name, tax_number, address, phone, bank, bank_account, postal_address }
}
