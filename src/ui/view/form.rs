//! The form: one line a value, the field under the cursor always in view, one sentence of advice below.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Look, sides, text, two_lines};
use crate::{
    domain::{
        edit::Subject,
        field::{AddressPart, FieldRole},
        fold::digits,
    },
    ui::app::{
        Measured, State,
        form::{
            Block, Form, Kept, Label, Problem,
            editor::{Editor, Options, Stop, Values},
        },
    },
    words::{Given, Word},
};

/// Cells of the label column, the mark of a change before it included.
const LABEL: u16 = 18;
/// Cells of the type of a phone or an e-mail.
const TYPE: u16 = 14;
/// Below this width labels and types give way to what is typed.
const ROOMY: u16 = 60;

/// Title, number of changes, and how safe they are.
pub(super) fn header(frame: &mut Frame<'_>, area: Rect, form: &Form, state: &State, look: &Look) {
    let title = match (&form.base, form.subject) {
        (Some(contact), Subject::Existing(id)) => look.words.say_with(
            Word::FormTitle,
            [
                ("name", look.name(&contact.name).into()),
                ("id", id.to_string().into()),
            ],
        ),
        _ => look.words.say(Word::FormTitleNew),
    };
    let changed = form.changes().len();
    let mut right = if changed == 0 {
        look.words.say(Word::FormUnchanged)
    } else {
        look.words
            .say_with(Word::FormChanged, [("count", Given::Number(changed))])
    };
    let mut style = look.theme.faint;
    match (&form.saving, &form.kept) {
        (Some(_), _) => right = look.words.say(Word::FormSaving),
        (None, Kept::OnDisk(at)) => {
            let at = look.words.clock(*at, &state.session.zone);
            right = format!(
                "{right} · {}",
                look.words.say_with(Word::FormDraftAt, [("at", at.into())])
            );
        }
        (None, Kept::Failed(_)) => {
            right = look.words.say(Word::FormDraftFailed);
            style = look.theme.bad;
        }
        (None, Kept::Writing(_) | Kept::Nothing) => {}
    }
    let [first, second] = two_lines(area);
    sides(
        frame,
        first,
        &Span::styled(format!(" {title}"), look.theme.title),
        &Span::styled(format!("{right} "), style),
    );
    super::rule(frame, second, look);
}

/// Paints the blocks.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    form: &Form,
    look: &Look,
    measured: &mut Measured,
) {
    let mut sheet = Sheet {
        lines: Vec::new(),
        cursor: None,
        width: body.width,
        label: if body.width < ROOMY {
            body.width / 4
        } else {
            LABEL
        },
        kind: if body.width < ROOMY {
            body.width / 5
        } else {
            TYPE
        },
        look,
    };
    for (at, block) in form.blocks.iter().enumerate() {
        let focus = (form.focus.block == at).then_some(form.focus.stop);
        sheet.block(block, focus);
    }
    let rows = usize::from(body.height).max(1);
    let (row, column) = sheet.cursor.unwrap_or((0, None));
    // One line above and below the cursor stays visible, so that one sees where one is going.
    let margin = usize::from(rows > 4);
    let last = sheet.lines.len().saturating_sub(rows);
    let top = form.top.max(measured.top).min(last);
    let lowest = (row + margin + 1).saturating_sub(rows);
    let top = top.clamp(
        lowest.min(last),
        row.saturating_sub(margin).max(lowest.min(last)),
    );
    measured.lines = sheet.lines.len();
    measured.rows = rows;
    measured.top = top;
    for (line, area) in sheet.lines.into_iter().skip(top).zip(body.rows()) {
        frame.render_widget(line, area);
    }
    if let Some(column) = column
        && form.saving.is_none()
        && row >= top
        && row - top < usize::from(body.height)
    {
        let y = body.y + u16::try_from(row - top).unwrap_or(0);
        let x = body.x + column.min(body.width.saturating_sub(1));
        frame.set_cursor_position((x, y));
    }
}

