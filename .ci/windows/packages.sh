#!/usr/bin/env bash
# Installs what the Windows tier needs from Debian or Ubuntu, when something is missing.
source "$(dirname "$0")/common.sh"

declare -A package=(
    [wine]=wine [wine64]=wine64 [wineserver]=wine
    [Xvfb]=xvfb [openbox]=openbox [xdotool]=xdotool [import]=imagemagick [xwininfo]=x11-utils [tesseract]=tesseract-ocr
    [wixl]=wixl [msiinfo]=msitools [icotool]=icoutils
    [x86_64-w64-mingw32-gcc]=gcc-mingw-w64-x86-64 [x86_64-w64-mingw32-windres]=binutils-mingw-w64-x86-64
    [pulseaudio]=pulseaudio [paplay]=pulseaudio-utils
    [pip3]=python3-pip [localedef]=libc-bin [unzip]=unzip [zip]=zip
)
missing=()
for command in "${!package[@]}"; do
    command -v "$command" >/dev/null || missing+=("${package[$command]}")
done
# Chinese: the locale's source, from which wine.sh makes code page 936, the font, and what reads it on pictures.
[[ -f /usr/share/i18n/locales/zh_CN ]] || missing+=(locales)
[[ -f /usr/share/fonts/truetype/wqy/wqy-microhei.ttc ]] || missing+=(fonts-wqy-microhei)
[[ -n $(find /usr/share/tesseract-ocr -name chi_sim.traineddata 2>/dev/null) ]] || missing+=(tesseract-ocr-chi-sim)
# The signs on the buttons of windows.
[[ -f /usr/share/wine/fonts/marlett.ttf ]] || missing+=(fonts-wine)
(( ${#missing[@]} )) || exit 0

mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
(( EUID == 0 )) || die "missing: ${missing[*]}; run: sudo apt-get install -y --no-install-recommends ${missing[*]}"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null
