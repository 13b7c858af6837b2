"""R19: the guide for setting up by hand: its commands do what it says, in both languages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from conftest import CHECKOUT, Fvox

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "He was not an ill-disposed young man."


def commands(page: str, language: str) -> list[str]:
    """Give the fenced blocks of one language."""
    text = (CHECKOUT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_both_languages_have_the_same_commands() -> None:
    for language in ("sh", "bat"):
        english = commands("manual-setup.md", language)
        assert (english, len(english) > 0) == (commands("manual-setup.zh-CN.md", language), True)


def test_r19_every_linux_command_works(ready_home: Path, tmp_path: Path) -> None:
    """What pip would download comes from the cache; the model is the one that a person would have fetched."""
    fvox = Fvox(tmp_path / "data")
    for name in ("fvox", "samples", "runner"):
        (tmp_path / name).symlink_to(CHECKOUT / name)
    shutil.copytree(
        ready_home / "models/base",
        tmp_path / "faster-whisper-base",
        ignore=shutil.ignore_patterns("manifest.json", ".*"),
    )
    for part in ("cache/wheels", "models"):
        shutil.copytree(ready_home / part, fvox.home / part)
    (python,) = (ready_home / "python_embed").glob("*/bin/python3.12")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("python3", "python3.12"):
        (tools / name).write_text(f'#!/bin/sh\nexec "{python}" "$@"\n')
        (tools / name).chmod(0o755)
    first, *rest = commands("manual-setup.md", "sh")
    script = "\n".join(
        [
            "PATH=$PWD/tools:$PATH",
            first,
            "./fvox env remove --models --cache",  # the other computer has nothing
            *rest,
        ]
    )

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=fvox.environment(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(ready_home / "cache/wheels")),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=580,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(TEXT) == 2, done.stdout
    segments = json.loads((tmp_path / "output.json").read_text(encoding="utf-8"))["segments"]
    assert [segment["text"].strip() for segment in segments] == [TEXT]
