"""Errors that no other test of the whole program comes to."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import SAID, Fvox


@pytest.mark.reaches("FV100")
def test_what_nobody_thought_of_is_an_error_with_a_report_to_send(fvox: Fvox) -> None:
    done = fvox("env", "sources", "test", JDK_JAVA_OPTIONS="-Dfastervox.patience=endless")

    assert (done.code, '"endless"' in done.err, "fvox env report" in done.err) == (1, True, True), done.err


@pytest.mark.reaches("FV106")
def test_a_command_that_does_not_exist_is_a_wrong_command_line(fvox: Fvox) -> None:
    done = fvox("transcrib")

    assert (done.code, "transcribe" in done.err) == (2, True), done.err


@pytest.mark.reaches("FV213")
def test_a_result_that_nobody_got_is_an_error(fvox: Fvox) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [fvox.program, "models", "languages"],
            env=fvox.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    SAID.append(done.stderr)

    assert done.returncode == 1, done.stderr
