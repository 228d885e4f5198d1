//! The phones or e-mails of a contact, the one in front so large that it can be dialled by hand.

use ratatui::{Frame, layout::Rect, style::Style, text::Line, widgets::Clear};

use super::{Look, big, card, text};
use crate::{
    domain::{account::Account, field::FieldValue, phone, reach::Way, text::Untrusted},
    ui::app::{State, reach::Reach},
    words::Word,
};

/// Paints them over `body`.
pub(super) fn draw(frame: &mut Frame<'_>, body: Rect, reach: &Reach, state: &State, look: &Look) {
    frame.render_widget(Clear, body);
    let room = body.width.saturating_sub(2);
    let title = match reach.way {
        Way::Call => Word::ReachCall,
        Way::Mail => Word::ReachMail,
    };
    let title = format!("{}: {}", look.words.say(title), look.name(&reach.name));
    let choices = choices(reach, state.session.account.as_ref(), look, room);
    let hint = if reach.has_command {
        Word::ReachRuns
    } else {
        match reach.way {
            Way::Call => Word::ReachNoCall,
            Way::Mail => Word::ReachNoMail,
        }
    };
    let hint = text::wrap(&look.words.say(hint), room);
    // The title, a line above and one below the number.
    let taken = u16::try_from(choices.len() + hint.len() + 3).unwrap_or(u16::MAX);
    let rows = body.height.saturating_sub(taken);

    let mut lines = vec![card::heading(&title, body.width, look), Line::default()];
    let shown = readable(reach.way, &reach.values[reach.selected]);
    let large = big::lines(&shown, room, rows).unwrap_or_else(|| text::wrap(&shown, room));
    let style = look.theme.title;
    lines.extend(
        large
            .iter()
            .map(|row| Line::styled(format!(" {row}"), style)),
    );
    lines.push(Line::default());
    lines.extend(choices);
    let faint = look.theme.faint;
    lines.extend(
        hint.iter()
            .map(|row| Line::styled(format!(" {row}"), faint)),
    );
    for (line, row) in lines.into_iter().zip(body.rows()) {
        frame.render_widget(line, row);
    }
}

/// All of them with their numbers and types, when there are several.
fn choices(reach: &Reach, account: Option<&Account>, look: &Look, room: u16) -> Vec<Line<'static>> {
    if reach.values.len() < 2 {
        return Vec::new();
    }
    let role = reach.way.role();
    let def = account.and_then(|account| account.field_of(role));
    let line = |(at, value): (usize, &FieldValue)| {
        let kind = def.zip(value.option).and_then(|(def, id)| def.option(id));
        let kind = kind.map(|option| look.short_option(Some(role), option));
        let kind = kind.map_or_else(String::new, |kind| format!("{kind} "));
        let (mark, style) = if at == reach.selected {
            ('>', look.theme.selected)
        } else {
            (' ', Style::new())
        };
        let shown = format!("{mark} {} {kind}{}", at + 1, readable(reach.way, value));
        Line::styled(text::fit(&shown, room), style)
    };
    let mut lines: Vec<Line<'static>> = reach.values.iter().enumerate().map(line).collect();
    lines.push(Line::default());
    lines
}

fn readable(way: Way, value: &FieldValue) -> String {
    let shown = Untrusted::from(value.raw().unwrap_or_default());
    match way {
        Way::Call => phone::readable(&shown),
        Way::Mail => shown.to_string(),
    }
}
