//! Keys and pastes: looked up in the table of keys and handed to the place they concern.

use crossterm::event::{KeyCode, KeyEvent};

use super::{
    Effect, Over, Screen, State, card, dialog, elsewhere, form, list, month, notice::Notice, reach,
    typing::Typing, welcome,
};
use crate::{
    ui::keymap::{self, Action, Context, Lookup},
    words::Word,
};

/// A key was pressed.
pub(super) fn key(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if let KeyCode::Char(c) = key.code
        && let Some(layout) = keymap::layout_of(c)
    {
        state.layout = layout;
    }
    state.notice = None;
    let context = state.context();
    let pending = state.pending.take();
    match keymap::lookup(context, pending, key) {
        Lookup::Prefix(first) => {
            state.pending = Some(first);
            Vec::new()
        }
        Lookup::Action(action) => act(state, context, action),
        Lookup::Nothing => {
            state.quit_asked = false;
            type_in(state, context, Typing::Key(key)).unwrap_or_else(|| {
                if matches!(context, Context::List | Context::Card | Context::Welcome) {
                    state.notice = Some(Notice::info(Word::NoticeNoSuchKey));
                }
                Vec::new()
            })
        }
    }
}

/// Text was pasted: it is text where letters are text and nothing elsewhere, so that a paste never commands.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    state.notice = None;
    let context = state.context();
    type_in(state, context, Typing::Paste(text)).unwrap_or_else(|| {
        state.notice = Some(Notice::info(Word::NoticePasteIgnored));
        Vec::new()
    })
}

/// Types into what is under the cursor; `None` where nothing takes text.
fn type_in(state: &mut State, context: Context, typing: Typing<'_>) -> Option<Vec<Effect>> {
    Some(match context {
        Context::Search => list::type_in(state, typing),
        Context::FormText | Context::FormChoice | Context::FormOptions => {
            form::type_in(state, typing)
        }
        Context::Jot | Context::JotChoice => card::jot::type_in(state, typing),
        Context::Login => welcome::type_in(state, typing),
        Context::Welcome
        | Context::LoginChoice
        | Context::List
        | Context::Card
        | Context::Month
        | Context::Dialog
        | Context::Help => return None,
    })
}

/// A command, from a key or put off until its time came.
pub(super) fn act(state: &mut State, context: Context, action: Action) -> Vec<Effect> {
    let quit_asked = std::mem::take(&mut state.quit_asked);
    match action {
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend if state.settings.has_shell => return vec![Effect::Suspend],
        Action::Suspend => {
            state.notice = Some(Notice::info(Word::NoticeNoShell));
            return Vec::new();
        }
        Action::Quit if quit_asked || is_all_kept(state) => return vec![Effect::Quit],
        Action::Quit => {
            state.quit_asked = true;
            state.notice = Some(Notice::problem(Word::NoticeUnkeptQuit));
            return Vec::new();
        }
        Action::QuitAnyway if quit_asked => return vec![Effect::Quit],
        Action::QuitAnyway => {
            state.quit_asked = true;
            state.notice = Some(if is_all_kept(state) {
                Notice::info(Word::NoticeQuitAgain)
            } else {
                Notice::problem(Word::NoticeUnkeptQuit)
            });
            return Vec::new();
        }
        Action::OpenElsewhere => return elsewhere::open(state),
        Action::Help => {
            state.over = Some(Over::Help { context, scroll: 0 });
            return Vec::new();
        }
        _ => {}
    }
    match context {
        Context::Month => return month::act(state, action),
        Context::Help => help(state, action),
        Context::Dialog if matches!(state.over, Some(Over::Reach(_))) => {
            return reach::act(state, action);
        }
        Context::Dialog => return dialog::act(state, action),
        Context::Welcome | Context::Login | Context::LoginChoice => {
            return welcome::act(state, action);
        }
        Context::List | Context::Search => match action {
            Action::Open | Action::Edit | Action::Reach(_) if state.list.put_off(action) => {}
            Action::Open => {
                if let Some(contact) = state.list.choose() {
                    return card::show(state, contact);
                }
            }
            Action::Edit => {
                if let Some(contact) = state.list.choose() {
                    return form::edit(state, contact);
                }
            }
            Action::Reach(way) => {
                if let Some(contact) = state.list.choose() {
                    return reach::begin(state, &contact, way);
                }
            }
            Action::New => return form::new(state),
            _ => return list::act(state, action),
        },
        Context::Card => match (action, &state.screen) {
            (Action::Edit, Screen::Card(card)) => {
                let contact = card.contact.clone();
                return form::edit(state, contact);
            }
            (Action::Reach(way), Screen::Card(card)) => {
                let contact = card.contact.clone();
                return reach::begin(state, &contact, way);
            }
            (Action::New, _) => return form::new(state),
            (Action::Search, _) => {
                state.screen = Screen::List;
                return list::act(state, action);
            }
            _ => return card::act(state, action),
        },
        Context::FormText | Context::FormChoice | Context::FormOptions => {
            return form::act(state, action);
        }
        Context::Jot | Context::JotChoice => return card::jot::act(state, action),
    }
    Vec::new()
}

/// Whether everything that was typed is on the disk.
fn is_all_kept(state: &State) -> bool {
    state.session.unkept.is_empty() && card::jot::are_kept(state)
}

fn help(state: &mut State, action: Action) {
    let last = state.measured.lines.saturating_sub(state.measured.rows);
    let page = state.measured.rows.max(1);
    let Some(Over::Help { scroll, .. } | Over::Differences { scroll, .. }) = &mut state.over else {
        return;
    };
    match action {
        Action::Up => *scroll = (*scroll).min(last).saturating_sub(1),
        Action::Down => *scroll = (*scroll + 1).min(last),
        Action::PageUp => *scroll = (*scroll).min(last).saturating_sub(page),
        Action::PageDown => *scroll = (*scroll + page).min(last),
        Action::First => *scroll = 0,
        Action::Last => *scroll = last,
        Action::Back => state.over = None,
        _ => {}
    }
}

#[cfg(test)]
mod tests;
