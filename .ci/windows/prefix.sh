#!/usr/bin/env bash
# Prints the folder of the Wine prefix of a user, which make_prefix.sh makes once. `--copy FOLDER` makes a private copy of
# it for a test that installs something.
# Usage: prefix.sh [--user NAME] [--copy FOLDER]
source "$(dirname "$0")/common.sh"

user=tester
copy=
while (( $# )); do
    case $1 in
        --user) user=$2; shift 2 ;;
        --copy) copy=$2; shift 2 ;;
        *) die "unknown option $1" ;;
    esac
done

# copy_of PREFIX COPY: most of the 700 MB are Wine's own programs, which nobody writes into; both share them.
copy_of() {
    mkdir "$2"
    (cd "$1" && find . -type f '(' ! -path './drive_c/windows/*' -o -size -128k ')' -print0) |
        tar -C "$1" -c --null -T - | tar -C "$2" -x
    cp -aln "$1/." "$2" 2>/dev/null || cp -an "$1/." "$2" # on another volume nothing can be shared
}

make=$tier/make_prefix.sh
chinese_font=/usr/share/fonts/truetype/wqy/wqy-microhei.ttc
made_of=("$make" "$tier/java.sh" "$tier/standin/bcryptprimitives.c" "$chinese_font" "$(wine --version 2>/dev/null)" "$user")
"$tier/java.sh" >/dev/null # fetched before the limit counts
prefix=$(cached wine-prefix "$(key "${made_of[@]}")" timeout -k 5 900 "$make" "$user" "$chinese_font")
if [[ -n $copy ]]; then
    [[ -e $copy ]] && die "$copy exists already"
    WINEPREFIX=$prefix timeout -k 5 300 wineserver -w || die "something runs in $prefix and does not end"
    copy_of "$prefix" "$copy"
    prefix=$copy
fi
echo "$prefix"
