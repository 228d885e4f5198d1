//! The table as it is shown: the hint line, the help and README.

use std::fmt::Write as _;

use super::{
    Action, Context, Key, Layout,
    table::{Binding, rows},
};
use crate::words::{Word, Words};

/// The hint line of a context: `Enter card  e/у edit  …`, most useful first.
///
/// What the person may not do is not offered.
pub fn hints(
    context: Context,
    words: &Words,
    layout: Layout,
    may: impl Fn(Action) -> bool,
) -> impl Iterator<Item = (String, String)> {
    told(context, words, layout, may, |row| {
        Some((row.keys.first().copied()?, row.hint?))
    })
}

/// What may follow the key that has begun a sequence: `p/з phone  m/ь e-mail  …`.
pub fn endings(
    context: Context,
    begun: Key,
    words: &Words,
    layout: Layout,
    may: impl Fn(Action) -> bool,
) -> impl Iterator<Item = (String, String)> {
    told(context, words, layout, may, move |row| {
        let end = row.keys.iter().find_map(|keys| match keys {
            [first, end @ ..] if *first == begun && !end.is_empty() => Some(end),
            _ => None,
        })?;
        Some((end, row.ending()?))
    })
}

/// Keys and what is said of them, of every row that the person may use and that has something to tell.
fn told(
    context: Context,
    words: &Words,
    layout: Layout,
    may: impl Fn(Action) -> bool,
    of: impl Fn(&'static Binding) -> Option<(&'static [Key], Word)>,
) -> impl Iterator<Item = (String, String)> {
    rows(context)
        .filter(move |row| may(row.action))
        .filter_map(move |row| {
            let (keys, word) = of(row)?;
            Some((written(keys, layout == Layout::Cyrillic), words.say(word)))
        })
}

/// Keys as people read them, with the Russian twin of a letter when wanted: `e/у`, `g g`.
fn written(keys: &[Key], with_twin: bool) -> String {
    let latin: Vec<String> = keys.iter().map(|key| key.name()).collect();
    let twins: Option<Vec<String>> = keys
        .iter()
        .map(|key| key.twin().map(|c| c.to_string()))
        .collect();
    match twins {
        Some(twins) if with_twin => format!("{}/{}", latin.join(" "), twins.join(" ")),
        _ => latin.join(" "),
    }
}

/// The rows of the help for one context: all keys of each action and what it does.
pub fn help(context: Context, words: &Words) -> Vec<(String, String)> {
    rows(context)
        .map(|row| {
            let keys: Vec<String> = row.keys.iter().map(|keys| written(keys, true)).collect();
            (keys.join("  "), words.say(row.help))
        })
        .collect()
}

/// README's table of keys, in Markdown.
pub fn markdown(words: &Words) -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let titles =
            [context.title(), Word::HelpKeys, Word::HelpMeaning].map(|word| words.say(word));
        let [title, keys, meaning] = titles;
        let _ = writeln!(out, "\n**{title}**\n\n| {keys} | {meaning} |\n|---|---|");
        for row in rows(context) {
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|keys| format!("`{}`", written(keys, true)))
                .collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), words.say(row.help));
        }
    }
    out
}
