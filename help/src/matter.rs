//! The lines between `---` at the beginning of a text: `name: value`, and `name: one, another`.

/// What stands above a text, and the text.
pub struct Matter<'s> {
    fields: Vec<(&'s str, &'s str)>,
    pub body: &'s str,
}

impl<'s> Matter<'s> {
    /// Reads them; only these names are known.
    pub fn read(text: &'s str, known: &[&str]) -> Result<Self, String> {
        let rest = text.strip_prefix("---\n").ok_or("the first line is not ---")?;
        let (head, body) = rest.split_once("\n---\n").ok_or("no --- ends the lines above the text")?;
        let mut fields = Vec::new();
        for line in head.lines().filter(|line| !line.trim().is_empty()) {
            let (name, value) =
                line.split_once(':').ok_or_else(|| format!("`{line}` is no `name: value`"))?;
            let (name, value) = (name.trim(), value.trim());
            if !known.contains(&name) {
                return Err(format!("`{name}` is none of {}", known.join(", ")));
            }
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(format!("`{name}` stands here twice"));
            }
            fields.push((name, value));
        }
        Ok(Self { fields, body })
    }

    /// A value that has to be there.
    pub fn needed(&self, name: &str) -> Result<&'s str, String> {
        let value = self.fields.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| value);
        if value.is_empty() { Err(format!("`{name}` is missing")) } else { Ok(value) }
    }

    /// Values with commas between them, half or full width.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &'s str> {
        let value = self.fields.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| value);
        value.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty())
    }
}
