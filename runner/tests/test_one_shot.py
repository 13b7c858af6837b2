"""R26: the one-shot form as another program sees it: files, one line on stdout, an exit code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.media import clips, required
from tests.worker_process import RUNNER


def started(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(RUNNER / "whisper_runner.py"), *map(str, arguments)],
        capture_output=True,
        timeout=120,
        check=False,
    )


def run(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """Give exit code and the only line on stdout."""
    done = started(*arguments)
    (line,) = done.stdout.decode("utf-8").splitlines()
    outcome: dict[str, Any] = json.loads(line)
    return done.returncode, outcome


def run_order(folder: Path, **order: object) -> tuple[int, dict[str, Any]]:
    path = folder / "input 输入.json"
    path.write_text(json.dumps(order), "utf-8")
    return run(path)


def order(folder: Path) -> dict[str, object]:
    """Give an order that is right but for its model and audio."""
    return {"model_path": "/none", "audio_file": "/none.wav", "device": "cpu", "output_path": str(folder / "out.json")}


def assert_refused(outcome: tuple[int, dict[str, Any]], said: str) -> None:
    code, answer = outcome
    assert (code, list(answer), said in answer["error"]) == (1, ["error"], True), outcome


def test_without_an_input_file_the_usage_is_told() -> None:
    assert_refused(run(), "usage")


def test_a_refusal_is_written_to_the_letter() -> None:
    assert started().stdout == b'{"error": "usage: whisper_runner.py input.json"}\n'


def test_more_than_one_argument_is_refused() -> None:
    assert_refused(run("a.json", "b.json"), "usage")


def test_a_missing_input_file_is_told(tmp_path: Path) -> None:
    assert_refused(run(tmp_path / "none.json"), "cannot be read")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe{}", b'"text"'])
def test_an_input_file_that_is_no_json_object_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "input.json"
    path.write_bytes(content)
    assert_refused(run(path), "not a JSON object")


@pytest.mark.parametrize("key", ["model_path", "audio_file", "output_path"])
def test_a_missing_key_is_told(tmp_path: Path, key: str) -> None:
    values = order(tmp_path)
    del values[key]
    assert_refused(run_order(tmp_path, **values), f"field {key} is missing")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("model_path", 5),
        ("audio_file", None),
        ("output_path", ""),
        ("device", "tpu"),
        ("compute_type", 16),
        ("language", ["en"]),
        ("beam_size", 0),
        ("beam_size", "5"),
        ("beam_size", True),
        ("word_timestamps", "yes"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(tmp_path: Path, key: str, value: object) -> None:
    assert_refused(run_order(tmp_path, **order(tmp_path) | {key: value}), f"field {key} must be")


def test_an_unknown_key_is_told(tmp_path: Path) -> None:
    assert_refused(run_order(tmp_path, **order(tmp_path), langauge="en"), "unknown field: langauge")


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    values = order(tmp_path)
    assert_refused(run_order(tmp_path, **values), f"model.bin: {values['model_path']}")


@pytest.mark.parametrize("output", ["none/out.json", "."])
def test_an_output_that_cannot_be_written_is_told_before_the_work(tmp_path: Path, output: str) -> None:
    values = order(tmp_path) | {"output_path": str(tmp_path / output)}
    assert_refused(run_order(tmp_path, **values), "output_path")


@pytest.mark.parametrize("written", ["talk.wav", "./talk.wav", "symbolic.json", "hard.json"])
def test_the_recording_is_never_the_output(tmp_path: Path, written: str) -> None:
    recording = tmp_path / "talk.wav"
    recording.write_bytes(b"speech")
    (tmp_path / "symbolic.json").symlink_to(recording)
    (tmp_path / "hard.json").hardlink_to(recording)
    values = order(tmp_path) | {"audio_file": str(recording), "output_path": f"{tmp_path}/{written}"}
    assert_refused(run_order(tmp_path, **values), "output_path is audio_file")
    assert recording.read_bytes() == b"speech"


def test_the_input_file_is_never_the_output(tmp_path: Path) -> None:
    values = order(tmp_path) | {"output_path": str(tmp_path / "input 输入.json")}
    assert_refused(run_order(tmp_path, **values), "output_path is the input file")
    assert json.loads((tmp_path / "input 输入.json").read_text("utf-8")) == values


def test_what_is_no_regular_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    subprocess.run(["mkfifo", pipe], check=True)
    assert_refused(run_order(tmp_path, **order(tmp_path) | {"output_path": str(pipe)}), "not a regular file")
    assert pipe.is_fifo()


@pytest.fixture
def real(tmp_path: Path) -> dict[str, object]:
    """Give an order that can be carried out on a CPU."""
    return {
        "model_path": str(required("FASTERVOX_TEST_MODEL")),
        "audio_file": str(next(iter(clips()))),
        "device": "cpu",
        "compute_type": "int8",
        "output_path": str(tmp_path / "out 结果.json"),
    }


@pytest.mark.model
def test_the_result_goes_to_the_output_file_alone(tmp_path: Path, real: dict[str, object]) -> None:
    assert run_order(tmp_path, **real) == (0, {"success": True})
    result = json.loads((tmp_path / "out 结果.json").read_text("utf-8"))
    assert list(result) == ["segments", "info"]
    assert list(result["segments"][0]) == ["id", "start", "end", "text"]
    assert (result["segments"][0]["id"], result["info"]["language"]) == (0, "en")
    assert 0.5 < result["info"]["language_probability"] <= 1
    assert result["segments"][-1]["end"] <= result["info"]["duration"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["input 输入.json", "out 结果.json"]


@pytest.mark.model
def test_words_language_and_beam_size_are_honoured(tmp_path: Path, real: dict[str, object]) -> None:
    assert run_order(tmp_path, **real, language="en", beam_size=1, word_timestamps=True) == (0, {"success": True})
    result = json.loads((tmp_path / "out 结果.json").read_text("utf-8"))
    segment = result["segments"][0]
    assert "".join(word["word"] for word in segment["words"]) == segment["text"]
    assert result["info"]["language_probability"] == 1


@pytest.mark.model
@pytest.mark.parametrize("language", ["auto", "", None])
def test_the_language_is_detected_where_that_is_asked_for(
    tmp_path: Path, real: dict[str, object], language: str | None
) -> None:
    assert run_order(tmp_path, **real, language=language) == (0, {"success": True})
    info = json.loads((tmp_path / "out 结果.json").read_text("utf-8"))["info"]
    assert (info["language"], 0.5 < info["language_probability"] < 1) == ("en", True)


@pytest.mark.model
def test_an_earlier_output_is_replaced_whole(tmp_path: Path, real: dict[str, object]) -> None:
    output = tmp_path / "out 结果.json"
    output.write_text("x" * 100_000)
    assert run_order(tmp_path, **real) == (0, {"success": True})
    assert list(json.loads(output.read_text("utf-8"))) == ["segments", "info"]


@pytest.mark.model
def test_an_input_file_may_begin_as_windows_editors_begin_it(tmp_path: Path, real: dict[str, object]) -> None:
    path = tmp_path / "input.json"
    path.write_text(json.dumps(real), "utf-8-sig")
    assert started(path).stdout == b'{"success": true}\n'


@pytest.mark.model
def test_the_default_device_is_a_gpu_and_nothing_takes_its_place(tmp_path: Path, real: dict[str, object]) -> None:
    del real["device"], real["compute_type"]
    why = "no NVIDIA GPU with a working driver was found (CUDA failed with error CUDA driver version is insufficient "
    said = f'{why}for CUDA runtime version); use "device": "cpu"'
    assert_refused(run_order(tmp_path, **real), said)
    assert not (tmp_path / "out 结果.json").exists()


@pytest.mark.model
def test_the_default_compute_type_is_float16_and_a_cpu_refuses_it(tmp_path: Path, real: dict[str, object]) -> None:
    del real["compute_type"]
    assert_refused(run_order(tmp_path, **real), "cannot run compute type float16")


@pytest.mark.model
@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("audio_file", "/none.wav", "the file does not exist: /none.wav"),
        ("audio_file", __file__, "not an audio or video file"),
        ("language", "tlh", "does not know the language tlh"),
    ],
)
def test_a_failed_transcription_leaves_the_earlier_output(
    tmp_path: Path, real: dict[str, object], key: str, value: str, said: str
) -> None:
    output = tmp_path / "out 结果.json"
    output.write_text("earlier")
    assert_refused(run_order(tmp_path, **real | {key: value}), said)
    assert output.read_text() == "earlier"
