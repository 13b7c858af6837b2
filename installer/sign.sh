#!/usr/bin/env bash
# Signs what Windows would warn of: every program, library and installer below a folder that has no signature yet. On
# Windows only, with signtool of the Windows SDK. Without a key nothing is signed, which is said: a release of a fork.
# Usage: SIGNING_KEY=<PKCS#12, base64> SIGNING_PASSWORD=<its password> sign.sh FOLDER
set -euo pipefail

folder=${1:?which folder}
if [[ -z ${SIGNING_KEY:-} ]]; then
    echo "sign.sh: no SIGNING_KEY, nothing is signed" >&2
    exit 0
fi
signtool=$(find "/c/Program Files (x86)/Windows Kits/10/bin" -path '*/x64/signtool.exe' | sort | tail -n 1)
key=$(mktemp)
trap 'rm -f "$key"' EXIT
base64 -d <<<"$SIGNING_KEY" >"$key"

find "$folder" -type f \( -iname '*.exe' -o -iname '*.dll' -o -iname '*.pyd' -o -iname '*.msi' \) -print0 |
    while IFS= read -r -d '' file; do
        "$signtool" verify -pa -q "$file" >/dev/null 2>&1 ||
            "$signtool" sign -q -f "$(cygpath -w "$key")" -p "${SIGNING_PASSWORD:?}" -fd SHA256 \
                -tr http://timestamp.digicert.com -td SHA256 "$file"
    done
