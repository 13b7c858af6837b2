#!/usr/bin/env bash
# Packs a program folder into the per-user installer, with wixl. Any word of the compiler fails the build, because wixl
# drops what it does not know and still succeeds.
# Usage: build-msi.sh --image FOLDER --version V --out FILE.msi [--actions DLL]
#   --actions  the installer's own actions, signed; without it they are built, which needs mingw-w64
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

die() {
    echo "build-msi.sh: $*" >&2
    exit 1
}

image= version= out= actions=
while (( $# )); do
    case $1 in
        --image) image=$2 ;; --version) version=$2 ;; --out) out=$2 ;; --actions) actions=$(realpath "$2") ;;
        *) die "unknown option $1" ;;
    esac
    shift 2
done
[[ -f $image/FasterVox.exe && -f $image/app/product.txt ]] || die "--image: no program folder in '$image'"
[[ $version =~ ^([0-9]+)\.([0-9]+)\.([0-9]+)$ ]] || die "--version: '$version' is not of the form 1.2.3"
(( BASH_REMATCH[1] < 256 && BASH_REMATCH[2] < 256 && BASH_REMATCH[3] < 65535 )) \
    || die "--version: Windows Installer compares at most 255.255.65534"
after=${BASH_REMATCH[1]}.${BASH_REMATCH[2]}.$((BASH_REMATCH[3] + 1))
[[ $out == *.msi ]] || die "--out: '$out' is not an .msi"
product=$(cat "$image/app/product.txt")
[[ $product != *TEST* || $(basename "$out") == *TEST* ]] || die "$image is for tests: the name $out must say TEST"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s "$(realpath "$image")" "$work/image"
target=$(realpath -m "$out")
cd "$work"
cp "$root/wix/main.wxs" .
if [[ -n $actions ]]; then cp "$actions" actions.dll; else "$root/installer/build-actions.sh" actions.dll; fi
python3 "$root/installer/wix_files.py" image files.wxs
python3 "$root/installer/wix_verbs.py" verbs.wxs
bytes=$(du -sbL image | cut -f1)
file_bytes=$(find -L image -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f", sum }')
wixl -a x64 -D "Version=$version" -D "VersionAfter=$after" -D "ProductName=$product" \
    -D "ProgramBytes=$bytes" -D "ProgramKilobytes=$((bytes / 1024))" -D "FileBytes=$file_bytes" -o program.msi main.wxs files.wxs verbs.wxs \
    >compiler.log 2>&1 || { cat compiler.log >&2; die "the compiler failed"; }
[[ ! -s compiler.log ]] || { cat compiler.log >&2; die "the compiler is not silent"; }
# A console finds `fvox`: the program folder comes behind the user's own PATH, and goes with the program.
# 5200 and 3300 are where Windows Installer's documentation has these two standard actions.
msibuild program.msi -i "$root/wix/Environment.idt"
msibuild program.msi -q "INSERT INTO \`InstallExecuteSequence\` (\`Action\`, \`Sequence\`) VALUES ('WriteEnvironmentStrings', 5200)"
msibuild program.msi -q "INSERT INTO \`InstallExecuteSequence\` (\`Action\`, \`Sequence\`) VALUES ('RemoveEnvironmentStrings', 3300)"
mkdir -p "$(dirname "$target")"
mv program.msi "$target"
