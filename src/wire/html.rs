//! Undoes the HTML escapes that labels of list values arrive with.

use std::borrow::Cow;

/// What the account escapes (PHP `htmlspecialchars` with quotes), with what it means. One pass over the text, so that
/// `&amp;lt;` becomes the text `&lt;` and not `<`.
const ESCAPES: [(&str, &str); 6] = [
    ("&quot;", "\""),
    ("&#039;", "'"),
    ("&#39;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

/// The text a person typed when the label was made: `&quot;`, `&#039;`, `&lt;`, `&gt;` and `&amp;` are undone once,
/// everything else stays.
///
/// Labels of lists that users define come escaped from the account; clients that compare them escape their side first.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (taken, meaning) = ESCAPES
            .iter()
            .find(|(escape, _)| rest.starts_with(escape))
            .map_or((1, "&"), |(escape, meaning)| (escape.len(), *meaning));
        plain.push_str(meaning);
        rest = &rest[taken..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn every_escape_the_account_uses_is_undone_once() {
        let cases = [
            ("Реклама", "Реклама"),
            ("ООО &quot;Ромашка&quot;", "ООО \"Ромашка\""),
            ("Tom &amp; Jerry", "Tom & Jerry"),
            ("&lt;b&gt;", "<b>"),
            ("it&#039;s", "it's"),
            ("&amp;lt;", "&lt;"),
            ("R&D", "R&D"),
            ("&", "&"),
        ];
        for (escaped, plain) in cases {
            assert_eq!(unescape(escaped), plain);
        }
    }
}
