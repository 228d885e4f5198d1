//! One contact in front: its tabs, and the one that is open.

mod grouped;
mod links;
mod page;
mod raw;
mod timeline;
mod values;

use jiff::tz::TimeZone;
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use self::page::Page;
pub(super) use self::{
    page::{due, heading},
    timeline::task_kind,
};
use super::{Look, cut, paint::Painted, text};
use crate::{
    domain::{account::Account, contact::Contact, field::Field, id::Moment},
    ui::app::{
        Measured, State,
        card::{Card, Tab},
    },
    words::Word,
};

/// With fewer rows the names of the tabs give way to what is in them.
const LEAST_ROWS: u16 = 8;

/// Paints the card in front.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    card: &Card,
    state: &State,
    look: &Look,
    measured: &mut Measured,
) {
    let known = Known::of(state);
    let body = tabs(frame, body, card.tab, look);
    let lines = match card.tab {
        Tab::Card => grouped::lines(card, known, look, body.width),
        Tab::Timeline => timeline::lines(&card.around, known, look, body.width),
        Tab::Links => links::lines(&card.contact, &card.around.links, look, body.width),
        Tab::Raw => raw::lines(&card.around.raw, look, body.width),
    };
    measured.lines = lines.len();
    measured.rows = body.height.into();
    let last = lines.len().saturating_sub(measured.rows);
    measured.top = card.scroll.min(last);
    for (line, row) in lines.into_iter().skip(measured.top).zip(body.rows()) {
        frame.render_widget(Painted(line), row);
    }
}

/// The names of the tabs in the first line, where there is room for it; what is left for the one in front.
fn tabs(frame: &mut Frame<'_>, body: Rect, open: Tab, look: &Look) -> Rect {
    if body.height < LEAST_ROWS {
        return body;
    }
    let [line, rest] = cut::top(body, 1);
    let mut spans = Vec::new();
    for (at, tab) in Tab::ALL.into_iter().enumerate() {
        let name = look.words.say(match tab {
            Tab::Card => Word::TabCard,
            Tab::Timeline => Word::TabTimeline,
            Tab::Links => Word::TabLinks,
            Tab::Raw => Word::TabRaw,
        });
        // Without colours the brackets tell which one it is.
        spans.push(if tab == open {
            Span::styled(format!("[{} {name}]", at + 1), look.theme.accent)
        } else {
            Span::styled(format!(" {} {name} ", at + 1), look.theme.faint)
        });
    }
    frame.render_widget(Line::from(spans), line);
    rest
}

/// What a contact is read with.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The account, if it is known.
    pub account: Option<&'a Account>,
    /// Its time zone.
    pub zone: &'a TimeZone,
    /// The time.
    pub now: Moment,
}

impl<'a> Known<'a> {
    pub(super) fn of(state: &'a State) -> Self {
        Self {
            account: state.session.account.as_ref(),
            zone: &state.session.zone,
            now: state.now,
        }
    }
}

/// A contact as its card shows it, in lines of so many cells, its name first.
pub fn card_lines(contact: &Contact, known: Known<'_>, look: &Look, width: u16) -> Vec<String> {
    let mut told = text::wrap(&look.name(&contact.name), width);
    let lines = lines(contact, known, look, width);
    told.extend(
        lines
            .iter()
            .map(|line| line.to_string().trim_end().to_owned()),
    );
    told
}

/// All lines of a contact without its empty fields, for the pane beside the list.
pub(super) fn lines(
    contact: &Contact,
    known: Known<'_>,
    look: &Look,
    width: u16,
) -> Vec<Line<'static>> {
    let Known { account, zone, now } = known;
    let mut page = Page::new(width, look);
    page.company(contact);
    for field in ordered(contact, account) {
        page.field(field, account);
    }
    page.tags(contact);
    page.task(contact, None, now, zone);
    page.links(contact);
    page.responsible(contact, account);
    page.record(contact, account, zone);
    page.lines
}

/// The filled fields in the account's order; fields that the account no longer defines come last.
fn ordered<'a>(contact: &'a Contact, account: Option<&Account>) -> Vec<&'a Field> {
    let place = |field: &&Field| {
        account
            .and_then(|account| account.fields.iter().position(|def| def.id == field.id))
            .unwrap_or(usize::MAX)
    };
    let mut fields: Vec<&Field> = contact.fields.iter().collect();
    fields.sort_by_key(place);
    fields
}
