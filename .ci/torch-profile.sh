#!/usr/bin/env bash
# Builds the profile torch-cu121 (R14) as Linux has it, transcribes with it on the CPU, and runs the campaign's cases of R15
# with its packages. On demand, not part of ./verify: it downloads 2.8 GB and needs 14 GB of disk. Run it after a change of that profile's lock or of what imports PyTorch.
#
#   .ci/torch-profile.sh [FOLDER]    FOLDER: the data folder; default: a temporary one, deleted at the end
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

home=${1:-}
if [[ -z $home ]]; then
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
fi
export FASTERVOX_HOME=$home
expected='He was not an ill-disposed young man.'

./fvox env setup --profile torch-cu121
./fvox models get base
./fvox env status | sed -n 1,5p

root=$home/pytorch_env/$(sed -nE 's/.*"folder" *: *"([^"]+)".*/\1/p' "$home/pytorch_env/current.json")
python=$root/bin/python
"$python" -I -B -X utf8 -c '
import sys
sys.path.insert(0, "runner")
from fastervox_worker.torch_first import import_torch_first
assert import_torch_first() and "ctranslate2" not in sys.modules
import ctranslate2, torch
print("PyTorch", torch.__version__, "with CUDA", torch.version.cuda, "before CTranslate2", ctranslate2.__version__)
'
output=$home/torch-profile.json
printf '{"model_path": "%s", "audio_file": "%s", "device": "cpu", "compute_type": "int8", "language": "en", "output_path": "%s"}' \
    "$home/models/base" "$PWD/samples/ill-disposed.wav" "$output" >"$home/torch-profile-input.json"
"$python" -I -B -X utf8 runner/whisper_runner.py "$home/torch-profile-input.json" # imports PyTorch first
text=$(./fvox transcribe --model base --language en samples/ill-disposed.wav)
if [[ $text != "$expected" ]] || ! grep -qF "$expected" "$output"; then
    echo "torch-profile: not the right text: '$text' and $(cat "$output")" >&2
    exit 1
fi
# The tools of the tests, and what the campaign begins with.
export FASTERVOX_CACHE=${FASTERVOX_CACHE:-$HOME/.cache/faster-vox-build} LC_ALL=C.UTF-8
source .ci/test-home.sh
prepare_test_home no
FASTERVOX_TEST_TORCH_HOME=$home FASTERVOX_CAMPAIGN_PROFILES=torch-cu121 \
    dev_python -m pytest -q -p no:cacheprovider src/test/campaign/test_kills.py -k r15
du -sb --apparent-size "$root" | sed 's/\t.*/ bytes in the environment/'
echo "torch-profile: passed"
