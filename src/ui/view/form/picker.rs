//! What a contact is linked to, the line to look for others, and what is offered below it.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{
    super::{Look, text},
    sheet::{Head, Sheet},
};
use crate::{
    domain::{id::UserId, text::Untrusted},
    ui::app::{
        card::{Links, Reading},
        form::editor::{Choice, Fate, Picked, Picker, Tags, Target},
    },
    words::Word,
};

/// Lines of what is offered that are shown at a time.
const WINDOW: usize = 6;

impl Sheet<'_> {
    pub(super) fn picker(&mut self, head: &Head, picker: &Picker, focus: Option<usize>) {
        let mut head = head.clone();
        let links = picker.links();
        for (at, (choice, fate)) in links.iter().enumerate() {
            let style = match fate {
                Fate::Stays => Style::new(),
                Fate::Comes => self.look.theme.accent,
                Fate::Goes => self.look.theme.faint,
            };
            let style = self.on(focus == Some(at), style);
            let mut said = named(choice, self.links, self.look);
            let word = match fate {
                Fate::Goes => Some(Word::PickGoes),
                // Whoever picks another user or company sees that in its place.
                Fate::Comes if picker.is_many() => Some(Word::PickComes),
                Fate::Comes | Fate::Stays => None,
            };
            if let Some(word) = word {
                // In front, where a long name does not cut it off.
                said = format!("{}: {said}", self.look.words.say(word));
            }
            let said = text::fit(&said, self.room());
            self.plain(&head, vec![Span::styled(said, style)]);
            head.label.clear();
        }
        let text_stop = links.len();
        if !picker.is_looking() {
            if picker.is_many() || links.is_empty() {
                let style = self.on(focus == Some(text_stop), self.look.theme.faint);
                let word = if links.is_empty() {
                    Word::PickFirst
                } else {
                    Word::AddAnother
                };
                let add = Span::styled(self.look.words.say(word), style);
                self.plain(&head, vec![add]);
            }
            return;
        }
        let find = self.look.words.say(Word::PickFind) + ": ";
        let at = self.label + text::width(&find);
        let typed = self.typed(&picker.typed.input, focus == Some(text_stop), at);
        let find = Span::styled(find, self.look.theme.faint);
        self.plain(&head, vec![find, typed]);
        if let Some(focus) = focus {
            let offered = picker.offered();
            let names = offered.iter();
            let names = names.map(|choice| named(choice, self.links, self.look));
            self.offers(names.collect(), focus.checked_sub(text_stop + 1));
            let is_found = !offered
                .iter()
                .all(|choice| choice.target == Target::NewCompany);
            self.answer(picker, is_found);
            self.keep_in_view();
        }
    }

    /// Tags side by side, and the next one where there is room for it.
    pub(super) fn tags(&mut self, head: &Head, tags: &Tags, focus: Option<usize>) {
        let mut line = vec![self.span(head)];
        let mut used = self.label;
        let room = self.width;
        for chip in &tags.chips {
            let chip = text::fit(&format!("[{}]", text::clean(chip)), self.room());
            let needed = text::width(&chip) + 1;
            if used > self.label && used + needed > room {
                self.lines.push(Line::from(std::mem::take(&mut line)));
                line.push(self.margin());
                used = self.label;
            }
            line.push(Span::raw(chip + " "));
            used += needed;
        }
        // Somebody who types wants to see more than the last letters.
        if focus.is_some() && room.saturating_sub(used) < room / 4 {
            self.lines.push(Line::from(std::mem::take(&mut line)));
            line.push(self.margin());
            used = self.label;
        }
        line.push(self.typed(&tags.typed.input, focus == Some(0), used));
        self.lines.push(Line::from(line));
        if let Some(focus) = focus {
            let names = tags.offered().into_iter();
            self.offers(
                names.map(ToString::to_string).collect(),
                focus.checked_sub(1),
            );
            self.keep_in_view();
        }
    }

    /// What is offered, a line each, with those around the cursor in view.
    fn offers(&mut self, names: Vec<String>, here: Option<usize>) {
        let first = here.map_or(0, |here| (here + 1).saturating_sub(WINDOW));
        let count = names.len();
        for (at, name) in names.into_iter().enumerate().skip(first).take(WINDOW) {
            let style = self.on(here == Some(at), Style::new());
            let mark = if here == Some(at) { '>' } else { ' ' };
            let is_cut = at + 1 == first + WINDOW && at + 1 < count;
            let more = if is_cut { " …" } else { "" };
            let name = text::fit(&name, self.room().saturating_sub(4));
            let said = Span::styled(format!("{mark} {name}{more}"), style);
            self.lines.push(Line::from(vec![self.margin(), said]));
        }
    }

    /// All lines so far are to be seen with the one under the cursor.
    fn keep_in_view(&mut self) {
        let cursor = self.cursor.map_or(0, |(row, _)| row);
        self.below = self.lines.len().saturating_sub(cursor + 1);
    }

    /// What has become of the question, when it has not found anything.
    fn answer(&mut self, picker: &Picker, is_found: bool) {
        let said = match &picker.offers.asked {
            _ if is_found => return,
            Reading::Asked(_) => self.look.words.say(Word::Searching),
            Reading::Failed(failure) => self.look.words.failure(failure),
            Reading::Read(()) => self.look.words.say(Word::PickNothing),
            // All users are known; the account is not asked for one.
            Reading::Unread if matches!(picker.what, Picked::Responsible(_)) => {
                self.look.words.say(Word::PickNothing)
            }
            Reading::Unread => return,
        };
        let said = text::fit(&said, self.room());
        let said = Span::styled(said, self.look.theme.faint);
        self.lines.push(Line::from(vec![self.margin(), said]));
    }
}

/// Something that can be linked, by name, number and where it stands.
pub(in crate::ui::view) fn named(choice: &Choice, links: &Reading<Links>, look: &Look) -> String {
    let known = known(choice.target, links);
    let (name, status) = match &known {
        Some((name, status)) if choice.name.is_blank() => (name, status),
        _ => (&choice.name, &choice.status),
    };
    let name = match choice.target {
        Target::NewCompany => {
            let given = [("name", name.to_string().into())];
            return look.words.say_with(Word::PickNewCompany, given);
        }
        Target::User(UserId(0)) => look.words.say(Word::Robot),
        _ => name.to_string(),
    };
    // A user who has a name is known by it.
    let is_user = matches!(choice.target, Target::User(_));
    let number = choice.target.number();
    let number = number.filter(|_| !is_user || name.is_empty());
    let retired = choice
        .is_retired
        .then(|| look.words.say(Word::PickSwitchedOff));
    let parts = [
        name,
        number.map(|id| format!("#{id}")).unwrap_or_default(),
        status.to_string(),
        retired.unwrap_or_default(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The name and the status of a lead or a customer that the contact is linked to, once the account has told them.
fn known(target: Target, links: &Reading<Links>) -> Option<(Untrusted, Untrusted)> {
    let Reading::Read(links) = links else {
        return None;
    };
    match target {
        Target::Lead(id) => {
            let lead = links
                .leads
                .as_ref()
                .ok()?
                .iter()
                .find(|lead| lead.id == id)?;
            Some((lead.name.clone(), lead.status.clone()))
        }
        Target::Customer(id) => {
            let mut customers = links.customers.as_ref().ok()?.iter();
            let customer = customers.find(|customer| customer.id == id)?;
            Some((customer.name.clone(), Untrusted::default()))
        }
        Target::User(_) | Target::Company(_) | Target::NewCompany => None,
    }
}
