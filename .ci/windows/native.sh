#!/usr/bin/env bash
# Prints the folder of what the tests need compiled: the libraries and programs of src/test/native, the small placeholder of
# the program (placeholder.exe), and the installer's own actions (actions.dll).
source "$(dirname "$0")/common.sh"

placeholder=$tier/tests/placeholder/placeholder.c
compiler=x86_64-w64-mingw32-gcc

build() {
    "$root/src/test/native/build.sh" windows "$1"
    "$compiler" -std=c17 -O1 -Wall -Wextra -Werror -municode -s -o "$1/placeholder.exe" "$placeholder"
    "$root/installer/build-actions.sh" "$1/actions.dll"
}

if [[ ${1:-} == --into ]]; then
    build "$2"
else
    made_of=("$0" "$placeholder" "$root"/src/{test/,}native/* "$root/installer/build-actions.sh" "$("$compiler" --version)")
    cached windows-native "$(key "${made_of[@]}")" "$0" --into
fi