/// One sentence about what is wrong or about the field under the cursor.
pub(super) fn advice(form: &Form, look: &Look) -> Option<(String, Style)> {
    match &form.problem {
        Some(Problem::NameMissing) => {
            return Some((look.words.say(Word::ProblemNameMissing), look.theme.bad));
        }
        Some(Problem::Failed(failure)) => {
            let said = format!(
                "{} {}",
                look.words.say(Word::ProblemNotSaved),
                look.words.failure(failure)
            );
            return Some((said, look.theme.bad));
        }
        None => {}
    }
    let block = form.block()?;
    if let Some(reason) = block.locked {
        return Some((look.words.say(reason), look.theme.faint));
    }
    let typed = block
        .editor
        .input(form.focus.stop)
        .map(tui_input::Input::value);
    let word = match (form.stop()?, block.role, typed) {
        (Stop::Type, ..) => Word::AdviceType,
        (Stop::Options, ..) => Word::AdviceOptions,
        (Stop::Add, ..) => Word::AdviceAdd,
        (Stop::Text, Some(FieldRole::Phone), Some(phone))
            if !phone.is_empty() && digits(phone).len() < 10 =>
        {
            Word::AdvicePhoneShort
        }
        (Stop::Text, Some(FieldRole::Email), Some(email))
            if !email.is_empty() && !email.contains('@') =>
        {
            Word::AdviceEmailOdd
        }
        (Stop::Text, ..) if matches!(block.editor, Editor::Tags(_)) => Word::AdviceTags,
        (Stop::Text, ..) if matches!(block.editor, Editor::Address(_)) => Word::AdviceAddress,
        (Stop::Text, ..) => return None,
    };
    Some((look.words.say(word), look.theme.faint))
}

struct Sheet<'a> {
    lines: Vec<Line<'static>>,
    /// The line of the cursor, and its cell when it stands in a text.
    cursor: Option<(usize, Option<u16>)>,
    width: u16,
    label: u16,
    kind: u16,
    look: &'a Look,
}

