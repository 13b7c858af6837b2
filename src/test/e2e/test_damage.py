"""What is damaged is named, and the advice that is printed helps: recordings, the environment, models."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SAMPLES, Fvox, agent, exist, logged, speech_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEECH = SAMPLES / "ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"

FORMATS: dict[str, list[str]] = {
    "wav": [],
    "mp3": ["-c:a", "libmp3lame"],
    "flac": [],
    "m4a": ["-c:a", "aac", "-movflags", "+faststart"],
    "wma": ["-ar", "44100", "-c:a", "wmav2"],
    "mka": ["-c:a", "libopus"],
}


@pytest.fixture(scope="module")
def long_speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give 43 s of speech."""
    return speech_of(43, tmp_path_factory.mktemp("long") / "long.wav")


@pytest.fixture(scope="module")
def own_home(ready_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder to damage, with the wheels and the model of the ready one."""
    home = tmp_path_factory.mktemp("own") / "data"
    for part in ("cache/wheels", "models"):
        shutil.copytree(ready_home / part, home / part)
    ready = Fvox(home)("env", "setup", offline=True)
    assert ready.code == 0, ready.err
    return home


@pytest.fixture
def own_fvox(own_home: Path) -> Iterator[Fvox]:
    """Give a caller whose environment and model may be damaged; each test ends with both whole."""
    fvox = Fvox(own_home)
    yield fvox
    assert fvox.left_over() == []


def encode(source: Path, target: Path, *options: str) -> None:
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(source), *options, str(target)]
    subprocess.run(command, check=True, timeout=60)


def damage_of(out: str) -> list[Any]:
    """Give kind and missing seconds of each line of JSON."""
    found = [json.loads(line).get("damage") for line in out.splitlines()]
    return [damage and (damage["kind"], round(damage["missing_seconds"], -1)) for damage in found]


def spoil(file: Path) -> None:
    """Overwrite the beginning of a file and keep its size and time, as a failing disk does."""
    facts = file.stat()
    with file.open("r+b") as opened:
        opened.write(b"\xa5" * 4096)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def test_whole_recordings_of_every_format_are_not_called_damaged(fvox: Fvox, media: Path) -> None:
    files = sorted(p for p in media.iterdir() if p.name.startswith(("speech.", "phone", "stereo", "two-tracks")))

    done = fvox("transcribe", "--model=base", "--language=en", "--beam-size=1", "--json", *files)

    assert (done.code, damage_of(done.out), "could be read" in done.err) == (0, [None] * len(files), False), done.err
    assert len(files) >= 14


def test_cut_recordings_give_their_text_and_say_how_much_is_missing(
    fvox: Fvox, long_speech: Path, tmp_path: Path
) -> None:
    files = []
    for ending, options in FORMATS.items():
        files.append(tmp_path / f"cut.{ending}")
        encode(long_speech, files[-1], *options)
        content = files[-1].read_bytes()
        files[-1].write_bytes(content[: len(content) // 2])

    done = fvox("transcribe", "--model=base", "--language=en", "--beam-size=1", "--json", *files)

    assert (done.code, damage_of(done.out)) == (0, [("truncated", 20)] * len(files)), done.err
    assert done.err.count("the end is missing") == len(files), done.err
    assert all("leisure" in json.loads(line)["text"] for line in done.out.splitlines()), done.out


def test_a_recording_with_a_damaged_middle_gives_the_text_around_it_and_says_so(
    fvox: Fvox, long_speech: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hole.m4a"
    encode(long_speech, path, "-c:a", "aac")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + len(content) // 4] = b"\xa5" * (len(content) // 4)
    path.write_bytes(content)

    done = fvox("transcribe", "--model=base", "--language=en", "--beam-size=1", "--format=txt,json", path)
    result = json.loads((tmp_path / "hole.json").read_text(encoding="utf-8"))

    assert (done.code, done.out, result["damage"]["kind"], done.err.count("a part is damaged")) == (
        0, "", "corrupt", 1,
    ), done.err  # fmt: skip
    assert 8 < result["damage"]["missing_seconds"] < 13
    assert "damaged" not in (tmp_path / "hole.txt").read_text(encoding="utf-8")


def test_the_notice_of_a_cut_recording_comes_in_chinese(fvox: Fvox, media: Path) -> None:
    options = ("--model=base", "--language=en", "--beam-size=1")
    done = fvox("transcribe", *options, media / "truncated.wav", LC_ALL="", LANG="zh_CN.UTF-8")

    assert (done.code, "结尾缺失" in done.err, "结尾缺失" in done.out) == (0, True, False), done.err


def test_a_recording_of_unknown_length_from_a_pipe_is_whole(fvox: Fvox, tmp_path: Path) -> None:
    path = tmp_path / "piped.wav"
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(SPEECH), "-f", "wav", "-"]
    path.write_bytes(subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=60).stdout)

    done = fvox("transcribe", "--model=base", path)

    assert (done.code, done.out, "could be read" in done.err) == (0, TEXT, False), done.err


def lists(home: Path) -> dict[str, int]:
    """Give the identity of every package's list of files, which is never written in place."""
    return {
        record.parent.name: record.stat().st_ino
        for record in home.glob("pytorch_env/*/lib/python3.12/site-packages/*.dist-info/RECORD")
    }


def test_r16_a_library_that_was_deleted_is_put_back_by_the_next_call(own_fvox: Fvox) -> None:
    before = lists(own_fvox.home)
    for library in own_fvox.home.glob("pytorch_env/*/lib/python3.12/site-packages/ctranslate2.libs/*"):
        library.unlink()

    done = own_fvox("transcribe", "--model=base", SPEECH, offline=True)

    assert (done.code, done.out) == (0, TEXT), done.err
    assert "The environment is damaged (ctranslate2)" in done.err
    assert "installed again in place: ctranslate2. Nothing was downloaded" in done.err
    assert {name for name, _ in lists(own_fvox.home).items() ^ before.items()} == {"ctranslate2-4.8.5.dist-info"}


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("tokenizers/*.so", "tokenizers"),
        ("ctranslate2/_ext*.so", "ctranslate2"),
        ("onnxruntime/capi/onnxruntime_pybind11*.so", "onnxruntime"),
        ("faster_whisper/transcribe.py", "faster-whisper"),
    ],
)
def test_r16_a_worker_that_fails_leads_to_a_check_a_repair_and_one_more_try(
    own_fvox: Fvox, library: str, package: str
) -> None:
    (file,) = own_fvox.home.glob(f"pytorch_env/*/lib/python3.12/site-packages/{library}")
    for compiled in file.parent.glob(f"__pycache__/{file.stem}.*"):
        compiled.unlink()
    spoil(file)

    done = own_fvox("transcribe", "--model=base", SPEECH, offline=True)

    assert (done.code, done.out) == (0, TEXT), done.err
    assert "the environment is checked" in done.err
    assert f"installed again in place: {package}. Nothing was downloaded" in done.err


