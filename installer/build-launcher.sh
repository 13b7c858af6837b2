#!/usr/bin/env bash
# Builds one Windows launcher with mingw-w64, or the forwarder that Explorer starts.
# Usage: build-launcher.sh console|gui|forwarder EXE VERSION PRODUCT DESCRIPTION [COMPILER-OPTION…]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

kind=${1:?console, gui or forwarder} exe=${2:?EXE} version=${3:?VERSION} product=${4:?PRODUCT} description=${5:?DESCRIPTION}
shift 5
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || { echo "build-launcher.sh: $version is not of the form 1.2.3" >&2; exit 1; }
source=launcher flags=("$@") more=()
[[ $kind == gui ]] && flags+=(-mwindows -DLAUNCHER_GUI)
[[ $kind == forwarder ]] && source=forwarder flags+=(-mwindows) more=("$root/src/native/agent_pipe.c")
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/launcher_values.h" <<EOF
#define LAUNCHER_ICON "$root/installer/icons/faster-vox.ico"
#define LAUNCHER_VERSION "$version"
#define LAUNCHER_VERSION_NUMBERS ${version//./,},0
#define LAUNCHER_PRODUCT "$product"
#define LAUNCHER_DESCRIPTION "$description"
#define LAUNCHER_NAME "$(basename "$exe" .exe)"
EOF
x86_64-w64-mingw32-windres -I "$work" -I "$root/src/native" -O coff "$root/src/native/$source.rc" "$work/launcher.res"
# src/native comes before the JDK's folder: its jni_md.h is the Windows one.
x86_64-w64-mingw32-gcc -std=c17 -O2 -Wall -Wextra -Werror -s -static -Wl,--no-insert-timestamp "${flags[@]}" \
    -D_WIN32_WINNT=0x0A00 -I "$root/src/native" -I "$java_home/include" \
    -o "$exe" "$root/src/native/$source.c" "${more[@]}" "$work/launcher.res" -lshell32
