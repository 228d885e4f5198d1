#!/usr/bin/env bash
# Takes the pictures of README: runs the demo in a real terminal on a screen that nobody sees.
#
#   screenshots/make.sh            builds rolo (release) and writes the pictures beside this script
#   screenshots/make.sh PROGRAM    takes them of this rolo
#
# Needs, on Debian or Ubuntu:
#   apt-get install -y --no-install-recommends xvfb kitty libgl1-mesa-dri imagemagick xdotool \
#     fonts-jetbrains-mono fonts-noto-color-emoji fonts-noto-cjk
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

packages='xvfb kitty libgl1-mesa-dri imagemagick xdotool fonts-jetbrains-mono fonts-noto-color-emoji fonts-noto-cjk'
missing() {
  local tool
  for tool in Xvfb kitty import xdotool; do
    command -v "$tool" >/dev/null || printf '%s ' "$tool"
  done
}
if [ -n "$(missing)" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing: $packages"
  # shellcheck disable=SC2086 # a list of words
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null || true
fi
if [ -n "$(missing)" ]; then
  echo "missing: $(missing); on Debian or Ubuntu: apt-get install --no-install-recommends $packages" >&2
  exit 1
fi

program=${1:-}
if [ -z "$program" ]; then
  cargo build --release --locked
  program=${CARGO_TARGET_DIR:-target}/release/rolo
fi
program=$(realpath "$program")

work=$(mktemp -d)
jobs_to_end=()
clean_up() {
  local job
  for job in "${jobs_to_end[@]}"; do kill "$job" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# The server chooses a display that is free and says which.
exec 3>"$work/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 2>"$work/xvfb.log" &
jobs_to_end+=($!)
exec 3>&-
until [ -s "$work/display" ]; do
  kill -0 "${jobs_to_end[0]}" || { cat "$work/xvfb.log" >&2; exit 1; }
  sleep 0.05
done
DISPLAY=:$(cat "$work/display")
export DISPLAY LANG=C.UTF-8 LIBGL_ALWAYS_SOFTWARE=1

# open COLUMNS ROWS LANGUAGE [COMMAND]: a terminal of this size with the demo in it, or with what another command shows.
open() {
  socket="unix:$work/kitty-$1x$2-$3"
  kitty --config NONE --listen-on "$socket" \
    -o allow_remote_control=socket-only -o linux_display_server=x11 -o update_check_interval=0 \
    -o remember_window_size=no -o initial_window_width="$1c" -o initial_window_height="$2c" \
    -o font_family='JetBrains Mono' -o font_size=11 -o window_padding_width=4 -o cursor_blink_interval=0 \
    -o background='#1e1e2e' -o foreground='#cdd6f4' -o confirm_os_window_close=0 \
    -o repaint_delay=1 -o input_delay=0 -o sync_to_monitor=no \
    env HOME="$work" XDG_DATA_HOME="$work/data-$1x$2-$3" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config" \
    COLORTERM=truecolor "$program" --lang "$3" ${4-demo} 2>"$work/kitty.log" &
  terminal=$!
  jobs_to_end+=("$terminal")
}

# close: quits rolo and sees its terminal off, which sometimes stays behind.
close() {
  local n
  keys '\x03\x03'
  for n in $(seq 30); do
    kill -0 "$terminal" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$terminal" 2>/dev/null || true
  wait "$terminal" 2>/dev/null || true
}

keys() {
  kitty @ --to "$socket" send-text "$1"
}

# wait_for TEXT: until it stands on the screen.
wait_for() {
  local n
  for n in $(seq 600); do
    if kitty @ --to "$socket" get-text 2>/dev/null | grep -qF -- "$1"; then return; fi
    kill -0 "$terminal" 2>/dev/null || { echo "the terminal ended" >&2; cat "$work/kitty.log" >&2; exit 1; }
    sleep 0.1
  done
  echo "not seen: $1; the screen:" >&2
  kitty @ --to "$socket" get-text >&2 || true
  exit 1
}

# go_to KEY TEXT: presses the key until the text stands on the screen, each time when the last one has moved something.
go_to() {
  local n before now
  now=$(look)
  for n in $(seq 100); do
    if grep -qF -- "$2" <<<"$now"; then return; fi
    before=$now
    keys "$1"
    for _ in $(seq 100); do
      now=$(look)
      if [ "$now" != "$before" ]; then continue 2; fi
      sleep 0.05
    done
    break
  done
  echo "never came to: $2; the screen:" >&2
  kitty @ --to "$socket" get-text >&2 || true
  exit 1
}

# look: the screen with its colours and its cursor.
look() {
  kitty @ --to "$socket" get-text --ansi --add-cursor
}

# picture NAME: of the window, once two pictures in a row are the same and show something new.
last=
picture() {
  local window now before=
  window=$(xdotool search --onlyvisible --pid "$terminal" | tail -1)
  while :; do
    import -silent -window "$window" -depth 8 -strip -define png:exclude-chunks=date,time "$work/shot.png"
    now=$(sha256sum <"$work/shot.png")
    if [ "$now" = "$before" ] && [ "$now" != "$last" ]; then break; fi
    before=$now
    sleep 0.1
  done
  last=$now
  mv "$work/shot.png" "$here/$1.png"
  echo "screenshots/$1.png"
}

open 80 24 en ''
wait_for 'Try it out'
picture first-80x24
close

open 120 40 en
wait_for '2000 contacts'
wait_for 'online'
keys 'j'
wait_for 'Company'
picture list-120x40
close

open 80 24 en
wait_for '2000 contacts'
wait_for 'online'
keys '/'
wait_for ' / '
keys 'Долгорукова'
wait_for '/ Долгорукова'
wait_for 'found'
keys '\r'
keys '\r'
wait_for '1099181'
picture card-80x24
keys 'e'
wait_for 'F2'
keys '\t\t\x14+7 900 000-00-01'
wait_for '+7 900 000-00-01'
picture form-80x24
go_to '\t' 'Space marks or unmarks'
keys ' '
wait_for '[x] 1 '
picture form-options-80x24
keys '\x04'
wait_for 'Would be sent'
picture differences-80x24
close

open 80 24 ru
wait_for '2000 контактов'
wait_for 'в сети'
keys '/'
wait_for ' / '
keys 'Сокол'
wait_for '/ Сокол'
wait_for 'Соколова'
picture search-ru-80x24
close
