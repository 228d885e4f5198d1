//! Numbers as people write them: spaces between thousands, a comma or a dot, a sign of money or a percent behind.

/// The number with a dot and nothing else, digits as they were typed; `None` when it is no number.
pub(super) fn read(typed: &str) -> Option<String> {
    let typed = without_unit(typed.trim());
    let (sign, body) = match typed.strip_prefix(['-', '−']) {
        Some(body) => ("-", body),
        None => ("", typed.strip_prefix('+').unwrap_or(typed)),
    };
    let body: String = body
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’')
        .collect();
    let decimal = decimal(&body)?;
    let mut number = String::from(sign);
    for (at, c) in body.char_indices() {
        match c {
            '0'..='9' => number.push(c),
            ',' | '.' if at == decimal => number.push('.'),
            ',' | '.' if at < decimal => {}
            _ => return None,
        }
    }
    let plain = number.trim_start_matches('-').trim_end_matches('.');
    if plain.is_empty() {
        return None;
    }
    let number = format!("{sign}{plain}");
    Some(match plain.strip_prefix('.') {
        Some(fraction) => format!("{sign}0.{fraction}"),
        None => number,
    })
}

fn without_unit(typed: &str) -> &str {
    ["%", "₽", "$", "€", "руб.", "руб", "р."]
        .iter()
        .find_map(|unit| typed.strip_suffix(unit))
        .map_or(typed, str::trim_end)
}

/// Where the fraction begins: at the only comma or dot, or at the last one when both are there. Past the end when there is no
/// fraction; `None` when one cannot say.
fn decimal(body: &str) -> Option<usize> {
    let Some(last) = body.rfind([',', '.']) else {
        return Some(body.len());
    };
    let (commas, dots) = (body.matches(',').count(), body.matches('.').count());
    let of_last = if body[last..].starts_with(',') {
        commas
    } else {
        dots
    };
    match (of_last, commas + dots - of_last) {
        (1, _) => Some(last),
        (_, 0) => Some(body.len()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, number) in [
            ("1 200,50", Some("1200.50")),
            ("1\u{a0}200.5", Some("1200.5")),
            ("1.200,50", Some("1200.50")),
            ("1,200.50", Some("1200.50")),
            ("1.200.300", Some("1200300")),
            ("-5", Some("-5")),
            ("−5 %", Some("-5")),
            ("007", Some("007")),
            ("12 000 ₽", Some("12000")),
            ("15 руб.", Some("15")),
            (",5", Some("0.5")),
            ("0", Some("0")),
            ("", None),
            ("-", None),
            ("5.", Some("5")),
            ("1.2,3.4", None),
            ("12a5", None),
            ("двенадцать", None),
            ("1e5", None),
        ] {
            assert_eq!(read(typed).as_deref(), number, "{typed}");
        }
    }
}
