#!/usr/bin/env bash
# Builds the installer's own actions, a DLL that lies inside the MSI, with mingw-w64.
# Usage: build-actions.sh DLL
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

x86_64-w64-mingw32-gcc -std=c17 -O2 -Wall -Wextra -Werror -shared -s -static -Wl,--no-insert-timestamp \
    -D_WIN32_WINNT=0x0A00 -o "${1:?DLL}" "$root"/src/native/{installer_actions,agent_pipe}.c -lmsi -ladvapi32 -lshell32 -lole32 -luuid
