# Sourced by the scripts here: strict mode, where things are, and folders that are built once.
set -euo pipefail

tier=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$tier/../.." && pwd)
cache=${FASTERVOX_CACHE:-$HOME/.cache/faster-vox-build}

source "$root/.ci/cache.sh"

# The pip and Maven settings decide where packages come from; a machine's own wheel folder must not.
unset PIP_FIND_LINKS

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# key TEXT|FILE…: a short key of the given texts and of the contents of the given files.
key() {
    local part
    for part in "$@"; do
        if [[ -f $part ]]; then cat "$part"; else printf '%s\n' "$part"; fi
    done | sha256sum | cut -c1-12
}

# check_sha256 FILE DIGEST
check_sha256() {
    echo "$2  $1" | sha256sum --check --status || die "$1 has another SHA-256 than the pinned $2"
}

# cached NAME KEY SCRIPT…: prints the folder NAME-KEY. When it is missing or was left half made, `SCRIPT… FOLDER` makes
# it first. The name without .tmp appears only when that has succeeded; two callers wait for each other.
# The builder is a script and not a function, because bash forgets `set -e` in a function called inside a condition.
cached() {
    local name=$1 folder=$cache/$1-$2
    shift 2
    mkdir -p "$cache"
    exec 9>"$cache/$name.lock"
    flock -w 1800 9 || die "somebody else builds $name for half an hour already"
    if [[ ! -f $folder/.complete ]]; then
        rm -rf "$folder" "$folder.tmp"
        mkdir "$folder.tmp"
        # The lock is not passed on: a wineserver started by the builder would hold it for ever.
        "$@" "$folder.tmp" 9>&- >&2 || die "building $name failed"
        touch "$folder.tmp/.complete"
        mv "$folder.tmp" "$folder"
    fi
    in_use "$folder"
    remove_stale "$cache" "$name"
    exec 9>&-
    echo "$folder"
}
