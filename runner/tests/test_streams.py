"""Streams of the real worker with the real model: order, truth, and what runs beside them."""

import base64
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fastervox_worker.commit_policy import FRAME_SAMPLES, SPEECH_ENDS
from fastervox_worker.voice import VoiceDetector
from tests.media import clips, joined_clips
from tests.word_errors import word_errors, words
from tests.worker_process import WorkerProcess

pytestmark = pytest.mark.model

RATE = 16000
CHUNK = 4096
"""Bytes: 128 ms."""

Message = dict[str, Any]


def samples_of(path: Path) -> bytes:
    with wave.open(str(path)) as file:
        return bytes(file.readframes(file.getnframes()))


def silence(seconds: float) -> bytes:
    return bytes(2 * round(RATE * seconds))


def without_silence_behind(pcm: bytes) -> bytes:
    """End with the last frame of speech, so that a pause behind it has the length that a test means."""
    voice = VoiceDetector()
    frames = np.frombuffer(pcm, "<i2").astype(np.float32)[
        : len(pcm) // 2 // FRAME_SAMPLES * FRAME_SAMPLES
    ] / np.float32(32768)
    speech = [voice.probability(frame) >= SPEECH_ENDS for frame in frames.reshape(-1, FRAME_SAMPLES)]
    return pcm[: 2 * FRAME_SAMPLES * (len(speech) - speech[::-1].index(True))]


class Sender:
    """Sends a stream as the agent does."""

    def __init__(self, worker: WorkerProcess, **options: object) -> None:
        self.worker = worker
        self.id = worker.send("stream_open", **options)
        self.audio: list[str] = []
        self.sent = 0

    def send(self, pcm: bytes) -> None:
        for at in range(0, len(pcm), CHUNK):
            part = pcm[at : at + CHUNK]
            encoded = base64.b64encode(part).decode()
            self.audio.append(self.worker.send("stream_audio", stream=self.id, position=self.sent, pcm=encoded))
            self.sent += len(part) // 2

    def close(self) -> list[Message]:
        """Close, and give the events of the stream."""
        assert self.worker.call("stream_close", stream=self.id)["closed"] is True
        events = self.worker.finish(self.id)
        assert {self.worker.finish(request)[-1]["event"] for request in self.audio} <= {"result"}
        return events


def text_of(events: list[Message]) -> str:
    """Give the text that counts."""
    text = ""
    for event in events:
        text = "" if event["event"] == "redecoding" else text + event.get("segment", {}).get("text", "")
    return text


def stream(worker: WorkerProcess, pcm: bytes, **options: object) -> list[Message]:
    sender = Sender(worker, **options)
    sender.send(pcm)
    return sender.close()


@pytest.mark.parametrize("short_windows", [False, True])
def test_what_is_said_comes_as_text_with_its_times(loaded: WorkerProcess, *, short_windows: bool) -> None:
    spoken = " ".join(clips().values())
    pcm = b"".join(samples_of(path) + silence(1.2) for path in clips())
    events = stream(loaded, pcm, language="en", short_windows=short_windows)
    segments, result = [e["segment"] for e in events if e["event"] == "segment"], events[-1]
    assert (result["segments"], result["language"], result["duration"]) == (len(segments), "en", len(pcm) / 2 / RATE)
    assert word_errors(words(spoken), words(text_of(events))) <= 0.1 * len(words(spoken))
    assert [segment["start"] for segment in segments] == sorted(segment["start"] for segment in segments)
    assert len(segments) > 2


def test_a_pause_shows_the_text_before_the_end(loaded: WorkerProcess) -> None:
    path, spoken = next(iter(clips().items()))
    sender = Sender(loaded, language="en")
    sender.send(without_silence_behind(samples_of(path)) + silence(0.5))
    partial = loaded.wait_for(sender.id, ("partial",))[-1]["text"]
    events = sender.close()
    assert word_errors(words(spoken), words(partial)) <= 3
    assert (text_of(events), events[-1]["withdrawn"]) == (partial, 0)
    assert [event["event"] for event in events].count("partial") == 1, "what is known is not decoded again"