impl Sheet<'_> {
    fn block(&mut self, block: &Block, focus: Option<usize>) {
        let label = match &block.label {
            Label::Word(word) => self.look.words.say(*word),
            Label::Account(name) => name.to_string(),
        };
        let label = if block.required {
            format!("{label} *")
        } else {
            label
        };
        let mark = if block.is_changed() { '~' } else { ' ' };
        let label_style = if focus.is_some() {
            self.look.theme.accent
        } else {
            self.look.theme.label
        };
        let width = self.label;
        let head = |label: &str, mark: char| {
            Span::styled(
                text::cell(&format!("{mark}{label}"), width.saturating_sub(1)) + " ",
                label_style,
            )
        };
        match &block.editor {
            Editor::Line(line) => {
                self.text(head(&label, mark), &line.input, focus.is_some(), self.label);
            }
            Editor::Tags(tags) => {
                self.text(head(&label, mark), &tags.input, focus.is_some(), self.label);
            }
            Editor::Values(values) => self.values(block, values, &label, mark, label_style, focus),
            Editor::Address(address) => {
                self.lines.push(Line::from(head(&label, mark)));
                for (at, (part, input)) in
                    AddressPart::ALL.into_iter().zip(&address.parts).enumerate()
                {
                    let name = self.look.words.say(part_word(part));
                    self.text(
                        head(&format!("  {name}"), ' '),
                        input,
                        focus == Some(at),
                        self.label,
                    );
                }
            }
            Editor::Options(options) => self.options(options, head(&label, mark), focus.is_some()),
        }
    }

    fn text(&mut self, head: Span<'static>, input: &tui_input::Input, focused: bool, at: u16) {
        let room = self.width.saturating_sub(at + 1);
        let (shown, cursor) = if focused {
            text::input(input, room)
        } else {
            (text::fit(&text::clean(input.value()), room), 0)
        };
        if focused {
            self.cursor = Some((self.lines.len(), Some(at + cursor)));
        }
        let style = if focused {
            Style::new().add_modifier(ratatui::style::Modifier::UNDERLINED)
        } else {
            Style::new()
        };
        let shown = if focused {
            text::cell(&shown, room)
        } else {
            shown
        };
        self.lines
            .push(Line::from(vec![head, Span::styled(shown, style)]));
    }

    fn values(
        &mut self,
        block: &Block,
        values: &Values,
        label: &str,
        mark: char,
        label_style: Style,
        focus: Option<usize>,
    ) {
        for (at, entry) in values.entries.iter().enumerate() {
            let shown = if at == 0 {
                format!("{mark}{label}")
            } else {
                String::new()
            };
            let kind = entry
                .option
                .and_then(|id| values.types.iter().find(|option| option.id == id))
                .map(|option| self.look.option(block.role, option))
                .or_else(|| entry.option.map(|id| format!("#{id}")))
                .unwrap_or_default();
            let on_type = focus == Some(at * 2);
            let type_style = if on_type {
                self.look.theme.cursor
            } else {
                self.look.theme.faint
            };
            if on_type {
                self.cursor = Some((self.lines.len(), None));
            }
            let head = Span::styled(
                text::cell(&shown, self.label.saturating_sub(1)) + " ",
                label_style,
            );
            let kind = Span::styled(
                format!("[{}]", text::cell(&kind, self.kind.saturating_sub(3))),
                type_style,
            );
            let focused = focus == Some(at * 2 + 1);
            let room = self.width.saturating_sub(self.label + self.kind + 1);
            let (typed, cursor) = if focused {
                text::input(&entry.input, room)
            } else {
                (text::fit(&text::clean(entry.input.value()), room), 0)
            };
            let style = if focused {
                self.cursor = Some((self.lines.len(), Some(self.label + self.kind + cursor)));
                Style::new().add_modifier(ratatui::style::Modifier::UNDERLINED)
            } else {
                Style::new()
            };
            let typed = if focused {
                text::cell(&typed, room)
            } else {
                typed
            };
            self.lines.push(Line::from(vec![
                head,
                kind,
                Span::raw(" "),
                Span::styled(typed, style),
            ]));
        }
        let on_add = focus == Some(values.entries.len() * 2);
        if on_add {
            self.cursor = Some((self.lines.len(), None));
        }
        let style = if on_add {
            self.look.theme.cursor
        } else {
            self.look.theme.faint
        };
        self.lines.push(Line::from(vec![
            Span::raw(" ".repeat(self.label.into())),
            Span::styled(self.look.words.say(Word::AddAnother), style),
        ]));
    }

    fn options(&mut self, options: &Options, head: Span<'static>, focused: bool) {
        let room = self.width.saturating_sub(self.label + 1);
        let mut spans = vec![head];
        let mut used = 0;
        for (at, option) in options.offered.iter().enumerate() {
            let chosen = if options.chosen.contains(&option.id) {
                'x'
            } else {
                ' '
            };
            let mut label = text::fit(&option.label.to_string(), room.saturating_sub(6));
            if at >= options.retired_from {
                label.push_str(&self.look.words.say(Word::NoLongerOffered));
            }
            let shown = format!("[{chosen}] {label}");
            let needed = text::width(&shown) + 3;
            if used > 0 && used + needed > room {
                self.lines.push(Line::from(std::mem::take(&mut spans)));
                spans.push(Span::raw(" ".repeat(self.label.into())));
                used = 0;
            }
            let here = focused && at == options.cursor;
            if here {
                self.cursor = Some((self.lines.len(), None));
            }
            let style = if here {
                self.look.theme.cursor
            } else {
                Style::new()
            };
            spans.push(Span::styled(shown, style));
            spans.push(Span::raw("   "));
            used += needed;
        }
        if focused && options.offered.is_empty() {
            self.cursor = Some((self.lines.len(), None));
        }
        self.lines.push(Line::from(spans));
    }
}

fn part_word(part: AddressPart) -> Word {
    match part {
        AddressPart::Line1 => Word::PartLine1,
        AddressPart::Line2 => Word::PartLine2,
        AddressPart::City => Word::PartCity,
        AddressPart::State => Word::PartState,
        AddressPart::Zip => Word::PartZip,
        AddressPart::Country => Word::PartCountry,
    }
}
