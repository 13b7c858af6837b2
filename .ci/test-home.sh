# Sourced by ./verify: a data folder with a real environment and a real model, built by the product itself, and the tools
# of the Python tests. Cached under a key of its pins.

test_home=''   # the data folder
test_python='' # the interpreter of its environment
test_model=''  # the folder of the base model
dev_tools=''   # pytest, ruff, mypy, for dev_python

# shellcheck source=.ci/cache.sh
source .ci/cache.sh

pins_key() { cat "$@" | sha256sum | cut -c1-12; }

prepare_test_home() {
  local key tools_key
  key=$(pins_key python-embed/locks/boot-linux.json python-embed/locks/cpu-linux.json python-embed/base-python.json)
  tools_key=$(pins_key runner/requirements-dev.txt)
  test_home=$FASTERVOX_CACHE/home-$key
  dev_tools=$FASTERVOX_CACHE/dev-tools-$key-$tools_key
  if [[ $1 == yes && ! -f $dev_tools/.complete ]]; then
    echo "verify: --fast uses what ./verify has prepared; run ./verify once." >&2
    exit 3
  fi
  mkdir -p "$FASTERVOX_CACHE"
  if [[ $1 == no ]]; then
    FASTERVOX_HOME=$test_home ./fvox env setup
    FASTERVOX_HOME=$test_home ./fvox models get base
  fi
  test_python=$test_home/pytorch_env/$(sed -nE 's/.*"folder" *: *"([^"]+)".*/\1/p' "$test_home/pytorch_env/current.json")/bin/python
  test_model=$test_home/models/base
  [[ -x $test_python && -f $test_model/model.bin ]] || {
    echo "verify: the test environment in $test_home is not complete." >&2
    exit 1
  }
  if [[ ! -f $dev_tools/.complete ]]; then
    rm -rf "$dev_tools"
    local base
    base=$(sed -nE 's/^home *= *//p' "$(dirname "$(dirname "$test_python")")/pyvenv.cfg")
    env -u PIP_FIND_LINKS "$base/python3.12" -m pip install -q --no-compile --root-user-action ignore \
      --target "$dev_tools" -r runner/requirements-dev.txt
    touch "$dev_tools/.complete"
  fi
  in_use "$test_home"
  in_use "$dev_tools"
  remove_stale "$FASTERVOX_CACHE" home
  remove_stale "$FASTERVOX_CACHE" dev-tools
  # The environment's Python with the tools of the tests beside it; the environment itself stays as the product made it.
  export DEV_PYTHON_COMMAND=$dev_tools/dev-python
  printf '#!/bin/sh\nPYTHONDONTWRITEBYTECODE=1 PYTHONPATH=%q exec %q "$@"\n' "$dev_tools" "$test_python" >"$DEV_PYTHON_COMMAND"
  chmod +x "$DEV_PYTHON_COMMAND"
  export FASTERVOX_TEST_HOME=$test_home FASTERVOX_TEST_MODEL=$test_model
  export FASTERVOX_TEST_AUDIO=/usr/share/pocketsphinx/test/data/librivox
}

# A data folder with the real environment of a GPU, whose 580 MB beyond the CPU's are fetched once for each lock. Its wheels
# stay: the fault campaign serves them.
prepare_cuda_home() {
  local home
  home=$FASTERVOX_CACHE/cuda-$(pins_key python-embed/locks/{boot,cuda}-linux.json python-embed/base-python.json <(echo "with wheels"))
  if [[ ! -f $home/.complete ]]; then
    mkdir -p "$home/cache/wheels" "$home/models"
    cp -alf "$test_home"/cache/wheels/*.whl "$home/cache/wheels/"
    cp -a --reflink=auto "$test_model" "$home/models/"
    FASTERVOX_HOME=$home ./fvox env setup --profile cuda
    touch "$home/.complete"
  fi
  in_use "$home"
  remove_stale "$FASTERVOX_CACHE" cuda
  export FASTERVOX_TEST_CUDA_HOME=$home
}

dev_python() { "$DEV_PYTHON_COMMAND" "$@"; }
