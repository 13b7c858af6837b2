#!/usr/bin/env bash
# Proves R13 on Windows Python, step by step and with times: unpack the embeddable zip, edit its ._pth, pip from its
# wheel, virtualenv, the locked CPU set, and a real transcription. Every step is one for real Windows too; what only
# Wine needs is in the prefix (prefix.sh).
# Usage: prove_python.sh --boot LOCK --cpu LOCK --model FOLDER --clip WAV --expect WORDS [--user NAME] [--codepage N]
source "$(dirname "$0")/common.sh"

user=tester codepage=1252
while (( $# )); do
    case $1 in
        --boot) boot=$2 ;; --cpu) cpu=$2 ;; --model) model=$2 ;; --clip) clip=$2 ;; --expect) expect=$2 ;;
        --user) user=$2 ;; --codepage) codepage=$2 ;;
        *) die "unknown option $1" ;;
    esac
    shift 2
done
: "${boot:?--boot LOCK}" "${cpu:?--cpu LOCK}" "${model:?--model FOLDER}" "${clip:?--clip WAV}" "${expect:?--expect WORDS}"

prefix=$("$tier/prefix.sh" --user "$user")
zip=$(echo "$("$tier/python.sh")"/*.zip)
boot=$("$tier/wheels.sh" "$boot")
cpu=$("$tier/wheels.sh" "$cpu")
data=$(mktemp -d "$prefix/drive_c/users/$user/AppData/Local/proof-XXXXXX")
trap 'rm -rf "$data"' EXIT
base=$data/python_embed
env=$data/pytorch_env/1

windows() { "$tier/wine.sh" path "$1"; }
python() {
    local exe=$1
    shift
    "$tier/wine.sh" --user "$user" --codepage "$codepage" --timeout 600 run "$exe" -I -X utf8 "$@"
}

enable_site() {
    # Files of the official zip have CRLF. The library folder comes first, then `import site` is switched on.
    sed -i -e 's/^\.\r$/.\r\nLib\\site-packages\r/' -e 's/^#import site/import site/' "$base"/python3*._pth
    grep -q '^import site' "$base"/python3*._pth
}

offline=(--no-index --require-hashes --no-deps --no-compile --no-warn-script-location)

boot_tools() {
    # As `-m pip` and not as a wheel's path: on Windows pip refuses to replace itself when it was not started so.
    python "$base/python.exe" -c \
        "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('pip', run_name='__main__', alter_sys=True)" \
        "$(windows "$boot"/pip-*.whl)" install "${offline[@]}" \
        --find-links "$(windows "$boot")" -r "$(windows "$boot/requirements.txt")"
}

make_environment() {
    # --app-data: virtualenv's own cache stays inside the data folder.
    python "$base/python.exe" -m virtualenv --copies --no-periodic-update --no-download \
        --app-data "$(windows "$data/cache/virtualenv")" "$(windows "$env")"
}

install_cpu() {
    python "$env/Scripts/python.exe" -m pip install "${offline[@]}" \
        --find-links "$(windows "$cpu")" -r "$(windows "$cpu/requirements.txt")"
}

transcribe() {
    python "$env/Scripts/python.exe" "$(windows "$tier/transcribe.py")" "$(windows "$model")" "$(windows "$clip")"
}

probe_names() {
    python "$env/Scripts/python.exe" "$(windows "$tier/probe_names.py")" "$(windows "$model")" "$(windows "$clip")" \
        >"$data/names.log" 2>&1
    cat "$data/names.log"
    # Not by the exit code alone: that of a crash under Wine can end in 0.
    grep -q '^as expected' "$data/names.log"
}

step() {
    local start=$EPOCHREALTIME
    "${@:2}" >"$data/step.log" 2>&1 || { cat "$data/step.log" >&2; die "$1 failed"; }
    printf '%-22s %6.1f s\n' "$1" "$(python3 -c "print($EPOCHREALTIME - $start)")"
}

"$tier/wine.sh" --user "$user" --codepage "$codepage" run cmd /c exit   # a first start is not part of the measure
step 'unpack the zip' unzip -q "$zip" -d "$base"
step 'edit ._pth' enable_site
step 'pip and virtualenv' boot_tools
step 'make the environment' make_environment
step 'install the CPU set' install_cpu
step 'transcribe (first)' transcribe
step 'transcribe (second)' transcribe
cat "$data/step.log"
cp "$data/step.log" "$data/transcript.log"
step 'names of any letters' probe_names
grep -qiF "$expect" "$data/transcript.log" || die "the transcript lacks: $expect"
