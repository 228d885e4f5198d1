//! The first start on the screen: what to begin with, the questions of a login, who was let in.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Look, cut, rule, sides, text};
use crate::{
    ui::app::welcome::{Page, Question, Welcome},
    words::Word,
};

/// Cells of the labels before the answers.
const LABEL: u16 = 17;

/// The first line and, where there is room, a rule below it.
pub(super) fn header(frame: &mut Frame<'_>, area: Rect, welcome: &Welcome, look: &Look) {
    let title = look.words.say(match welcome.page {
        Page::Beginnings => Word::WelcomeTitle,
        Page::Login | Page::Admitted(_) => Word::LoginTitle,
    });
    let waiting = if welcome.is_waiting() {
        format!("{} ", look.words.say(Word::WelcomeWaiting))
    } else {
        String::new()
    };
    let [first, second] = cut::top(area, 1);
    sides(
        frame,
        first,
        &Span::styled(format!(" rolo · {title}"), look.theme.title),
        &Span::styled(waiting, look.theme.faint),
    );
    rule(frame, second, look);
}

/// Paints the page that is in front; the cursor stands in it unless something lies over it.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    welcome: &Welcome,
    is_in_front: bool,
    look: &Look,
) {
    let body = Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..body
    };
    let mut sheet = Sheet {
        lines: vec![Line::default()],
        focus: 0,
        cursor: None,
        width: body.width,
    };
    match &welcome.page {
        Page::Beginnings => sheet.say(&look.words.say(Word::WelcomeSaid), Style::new()),
        Page::Login => login(&mut sheet, welcome, look),
        Page::Admitted(_) => let_in(&mut sheet, &welcome.page, look),
    }
    if !welcome.answers().is_empty() {
        sheet.lines.push(Line::default());
    }
    for (at, answer) in welcome.answers().iter().enumerate() {
        let style = if at == welcome.selected {
            sheet.focus = sheet.lines.len();
            look.theme.cursor
        } else {
            Style::new()
        };
        let shown = format!(" {} {} ", at + 1, look.words.say(*answer));
        let shown = text::fit(&shown, body.width);
        sheet.lines.push(Line::styled(shown, style));
    }
    if let Some(sentence) = &welcome.refused {
        sheet.lines.push(Line::default());
        sheet.say(sentence, look.theme.bad);
    }
    sheet.paint(frame, body, is_in_front);
}

fn login(sheet: &mut Sheet, welcome: &Welcome, look: &Look) {
    let login = &welcome.login;
    let label_width = LABEL.min(sheet.width / 2);
    let room = sheet.width.saturating_sub(label_width + 2);
    for question in login.questions() {
        let is_here = *question == login.question();
        let value = if *question == Question::Way {
            let way = look.words.say(login.way.title());
            text::fit(&format!("‹ {way} ›"), room)
        } else {
            let (shown, column) = text::input(&login.shown(*question), room);
            if is_here {
                sheet.cursor = Some(label_width + 2 + column);
            }
            shown
        };
        let style = if is_here {
            sheet.focus = sheet.lines.len();
            look.theme.selected
        } else {
            look.theme.label
        };
        let mark = if is_here { '>' } else { ' ' };
        let label = text::cell(&look.words.say(question.label()), label_width);
        sheet.lines.push(Line::from(vec![
            Span::styled(format!("{mark}{label} "), style),
            Span::raw(value),
        ]));
    }
    sheet.lines.push(Line::default());
    let advice = look.words.say(login.question().advice());
    sheet.say(&advice, look.theme.faint);
}

fn let_in(sheet: &mut Sheet, page: &Page, look: &Look) {
    let Page::Admitted(admitted) = page else {
        return;
    };
    let said = look.words.say_with(
        Word::AdmittedSaid,
        [
            ("account", admitted.account.to_string().into()),
            ("address", text::clean(&admitted.address).into()),
            ("user", admitted.user.to_string().into()),
        ],
    );
    sheet.say(&said, look.theme.good);
    sheet.lines.push(Line::default());
    let place = match &admitted.kept {
        Some(place) => look
            .words
            .say_with(Word::AdmittedKept, [("place", place.clone().into())]),
        None => look.words.say(Word::AdmittedFile),
    };
    sheet.say(&place, Style::new());
}

/// The lines of a page, and where the person is in them.
struct Sheet {
    lines: Vec<Line<'static>>,
    /// The line that must be seen.
    focus: usize,
    /// The column of the cursor in that line.
    cursor: Option<u16>,
    width: u16,
}

impl Sheet {
    fn say(&mut self, sentence: &str, style: Style) {
        let wrapped = text::wrap(sentence, self.width).into_iter();
        self.lines
            .extend(wrapped.map(|line| Line::styled(line, style)));
    }

    fn paint(self, frame: &mut Frame<'_>, body: Rect, is_in_front: bool) {
        let rows = usize::from(body.height);
        let most = self.lines.len().saturating_sub(rows);
        let skip = (self.focus + 1).saturating_sub(rows).max(1).min(most);
        for (line, row) in self.lines.into_iter().skip(skip).zip(body.rows()) {
            frame.render_widget(line, row);
        }
        if let Some(column) = self.cursor.filter(|_| is_in_front) {
            let row = u16::try_from(self.focus - skip.min(self.focus)).unwrap_or_default();
            frame.set_cursor_position((body.x + column, body.y + row));
        }
    }
}
