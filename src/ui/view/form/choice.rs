//! Lists of options and check boxes: what is chosen, and in a long list only what is near the cursor.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{
    super::text,
    sheet::{Head, Sheet},
};
use crate::{
    ui::app::form::editor::{Checkbox, Options},
    words::{Given, Word},
};

/// Options of which more than these are a long list.
const SHORT: usize = 12;
/// Lines of options that a long list shows.
const WINDOW: usize = 5;

impl Sheet<'_> {
    pub(super) fn checkbox(&mut self, head: &Head, checkbox: &Checkbox, focused: bool) {
        let (mark, word) = match checkbox.state {
            Some(true) => ("[x]", Word::Yes),
            Some(false) => ("[ ]", Word::No),
            None => ("[-]", Word::NotSet),
        };
        let said = format!("{mark} {}", self.look.words.say(word));
        let style = self.on(focused, Style::new());
        self.plain(head, vec![Span::styled(said, style)]);
    }

    pub(super) fn options(&mut self, head: &Head, options: &Options, focused: bool) {
        let is_long = options.offered.len() > SHORT;
        let mut places = options.found();
        if is_long && !focused {
            places.retain(|at| options.chosen.contains(&options.offered[*at].id));
        }
        let is_headed = is_long || !options.filter.is_empty();
        if is_headed {
            let said = self.said(options, places.len());
            let faint = self.look.theme.faint;
            if focused {
                self.cursor = Some((self.lines.len(), None));
            }
            self.plain(
                head,
                vec![Span::styled(text::fit(&said, self.room()), faint)],
            );
        }
        if is_headed && places.is_empty() {
            return;
        }
        let (lines, here) = self.lines_of(options, &places, focused);
        let first = match here {
            Some(here) if is_long => (here + 1)
                .saturating_sub(WINDOW)
                .max(here.saturating_sub(WINDOW / 2))
                .min(lines.len().saturating_sub(WINDOW)),
            _ => 0,
        };
        let shown = if is_long && focused {
            WINDOW
        } else {
            lines.len()
        };
        for (at, spans) in lines.into_iter().enumerate().skip(first).take(shown) {
            if here == Some(at) {
                self.cursor = Some((self.lines.len(), None));
            }
            if at == 0 && !is_headed {
                self.plain(head, spans);
            } else {
                let mut line = vec![self.margin()];
                line.extend(spans);
                self.lines.push(Line::from(line));
            }
        }
    }

    fn said(&self, options: &Options, found: usize) -> String {
        if options.filter.is_empty() {
            let given = [
                ("chosen", Given::Number(options.chosen.len())),
                ("count", Given::Number(options.offered.len())),
            ];
            self.look.words.say_with(Word::ChosenOf, given)
        } else {
            let given = [
                ("filter", Given::Text(text::clean(&options.filter))),
                ("count", Given::Number(found)),
            ];
            self.look.words.say_with(Word::FoundOf, given)
        }
    }

    /// Options side by side, as many as fit into a line, and the line that the cursor is in.
    fn lines_of(
        &self,
        options: &Options,
        places: &[usize],
        focused: bool,
    ) -> (Vec<Vec<Span<'static>>>, Option<usize>) {
        let room = self.room();
        let mut lines = vec![Vec::new()];
        let mut here = None;
        let mut used = 0;
        for at in places {
            let option = &options.offered[*at];
            let is_chosen = options.chosen.contains(&option.id);
            let mark = match (options.is_many, is_chosen) {
                (true, true) => "[x]",
                (true, false) => "[ ]",
                (false, true) => "(x)",
                (false, false) => "( )",
            };
            let mut label = text::fit(&option.label.to_string(), room.saturating_sub(6));
            if *at >= options.retired_from {
                label.push_str(&self.look.words.say(Word::NoLongerOffered));
            }
            let shown = format!("{mark} {label}");
            let needed = text::width(&shown) + 3;
            if used > 0 && used + needed > room {
                lines.push(Vec::new());
                used = 0;
            }
            let mut style = Style::new();
            if focused && *at == options.cursor {
                here = Some(lines.len() - 1);
                style = self.look.theme.cursor;
            }
            if let Some(line) = lines.last_mut() {
                line.push(Span::styled(shown, style));
                line.push(Span::raw("   "));
            }
            used += needed;
        }
        if here.is_none() && focused && places.is_empty() {
            here = Some(0);
        }
        (lines, here)
    }
}
