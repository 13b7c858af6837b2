# Sourced by ./verify and the Windows tier: which folders of the cache serve, and which have served long enough.

stale_days=14

# in_use FOLDER: marks it as used now.
in_use() { touch "$1"; }

# remove_stale CACHE KIND: removes the folders KIND-<key> and KIND-<key>-<key> (and what a killed builder left of one)
# that nobody has asked for in that many days and from which nothing runs. No other name is touched.
remove_stale() {
    local folder name=$2
    while IFS= read -r -d '' folder; do
        [[ $(basename "$folder") =~ ^"$name"(-[0-9a-f]{12}){1,2}(\.tmp)?$ ]] || continue
        if grep -qsF "$folder/" /proc/[0-9]*/maps; then continue; fi
        echo "The cache loses $folder: nobody has used it for $stale_days days." >&2
        rm -f "$folder/.complete"
        rm -rf "$folder"
    done < <(find "$1" -mindepth 1 -maxdepth 1 -type d -name "$name-*" -mtime "+$stale_days" -print0)
}
