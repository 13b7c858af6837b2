#!/usr/bin/env bash
# Runs a command beside a Wine desktop with a taskbar, on a screen of its own that nobody sees. Within the command xdotool
# moves the mouse and types. The desktop is one of a private prefix, whose session ends with it.
# Usage: desktop.sh --pictures FOLDER --prefix FOLDER [--user NAME] [--codepage N] [--timeout SECONDS] [--repeat yes]
#     COMMAND [ARGUMENT…]
# Only with --repeat does a key that is held repeat itself: X lets it go and presses it again, which Windows does not.
source "$(dirname "$0")/common.sh"

user=tester codepage=1252 pictures= prefix= timeout=300 repeat=no
while (( $# )); do
    case $1 in
        --pictures) pictures=$2 ;; --timeout) timeout=$2 ;; --user) user=$2 ;; --codepage) codepage=$2 ;;
        --prefix) prefix=$2 ;; --repeat) repeat=$2 ;;
        -*) die "unknown option $1" ;;
        *) break ;;
    esac
    shift 2
done
[[ -n $pictures ]] || die "--pictures FOLDER is missing"
[[ -d $prefix ]] || die "--prefix: no Wine prefix in '$prefix'"
(( $# )) || die "no command"
mkdir -p "$pictures"

work=$(mktemp -d)
processes=() still=(-r)
close() {
    local process
    "$tier/wine.sh" --prefix "$prefix" --user "$user" --codepage "$codepage" stop 2>/dev/null || true
    for process in "${processes[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap close EXIT

mkfifo "$work/display"
[[ $repeat == no ]] || still=()
Xvfb -displayfd 3 "${still[@]}" -screen 0 1600x900x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
processes+=($!)
read -r -t 30 display <"$work/display" || die "Xvfb does not start"
export DISPLAY=:$display
# Without keys of its own: Alt+F4 would close the whole desktop, which logs the user of that Windows off.
echo '<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/></openbox_config>' >"$work/rc.xml"
openbox --config-file "$work/rc.xml" >/dev/null 2>&1 &
processes=($! "${processes[@]}")

# The explorer of a session without a screen draws nothing; the next one does.
"$tier/wine.sh" --prefix "$prefix" --user "$user" --codepage "$codepage" stop
WINEPREFIX=$prefix USER=$user WINEDEBUG=-all setsid wine explorer /desktop=fv </dev/null >/dev/null 2>&1 &
processes=($! "${processes[@]}")
timeout 60 xdotool search --sync --onlyvisible --name 'Wine desktop' >/dev/null || die "the Wine desktop does not appear"

code=0
timeout "$timeout" "$@" || code=$?
if (( code != 0 )); then # what was on the screen and what ran, for whoever looks for the reason
    xwininfo -root -tree >"$pictures/failed-windows.txt" 2>&1 || true
    ps -eo pid,etime,stat,args >"$pictures/failed-processes.txt" || true
    import -window root "$pictures/failed.png" || true
fi
exit "$code"
