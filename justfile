# What is often typed here. `just` alone lists it; none of it needs `just`.

_list:
    @just --list

# The interface on an account of its own, filled with invented contacts
demo *arguments:
    cargo run --locked --release -- demo {{ arguments }}

# All tests, or those whose name holds a word
test *words:
    cargo test --locked {{ words }}

# Exactly what is checked before a change is taken
check:
    .ci/run

# Takes the pictures of README anew
screenshots:
    screenshots/make.sh
