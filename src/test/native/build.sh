#!/usr/bin/env bash
# Builds the fake libraries and the programs of the tests. Usage: build.sh linux|windows FOLDER
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$2"
case $1 in
    linux)
        compile() { gcc -std=c11 -D_GNU_SOURCE -O1 -Wall -Wextra -Werror -Wno-array-bounds "$@"; }
        compile -shared -fPIC -o "$2/libnvidia-ml.so.1" "$here/fake-nvml.c"
        compile -shared -fPIC -o "$2/libcuda.so.1" "$here/fake-nvcuda.c"
        compile -o "$2/nvidia-smi" "$here/fake-nvidia-smi.c"
        ;;
    windows)
        # mingw's own printf knows %llu; the system's of Windows 7 does not.
        compile() { x86_64-w64-mingw32-gcc -std=c11 -O1 -Wall -Wextra -Werror -Wno-array-bounds -D__USE_MINGW_ANSI_STDIO=1 -static-libgcc "$@"; }
        compile -shared -o "$2/nvml.dll" "$here/fake-nvml.c"
        compile -shared -o "$2/nvcuda.dll" "$here/fake-nvcuda.c"
        compile -o "$2/nvidia-smi.exe" "$here/fake-nvidia-smi.c"
        compile -o "$2/desktop-probe.exe" "$here/desktop-probe.c" -lgdi32
        compile -o "$2/explorer-probe.exe" "$here/explorer-probe.c"
        compile -o "$2/fake-agent.exe" "$here/fake-agent.c"
        ;;
    *) echo "build.sh: linux or windows, not $1" >&2; exit 2 ;;
esac
