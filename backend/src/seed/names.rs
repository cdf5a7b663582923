//! Plausible names for a crowd of customers, the same on every run; addresses end in reserved example domains.

/// Numbers that look random and are the same on every run (`SplitMix64`).
pub struct Dice(u64);

impl Dice {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `sides` − 1.
    pub fn roll(&mut self, sides: u32) -> u32 {
        u32::try_from(self.next() % u64::from(sides.max(1))).unwrap_or(0)
    }

    /// One of them; `fallback` when there are none.
    pub fn pick<'t>(&mut self, of: &[&'t str], fallback: &'t str) -> &'t str {
        let sides = u32::try_from(of.len()).unwrap_or(0);
        of.get(self.roll(sides) as usize).copied().unwrap_or(fallback)
    }
}

const CITIES: &[&str] = &[
    "上海", "北京", "深圳", "杭州", "苏州", "成都", "武汉", "南京", "西安", "广州", "厦门", "青岛", "长沙",
    "合肥", "天津", "重庆", "宁波", "无锡", "郑州", "济南",
];
const WORDS: &[(&str, &str)] = &[
    ("云启", "yunqi"),
    ("星河", "xinghe"),
    ("远望", "yuanwang"),
    ("恒通", "hengtong"),
    ("瑞丰", "ruifeng"),
    ("海纳", "haina"),
    ("智汇", "zhihui"),
    ("博达", "boda"),
    ("青禾", "qinghe"),
    ("明德", "mingde"),
    ("嘉业", "jiaye"),
    ("鼎新", "dingxin"),
    ("天元", "tianyuan"),
    ("卓越", "zhuoyue"),
    ("润泽", "runze"),
    ("安澜", "anlan"),
    ("昊天", "haotian"),
    ("凌云", "lingyun"),
];
const TRADES: &[&str] = &[
    "信息技术",
    "智能制造",
    "电子商务",
    "物流",
    "医疗科技",
    "教育科技",
    "网络科技",
    "新能源",
    "生物科技",
    "供应链管理",
    "软件",
    "数字文化",
    "自动化设备",
    "食品",
    "环保科技",
];
const FORMS: &[&str] = &["有限公司", "股份有限公司", "（集团）有限公司"];
const SURNAMES: &[&str] = &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "欧阳"];
const GIVEN: &[&str] =
    &["伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "子涵", "思远", "雨桐", "建国"];
const ENGLISH: &[(&str, &str)] = &[
    ("Brightwater", "brightwater"),
    ("Northgate", "northgate"),
    ("Silverline", "silverline"),
    ("Oakfield", "oakfield"),
    ("Redwood", "redwood"),
    ("Harbour", "harbour"),
    ("Meridian", "meridian"),
    ("Bluepeak", "bluepeak"),
    ("Kestrel", "kestrel"),
    ("Summit", "summit"),
];
const ENGLISH_TRADES: &[&str] =
    &["Logistics", "Analytics", "Foods", "Health", "Retail", "Robotics", "Media", "Energy"];
const ENGLISH_FORMS: &[&str] = &["Pte. Ltd.", "Ltd.", "LLC", "GmbH", "Inc."];

/// Real name, customer type (`0` person, `1` company), stem of the login name.
pub struct Called {
    pub real_name: String,
    pub customer_type: i64,
    pub stem: &'static str,
}

/// A company, or now and then a person; mostly Chinese on the China site, English on the international one.
pub fn name(dice: &mut Dice, international: bool) -> Called {
    let english = international || dice.roll(12) == 0;
    if english {
        let (word, stem) = ENGLISH[dice.roll(10) as usize % ENGLISH.len()];
        let (trade, form) = (dice.pick(ENGLISH_TRADES, "Trading"), dice.pick(ENGLISH_FORMS, "Ltd."));
        return Called { real_name: format!("{word} {trade} {form}"), customer_type: 1, stem };
    }
    let (word, stem) = WORDS[dice.roll(18) as usize % WORDS.len()];
    if dice.roll(7) == 0 {
        let real_name = format!("{}{}", dice.pick(SURNAMES, "王"), dice.pick(GIVEN, "伟"));
        return Called { real_name, customer_type: 0, stem };
    }
    let (city, trade, form) =
        (dice.pick(CITIES, "上海"), dice.pick(TRADES, "软件"), dice.pick(FORMS, "有限公司"));
    Called { real_name: format!("{city}{word}{trade}{form}"), customer_type: 1, stem }
}
