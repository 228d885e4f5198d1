//! Turns drawings into bytes: one frame is one piece, and what did not change is not sent.

use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
};

use ratatui::{
    Frame, Terminal,
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Rect, Size},
};
use ratatui_crossterm::CrosstermBackend;

use self::{
    doubtful::{Doubtful, Row},
    signs::Signs,
};

mod doubtful;
mod signs;

/// The terminal shows what lies between these two at once, or ignores them.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// The screen as it was last sent, and the way to its next state.
pub(super) struct Screen {
    terminal: Terminal<Grid>,
    bytes: Bytes,
    signs: Signs,
    doubtful: Doubtful,
    /// Rows of the frame under way that are painted whole.
    whole: Whole,
}

impl Screen {
    /// An empty screen of this size.
    pub(super) fn new(size: Size) -> io::Result<Self> {
        let bytes = Bytes::default();
        let whole = Whole::default();
        let grid = Grid {
            inner: CrosstermBackend::new(bytes.clone()),
            whole: Rc::clone(&whole),
            size,
            cursor: None,
            shown: Some(false),
        };
        Ok(Self {
            terminal: Terminal::new(grid)?,
            bytes,
            signs: Signs::default(),
            doubtful: Doubtful::default(),
            whole,
        })
    }

    /// The terminal has another size now: the next frame paints all of it.
    pub(super) fn resize(&mut self, size: Size) {
        self.terminal.backend_mut().size = size;
        self.repaint();
    }

    /// The next frame paints everything, whatever the terminal shows. (`Terminal::clear` would ask the terminal where
    /// its cursor is; a terminal is never asked anything.)
    pub(super) fn repaint(&mut self) {
        let grid = self.terminal.backend_mut();
        grid.cursor = None;
        grid.shown = None;
        self.signs = Signs::default();
        self.doubtful = Doubtful::default();
        let size = grid.size;
        self.terminal
            .resize(Rect::from((Position::ORIGIN, size)))
            .expect("bytes gather in memory");
    }

