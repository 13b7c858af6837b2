#!/usr/bin/env bash
# Builds with mingw-w64 what is native in a Windows program folder and its installer: FasterVox.exe and fvox.exe in the
# place of jpackage's launchers (docs/adr/0046-own-launchers.md), FasterVoxFiles.exe, which Explorer starts, and
# actions.dll, which lies inside the MSI; beside them the licences of what mingw-w64 links into them.
# Usage: build-native.sh FOLDER VERSION PRODUCT
set -euo pipefail
folder=$(realpath -m "${1:?FOLDER}") # the caller's, so before cd
cd "$(dirname "$0")"

version=${2:?VERSION} product=${3:?PRODUCT}
mkdir -p "$folder"
./build-launcher.sh gui "$folder/FasterVox.exe" "$version" "$product" "$product"
./build-launcher.sh console "$folder/fvox.exe" "$version" "$product" "$product (console)"
./build-launcher.sh forwarder "$folder/FasterVoxFiles.exe" "$version" "$product" "$product (files)"
./build-actions.sh "$folder/actions.dll"
cp /usr/share/doc/mingw-w64-x86-64-dev/copyright "$folder/mingw-w64.txt"
