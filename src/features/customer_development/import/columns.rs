//! Which column of a file is what: guessed from the headings, and remembered by them. Pure.

use serde::{Deserialize, Serialize};

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    CustomerName,
    MobilePhone,
    Email,
    CountryCode,
    Industry,
    Contact,
    Remark,
}

impl Field {
    pub const ALL: [Self; 7] = [
        Self::CustomerName,
        Self::MobilePhone,
        Self::Email,
        Self::CountryCode,
        Self::Industry,
        Self::Contact,
        Self::Remark,
    ];
    /// Without these nobody can be filed.
    pub const NEEDED: [Self; 3] = [Self::CustomerName, Self::MobilePhone, Self::Email];

    /// In a choice.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CustomerName => "customer_name",
            Self::MobilePhone => "mobile_phone",
            Self::Email => "email",
            Self::CountryCode => "country_code",
            Self::Industry => "industry",
            Self::Contact => "contact",
            Self::Remark => "remark",
        }
    }

    /// Reads what [`Field::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == text)
    }

    /// Words in headings that mean it, without spaces and in lower case; the more exact ones first.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::CustomerName => &[
                "客户名称",
                "公司名称",
                "企业名称",
                "customername",
                "company",
                "customer",
                "name",
                "客户",
                "公司",
                "名称",
            ],
            Self::MobilePhone => &["手机", "mobile", "phone", "tel", "电话", "联系方式"],
            Self::Email => &["邮箱", "email", "mail", "邮件"],
            Self::CountryCode => &["国家", "country", "地区"],
            Self::Industry => &["行业", "industry", "sector"],
            Self::Contact => &["联系人", "contact"],
            Self::Remark => &["备注", "remark", "note", "comment", "说明"],
        }
    }
}

/// What each column is.
pub type Mapping = Vec<Option<Field>>;

/// By the headings: what was chosen for the same heading before, else what its words say. No field twice.
pub fn guess(headings: &[String], remembered: &[(String, Option<Field>)]) -> Mapping {
    let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
    let mut mapping: Mapping = vec![None; headings.len()];
    let mut known = vec![false; headings.len()];
    for (position, heading) in folded.iter().enumerate() {
        if let Some((_, field)) = remembered.iter().find(|(name, _)| name == heading) {
            known[position] = true;
            mapping[position] = field.filter(|field| !mapping.contains(&Some(*field)));
        }
    }
    // "联系人" must not be taken for a telephone, nor "客户邮箱" for a name: the telling fields choose first.
    let order = [
        Field::Contact,
        Field::MobilePhone,
        Field::Email,
        Field::CountryCode,
        Field::Industry,
        Field::Remark,
        Field::CustomerName,
    ];
    for field in order.into_iter().filter(|field| !mapping.contains(&Some(*field))).collect::<Vec<_>>() {
        let found = field.words().iter().find_map(|word| {
            (0..folded.len()).find(|at| !known[*at] && mapping[*at].is_none() && folded[*at].contains(word))
        });
        if let Some(at) = found {
            mapping[at] = Some(field);
        }
    }
    mapping
}

/// Whether the first row names the columns: some word is known, and nothing in it is a value. The name of a company may
/// hold the word for it, so a name alone tells nothing; a row that is wrongly left among the others is only shown as wrong.
pub fn is_heading(row: &[String]) -> bool {
    let value = |cell: &String| cell.contains('@') || cell.chars().filter(char::is_ascii_digit).count() >= 7;
    let telling = |field: &Option<Field>| field.is_some_and(|field| field != Field::CustomerName);
    !row.iter().any(value) && guess(row, &[]).iter().any(telling)
}

/// What is remembered: headings, never what stands under them.
pub fn remember(headings: &[String], mapping: &Mapping) -> Vec<(String, Option<Field>)> {
    headings.iter().map(|heading| fold(heading)).zip(mapping.iter().copied()).collect()
}

/// Fields that are needed and that no column is.
pub fn missing(mapping: &Mapping) -> Vec<Field> {
    Field::NEEDED.into_iter().filter(|field| !mapping.contains(&Some(*field))).collect()
}

fn fold(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field as F;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn headings_in_both_languages_are_understood() {
        let zh = guess(&row(&["序号", "客户 邮箱", "联系人", "客户名称*", "手机号码", "备注"]), &[]);
        assert_eq!(
            zh,
            [
                None,
                Some(F::Email),
                Some(F::Contact),
                Some(F::CustomerName),
                Some(F::MobilePhone),
                Some(F::Remark)
            ]
        );
        let en = guess(&row(&["Company", "E-mail address", "Mobile phone", "Contact name"]), &[]);
        assert_eq!(en, [Some(F::CustomerName), Some(F::Email), Some(F::MobilePhone), Some(F::Contact)]);
    }

    #[test]
    fn what_was_chosen_for_a_heading_is_chosen_again() {
        let headings = row(&["Col A", "Phone", "Ref"]);
        let chosen = vec![Some(F::CustomerName), Some(F::MobilePhone), None];
        let remembered = remember(&headings, &chosen);
        assert_eq!(guess(&headings, &remembered), chosen);
        assert_eq!(missing(&chosen), [F::Email]);
    }

    #[test]
    fn values_are_no_headings() {
        assert!(is_heading(&row(&["名称", "手机号"])));
        assert!(!is_heading(&row(&["蓝天公司", "13800138000", "a@b.cn"])));
        assert!(!is_heading(&row(&["蓝天公司", "", ""])), "its name is neither lost nor remembered");
    }
}