def test_r16_the_tray_program_looks_at_every_file_when_its_engine_has_failed(own_fvox: Fvox, tmp_path: Path) -> None:
    first, second = (Path(shutil.copy(SPEECH, tmp_path / name)) for name in ("first.wav", "second.wav"))
    (library,) = own_fvox.home.glob("pytorch_env/*/lib/python3.12/site-packages/av/_core*.so")
    (model_library,) = own_fvox.home.glob("pytorch_env/*/lib/python3.12/site-packages/tokenizers/*.so")
    (own_fvox.home / "logs/faster-vox.log").unlink(missing_ok=True)
    (own_fvox.home / "pytorch_env/admissions.json").unlink(missing_ok=True)
    spoil(library)

    with agent(own_fvox, FASTERVOX_INDEX_URL="http://127.0.0.1:9"):
        logged(own_fvox.home, "installed again in place: av.")
        logged(own_fvox.home, "-> READY")
        spoil(model_library)
        own_fvox("agent", first, DISPLAY="")
        logged(own_fvox.home, "installed again in place: tokenizers.")
        own_fvox("agent", second, DISPLAY="")
        exist([second.with_suffix(".txt")])

    assert second.with_suffix(".txt").read_text() == TEXT
    own_fvox.await_ends(10)


def test_r16_the_repair_tells_which_rung_helped(own_fvox: Fvox) -> None:
    (file,) = own_fvox.home.glob("pytorch_env/*/lib/python3.12/site-packages/tokenizers/*.so")
    spoil(file)

    checked = own_fvox("env", "check")
    repaired = own_fvox("env", "repair", "--json", offline=True)
    again = own_fvox("env", "repair", offline=True)
    done = own_fvox("transcribe", "--model=base", SPEECH)

    assert (checked.code, file.name in checked.out) == (1, True), checked.out
    answer = json.loads(repaired.out)
    assert (answer["repair"]["rung"], answer["repair"]["owners"], answer["report"]["bytes_fetched"]) == (
        "PACKAGES", ["tokenizers"], 0,
    ), repaired.err  # fmt: skip
    assert (again.code, "Nothing to repair" in again.out) == (0, True), again.err
    assert (done.code, done.out) == (0, TEXT), done.err


