"""R4, R10, R15, R17: from an empty data folder to text, whatever happens in between."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import CHECKOUT, SAID, SAMPLES, Fvox, speech_of

SPEECH = SAMPLES / "ill-disposed.wav"
TEXT = "He was not an ill-disposed young man.\n"

# The steps as they are announced, in order; each is interrupted once. The model comes while the environment is built.
ENVIRONMENT_STEPS = ["Unpacking Python", "Looking up packages", "Downloading\n", "Installing", "Checking"]
MODEL_STEPS = ["Downloading the model", "Putting the model together", "Loading the model"]
DECODING = "Transcribing"


def interrupt_at(fvox: Fvox, step: str, recording: Path = SPEECH) -> tuple[int, str]:
    """Starts a transcription and sends Ctrl-C to its process group when the step is announced."""
    process = fvox.start("transcribe", "--model=base", recording)
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if step in line:
            os.killpg(process.pid, signal.SIGINT)
            break
    out, rest = process.communicate(timeout=60)
    SAID.append("".join(said) + rest)
    return process.returncode, out + SAID[-1]


@pytest.mark.reaches("FV101", "FV215")
def test_r17_ctrl_c_at_every_stage_leaves_nothing_running_and_the_next_call_completes(
    fresh_fvox: Fvox, tmp_path: Path
) -> None:
    codes = {}
    long = speech_of(60, tmp_path / "long.wav")
    steps = [*ENVIRONMENT_STEPS, *MODEL_STEPS, DECODING]
    for step in steps:
        if step == MODEL_STEPS[0]:
            shutil.rmtree(fresh_fvox.home / "models")  # what came of it meanwhile
        code, output = interrupt_at(fresh_fvox, step, long if step == DECODING else SPEECH)
        codes[step] = code if step in output else output
        fresh_fvox.await_ends(2)
        assert fresh_fvox.left_over() == [], step

    done = fresh_fvox("transcribe", "--model=base", SPEECH)

    assert (codes, done.code, done.out) == (dict.fromkeys(steps, 130), 0, TEXT), done.err


def test_two_at_once_on_an_empty_folder_build_one_environment(fresh_fvox: Fvox) -> None:
    both = [fresh_fvox.start("transcribe", "--model=base", SPEECH) for _ in range(2)]
    ended = [process.communicate(timeout=300) for process in both]
    status = json.loads(fresh_fvox("env", "status", "--json").out)

    assert [process.returncode for process in both] == [0, 0], ended
    assert [out for out, _ in ended] == [TEXT, TEXT]
    # Who waits shows the steps of the one that builds.
    waiting = "Waiting for another Faster-Vox"
    assert sum(waiting not in err.split("Unpacking Python")[0] for _, err in ended) == 1, ended
    assert sum("Downloading the model" in err for _, err in ended) == 1, ended
    assert [err for _, err in ended if waiting in err] != [], ended
    assert len([p for p in (fresh_fvox.home / "pytorch_env").iterdir() if p.is_dir()]) == 1
    assert status["ready"] is True


def announced(profile: str) -> str:
    """What is said of a profile before anything of it is fetched (R20)."""
    embed = CHECKOUT / "python-embed"
    profiles = json.loads((embed / "profiles.json").read_text(encoding="utf-8"))["profiles"]
    (disk,) = [p["platforms"]["linux-x86_64"]["disk_bytes"] for p in profiles if p["id"] == profile]
    locks = [json.loads((embed / f"locks/{name}-linux.json").read_text(encoding="utf-8")) for name in (profile, "boot")]
    download = sum({wheel["file"]: wheel["bytes"] for lock in locks for wheel in lock["wheels"]}.values())
    return f"Packages of the profile {profile}: {download / 1e6:.0f} MB to download, {disk / 1e6:.0f} MB on the disk."


def test_the_model_comes_while_the_environment_is_built(fresh_fvox: Fvox) -> None:
    done = fresh_fvox("transcribe", "--model=base", SPEECH)
    said = [line.split("  ")[0] for line in done.err.splitlines()]

    assert (done.code, done.out) == (0, TEXT), done.err
    assert said.index(announced("cpu")) < said.index("Downloading"), done.err
    assert said.index("Downloading the model") < said.index("Checking") < said.index("Loading the model"), done.err
    fetched = re.findall(r"^Downloading  (\S+) / \S+ MB", done.err, re.MULTILINE)[-1]
    assert f" {float(fetched):.0f} MB to download" in announced("cpu"), done.err


def test_a_model_that_cannot_be_had_does_not_cost_the_environment(fresh_fvox: Fvox) -> None:
    done = fresh_fvox("transcribe", "--model=tiny", SPEECH, FASTERVOX_HUB_URL="http://127.0.0.1:9")
    status = json.loads(fresh_fvox("env", "status", "--json").out)

    assert (done.code, done.out, re.findall(r"\[FV\d+\]", done.err), status["ready"]) == (
        3,
        "",
        ["[FV301]"],
        True,
    ), done.err


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["--language=klingon", SPEECH], "FV207", 2),
        (["--language=French", "--model=base.en", SPEECH], "FV211", 2),
        (["--task=translate", "--model=large-v3-turbo", SPEECH], "FV212", 2),
        (["--compute-type=float17", SPEECH], "FV606", 3),
        (["--model=enormous", SPEECH], "FV501", 2),
        (["no-such.wav", SAMPLES], "FV201", 1),
        (["--device=tpu", SPEECH], "FV106", 2),
        ([""], "FV106", 2),
        (["--format=txt", "--output-dir=/proc/nowhere", SPEECH], "FV209", 1),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_refused_before_anything_is_built(
    fresh_fvox: Fvox, arguments: list[str | Path], code: str, exit_code: int
) -> None:
    done = fresh_fvox("transcribe", *arguments)

    assert (done.code, done.out, f"[{code}]" in done.err) == (exit_code, "", True), done.err
    assert [name for name in ("python_embed", "pytorch_env", "models") if (fresh_fvox.home / name).exists()] == []


@pytest.mark.parametrize(("profile", "home"), [("cpu", "FASTERVOX_TEST_HOME"), ("cuda", "FASTERVOX_TEST_CUDA_HOME")])
def test_the_disk_that_is_announced_is_what_the_environment_takes(profile: str, home: str) -> None:
    profiles = json.loads((CHECKOUT / "python-embed/profiles.json").read_text(encoding="utf-8"))["profiles"]
    (announced,) = [p["platforms"]["linux-x86_64"]["disk_bytes"] for p in profiles if p["id"] == profile]
    (built,) = (Path(os.environ[home]) / "pytorch_env").glob(f"*-{profile}-*/")

    taken = sum(path.lstat().st_blocks * 512 for path in built.rglob("*"))

    assert 0.85 < taken / announced < 1.02, (taken, announced)  # less while its bytecode is not all written


@pytest.mark.reaches("FV114")
@pytest.mark.parametrize("closed", [".", "pytorch_env"])
@pytest.mark.parametrize("command", ["env status", "env setup", "models list", "transcribe samples/ill-disposed.wav"])
def test_a_data_folder_that_does_not_open_is_named_with_a_remedy(
    fresh_fvox: Fvox, tmp_path: Path, command: str, closed: str
) -> None:
    folder = fresh_fvox.home / closed
    folder.mkdir(parents=True)
    folder.chmod(0)

    done = fresh_fvox.without_roots_rights(tmp_path)(*command.split())
    folder.chmod(0o700)

    assert (done.code, done.out) == (3, ""), done.err
    assert done.err.splitlines()[-2:] == [
        f"fvox: You may not look into the folder {folder.resolve()}. [FV114]",
        "      Have its owner give you access, or name another data folder in FASTERVOX_HOME.",
    ]


def test_without_network_and_with_nothing_cached_the_error_names_the_network(fresh_fvox: Fvox) -> None:
    done = fresh_fvox("transcribe", SPEECH, offline=True)

    assert (done.code, done.out, "[FV301]" in done.err) == (3, "", True), done.err


def test_without_network_and_with_everything_cached_it_works(fvox: Fvox) -> None:
    done = fvox("transcribe", "--model=base", SPEECH, offline=True)

    assert (done.code, done.out) == (0, TEXT), done.err


def test_the_second_call_downloads_nothing_and_builds_nothing(fvox: Fvox) -> None:
    before = sorted(p.name for p in (fvox.home / "pytorch_env").iterdir())
    done = fvox("transcribe", "--model=base", SPEECH)

    assert (done.code, done.out, "Downloading" in done.err) == (0, TEXT, False), done.err
    assert sorted(p.name for p in (fvox.home / "pytorch_env").iterdir()) == before


def test_on_a_terminal_a_progress_line_is_written_over_itself_and_the_text_stays(fvox: Fvox, tmp_path: Path) -> None:
    ours, its = os.openpty()
    command = [str(fvox.program), "transcribe", "--model=base", str(speech_of(45, tmp_path / "talk.wav"))]
    process = subprocess.Popen(
        command, env=fvox.environment(), stdin=its, stdout=its, stderr=its, start_new_session=True
    )
    os.close(its)
    shown = b""
    with suppress(OSError):  # what a terminal's end looks like
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)

    assert process.wait(60) == 0
    lines = shown.decode()
    progress = re.findall(r"\r[^\r\n]*?(\d+) ?%[^\r\n]*", lines)
    assert (len(progress) > 1, progress == sorted(progress, key=int)) == (True, True), lines
    assert "leisure to consider how much there might be prudently in his power" in " ".join(lines.split()), lines


def test_r17_a_killed_program_leaves_no_python_behind(ready_home: Path, tmp_path: Path) -> None:
    fvox = Fvox(ready_home)
    process = fvox.start("transcribe", "--model=base", "--beam-size=1", speech_of(400, tmp_path / "long.wav"))
    assert process.stdout is not None
    assert process.stdout.readline() != ""
    running = fvox.left_over()

    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    fvox.await_ends(2)

    assert len([command for command in running if "main.py" in command]) == 1
    assert fvox.left_over() == []


@pytest.mark.parametrize("command", [[], ["transcribe"], ["env"], ["models"], ["bench"]])
def test_help_has_a_text_for_every_command_and_no_colours_in_a_pipe(fvox: Fvox, command: list[str]) -> None:
    done = fvox(*command, "--help", TERM="xterm-256color")

    assert (done.code, "Usage: fvox" in done.out, "\x1b" in done.out, done.err) == (0, True, False, "")
