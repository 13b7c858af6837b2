"""`fvox tune`: a timed run with the real engine decides about threads and model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import SAMPLES, Fvox

if TYPE_CHECKING:
    from pathlib import Path

SPEECH = SAMPLES / "ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"


@pytest.fixture
def own(ready_home: Path, tmp_path: Path) -> Fvox:
    """The environment and the model of all, but a tuning of its own."""
    home = tmp_path / "home"
    home.mkdir()
    for part in ready_home.iterdir():
        if part.name not in ("tuning.json", "logs", "agent.lock"):
            (home / part.name).symlink_to(part)
    return Fvox(home)


def test_what_it_finds_is_kept_with_its_figures_and_used_until_it_is_forgotten(own: Fvox) -> None:
    found = json.loads(own("tune", "--json").out)
    kept = json.loads((own.home / "tuning.json").read_text(encoding="utf-8"))
    (own.home / "tuning.json").write_text(json.dumps(kept | {"threads": 1, "model": "base"}), encoding="utf-8")
    hardware = own("hardware")
    done = own("transcribe", SPEECH)
    forgotten = own("tune", "--forget")

    seconds = {trial["threads"]: trial["seconds"] for trial in found["by_threads"]}
    fastest = min(seconds.values())
    assert (kept, 1 in seconds, 0 < fastest < 60) == (found, True, True)
    assert found["threads"] == min(threads for threads, took in seconds.items() if took <= 1.05 * fastest)
    assert [trial["model"] for trial in found["by_model"]] == ["base"]
    assert (found["trial_model"], found["device"], 5 < found["speech_seconds"] < 8) == ("base", "cpu", True)
    assert "Measured by fvox tune: model base, threads 1." in hardware.out
    assert ("more do not make it faster" in hardware.out, done.code, done.out) == (False, 0, TEXT), done.err
    assert (forgotten.code, (own.home / "tuning.json").exists()) == (0, False)
    assert "more do not make it faster" in own("hardware").out
    assert own.left_over() == []
