"""R21: after an update of the program the old environment serves until the new one is there."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import SAMPLES, Fvox, agent, exist, logged

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEECH = SAMPLES / "ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"


@pytest.fixture(scope="module")
def kept(ready_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder whose environment says that it was built from another lock, moved away from where it works."""
    home = tmp_path_factory.mktemp("update") / "data"
    for part in ("cache/wheels", "models"):
        shutil.copytree(ready_home / part, home / part)
    fvox = Fvox(home)
    ready = fvox("env", "setup", offline=True)
    assert ready.code == 0, ready.err
    (manifest,) = home.glob("pytorch_env/*/environment.json")
    text = json.loads(manifest.read_text(encoding="utf-8"))
    text["lock_id"] = "0" * 12
    manifest.write_text(json.dumps(text), encoding="utf-8")
    return home.rename(home.with_name("kept"))


@pytest.fixture
def outdated(kept: Path) -> Iterator[Fvox]:
    """Give a caller with a copy of that folder, made of links, where it works."""
    fvox = Fvox(kept.with_name("data"))
    subprocess.run(["cp", "-al", kept, fvox.home], check=True, timeout=60)
    yield fvox
    assert fvox.left_over() == []
    shutil.rmtree(fvox.home)


def update(fvox: Fvox) -> str:
    return str(json.loads(fvox("env", "status", "--json").out)["update"])


def test_the_old_environment_gives_the_text_and_the_new_one_is_built_afterwards(outdated: Fvox) -> None:
    before = update(outdated)
    done = outdated("transcribe", "--model=base", SPEECH, offline=True)
    after = update(outdated)
    again = outdated("transcribe", "--model=base", SPEECH, offline=True)

    assert (before, after) == ("available", "none")
    assert (done.code, done.out, "is up to date" in done.err) == (0, TEXT, True), done.err
    assert (again.code, again.out, "older version" in again.err) == (0, TEXT, False), again.err
    assert len(list(outdated.home.glob("pytorch_env/*/environment.json"))) == 1


def test_an_update_that_cannot_be_had_takes_nothing_away(outdated: Fvox) -> None:
    shutil.rmtree(outdated.home / "cache/wheels")

    done = outdated("transcribe", "--model=base", SPEECH, offline=True)

    assert (done.code, done.out, "could not be updated" in done.err) == (0, TEXT, True), done.err
    assert update(outdated) == "available"


def test_an_old_environment_that_is_damaged_is_replaced_first(outdated: Fvox) -> None:
    (module,) = outdated.home.glob("pytorch_env/*/lib/python3.12/site-packages/faster_whisper/transcribe.py")
    module.unlink()

    before = update(outdated)
    done = outdated("transcribe", "--model=base", SPEECH, offline=True)

    assert (before, done.code, done.out, update(outdated)) == ("needed", 0, TEXT, "none"), done.err


@pytest.mark.parametrize(
    "call", [("queue", "run"), ("dictate", "--from", SPEECH, "--model=base")], ids=["queue", "dictation"]
)
def test_other_texts_come_from_the_old_environment_too(outdated: Fvox, tmp_path: Path, call: tuple[str | Path]) -> None:
    recording = shutil.copy(SPEECH, tmp_path / "talk.wav")
    assert outdated("queue", "add", recording).code == 0

    done = outdated(*call, offline=True)

    assert (done.code, "is up to date" in done.err, update(outdated)) == (0, True, "none"), done.err


def test_the_tray_program_builds_the_new_one_beside_the_old_one_and_changes_over(
    outdated: Fvox, tmp_path: Path
) -> None:
    recording = Path(shutil.copy(SPEECH, tmp_path / "talk.wav"))
    with agent(outdated, FASTERVOX_INDEX_URL="http://127.0.0.1:9"):
        logged(outdated.home, "-> READY")
        logged(outdated.home, "The environment is up to date.")
        assert update(outdated) == "none"
        assert outdated("agent", recording, DISPLAY="").code == 0
        exist([recording.with_suffix(".txt")])

    assert recording.with_suffix(".txt").read_text() == TEXT
    assert len(list(outdated.home.glob("pytorch_env/*/environment.json"))) == 1
    outdated.await_ends(10)


def test_the_tray_program_goes_on_with_the_old_one_when_the_update_cannot_be_had(outdated: Fvox) -> None:
    shutil.rmtree(outdated.home / "cache/wheels")

    with agent(outdated, FASTERVOX_INDEX_URL="http://127.0.0.1:9"):
        logged(outdated.home, "-> READY")
        logged(outdated.home, "could not be updated")

    assert update(outdated) == "available"
    outdated.await_ends(10)
