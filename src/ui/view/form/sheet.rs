//! The blocks of a form as lines, and where the cursor stands among them.

use ratatui::{
    style::{Modifier, Style},
    text::{Line, Span},
};
use tui_input::Input;

use super::super::{Look, structured, text};
use crate::{
    domain::{
        contact::Contact,
        field::{AddressPart, Content, FieldValue},
    },
    ui::app::{
        card::{Links, Reading},
        form::{
            Block, Form, Label,
            editor::{Area, Editor, Entity, Part, Values},
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
/// Lines of a long text that are shown while the cursor is elsewhere.
const GLIMPSE: usize = 3;

/// The lines of a form.
pub(super) struct Sheet<'a> {
    pub(super) lines: Vec<Line<'static>>,
    /// The line of the cursor, and its cell when it stands in a text.
    pub(super) cursor: Option<(usize, Option<u16>)>,
    /// So many lines below that one belong to it.
    pub(super) below: usize,
    pub(super) width: u16,
    pub(super) label: u16,
    kind: u16,
    /// What is known of the names of leads and customers.
    pub(super) links: &'a Reading<Links>,
    /// Who else has what stands under the cursor.
    twins: &'a [Contact],
    pub(super) look: &'a Look,
}

/// What the first line of a block begins with.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) label: String,
    style: Style,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(form: &'a Form, width: u16, look: &'a Look) -> Self {
        let is_roomy = width >= ROOMY;
        Self {
            lines: Vec::new(),
            cursor: None,
            below: 0,
            width,
            label: if is_roomy { LABEL } else { width / 4 },
            kind: if is_roomy { TYPE } else { width / 5 },
            links: &form.links,
            twins: &form.twins.shown,
            look,
        }
    }

    /// The lines of one field, with the cursor at one of its stops.
    pub(super) fn block(&mut self, block: &Block, focus: Option<usize>) {
        let head = self.head(block, focus.is_some());
        match &block.editor {
            Editor::Line(line) => self.text(&head, &line.typed.input, focus.is_some()),
            Editor::Tags(tags) => self.tags(&head, tags, focus),
            Editor::Picker(picker) => self.picker(&head, picker, focus),
            Editor::Area(area) => self.area(&head, area, focus),
            Editor::Values(values) => self.values(&head, block, values, focus),
            Editor::Address(address) => {
                self.plain(&head, Vec::new());
                for (at, (part, typed)) in
                    AddressPart::ALL.into_iter().zip(&address.parts).enumerate()
                {
                    let head = self.part(part_word(part), &head);
                    self.text(&head, &typed.input, focus == Some(at));
                }
            }
            Editor::Entity(entity) => self.entity(&head, entity, focus),
            Editor::Options(options) => self.options(&head, options, focus.is_some()),
            Editor::Checkbox(checkbox) => self.checkbox(&head, checkbox, focus.is_some()),
            Editor::Shown(values) => self.shown(head, values, focus.is_some()),
        }
    }

    fn head(&self, block: &Block, focused: bool) -> Head {
        let label = match &block.label {
            Label::Word(word) => self.look.words.say(*word),
            Label::Account(name) => name.to_string(),
        };
        let mark = if block.is_changed() { '~' } else { ' ' };
        let star = if block.required { " *" } else { "" };
        Head {
            label: format!("{mark}{label}{star}"),
            style: if focused {
                self.look.theme.accent
            } else {
                self.look.theme.label
            },
        }
    }

    /// The head of a line within a block.
    fn part(&self, word: Word, head: &Head) -> Head {
        Head {
            label: format!("   {}", self.look.words.say(word)),
            style: head.style,
        }
    }

    pub(super) fn span(&self, head: &Head) -> Span<'static> {
        let label = text::cell(&head.label, self.label.saturating_sub(1));
        Span::styled(label + " ", head.style)
    }

    /// Room behind the label.
    pub(super) fn room(&self) -> u16 {
        self.width.saturating_sub(self.label + 1)
    }

    pub(super) fn margin(&self) -> Span<'static> {
        Span::raw(" ".repeat(self.label.into()))
    }

    pub(super) fn plain(&mut self, head: &Head, mut rest: Vec<Span<'static>>) {
        rest.insert(0, self.span(head));
        self.lines.push(Line::from(rest));
    }

    /// What the cursor is on, when it is no text.
    pub(super) fn on(&mut self, focused: bool, style: Style) -> Style {
        if focused {
            self.cursor = Some((self.lines.len(), None));
            self.look.theme.cursor
        } else {
            style
        }
    }

    fn text(&mut self, head: &Head, input: &Input, focused: bool) {
        let typed = self.typed(input, focused, self.label);
        self.plain(head, vec![typed]);
    }

    /// A text that begins in a cell of the line that comes next.
    pub(super) fn typed(&mut self, input: &Input, focused: bool, at: u16) -> Span<'static> {
        let room = self.width.saturating_sub(at + 1);
        if !focused {
            return Span::raw(text::fit(&text::clean(input.value()), room));
        }
        let (shown, cursor) = text::input(input, room);
        self.cursor = Some((self.lines.len(), Some(at + cursor)));
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        Span::styled(text::cell(&shown, room), style)
    }

    /// All lines while the cursor is in it, the first ones otherwise.
    fn area(&mut self, head: &Head, area: &Area, focus: Option<usize>) {
        let count = area.lines.len();
        let shown = if focus.is_some() || count <= GLIMPSE {
            count
        } else {
            GLIMPSE - 1
        };
        let mut head = head.clone();
        for (at, line) in area.lines.iter().enumerate().take(shown) {
            self.text(&head, &line.input, focus == Some(at));
            head.label.clear();
        }
        if shown < count {
            let given = [("count", Given::Number(count))];
            let more = self.look.words.say_with(Word::MoreLines, given);
            self.plain(&head, vec![Span::styled(more, self.look.theme.faint)]);
        }
    }

    fn values(&mut self, head: &Head, block: &Block, values: &Values, focus: Option<usize>) {
        let mut head = head.clone();
        for (at, entry) in values.entries.iter().enumerate() {
            let kind = entry
                .option
                .and_then(|id| values.types.iter().find(|option| option.id == id))
                .map(|option| self.look.option(block.role, option))
                .or_else(|| entry.option.map(|id| format!("#{id}")))
                .unwrap_or_default();
            let kind = self.kind(&kind, focus == Some(at * 2));
            let at_text = self.label + self.kind;
            let typed = self.typed(&entry.typed.input, focus == Some(at * 2 + 1), at_text);
            self.plain(&head, vec![kind, Span::raw(" "), typed]);
            head.label.clear();
            if focus == Some(at * 2 + 1) {
                self.twins();
            }
        }
        let style = self.on(
            focus == Some(values.entries.len() * 2),
            self.look.theme.faint,
        );
        let add = Span::styled(self.look.words.say(Word::AddAnother), style);
        self.lines.push(Line::from(vec![self.margin(), add]));
    }

    /// Who else has the value above.
    fn twins(&mut self) {
        if self.twins.is_empty() {
            return;
        }
        let names = self.twins.iter().map(|twin| self.look.name(&twin.name));
        let names: Vec<String> = names.collect();
        let given = [("names", names.join(", ").into())];
        let said = self.look.words.say_with(Word::TwinOf, given);
        let said = Span::styled(text::fit(&said, self.room()), self.look.theme.accent);
        self.lines.push(Line::from(vec![self.margin(), said]));
    }

    /// A type in brackets.
    fn kind(&mut self, kind: &str, focused: bool) -> Span<'static> {
        let style = self.on(focused, self.look.theme.faint);
        let kind = text::cell(kind, self.kind.saturating_sub(3));
        Span::styled(format!("[{kind}]"), style)
    }

    fn entity(&mut self, head: &Head, entity: &Entity, focus: Option<usize>) {
        self.plain(head, Vec::new());
        let kind = match entity.entity_type {
            1 => Word::EntitySole,
            2 => Word::EntityCompany,
            _ => Word::EntityUnsaid,
        };
        let kind = self.look.words.say(kind);
        let kind = self.kind(&kind, focus == Some(0));
        let of_kind = self.part(Word::PartKind, head);
        self.plain(&of_kind, vec![kind]);
        for (at, (part, typed)) in Part::ALL.into_iter().zip(&entity.parts).enumerate() {
            let word = match part {
                Part::Name => Word::PartName,
                Part::VatId => Word::PartVatId,
                Part::Kpp => Word::PartKpp,
                Part::Address => Word::FieldAddress,
            };
            let head = self.part(word, head);
            self.text(&head, &typed.input, focus == Some(at + 1));
        }
    }

    /// Values that nobody can change here, in words where they are objects.
    fn shown(&mut self, mut head: Head, values: &[FieldValue], focused: bool) {
        let style = self.look.theme.faint;
        let mut lines: Vec<String> = values
            .iter()
            .flat_map(|value| match &value.content {
                Content::Text(text) => vec![text.to_string()],
                Content::Structured(json) => structured::lines(json, self.look),
            })
            .collect();
        if lines.is_empty() {
            // An object may hold nothing that people read; its field is there nevertheless.
            lines.push("—".to_owned());
        }
        let style = self.on(focused, style);
        for line in lines {
            let line = text::fit(&line, self.room());
            self.plain(&head, vec![Span::styled(line, style)]);
            head.label.clear();
        }
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
