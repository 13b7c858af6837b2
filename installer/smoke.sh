#!/usr/bin/env bash
# Installs an installer on this Windows, transcribes once with what it installed, and removes it. Exit code 0 when the
# text was right and nothing but the data stayed. In Git Bash.
# Usage: smoke.sh FILE.msi
set -euo pipefail
cd "$(dirname "$0")/.."

msi=$(cygpath -w "$(realpath "${1:?which installer}")")
program="$LOCALAPPDATA/Programs/Faster-Vox"
wanted='He was not an ill-disposed young man.'

run() { # msiexec, which Git Bash must not translate the options of
    MSYS2_ARG_CONV_EXCL='*' msiexec "$@" /qn /norestart
}

run /i "$msi"
"$program/fvox.exe" --version
text=$("$program/fvox.exe" transcribe --model base --language en samples/ill-disposed.wav | tr -d '\r')
run /x "$msi"
[[ $text == "$wanted" ]] || { echo "smoke.sh: not the right text: '$text'" >&2; exit 1; }
for left in "$program" "$APPDATA/Microsoft/Windows/"{"Start Menu/Programs",SendTo}/Faster-Vox.lnk; do
    [[ ! -e $left ]] || { echo "smoke.sh: $left is still there" >&2; exit 1; }
done
verb='HKCU\Software\Classes\SystemFileAssociations\audio\shell\FasterVox.Transcribe'
! reg query "$verb" >/dev/null 2>&1 || { echo "smoke.sh: $verb is still there" >&2; exit 1; }
