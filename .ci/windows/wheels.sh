#!/usr/bin/env bash
# Prints a folder with the Windows wheels of a lock and with requirements.txt, the lock in pip's own format.
# Usage: wheels.sh LOCK    (JSON as in python-embed/locks, or pip's own format)
source "$(dirname "$0")/common.sh"

# requirements LOCK: prints the lock in pip's own format.
requirements() {
    if [[ $1 != *.json ]]; then
        cat "$1"
        return
    fi
    python3 - "$1" <<'PY'
import json, sys
for wheel in json.load(open(sys.argv[1], encoding="utf-8"))["wheels"]:
    print(f"{wheel['name']}=={wheel['version']} --hash=sha256:{wheel['sha256']}")
PY
}

build() {
    requirements "$1" >"$2/requirements.txt"
    python3 -m pip download -q --timeout 30 --no-deps --require-hashes --only-binary :all: --platform win_amd64 \
        --python-version 3.12 -r "$2/requirements.txt" -d "$2"
}

if [[ ${2:-} == --into ]]; then
    build "$1" "$3"
else
    [[ -f ${1:?which lock} ]] || die "no lock $1"
    cached windows-wheels "$(key "$0" "$1")" "$0" "$1" --into
fi
