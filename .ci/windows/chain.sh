#!/usr/bin/env bash
# Runs the chain from the installer to the last trace alone (test_chain.py), and prints as JSON what it measures:
# seconds of its steps, bytes of memory of the agent at rest.
# mvn package must have run.
source "$(dirname "$0")/common.sh"

cd "$root"
export FASTERVOX_CACHE=$cache
{
    # shellcheck source=.ci/test-home.sh
    source .ci/test-home.sh
    prepare_test_home no
    rm -f target/scenes/chain-measures.json
    unshare --mount "$DEV_PYTHON_COMMAND" -m pytest -q -p no:cacheprovider .ci/windows/tests/test_chain.py
} >&2
cat target/scenes/chain-measures.json
