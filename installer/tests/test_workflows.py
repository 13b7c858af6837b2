"""The workflows cannot run here: what they call must at least be there."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPT = re.compile(r"(?<![\w/.-])(\.ci/run|(?:\.ci|installer|python-embed)/[\w/-]+\.(?:sh|py))(?![\w.])")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_script_of_a_workflow_is_there_and_can_be_run(workflow: Path) -> None:
    called = [ROOT / name for name in SCRIPT.findall(workflow.read_text(encoding="utf-8"))]

    assert called != []
    assert [path for path in called if not (path.is_file() and os.access(path, os.X_OK))] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_may_write_unless_a_job_says_so(workflow: Path) -> None:
    assert "\npermissions:\n  contents: read\n" in workflow.read_text(encoding="utf-8")


def test_what_a_job_of_the_release_takes_one_before_it_has_left() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    left: set[str] = set()
    taken = 0
    for action, names in re.findall(r'(up|down)load-artifact@v4\s+with: \{ (?:name|pattern): "?([\w{},-]*\w\}?)', text):
        if action == "up":
            left.add(names)
        else:
            taken += 1
            assert set(names.strip("{}").split(",")) <= left, names

    assert (taken, left) == (
        7,
        {"native", "bill", "boot", "image", "signed-actions", "unsigned-installer", "installer"},
    )
