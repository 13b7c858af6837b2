#!/usr/bin/env bash
# Runs a command beside a Wine desktop with a taskbar, on a screen of its own that nobody sees. Within the command:
#   $WINE_PREFIX            the desktop's prefix, for `wine.sh --prefix "$WINE_PREFIX" run …`
#   picture.sh NAME         keeps a picture of the screen as $PICTURES/NAME.png
#   xdotool                 moves the mouse and types
# The prefix is made for the scene, unless --prefix names a private one, whose session then ends with the scene.
# Usage: desktop.sh --pictures FOLDER [--prefix FOLDER] [--user NAME] [--codepage N] [--timeout SECONDS] COMMAND [ARGUMENT…]
source "$(dirname "$0")/common.sh"

user=tester codepage=1252 pictures= prefix= timeout=300 size=1520x820
while (( $# )); do
    case $1 in
        --pictures) pictures=$2 ;; --timeout) timeout=$2 ;; --user) user=$2 ;; --codepage) codepage=$2 ;;
        --prefix) prefix=$2 ;;
        -*) die "unknown option $1" ;;
        *) break ;;
    esac
    shift 2
done
[[ -n $pictures ]] || die "--pictures FOLDER is missing"
(( $# )) || die "no command"
mkdir -p "$pictures"

work=$(mktemp -d)
processes=()
# A prefix of its own: the wineserver of a shared one might still serve a screen that is gone.
export WINE_PREFIX=${prefix:-$work/prefix} PICTURES=$pictures
close() {
    local process
    "$tier/wine.sh" --prefix "$WINE_PREFIX" --user "$user" --codepage "$codepage" stop 2>/dev/null || true
    for process in "${processes[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap close EXIT
[[ -n $prefix ]] || "$tier/prefix.sh" --user "$user" --copy "$WINE_PREFIX" >/dev/null

mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1600x900x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
processes+=($!)
read -r -t 30 display <"$work/display" || die "Xvfb does not start"
export DISPLAY=:$display
openbox >/dev/null 2>&1 &
processes=($! "${processes[@]}")

windows() { "$tier/wine.sh" --prefix "$WINE_PREFIX" --user "$user" --codepage "$codepage" "$@" >/dev/null; }
windows run reg add 'HKCU\Software\Wine\Explorer' /v Desktop /d fv /f
windows run reg add 'HKCU\Software\Wine\Explorer\Desktops' /v fv /d "$size" /f
# The explorer of the first session knows nothing of the desktop yet; the next one draws it.
windows stop
WINEPREFIX=$WINE_PREFIX USER=$user WINEDEBUG=-all setsid wine explorer "/desktop=fv,$size" </dev/null >/dev/null 2>&1 &
processes=($! "${processes[@]}")
timeout 60 xdotool search --sync --onlyvisible --name 'Wine desktop' >/dev/null || die "the Wine desktop does not appear"

code=0
PATH=$tier:$PATH timeout "$timeout" "$@" || code=$?
if (( code != 0 )); then # what was on the screen and what ran, for whoever looks for the reason
    xwininfo -root -tree >"$pictures/failed-windows.txt" 2>&1 || true
    ps -eo pid,etime,stat,args >"$pictures/failed-processes.txt" || true
    import -window root "$pictures/failed.png" || true
fi
exit "$code"