    /// Draws; the bytes that bring the terminal there, empty when it is there already.
    pub(super) fn frame(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<Vec<u8>> {
        self.terminal.draw(|frame| {
            draw(frame);
            let buffer = frame.buffer_mut();
            let are_certain = self.signs.follow(buffer);
            *self.whole.borrow_mut() = self.doubtful.follow(buffer, &are_certain);
        })?;
        let mut drawn = self.bytes.0.borrow_mut();
        if drawn.is_empty() {
            return Ok(Vec::new());
        }
        let mut frame = Vec::with_capacity(BEGIN.len() + drawn.len() + END.len());
        frame.extend_from_slice(BEGIN);
        frame.append(&mut drawn);
        frame.extend_from_slice(END);
        Ok(frame)
    }
}

/// Rows on their way from the frame to the grid.
type Whole = Rc<RefCell<Vec<Row>>>;

/// Where the bytes of the frame under way gather.
#[derive(Debug, Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The backend under ratatui: knows size and cursor itself instead of asking, and says nothing when nothing changed.
#[derive(Debug)]
struct Grid {
    inner: CrosstermBackend<Bytes>,
    /// What is painted whole after what changed.
    whole: Whole,
    size: Size,
    /// Where the cursor stands, while it is known.
    cursor: Option<Position>,
    /// Whether the cursor is visible, while that is known.
    shown: Option<bool>,
}

impl Backend for Grid {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        let rows = self.whole.take();
        if content.peek().is_none() && rows.is_empty() {
            return Ok(());
        }
        self.cursor = None;
        self.inner.draw(content)?;
        for run in rows.iter().flat_map(Row::runs) {
            self.inner.draw(run)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(false) != Some(false) {
            self.inner.hide_cursor()?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(true) != Some(true) {
            self.inner.show_cursor()?;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.cursor.ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::Unsupported,
                "the terminal is not asked where its cursor is",
            )
        })
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor.replace(position) != Some(position) {
            self.inner.set_cursor_position(position)?;
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{
        style::Style,
        text::{Line, Text},
        widgets::Paragraph,
    };

    use super::*;

    fn screen() -> Screen {
        Screen::new(Size::new(20, 4)).unwrap()
    }

    fn show(screen: &mut Screen, text: &str, cursor: Option<(u16, u16)>) -> String {
        let bytes = screen
            .frame(|frame| {
                frame.render_widget(Paragraph::new(text), frame.area());
                if let Some(cursor) = cursor {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn seen(bytes: &[String]) -> vt100::Parser {
        let mut parser = vt100::Parser::default();
        parser
            .screen_mut()
            .set_size(4.try_into().unwrap(), 20.try_into().unwrap());
        for piece in bytes {
            parser.process(piece.as_bytes());
        }
        parser
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        let bytes = show(&mut screen(), "Иванов", None);
        assert!(bytes.starts_with("\u{1b}[?2026h"));
        assert!(bytes.ends_with("\u{1b}[?2026l"));
        assert_eq!(bytes.matches("2026").count(), 2);
    }

    #[test]
    fn an_unchanged_screen_sends_nothing() {
        let mut screen = screen();
        show(&mut screen, "Иванов", Some((3, 0)));
        assert_eq!(show(&mut screen, "Иванов", Some((3, 0))), "");
        show(&mut screen, "Иванов", None);
        assert_eq!(show(&mut screen, "Иванов", None), "");
    }

    #[test]
    fn a_cursor_that_moves_sends_only_that() {
        let mut screen = screen();
        show(&mut screen, "Иванов", Some((3, 0)));
        let bytes = show(&mut screen, "Иванов", Some((4, 0)));
        assert_eq!(bytes, "\u{1b}[?2026h\u{1b}[1;5H\u{1b}[?2026l");
    }

    #[test]
    fn the_cursor_stands_where_it_was_put_after_cells_changed() {
        let mut screen = screen();
        let mut all = vec![show(&mut screen, "ab", Some((2, 0)))];
        all.push(show(&mut screen, "ab  c", Some((2, 0))));
        let seen = seen(&all);
        assert_eq!(seen.screen().cursor_position(), (0, 2));
        assert!(!seen.screen().hide_cursor());
    }

    #[test]
    fn a_repaint_sends_everything_and_asks_nothing() {
        let mut screen = screen();
        let mut all = vec![show(&mut screen, "Иванов", Some((3, 0)))];
        all.push("spoilt by somebody".into());
        screen.repaint();
        let bytes = show(&mut screen, "Иванов", Some((3, 0)));
        assert!(!bytes.contains("\u{1b}[6n"), "{bytes:?}");
        all.push(bytes);
        let seen = seen(&all);
        assert_eq!(seen.screen().contents(), "Иванов");
        assert_eq!(seen.screen().cursor_position(), (0, 3));
    }

    #[test]
    fn what_stands_behind_a_sign_of_doubtful_width_is_placed_by_itself() {
        let mut screen = screen();
        let bytes = show(&mut screen, "\u{915}\u{93f} ab", None);
        let width = unicode_width::UnicodeWidthStr::width("\u{915}\u{93f}");
        let placed = format!("\u{1b}[1;{}H", width + 1);
        let (_, after) = bytes.split_once(&placed).expect("its own place");
        assert!(after.contains(" ab"), "{bytes:?}");
        assert_eq!(show(&mut screen, "\u{915}\u{93f} ab", None), "");
    }

    #[test]
    fn a_row_that_held_a_sign_of_doubtful_width_is_painted_whole_when_it_changes() {
        let mut screen = screen();
        show(&mut screen, "\u{915}\u{93f} ab", None);
        let bytes = show(&mut screen, "xy ab", None);
        assert!(bytes.contains("xy ab"), "{bytes:?}");
        let bytes = show(&mut screen, "xz ab", None);
        assert!(!bytes.contains("ab"), "{bytes:?}");
    }

    #[test]
    fn letters_and_signs_of_one_width_are_sent_once() {
        let mut screen = screen();
        show(&mut screen, "Қасымова → 田中", None);
        let bytes = show(&mut screen, "Қасымова → 田木", None);
        assert!(bytes.contains('木') && !bytes.contains('田'), "{bytes:?}");
    }

    proptest! {
        #[test]
        fn whatever_was_shown_before_the_terminal_ends_up_as_if_it_had_not_been(
            frames in prop::collection::vec(
                prop::collection::vec(("[a-cА-В …│ә→田🔥\u{93f}]{0,12}", 0..4_usize), 4),
                1..5,
            ),
            repaint in 0..5_usize,
        ) {
            let styles = [
                Style::new(),
                Style::new().red(),
                Style::new().on_blue(),
                Style::new().underlined(),
            ];
            let drawn = |screen: &mut Screen, lines: &[(String, usize)]| {
                let lines = lines.iter().map(|(text, style)| Line::styled(text, styles[*style]));
                let lines = Text::from(lines.collect::<Vec<_>>());
                let bytes = screen.frame(|frame| frame.render_widget(lines, frame.area())).unwrap();
                String::from_utf8(bytes).unwrap()
            };
            let mut ours = screen();
            let mut all = Vec::new();
            for (nth, lines) in frames.iter().enumerate() {
                if nth == repaint {
                    ours.repaint();
                }
                all.push(drawn(&mut ours, lines));
            }
            let fresh = drawn(&mut screen(), frames.last().unwrap());
            let (after_all, after_one) = (seen(&all), seen(&[fresh]));
            for row in 0..4 {
                for column in 0..20 {
                    let of = |parser: &vt100::Parser| {
                        let cell = parser.screen().cell(row, column).unwrap();
                        let text = cell.contents().trim().to_owned();
                        (text, cell.is_wide(), cell.bgcolor(), cell.underline())
                    };
                    prop_assert_eq!(of(&after_all), of(&after_one), "{} {}: {:?}", row, column, &all);
                }
            }
        }
    }

    #[test]
    fn another_size_repaints_in_the_next_frame() {
        let mut screen = screen();
        show(&mut screen, "Иванов", None);
        screen.resize(Size::new(3, 2));
        let mut area = Rect::ZERO;
        let bytes = screen.frame(|frame| area = frame.area()).unwrap();
        assert_eq!(area, Rect::new(0, 0, 3, 2));
        assert!(!bytes.is_empty());
    }
}
