//! What README says of the program is what the program says of itself.

use rolo::{
    ui::keymap,
    words::{Language, Words},
};

const README: &str = include_str!("../README.md");

#[test]
fn the_table_of_keys_is_the_one_that_dispatches() {
    let table = keymap::markdown(&Words::new(Language::English));
    assert!(
        README.contains(&table),
        "print it anew with `cargo run -- keys` and put it under «Keys»"
    );
}

#[test]
fn every_picture_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let pictures: Vec<&str> = README
        .split("](")
        .filter_map(|part| part.split(')').next())
        .filter(|target| target.starts_with("screenshots/"))
        .collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        assert!(root.join(picture).is_file(), "{picture}");
    }
}
