#!/usr/bin/env bash
# Transcribes with the Windows packages of the profile torch-cu121, PyTorch without CUDA in the place of the publisher's, in a
# folder whose name no code page knows (ADR 49). On demand, not part of ./verify: 0.5 GB from the package index, 2.5 GB of disk.
source "$(dirname "$0")/common.sh"

expected='He was not an ill-disposed young man.'
model=${1:?the folder of the model base}
work=$(mktemp -d)
trap '"$tier/wine.sh" --prefix "$work/prefix" stop; rm -rf "$work"' EXIT

wheels=$("$tier/wheels.sh" "$root/python-embed/locks/torch-cu121-windows.json")
python3 -m pip download -q --no-deps --only-binary :all: --platform win_amd64 --python-version 3.12 torch==2.3.1 -d "$work"
"$tier/prefix.sh" --copy "$work/prefix" >/dev/null
folder="$work/prefix/drive_c/探 한국 ā"
mkdir -p "$folder/python/Lib/site-packages"
cp -r "$("$tier/python.sh")/base/." "$folder/python"
rm "$folder"/python/*._pth
cp -r "$model" "$folder/model"
python3 - "$folder/python" "$wheels" "$work" <<'PY'
import sys, zipfile
from pathlib import Path

python, *sources = map(Path, sys.argv[1:])
for wheel in (found for source in sources for found in source.glob("*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        for member in (name for name in archive.namelist() if not name.endswith("/")):
            place = python / "Lib/site-packages" / member
            if ".data/data/" in member:
                place = python / member.split(".data/data/")[1]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.read(member))
PY
cat >"$work/probe.py" <<'PY'
import os
import sys

os.environ["KMP_DUPLICATE_LIB_OK"] = "TRUE"  # as the worker does (ADR 23)
import torch
import ctranslate2
from faster_whisper import WhisperModel

assert torch.ones(3, 3).matmul(torch.ones(3, 3)).sum() == 27
segments, _ = WhisperModel(sys.argv[1], device="cpu", compute_type="int8").transcribe(sys.argv[2], language="en")
print(f"PyTorch {torch.__version__}, CTranslate2 {ctranslate2.__version__}:{''.join(s.text for s in segments)}")
PY
for codepage in 1252 936; do
    "$tier/wine.sh" --prefix "$work/prefix" --codepage "$codepage" --timeout 300 run "$folder/python/python.exe" -W ignore -X utf8 \
        "$("$tier/wine.sh" path "$work/probe.py")" 'C:\探 한국 ā\model' "$("$tier/wine.sh" path "$root/samples/ill-disposed.wav")" |
        tee "$work/said"
    grep -qF "$expected" "$work/said" || die "not the right text under code page $codepage"
done