def test_a_model_that_was_changed_is_named_and_the_advice_helps(own_fvox: Fvox) -> None:
    before = own_fvox("transcribe", "--model=base", SPEECH)
    spoil(own_fvox.home / "models/base/model.bin")

    failed = own_fvox("transcribe", "--model=base", SPEECH)
    verified = own_fvox("models", "verify", "base")
    repaired = own_fvox("models", "get", "base")
    again = own_fvox("models", "verify", "base")
    done = own_fvox("transcribe", "--model=base", SPEECH)

    assert before.code == 0, before.err
    assert (failed.code, "[FV503]" in failed.err, "fvox models verify base" in failed.err) == (3, True, True), (
        failed.err
    )
    assert str(own_fvox.home) not in failed.err
    assert (verified.code, "model.bin" in verified.err) == (1, True), verified.err
    assert (repaired.code, again.code, done.code, done.out) == (0, 0, 0, TEXT), repaired.err + done.err


def test_a_model_folder_is_imported_used_listed_and_removed(own_fvox: Fvox, tmp_path: Path) -> None:
    folder = tmp_path / "my model"
    shutil.copytree(own_fvox.home / "models/base", folder, ignore=shutil.ignore_patterns("manifest.json"))

    imported = own_fvox("models", "import", "--id=mine", folder, offline=True)
    done = own_fvox("transcribe", "--model=mine", SPEECH, offline=True)
    listed = {model["id"]: model for model in json.loads(own_fvox("models", "list", "--json").out)}
    taken = sum(file.stat().st_size for file in (own_fvox.home / "models/mine").rglob("*"))
    removed = own_fvox("models", "remove", "mine")

    assert (imported.code, done.code, done.out) == (0, 0, TEXT), imported.err + done.err
    assert {name: listed[name]["state"] for name in ("base", "mine", "large-v3")} == {
        "base": "usable", "mine": "usable", "large-v3": "absent",
    }  # fmt: skip
    assert (removed.code, f"{taken} bytes freed" in removed.out + removed.err) == (0, True), (taken, removed)
    assert not (own_fvox.home / "models/mine").exists()


def test_ctrl_c_right_after_a_restart_of_the_engine_ends_everything(fvox: Fvox, long_speech: Path) -> None:
    process = fvox.start("transcribe", "--model=base", "--language=en", long_speech)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() != ""
    os.kill(fvox.worker(), signal.SIGKILL)
    said = ""
    for line in process.stderr:
        said += line
        if "started again" in line:
            os.killpg(process.pid, signal.SIGINT)
            break
    asked = time.monotonic()
    _, rest = process.communicate(timeout=60)
    fvox.await_ends(2)

    assert (process.returncode, said.count("started again"), fvox.left_over()) == (130, 1, []), said + rest
    assert time.monotonic() - asked < 10
