"""The program refuses unknown languages before there is a worker, so its list must be that of faster-whisper."""

import json
from pathlib import Path

import pytest
from faster_whisper.tokenizer import _LANGUAGE_CODES

from tests.worker_process import WorkerProcess

LIST = Path(__file__).resolve().parents[2] / "src/main/resources/io/fastervox/models/languages.json"


def codes(name: str) -> list[str]:
    return list(json.loads(LIST.read_text(encoding="utf-8"))[name])


def test_the_list_has_the_languages_of_faster_whisper() -> None:
    assert sorted(codes("multilingual") + codes("since_v3")) == sorted(_LANGUAGE_CODES)


@pytest.mark.model
def test_a_multilingual_model_knows_those_of_the_list(loaded: WorkerProcess) -> None:
    refusal = loaded.call("transcribe_file", path="/none.wav", language="tlh")
    assert sorted(refusal["detail"]["known"].split()) == sorted(codes("multilingual"))
