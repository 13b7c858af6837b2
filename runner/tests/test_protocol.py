"""The schema and the code say the same."""

from dataclasses import MISSING, fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fastervox_worker import PROTOCOL
from fastervox_worker.errors import ErrorCode, WorkerError
from fastervox_worker.requests import (
    Cancel,
    Hello,
    Load,
    Shutdown,
    StreamAudio,
    StreamClose,
    StreamOpen,
    StreamRelease,
    TranscribeFile,
    read_id,
    read_object,
    read_request,
)
from tests.schema import SCHEMA, is_valid

OPEN = {"id": "1", "op": "stream_open"}
AUDIO = {"id": "2", "op": "stream_audio", "stream": "1", "position": 0, "pcm": "AAD/fw=="}
HELLO = {"id": "1", "op": "hello", "protocol": 1, "agent": "1.0.0"}
LOAD = {"id": "1", "op": "load", "model_path": "/m", "device": "cpu", "compute_type": "int8"}
FILE = {"id": "1", "op": "transcribe_file", "path": "/a.wav"}
FULL = FILE | {
    "language": "en",
    "task": "translate",
    "beam_size": 1,
    "word_timestamps": True,
    "vad_filter": False,
    "initial_prompt": "Jäger",
    "hotwords": "电脑",
    "condition_on_previous_text": False,
    "batched": True,
    "dictation": True,
    "audio_track": 2,
    "start_seconds": 12.5,
}


def outcome(message: dict[str, Any]) -> str:
    values = dict(message)
    try:
        read_id(values)
        read_request(values)
    except WorkerError as error:
        return error.code.value
    return "accepted"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_lists_exactly_the_error_codes() -> None:
    assert SCHEMA["$defs"]["errorCode"]["enum"] == [code.value for code in ErrorCode]


def test_the_schema_names_the_protocol_version() -> None:
    assert SCHEMA["$defs"]["helloResult"]["properties"]["protocol"] == {"const": PROTOCOL}


@pytest.mark.parametrize(
    ("definition", "request_type"),
    [
        ("helloRequest", Hello),
        ("loadRequest", Load),
        ("transcribeFileRequest", TranscribeFile),
        ("streamOpenRequest", StreamOpen),
        ("streamAudioRequest", StreamAudio),
        ("streamReleaseRequest", StreamRelease),
        ("streamCloseRequest", StreamClose),
        ("cancelRequest", Cancel),
        ("shutdownRequest", Shutdown),
    ],
)
def test_fields_and_defaults_are_those_of_the_schema(definition: str, request_type: type[Any]) -> None:
    described = SCHEMA["$defs"][definition]
    in_schema = {
        name: MISSING if name in described["required"] else form["default"]
        for name, form in described["properties"].items()
        if name not in ("id", "op")
    }
    assert in_schema == {field.name: field.default for field in fields(request_type)}


@pytest.mark.parametrize(
    "message",
    [
        HELLO,
        HELLO | {"protocol": 2},
        LOAD,
        LOAD | {"device": "cuda", "device_index": 1, "cpu_threads": 4},
        FILE,
        FULL,
        FILE | {"language": None, "initial_prompt": None, "hotwords": None, "audio_track": None},
        FILE | {"beam_size": 5.0, "start_seconds": 3},
        FILE | {"initial_prompt": ""},
        FILE | {"resume": None},
        FILE
        | {"resume": {"seek": 300, "prompt": [1, 50257], "last_speech": 2.5, "section": 16000, "speech_before": 0.5}},
        OPEN,
        OPEN | {"language": "zh", "initial_prompt": "Jäger", "hotwords": None, "short_windows": True},
        AUDIO | {"pcm": "AAA="},
        AUDIO | {"position": 512, "pcm": "A" * 87380 + "AA=="},
        {"id": "1", "op": "stream_release", "stream": "1"},
        {"id": "1", "op": "stream_close", "stream": "1"},
        {"id": "x" * 128, "op": "cancel", "target": "1"},
        {"id": "1", "op": "shutdown"},
    ],
)
def test_what_the_schema_allows_is_accepted(message: dict[str, Any]) -> None:
    assert (is_valid(message, "request"), outcome(message)) == (True, "accepted")


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"op": "shutdown"},
        {"id": "", "op": "shutdown"},
        {"id": "x" * 129, "op": "shutdown"},
        {"id": 1, "op": "shutdown"},
        {"id": "1"},
        {"id": "1", "op": None},
        {"id": "1", "op": "stream_flush"},
        OPEN | {"short_windows": 1},
        OPEN | {"beam_size": 5},
        AUDIO | {"pcm": ""},
        AUDIO | {"pcm": "A-_="},
        AUDIO | {"pcm": "AAA"},
        AUDIO | {"pcm": "A" * 87388},
        AUDIO | {"position": -1},
        AUDIO | {"stream": ""},
        {"id": "1", "op": "stream_close"},
        {"id": "1", "op": "shutdown", "now": True},
        HELLO | {"protocol": "1"},
        HELLO | {"protocol": True},
        {"id": "1", "op": "hello", "protocol": 1},
        LOAD | {"device": "auto"},
        LOAD | {"device": ["cpu"]},
        LOAD | {"device_index": -1},
        LOAD | {"model_path": ""},
        LOAD | {"model_path": None},
        LOAD | {"cpu_threads": 1025},
        {"id": "1", "op": "transcribe_file"},
        FILE | {"langauge": "en"},
        FILE | {"language": 5},
        FILE | {"task": "summarise"},
        FILE | {"beam_size": 0},
        FILE | {"beam_size": 101},
        FILE | {"beam_size": 2.5},
        FILE | {"beam_size": None},
        FILE | {"word_timestamps": 1},
        FILE | {"audio_track": -1},
        FILE | {"audio_track": "1"},
        FILE | {"start_seconds": -0.1},
        FILE | {"resume": 5},
        FILE
        | {"resume": {"seek": 300, "prompt": [1], "last_speech": 2.5, "section": 0, "speech_before": 0, "more": 1}},
        FILE | {"resume": {"seek": -1, "prompt": [1], "last_speech": 2.5, "section": 0, "speech_before": 0}},
        FILE | {"resume": {"seek": 1, "prompt": [-1], "last_speech": 2.5, "section": 0, "speech_before": 0}},
        FILE | {"resume": {"seek": 1, "prompt": [1] * 449, "last_speech": 2.5, "section": 0, "speech_before": 0}},
        FILE | {"resume": {"seek": 1, "prompt": [1], "last_speech": 2.5, "section": -1, "speech_before": 0}},
        FILE | {"resume": {"seek": 1, "prompt": [1], "last_speech": 2.5}},
        FILE | {"resume": {"seek": 1, "last_speech": 2.5, "section": 0, "speech_before": 0}},
        FILE | {"start_seconds": None},
        {"id": "1", "op": "cancel"},
        {"id": "1", "op": "cancel", "target": ""},
    ],
)
def test_what_the_schema_forbids_is_refused(message: dict[str, Any]) -> None:
    assert (is_valid(message, "request"), outcome(message)) == (False, "invalid_request")


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"start_seconds": NaN}', b"[" * 100_000, b"1" * 5000, None],
)
def test_a_line_that_is_no_object_is_refused(line: bytes | None) -> None:
    with pytest.raises(WorkerError) as refusal:
        read_object(line)
    assert refusal.value.code == ErrorCode.INVALID_REQUEST


def test_a_number_beyond_all_bounds_is_refused() -> None:
    values = read_object(b'{"op": "transcribe_file", "path": "a", "start_seconds": 1e999}')
    with pytest.raises(WorkerError, match="start_seconds"):
        read_request(values)
