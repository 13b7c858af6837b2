#!/usr/bin/env bash
# Makes a Wine prefix in an empty folder: Windows 10, the given user's profile, and Wine 8's gaps filled, so that programs
# need nothing for Wine's sake. prefix.sh calls it once for each user; what it is made of is the key of it.
# Usage: make_prefix.sh USER FONT FOLDER
source "$(dirname "$0")/common.sh"

user=$1 chinese_font=$2

reg_add() {
    wine reg add "$1" /v "$2" /d "$3" /f </dev/null >/dev/null 2>&1 || die "cannot write $1 $2"
}

build() {
    export WINEPREFIX=$1 WINEARCH=win64 WINEDEBUG=-all LANG=C.UTF-8 LC_ALL=C.UTF-8 USER=$user
    unset DISPLAY
    local system32=$1/drive_c/windows/system32 java link app name
    java=$("$tier/java.sh")
    # One server for all that follows: one that is just ending drops the program that comes then.
    wineserver -p60 >/dev/null 2>&1
    wineboot -i </dev/null >/dev/null 2>&1
    # winecfg and not a value of Wine's own: it also sets the version and build number that installers look up.
    wine winecfg -v win10 </dev/null >/dev/null 2>&1
    # The profile's folders are links into the home folder of whoever runs the tests: nothing may be written there.
    find "$1/drive_c/users/$user" -type l | while read -r link; do
        rm "$link"
        mkdir "$link"
    done
    # numpy calls crealf, which Wine's own C runtime lacks; Rust programs import ProcessPrng.
    cp "$java/bin/ucrtbase.dll" "$system32"
    x86_64-w64-mingw32-gcc -O2 -Wall -Wextra -Werror -shared -s -o "$system32/bcryptprimitives.dll" \
        "$tier/standin/bcryptprimitives.c" -ladvapi32
    # Only Python takes that C runtime. Without WMI it asks the system directly, where Wine's WMI would end it.
    for app in python.exe pythonw.exe; do
        reg_add "HKCU\\Software\\Wine\\AppDefaults\\$app\\DllOverrides" ucrtbase native,builtin
        reg_add "HKCU\\Software\\Wine\\AppDefaults\\$app\\DllOverrides" wbemprox ''
    done
    # Intel's OpenMP asks for NUMA masks, which Wine does not know.
    reg_add 'HKCU\Environment' KMP_AFFINITY disabled
    # Chinese letters on the screen: one free font under the names that Windows has.
    for name in wqy-microhei simsun msyh; do
        cp "$chinese_font" "$1/drive_c/windows/Fonts/$name.ttc"
    done
    for name in SimSun NSimSun 'Microsoft YaHei' Tahoma 'Segoe UI'; do
        reg_add 'HKCU\Software\Wine\Fonts\Replacements' "$name" 'WenQuanYi Micro Hei'
    done
    # What desktop.sh shows: every program's windows in one desktop of this size.
    reg_add 'HKCU\Software\Wine\Explorer' Desktop fv
    reg_add 'HKCU\Software\Wine\Explorer\Desktops' fv 1520x820
    wineserver -k -w
}

build "$3"
