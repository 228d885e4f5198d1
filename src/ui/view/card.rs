//! One contact in front: its tabs, and the one that is open.

mod grouped;
mod page;
mod values;

use jiff::tz::TimeZone;
use ratatui::{Frame, layout::Rect, text::Line};

use self::page::Page;
use super::{Look, text};
use crate::{
    domain::{account::Account, contact::Contact, field::Field, id::Moment},
    ui::app::{Measured, State, card::Card},
};

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
    let lines = grouped::lines(&card.contact, card.unfolded, known, look, body.width);
    measured.lines = lines.len();
    measured.rows = body.height.into();
    let last = lines.len().saturating_sub(measured.rows);
    measured.top = card.scroll.min(last);
    for (line, row) in lines.into_iter().skip(measured.top).zip(body.rows()) {
        frame.render_widget(line, row);
    }
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
    page.task(contact, now, zone);
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
