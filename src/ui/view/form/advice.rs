//! One sentence about what is wrong with a form, or about the field under the cursor.

use ratatui::style::Style;

use super::super::Look;
use crate::{
    domain::typed::{Doubt, Reading, Wrong},
    ui::app::form::{
        Block, Form, Problem,
        editor::{Editor, Picked, Stop, Typed, Unfit},
    },
    words::{Given, Word},
};

/// The sentence below a form.
pub(in crate::ui::view) fn advice(form: &Form, look: &Look) -> Option<(String, Style)> {
    let problem = form.problem.as_ref().and_then(|problem| match problem {
        Problem::NameMissing => Some(look.words.say(Word::ProblemNameMissing)),
        // It is typed away: what is said about the field under the cursor says whether it is.
        Problem::Unfit(Unfit::Text(_)) => None,
        // It speaks of what is under the cursor.
        Problem::Unfit(Unfit::NotPicked) => form
            .block()
            .is_some_and(
                |block| matches!(&block.editor, Editor::Picker(picker) if picker.is_looking()),
            )
            .then(|| look.words.say(Word::ProblemNotPicked)),
        Problem::Unfit(Unfit::EntityName) => Some(look.words.say(Word::ProblemEntityName)),
        Problem::Failed(failure) => Some(format!(
            "{} {}",
            look.words.say(Word::ProblemNotSaved),
            look.words.failure(failure)
        )),
    });
    if let Some(said) = problem {
        return Some((said, look.theme.bad));
    }
    let block = form.block()?;
    if let Some(reason) = block.locked {
        return Some((look.words.say(reason), look.theme.faint));
    }
    let at = form.focus.stop;
    if let Some((said, is_bad)) = block
        .editor
        .typed(at)
        .and_then(|typed| of_text(typed, look))
    {
        let style = if is_bad {
            look.theme.bad
        } else {
            look.theme.faint
        };
        return Some((said, style));
    }
    let said = several(block, at, look)
        .or_else(|| doubt(block, at).map(|word| look.words.say(word)))
        .or_else(|| of_editor(form.stop()?, block).map(|word| look.words.say(word)))
        .or_else(|| form.is_guessed.then(|| look.words.say(Word::AdviceGuessed)))?;
    Some((said, look.theme.faint))
}

/// What becomes of a number or a day, and whether that is a problem.
fn of_text(typed: &Typed, look: &Look) -> Option<(String, bool)> {
    if let Some(value) = typed.understood() {
        let said = look
            .words
            .say_with(Word::AdviceUnderstood, [("value", value.into())]);
        return Some((said, false));
    }
    let word = match typed.wrong()? {
        Wrong::Number => Word::ProblemNumber,
        Wrong::Day => Word::ProblemDay,
        Wrong::Moment => Word::ProblemMoment,
    };
    Some((look.words.say(word), true))
}

fn several(block: &Block, at: usize, look: &Look) -> Option<String> {
    let Editor::Values(values) = &block.editor else {
        return None;
    };
    let count = values.several(at / 2).len();
    let said = || {
        look.words
            .say_with(Word::AdviceSeveral, [("count", Given::Number(count))])
    };
    (at % 2 == 1 && count > 1).then(said)
}

fn doubt(block: &Block, at: usize) -> Option<Word> {
    let typed = block.editor.typed(at)?;
    Some(match typed.reading.doubt(typed.input.value())? {
        Doubt::PhoneShort => Word::AdvicePhoneShort,
        Doubt::Email => Word::AdviceEmailOdd,
        Doubt::Url => Word::AdviceUrlOdd,
    })
}

fn of_editor(stop: Stop, block: &Block) -> Option<Word> {
    if block.required && stop == Stop::Text && block.editor.is_empty() {
        return Some(Word::AdviceRequired);
    }
    Some(match (stop, &block.editor) {
        (Stop::Type, Editor::Entity(_)) => Word::AdviceEntityKind,
        (Stop::Type, _) => Word::AdviceType,
        (Stop::Options, Editor::Checkbox(_)) => Word::AdviceCheckbox,
        (Stop::Options, Editor::Options(options)) if !options.is_many => Word::AdviceOneOption,
        (Stop::Options, _) => Word::AdviceOptions,
        (Stop::Link, Editor::Picker(picker)) => match picker.what {
            Picked::Responsible(_) => Word::AdviceResponsible,
            Picked::Company => Word::AdviceCompany,
            Picked::Leads | Picked::Customers => Word::AdviceLink,
        },
        (Stop::Add, Editor::Picker(_)) => Word::AdviceAddLink,
        (Stop::Offer, _) => Word::AdviceOffer,
        (Stop::Text, Editor::Picker(picker)) => match picker.what {
            Picked::Responsible(_) => Word::AdvicePickUser,
            Picked::Company | Picked::Leads | Picked::Customers => Word::AdvicePick,
        },
        (Stop::Add, _) => Word::AdviceAdd,
        (_, Editor::Tags(_)) => Word::AdviceTags,
        (_, Editor::Address(_)) => Word::AdviceAddress,
        (_, Editor::Area(_)) => Word::AdviceArea,
        (_, Editor::Line(line)) => match line.typed.reading {
            Reading::Number => Word::AdviceNumber,
            Reading::Day | Reading::Birthday => Word::AdviceDay,
            Reading::Moment | Reading::Due => Word::AdviceMoment,
            Reading::Url => Word::AdviceUrl,
            Reading::Text | Reading::Phone | Reading::Email => return None,
        },
        _ => return None,
    })
}
