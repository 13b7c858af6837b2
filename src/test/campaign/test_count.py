"""The closing count: what ended as it must, and what did not."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CASES = """\
import pytest

@pytest.fixture
def cannot_begin():
    raise OSError

@pytest.fixture
def leaves_something():
    yield
    raise OSError

def test_good(case):
    case.ended("well")

def test_fails(case):
    raise OSError

def test_without_a_beginning(cannot_begin, case):
    pass

def test_not_tidied_up(case, leaves_something):
    case.ended("well")

def test_skipped(case):
    pytest.skip("not here")
"""


def test_a_case_that_cannot_begin_or_leaves_something_behind_did_not_end_as_it_must(tmp_path: Path) -> None:
    (tmp_path / "test_cases.py").write_text(CASES, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "conftest", tmp_path],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    said = done.stdout.partition("fault campaign")[2]
    assert [" ".join(line.split()[:-4]) for line in said.splitlines()[1:6]] == [
        "as it must good well",
        "FAILED fails",
        "FAILED without a beginning",
        "FAILED not tidied up well",
        "FAILED skipped",
    ], done.stdout + done.stderr
    assert "\n5 cases: 1 ended as they must, 4 did not\n" in said
