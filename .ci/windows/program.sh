#!/usr/bin/env bash
# Builds the real program for Windows: the program folder and its installer. mvn package must have been run.
# Usage: program.sh VERSION FOLDER [JAVA-OPTION…]    (makes FOLDER/Faster-Vox and FOLDER/Faster-Vox-VERSION-TEST.msi)
source "$(dirname "$0")/common.sh"

version=${1:?which version} folder=${2:?which folder}
shift 2
[[ -f $root/target/faster-vox.jar ]] || die "nothing is built: run mvn package first"
jars=$(mktemp -d)
trap 'rm -rf "$jars"' EXIT
cp "$root/target/faster-vox.jar" "$root"/target/lib/*.jar "$jars"
zip=$(echo "$("$tier/python.sh")"/*.zip)
boot=$("$tier/wheels.sh" "$root/python-embed/locks/boot-windows.json")
runtime=$("$tier/java.sh")
bill=$("$root/.ci/bill.sh")

"$root/installer/build-image.sh" --maker cross --version "$version" --jars "$jars" --main-jar faster-vox.jar \
    --main-class io.fastervox.app.Main --bill "$bill" --python "$zip" --stand-in --boot-wheels "$boot" --runtime "$runtime" \
    --out "$folder/Faster-Vox"
for option in "$@"; do sed -i "/^\[JavaOptions\]/a java-options=$option" "$folder"/Faster-Vox/app/*.cfg; done
"$root/installer/build-msi.sh" --image "$folder/Faster-Vox" --version "$version" --out "$folder/Faster-Vox-$version-TEST.msi"
"$root/installer/sizes.py" "$folder/Faster-Vox" "$folder/Faster-Vox-$version-TEST.msi"
