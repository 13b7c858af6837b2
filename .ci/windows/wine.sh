#!/usr/bin/env bash
# Runs a Windows program under Wine and passes on its output and exit code.
# Usage: wine.sh [--user NAME] [--codepage 1252|936] [--prefix FOLDER] [--timeout SECONDS] [--stdin] WHAT [ARGUMENT…]
#   WHAT: java      the cached Windows Java runtime
#         python    the stand-in Windows Python
#         run EXE   any program: a path, or one that Windows has (reg, msiexec, cmd)
#         path FILE the Windows name of a Linux path
#         stop      ends everything that runs in the prefix
# A prefix serves one code page at a time; asking for another one ends what runs in it.
source "$(dirname "$0")/common.sh"

user=tester codepage=1252 prefix= timeout=120 stdin=
while (( $# )); do
    case $1 in
        --user) user=$2; shift 2 ;;
        --codepage) codepage=$2; shift 2 ;;
        --prefix) prefix=$2; shift 2 ;;
        --timeout) timeout=$2; shift 2 ;;
        --stdin) stdin=1; shift ;;
        -*) die "unknown option $1" ;;
        *) break ;;
    esac
done
what=${1:?what to run: java, python, run, path or stop}
shift

if [[ $what == path ]]; then
    path=$(realpath -m "$1")
    echo "Z:${path//\//\\}"
    exit
fi

export WINEPREFIX=${prefix:-$("$tier/prefix.sh" --user "$user")}
export WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} USER=$user PYTHONUTF8=1
# The ANSI code page follows the locale. C.UTF-8 is the one that means 1252.
case $codepage in
    1252) locale=C.UTF-8 ;;
    936)
        locale=zh_CN.UTF-8
        LOCPATH=$(cached locales "$(key zh_CN "$(localedef --version | head -1)")" "$tier/locale.sh")
        export LOCPATH
        ;;
    *) die "unknown code page $codepage" ;;
esac
# bash itself would complain of a locale that it cannot load.
{ export LC_ALL=$locale LANG=$locale; } 2>/dev/null
stop() { timeout -k 5 60 wineserver -k -w || timeout -k 5 60 wineserver -k9 -w || true; }
stamp=$WINEPREFIX/.codepage
if [[ $(cat "$stamp" 2>/dev/null) != "$codepage" ]]; then
    stop
    echo "$codepage" >"$stamp"
fi

case $what in
    java) command=("$("$tier/java.sh")/bin/java.exe" "$@") ;;
    python) command=("$("$tier/python.sh")/base/python.exe" -X utf8 "$@") ;;
    run) command=("$@") ;;
    stop) stop; exit 0 ;;
    *) die "unknown program $what" ;;
esac

# The session's own services start here, with no pipe of ours in their hands: a reader would wait for their end.
# A server that is just ending, 10 s after its last program, still takes the connection and then drops it: so once more.
session() {
    timeout -k 5 60 wineserver -p10 2>/dev/null || true
    timeout -k 5 60 wine cmd /c exit </dev/null >/dev/null 2>&1
}
session || { sleep 1; session; } || { stop; session; } || die "no Wine session could be started in $WINEPREFIX"
[[ -n $stdin ]] || exec </dev/null
# Windows Python dies when its output is a file, so there is always a pipe between. When the time is up, all ends that runs
# in the prefix: `timeout` ends what it has started, and that may be Wine's start.exe, whose program would go on and hold the
# pipe.
began=$SECONDS code=0
# shellcheck disable=SC2016 # the inner shell expands it
timeout -k 5 $((timeout + 10)) bash -o pipefail -c \
    '{ { timeout -k 5 "$0" wine "$@" 2>&1 >&3 3>&- | cat >&2; } 3>&1 | cat; }' "$timeout" "${command[@]}" || code=$?
(( code != 124 && (code != 137 || SECONDS - began < timeout) )) || stop
exit "$code"
