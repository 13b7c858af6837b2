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
