//! The head of the screen: what it shows, how the account and its copy do, the search line.

use ratatui::{Frame, layout::Rect, style::Style, text::Span};

use super::{Look, cut, rule, sides, text};
use crate::{
    domain::{failure::Failure, id::Moment},
    ui::app::{State, copy::Standing, session::Link},
    words::{Given, Word},
};

/// Cells that the name of an account takes at most.
const CALLED: u16 = 20;

/// The first line and, where there is room, a rule below it.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look, title: &str) {
    let (right, style) = link(state, look);
    head(frame, area, state, look, title, &Span::styled(right, style));
}

/// A title, what stands at the other end of its line and, where there is room, a rule below it.
pub(super) fn head(
    frame: &mut Frame<'_>,
    area: Rect,
    state: &State,
    look: &Look,
    title: &str,
    right: &Span<'_>,
) {
    let [first, second] = cut::top(area, 1);
    sides(
        frame,
        first,
        &Span::styled(format!(" {}", of_account(state, title)), look.theme.title),
        &Span::styled(format!("{} ", right.content), right.style),
    );
    rule(frame, second, look);
}

/// A title with what the account is called on this machine before it: whoever has several must never take one for another.
fn of_account(state: &State, title: &str) -> String {
    match &state.session.called {
        Some(called) => format!("{} · {title}", text::fit(&text::clean(called), CALLED)),
        None => title.to_owned(),
    }
}

/// The account and how its copy does, and below it the search line and how much there is.
pub(super) fn over_list(frame: &mut Frame<'_>, area: Rect, state: &State, look: &Look) {
    let [first, second] = cut::top(area, 1);
    let count = count(state, look);
    let searching = state.list.is_searching();
    if second.height > 0 || !searching {
        let contacts = look.words.say(Word::Contacts);
        // One that was only named by its address is called as it calls itself.
        let title = match (&state.session.called, &state.session.account) {
            (None, Some(account)) => format!(" rolo · {} · {contacts}", account.name),
            _ => format!(" rolo · {}", of_account(state, &contacts)),
        };
        let (right, style) = link(state, look);
        sides(
            frame,
            first,
            &Span::styled(title, look.theme.title),
            &Span::styled(format!("{right} "), style),
        );
    }
    let line = if second.height > 0 { second } else { first };
    let width = line.width.saturating_sub(text::width(&count) + 6);
    match &state.list.search {
        Some(input) => {
            let (shown, cursor) = text::input(input, width);
            sides(
                frame,
                line,
                &Span::raw(format!(" / {shown}")),
                &Span::styled(format!("{count} "), look.theme.faint),
            );
            if state.over.is_none() {
                frame.set_cursor_position((line.x + 3 + cursor, line.y));
            }
        }
        None if searching => sides(
            frame,
            line,
            &Span::styled(
                format!(" / {}", text::fit(&text::clean(&state.list.query), width)),
                look.theme.accent,
            ),
            &Span::styled(format!("{count} "), look.theme.faint),
        ),
        None if second.height > 0 => sides(
            frame,
            second,
            &Span::raw(""),
            &Span::styled(format!("{count} "), look.theme.faint),
        ),
        None => {}
    }
}

/// How many contacts there are, or were found.
fn count(state: &State, look: &Look) -> String {
    let list = &state.list;
    let shown = list.shown();
    let waiting = list.is_waiting();
    if shown.query != list.query {
        return look.words.say(if waiting {
            Word::Searching
        } else {
            Word::SearchNotDone
        });
    }
    let Some(total) = shown.total else {
        let word = waiting.then_some(Word::Loading);
        return word.map(|word| look.words.say(word)).unwrap_or_default();
    };
    let count = |word, count| look.words.say_with(word, [("count", Given::Number(count))]);
    if !shown.query.is_empty() {
        let found = count(Word::CountFound, total);
        return match list.all() {
            Some(all) => format!("{found} {}", count(Word::CountOf, all)),
            None => found,
        };
    }
    if total == 0 && state.copy.is_begun() {
        return look.words.say(Word::Loading);
    }
    let mut text = count(Word::CountContacts, total);
    if state.copy.unreadable() > 0 {
        text.push_str(" · ");
        text.push_str(&count(Word::CountUnreadable, state.copy.unreadable()));
    }
    text
}

/// Whether the account answers, and how old what is shown may be.
fn answers(state: &State, look: &Look) -> (String, Style) {
    let standing = standing(state, look);
    let (said, style) = match &state.session.link {
        Link::Online => match standing {
            Some(said) => return (said, look.theme.faint),
            None => (look.words.say(Word::LinkOnline), look.theme.good),
        },
        Link::Connecting => (look.words.say(Word::LinkConnecting), look.theme.faint),
        Link::Refused(Failure::Blocked { until }) => {
            let said = until_when(Word::LinkBlocked, *until, state, look);
            (said, look.theme.bad)
        }
        Link::Refused(failure) => {
            let word = match failure {
                Failure::Unreadable => Word::LinkUnread,
                Failure::Untrusted { .. } => Word::LinkUntrusted,
                _ => Word::LinkRefused,
            };
            (look.words.say(word), look.theme.bad)
        }
        Link::Offline {
            since,
            failure: Failure::TooManyRequests { seconds },
        } => {
            let until = Moment(since.0.saturating_add_unsigned(*seconds));
            let said = until_when(Word::LinkWaiting, until, state, look);
            (said, look.theme.bad)
        }
        Link::Offline { since, .. } => {
            let since = look.words.clock(*since, &state.session.zone);
            (
                look.words
                    .say_with(Word::LinkOffline, [("since", since.into())]),
                look.theme.bad,
            )
        }
    };
    match standing {
        Some(standing) => (format!("{said} · {standing}"), style),
        None => (said, style),
    }
}

/// Whether the account answers, after that nothing can be changed in it where that is so.
fn link(state: &State, look: &Look) -> (String, Style) {
    let (said, style) = answers(state, look);
    if !state.session.is_read_only {
        return (said, style);
    }
    let read_only = look.words.say(Word::LinkReadOnly);
    (format!("{read_only} · {said}"), style)
}

/// A sentence with the first whole minute that is not before this moment.
fn until_when(word: Word, until: Moment, state: &State, look: &Look) -> String {
    let minute = Moment(until.0.saturating_add(59));
    let until = look.words.clock(minute, &state.session.zone);
    look.words.say_with(word, [("until", until.into())])
}

/// How old the copy is, or how far the first one has come; nothing while it is kept up to date.
fn standing(state: &State, look: &Look) -> Option<String> {
    match state.copy.standing() {
        Standing::Fresh | Standing::Absent => None,
        Standing::AsOf(at) => {
            let at = look.words.recently(at, state.now, &state.session.zone);
            Some(look.words.say_with(Word::CopyAsOf, [("at", at.into())]))
        }
        Standing::Copying {
            rows,
            of,
            per_second,
        } => {
            let mut said = look.words.say_with(
                Word::CopyCopying,
                [("count", look.words.number(rows).into())],
            );
            if let Some(of) = of {
                said.push(' ');
                said.push_str(
                    &look
                        .words
                        .say_with(Word::CountOf, [("count", look.words.number(of).into())]),
                );
            }
            if let Some(rate) = per_second {
                said.push_str(" · ");
                said.push_str(
                    &look
                        .words
                        .say_with(Word::CopyRate, [("count", look.words.number(rate).into())]),
                );
            }
            Some(said)
        }
    }
}
