#!/usr/bin/env bash
# The Windows tier, as ./verify calls it: what it needs, the Java tests tagged `windows`, then the scenes. mvn package must
# have been run. What ./verify hands over by the environment (a Python with pytest, model, recordings) it prepares when
# called alone.
source "$(dirname "$0")/common.sh"

# The small disks of some tests are mounted where nobody else sees them, and are gone with the tests.
pytest() {
    (cd "$root" && unshare --mount "$DEV_PYTHON_COMMAND" -m pytest -q -p no:cacheprovider --durations=12 \
        .ci/windows/tests "$@")
}

real_program() { pytest -m "real_program and not measure"; }
others() {
    local code=0
    "$tier/junit.sh" || code=$?
    pytest -m "not real_program" || code=$?
    return "$code"
}
# A lane that does not end says what runs before it is ended, and where it was: on SIGABRT pytest prints the stack.
limit=2400
if [[ ${1:-} == --lane ]]; then
    { read -rt $((limit - 20)) <> <(:) || ps -eo pid,etime,stat,args; } &
    trap "kill $! 2>/dev/null || true" EXIT
    "$2"
    exit
fi

"$tier/packages.sh"
if [[ -z ${DEV_PYTHON_COMMAND:-} || -z ${FASTERVOX_TEST_MODEL:-} || -z ${FASTERVOX_TEST_AUDIO:-} ]]; then
    cd "$root"
    export FASTERVOX_CACHE=$cache
    # shellcheck source=.ci/test-home.sh
    source .ci/test-home.sh
    prepare_test_home no
fi
logs=$root/target/windows-lanes
rm -rf "$logs" "$root/target/scenes"
mkdir -p "$logs"

# Two lanes beside each other, no Wine prefix in both: tests of the installed program, which set it up and show it on a
# screen; and all others, with those in Java. The first that needs the real program builds it for both.
FASTERVOX_TEST_PROGRAM=$(mktemp -d)
export FASTERVOX_TEST_PROGRAM
lane() { exec timeout --signal ABRT --kill-after 30 $limit "$0" --lane "$1" >"$logs/$1.log" 2>&1; }

trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$FASTERVOX_TEST_PROGRAM"' EXIT
failed=()
began=$SECONDS
lane real_program &
real=$!
lane others &
wait $! || failed+=(others)
took=$((SECONDS - began))
wait "$real" || failed+=(real_program)
cat "$logs"/*.log
echo "Windows tier: $((SECONDS - began)) s; the lane without the real program $took s"
(( ${#failed[@]} == 0 )) || die "failed: ${failed[*]} (whole output: $logs)"
