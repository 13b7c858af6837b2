#!/usr/bin/env bash
# The Windows tier, as ./verify calls it: what it needs, the Java tests tagged `windows`, then the scenes. mvn package must
# have been run. DEV_PYTHON_COMMAND is a Python that has pytest (default python3).
source "$(dirname "$0")/common.sh"

"$tier/packages.sh"
# What still runs in the shared prefixes ends with us.
trap '"$tier/wine.sh" stop; "$tier/wine.sh" --user "张 三" stop' EXIT
"$tier/junit.sh"
# The small disks of some tests are mounted where nobody else sees them, and are gone with the tests.
(cd "$root" && unshare --mount "${DEV_PYTHON_COMMAND:-python3}" -m pytest -q .ci/windows/tests)