def test_at_the_release_the_tail_is_decoded_while_the_last_samples_come(loaded: WorkerProcess) -> None:
    path, spoken = next(iter(clips().items()))
    sender = Sender(loaded, language="en")
    sender.send(without_silence_behind(samples_of(path)) + silence(0.1))
    assert loaded.call("stream_release", stream=sender.id)["released"] is True
    partial = loaded.wait_for(sender.id, ("partial",))[-1]["text"]
    sender.send(silence(0.1))
    events = sender.close()
    assert (text_of(events), events[-1]["withdrawn"]) == (partial, 0)
    assert word_errors(words(spoken), words(partial)) <= 3


def test_silence_a_touch_and_noise_give_no_text(loaded: WorkerProcess) -> None:
    clip = samples_of(next(iter(clips())))
    touch = clip[2 * RATE : 2 * RATE + 2 * int(0.15 * RATE)]
    for pcm in (silence(5), silence(1) + touch + silence(1), b"\x10\x00\xf0\xff" * RATE * 2):
        result = stream(loaded, pcm)[-1]
        assert (result["event"], result["segments"], result["language"]) == ("result", 0, None)


def test_short_sounds_far_behind_what_was_said_give_no_text(loaded: WorkerProcess) -> None:
    clip = samples_of(next(iter(clips())))
    backwards = np.frombuffer(clip, "<i2")[RATE : RATE * 5 // 4][::-1].tobytes()
    sounds = (silence(2.75) + backwards) * 3 + silence(2)
    said = text_of(stream(loaded, clip, language="en"))

    assert (bool(said), text_of(stream(loaded, clip + sounds, language="en"))) == (True, said)


def test_the_language_is_found(loaded: WorkerProcess) -> None:
    result = stream(loaded, samples_of(next(iter(clips()))))[-1]
    assert (result["language"], result["language_probability"] > 0.5) == ("en", True)


def test_audio_out_of_order_is_refused_and_the_stream_can_be_given_up(loaded: WorkerProcess) -> None:
    sender = Sender(loaded)
    sender.send(silence(1))
    sender.sent += 1
    sender.send(silence(0.1))
    assert loaded.finish(sender.audio[-1])[-1]["code"] == "invalid_request"
    assert loaded.call("cancel", target=sender.id)["cancelled"] is True
    assert loaded.finish(sender.id)[-1]["code"] == "cancelled"
    assert loaded.call("stream_close", stream=sender.id)["closed"] is False


def test_a_stream_goes_before_a_file_that_is_transcribed_meanwhile(loaded: WorkerProcess, tmp_path: Path) -> None:
    file = loaded.send("transcribe_file", path=str(joined_clips(tmp_path / "long.wav", 50)), language="en")
    loaded.wait_for(file, ("segment",))
    path, spoken = next(iter(clips().items()))
    events = stream(loaded, samples_of(path), language="en")
    assert word_errors(words(spoken), words(text_of(events))) <= 3
    assert not [event for event in loaded.order if event.get("id") == file and event["event"] == "result"]
    assert loaded.finish(file)[-1]["event"] == "result"


def test_streams_beside_each_other_do_not_mix(loaded: WorkerProcess) -> None:
    (first, spoken_first), (second, spoken_second) = list(clips().items())[:2]
    senders = [Sender(loaded, language="en") for _ in range(2)]
    for sender, path in zip(senders, (first, second), strict=True):
        sender.send(samples_of(path))
    texts = [words(text_of(sender.close())) for sender in senders]
    assert word_errors(words(spoken_first), texts[0]) <= 3
    assert word_errors(words(spoken_second), texts[1]) <= 3


def test_speech_without_a_pause_is_cut_and_goes_on_in_one_sentence(loaded: WorkerProcess, tmp_path: Path) -> None:
    pcm = samples_of(joined_clips(tmp_path / "long.wav", 40))
    rounds = len(pcm) // sum(len(samples_of(path)) for path in clips())
    spoken = " ".join([*clips().values()] * rounds)
    events = stream(loaded, pcm, language="en")
    assert word_errors(words(spoken), words(text_of(events))) <= 0.12 * len(words(spoken))
    assert events[-1]["redecoded"] is None
